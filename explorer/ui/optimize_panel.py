"""Optimize: the latent walks toward an aim of its kind (accuracy, the shape of a network), and the page watches.

The run is the session's (`optimization.Runs`): the live view, which can begin one too, shows the same.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded
from explorer.explore.read.optimize import Step, optimizing, random_latent, weakest_network
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file
from explorer.explore.travel.curve import valuing_of
from explorer.figures.distance import SPARSE, distance_word
from explorer.figures.map import NO_JOURNEY, NOWHERE, Journey, draw_map, journey_layout, map_facts
from explorer.figures.optimization import draw_optimization
from explorer.figures.style import Theme
from explorer.kinds.protocols import Optimizing
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.naming import network_name
from explorer.ui import chart, look, resources, session
from explorer.ui.guard import guard
from explorer.ui.kept_panel import keep_button
from explorer.ui.optimization import Kept, OptimizationRun
from explorer.ui.subject import nothing, subjects
from explorer.ui.watching import watched

EVERY_S = 0.7  # between two looks at a run
HEIGHT = 240
MAP_HEIGHT = 260
STEPS = (50, 150, 400)
MAP = "optimization_map"
_SPACE, _ENDED = "optimization_space", "optimization_ended"
NEAR = "Toward accuracy the latent stays where networks are: elsewhere the decoder knows nothing."
SHOWN, WEAKEST, RANDOM = "what is shown", "the weakest network", "a random latent"


def optimize_panel(space: Space) -> None:
    """The controls, and the run that is going on or was the last one. Absent where nothing can be optimized."""
    if promised(space.kind, Optimizing) is None:
        return
    with st.expander("Optimize", key="optimize_open", on_change="rerun", icon=":material/trending_up:") as panel:
        if not panel.open:
            return
        run = _current(space)
        with guard():
            _controls(space, run)
        if run is None:
            st.caption("The decoder stays as it is; only the latent moves. Test data are not looked at before the end.")
        else:
            watched(_ENDED, EVERY_S, partial(_current, space), partial(_draw, space))
        _kept(space)


def _current(space: Space) -> OptimizationRun | None:
    """The session's run in this space; one that goes on in another space is stopped, as nobody sees it any more."""
    before = st.session_state.get(_SPACE)
    st.session_state[_SPACE] = space.name
    if before not in (None, space.name):
        other = resources.runs().of(session.identity(), before)
        if other is not None:
            other.stop()
    return resources.runs().of(session.identity(), space.name)


def _controls(space: Space, run: OptimizationRun | None) -> None:
    busy = run is not None and run.running
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        starts = [SHOWN, *([] if optimizing(space).weakest is None else [WEAKEST]), RANDOM]
        start = st.selectbox("From", starts, key="optimize_start", disabled=busy, width=210)
        key = _aim_choice(space, busy)
        steps = st.selectbox("Steps", STEPS, index=1, key="optimize_steps", disabled=busy, width=110)
        near = optimizing(space).stays(key)
        anywhere = near and not st.checkbox("Near networks", True, key="optimize_near", disabled=busy, help=NEAR)
        begun = st.button("Start", key="optimize_go", type="primary", disabled=busy, icon=":material/play_arrow:")
        paused = busy and run is not None and run.paused.is_set()
        st.button(
            "Resume" if paused else "Pause", key="optimize_pause", disabled=not busy,
            on_click=_toggle_pause, args=[space], icon=":material/play_arrow:" if paused else ":material/pause:",
        )  # fmt: skip
        st.button("Stop", key="optimize_stop", disabled=not busy, on_click=_stop, args=[space], icon=":material/stop:")
    if begun:
        _begin(space, start, key, int(steps), anywhere=anywhere)
        session.rerun()


def _begin(space: Space, start: str, key: str, steps: int, *, anywhere: bool) -> None:
    runs, engine = resources.runs(), resources.engine()
    seed = runs.draw(session.identity())
    latent, said = _start_latent(space, start, seed)
    aim = optimizing(space).aim(engine, space, key, seed)
    title = f"from {said} toward {aim.title}"
    runs.start(session.identity(), lambda: OptimizationRun(engine, space, latent, aim, steps, title, seed, anywhere))


def _aim_choice(space: Space, busy: bool) -> str:
    """The key of an aim."""
    label, aims = optimizing(space).choices(space)
    titles = dict(aims)
    return str(
        st.selectbox(
            label, list(titles), key="optimize_aim", disabled=busy, width=220, format_func=titles.__getitem__
        )
    )  # fmt: skip


def _start_latent(space: Space, start: str, seed: int) -> tuple[np.ndarray, str]:
    """A latent, and what it is."""
    if start == RANDOM:
        return random_latent(space, seed), f"a random latent ({seed})"
    if start == WEAKEST:
        weakest = weakest_network(space) or 0
        return np.asarray(space.latents[weakest]), network_name(space, weakest)
    view = session.view()
    shown = subjects(space, view)
    if not shown:
        raise SelectionError(nothing(space, view), "Choose a network, or a place on the path or the map.")
    source = shown[0].source
    if not isinstance(source, Decoded):
        raise SelectionError("Averaged weights have no latent to start from.", "Choose another kind of path.")
    return source.array, f"{view.t:.0%} of the path" if view.on_path else shown[0].title


def _toggle_pause(space: Space) -> None:
    run = _current(space)
    if run is None:
        return
    if run.paused.is_set():
        run.paused.clear()
    else:
        run.paused.set()


def _stop(space: Space) -> None:
    run = _current(space)
    if run is not None:
        run.stop()


def _draw(space: Space, run: OptimizationRun | None) -> None:
    """The curves and the way over the map, as far as the run has come."""
    if run is None:
        return
    with guard():
        steps = run.watch()
        if not steps:
            st.caption("Starting …")
            return
        _progress(space, run, steps)
        best = min(run.best, len(steps) - 1)
        values, measure = [step.measured for step in steps], optimizing(space).measure
        curves, way = st.columns([3, 2], gap="large")
        with curves:
            chart.chart(
                draw_optimization([s.loss for s in steps], values, best, measure, look.theme(), HEIGHT),
                key="optimization_curves",
                height=HEIGHT,
                scroll_zoom=False,
                description=f"Loss and {measure} after {len(steps) - 1} steps",
                follow={MAP: _way(steps, best)},
            )
        with way:
            chart.chart(
                _figure(space, space.version, look.theme()),
                key=MAP,
                height=MAP_HEIGHT,
                scroll_zoom=False,
                description="The way of the latent over the map",
            )
        _outcome(space, run)


def _progress(space: Space, run: OptimizationRun, steps: list[Step]) -> None:
    last = steps[-1]
    said = optimizing(space).form.format(last.measured)
    state = "Paused" if run.paused.is_set() and run.running else "Step"
    st.progress(min(last.index / run.wanted, 1.0), f"{run.title}: {state} {last.index} of {run.wanted}, {said}")


def _outcome(space: Space, run: OptimizationRun) -> None:
    found = run.result
    if run.running or found is None:
        return
    far = f" It lies in {distance_word(found.ratio)}: the nearest network is {found.ratio:.1f} times as far as usual."
    far = far if found.ratio > SPARSE else ""
    concluded = optimizing(space).concluded(space, found)
    st.success(
        f"Best at step {found.step.index}: {concluded}. It took {found.seconds:.1f} s.{far}", icon=":material/flag:"
    )
    if all(one.number != run.number for one in resources.runs().kept(session.identity(), space.name)):
        st.button("Keep as a new point", key="optimize_keep", on_click=_keep, args=[space], icon=":material/push_pin:")


def _keep(space: Space) -> None:
    resources.runs().keep(session.identity(), space.name)


def _kept(space: Space) -> None:
    """The points that were kept: what they are, and their networks as files."""
    for k, one in enumerate(resources.runs().kept(session.identity(), space.name)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":material/push_pin: **{k + 1}** · {one.name}{_worth(space, one)}")
            st.download_button(
                "Network",
                partial(_file, space, one),
                f"{space.name}-point-{k + 1}.safetensors",
                "application/octet-stream",
                key=f"kept_{k}",
                on_click="ignore",
                icon=":material/download:",
            )
            keep_button(
                space, f"keep_with_{one.number}", one.name, one.latent, one.position, what="", worth=one.worth,
                session_point=one.number,
            )  # fmt: skip


def _worth(space: Space, kept: Kept) -> str:
    found = valuing_of(space)
    return "" if found is None or kept.worth is None else f", {found[1].title} {found[1].form.format(kept.worth)}"


def _file(space: Space, kept: Kept) -> bytes:
    source = Decoded.of(kept.latent)
    pick = Pick(source, kept.name, "point")
    return network_file(space, pick, resources.engine().weights(space, [source])[0], "safetensors")


def _way(steps: list[Step], best: int) -> dict[str, list[dict[str, object]]]:
    """The way over the map so far, where it began, its best place, and where it is."""
    path = np.stack([step.position for step in steps])
    ends = np.stack([path[0], path[best]])
    return journey_layout(Journey(NOWHERE, ends, ("0", "★"), path, path[-1:]), look.theme())


@st.cache_data(show_spinner=False, max_entries=16)
def _figure(_space: Space, version: str, theme: Theme) -> str:
    weakest = optimizing(_space).weakest
    facts = map_facts(_space.positions, _space.labels, _space.split, weakest or _space.group, _space.group)
    figure = draw_map(facts, NO_JOURNEY, theme, MAP_HEIGHT)
    figure.update_layout(showlegend=False)
    return str(figure.to_json())
