"""Read a file: a network of any architecture, or what else the kind reads, becomes a point of the space.

It is refined and taken away. The point is the session's, as the results of optimizations are: the live view shows it
on its map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NoReturn

import numpy as np
import streamlit as st

from explorer import apart
from explorer.errors import ExplorerError
from explorer.explore.engine.engine import Decoded, Engine, Refitted
from explorer.explore.engine.fits import write_fit
from explorer.explore.read.encode import Encoded, encode_file, reading
from explorer.explore.read.fitted import Fitted
from explorer.explore.read.optimize import optimizing
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file
from explorer.explore.travel.location import where
from explorer.figures.distance import distance_word
from explorer.figures.optimization import draw_optimization
from explorer.foreign.hints import Hints
from explorer.kinds.protocols import Fitting, Reading
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.map import transform
from explorer.space.naming import network_name
from explorer.space.written import write_latent
from explorer.ui import chart, look, resources, session
from explorer.ui.fit_run import FitRun, FittedAndDrawn
from explorer.ui.fitted_panel import about_fitted, side_by_side
from explorer.ui.guard import guard
from explorer.ui.kept_panel import keep_button
from explorer.ui.link import MOST_CALLED
from explorer.ui.optimization import Kept, OptimizationRun, new_number
from explorer.ui.state import Shown
from explorer.ui.watching import watched

STEPS = 600  # what is far from the zoo needs as many; it can be stopped at any time
CURVE_HEIGHT = 170
EVERY_S = 0.8  # between two looks at a refinement
_READ, _TOLD, _TURN, _ENDED = "read", "read_told", "read_turn", "read_ended"
_FIT, _FITTED, _SHOWN = "read_fit_run", "read_fit_ended", "read_fit_shown"


def read_panel(space: Space) -> None:
    """The upload, and what was read of it. Absent where no files are read."""
    reader = promised(space.kind, Reading)
    if reader is None:
        return
    with st.expander(reader.title, key="read_open", on_change="rerun", icon=":material/upload_file:") as panel:
        if not panel.open:
            return
        apart.warm()  # while a file is chosen
        with guard():
            read = _uploaded(space, reader)
            if read is None:
                return
            _about(space, reader, read[0])
            _settings(*read)
            watched(_ENDED, EVERY_S, partial(_run, space, read[0]), partial(_draw, space, read[0]))
            _actions(space, *read)
            _fitting(space, *read)


def _uploaded(space: Space, reader: Reading) -> tuple[Encoded, int] | None:
    """What was read of the file that is there, and the number of its point; read once."""
    file = st.file_uploader(
        reader.uploads,
        type=list(reader.formats),
        key=f"read_file_{space.name}",
        help="It stays on this computer. Tensors alone are read: code in a file is never run.",
    )
    if file is None:
        return None
    told = _told(space, file.file_id)
    key = (space.version, file.file_id, tuple(told.items()))
    known = st.session_state.get(_READ)
    if known is None or known[0] != key:
        with st.spinner(f"Reading {file.name} …"):
            try:
                read = encode_file(resources.engine(), space, file.getvalue(), file.name, Hints(told=dict(told)))
            except ExplorerError:
                told.clear()  # or the next run would fail, too
                raise
        # What is set by hand makes of the same file the same point, elsewhere.
        number = known[2] if known is not None and known[0][:2] == key[:2] else new_number()
        st.session_state[_READ] = known = (key, read, number)
        star = Kept(number, read.name, space.name, read.latent, np.asarray(read.where.position), read.worth)
        resources.runs().add(session.identity(), star)
        _show(write_latent(read.latent), f"{read.name}, as it is read")
    return known[1], known[2]


def _show(point: str, called: str) -> NoReturn:
    """Show a point above this panel, which was drawn before."""
    session.change(shown=Shown.POINT, point=point, called=called[:MOST_CALLED], steer=())
    session.rerun()


def _told(space: Space, file_id: str) -> dict[str, str]:
    """What the user has set by hand of a file, to be changed in place."""
    held = st.session_state.get(_TOLD)
    if held is None or held[0] != (space.version, file_id):
        held = st.session_state[_TOLD] = ((space.version, file_id), {})
    told: dict[str, str] = held[1]
    return told


def _settings(read: Encoded, number: int) -> None:
    """What was found out, to be set otherwise."""
    told: dict[str, str] = st.session_state[_TOLD][1]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="read_settings"):
        for choice in read.choices:
            names = dict(choice.options)
            keys = [option for option, _ in choice.options]
            if len(names) < 2:
                continue
            # A new one each time: what the browser remembers of an old one would be taken for a choice.
            key = f"read_set_{number}_{choice.key}_{st.session_state.get(_TURN, 0)}"
            st.selectbox(
                choice.title,
                keys,
                index=keys.index(choice.chosen),
                format_func=names.__getitem__,
                key=key,
                on_change=_set,
                args=[choice.key, key],
                width=270,  # "by ImageNet's mean and deviation" has room
            )
        if told:
            st.button("Find out again", key="read_found", on_click=_find_out, icon=":material/restart_alt:")


def _set(setting: str, key: str) -> None:
    st.session_state[_TOLD][1][setting] = st.session_state[key]
    _turn()


def _find_out() -> None:
    st.session_state[_TOLD][1].clear()
    _turn()


def _turn() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _star(space: Space, number: int) -> Kept | None:
    """The file's point as the session has it; None: it was kept with the space."""
    return next((one for one in resources.runs().kept(session.identity(), space.name) if one.number == number), None)


def _about(space: Space, reader: Reading, read: Encoded) -> None:
    words = read.words.replace(f"{read.name}: ", "", 1)  # of a mesh they name its file, too
    st.markdown(f"**{read.name}** · {words}")
    if read.meant:
        st.caption(f"Taken so: {read.meant}.")
    for doubt in read.doubts:
        st.warning(doubt, icon=":material/help:")
    near = network_name(space, int(read.where.near.ids[0]))
    word = distance_word(read.where.ratio)
    where = word if word.startswith("among") else f"in {word}"
    far = f"{where}, {read.where.ratio:.1f} × the usual distance from {near}, the nearest network"
    st.caption(f"It lies {far}. What is decoded is shown above; a star on the map is its point, to come back to it.")
    numbers = [(*reader.titles[name], value) for name, value in read.measured.items() if name in reader.titles]
    for column, (title, form, value) in zip(st.columns(max(len(numbers), 1)), numbers, strict=False):
        column.metric(title, form.format(value))


def _stem(read: Encoded) -> str:
    """The file's name without its suffix."""
    return read.name.rpartition(".")[0] or read.name


def _run(space: Space, read: Encoded) -> OptimizationRun | None:
    """The session's run, if it refines this file."""
    run = resources.runs().of(session.identity(), space.name)
    return run if run is not None and run.title == _title(read) else None


def _title(read: Encoded) -> str:
    return f"from what is read of {read.name} toward itself"


def _latent(space: Space, read: Encoded) -> tuple[np.ndarray, str]:
    """The latent as far as it has been refined, and what it is called."""
    run = _run(space, read)
    if run is None or not run.steps:
        return read.latent, "as it is read"
    if run.result is not None:
        return run.result.step.latent, f"refined by {run.result.step.index} steps"
    steps = run.watch()
    return steps[-1].latent, f"step {steps[-1].index} of {run.wanted}"


def _draw(space: Space, read: Encoded, run: OptimizationRun | None) -> None:
    """What was read and what is decoded, side by side, as far as it has been refined."""
    latent, called = _latent(space, read)
    reader, engine = reading(space), resources.engine()
    draw = reader.show(engine, space, latent, called, read)
    if draw is not None:
        title, form = reader.titles[read.likeness]
        same = form.format(reader.likeness(engine, space, latent, read))
        side_by_side(draw, "read_shown", f"{read.name} beside what is decoded, {called}: {title} {same}")
    if run is not None and (steps := run.watch()):
        measure = optimizing(space).measure
        chart.chart(
            draw_optimization(
                [step.loss for step in steps],
                [step.measured for step in steps],
                min(run.best, len(steps) - 1),
                measure,
                look.theme(),
                CURVE_HEIGHT,
            ),
            key="read_curves",
            height=CURVE_HEIGHT,
            scroll_zoom=False,
            description=f"Loss and {measure} after {len(steps) - 1} steps",
        )


def _actions(space: Space, read: Encoded, number: int) -> None:
    run = _run(space, read)
    going = run is not None and run.running
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if read.aim is not None:
            if going:
                st.button("Stop", key="read_stop", on_click=_stop, args=[space, read], icon=":material/stop:")
            else:
                st.button(
                    "Refine",
                    key="read_refine",
                    on_click=_refine,
                    args=[space, read],
                    icon=":material/trending_up:",
                    help=f"Let the latent walk toward the file, at most {STEPS} steps; it can be stopped at any time.",
                )
        latent, called = _latent(space, read)
        st.download_button(
            "Network",
            _file(space, read, latent, called),  # some milliseconds: one that is made when asked for is lost at a rerun
            f"{_stem(read)}-{space.name}.safetensors",
            "application/octet-stream",
            key="read_network",
            on_click="ignore",
            icon=":material/download:",
            help="The decoded network: of this space's architecture, to load with plain torch.",
        )
        _keep_button(space, read, number, latent, called)
        own = st.toggle("Place by UMAP itself", key="read_umap", help="Half a minute; else by the nearest networks.")
    if st.session_state.get("read_placed") != (number, own):
        st.session_state["read_placed"] = (number, own)
        _place(space, number, own)


def _place(space: Space, number: int, own: bool) -> None:
    """Move the file's star to where UMAP itself puts it, or back among the nearest networks."""
    star = _star(space, number)
    if star is None:
        return
    if own:
        with st.spinner("UMAP is fitted anew …"):
            position = transform(space, star.latent[None])[0]
    else:
        position = where(space, star.latent).position
    resources.runs().add(session.identity(), replace(star, position=position))


def _fitting(space: Space, read: Encoded, number: int) -> None:
    """Fit the decoded network itself, and what came of it. What is decoded far from the file is fitted by itself."""
    fitting, refining = promised(space.kind, Fitting), _run(space, read)
    if fitting is None or read.aim is None:
        return
    held: tuple[tuple[object, ...], FitRun] | None = st.session_state.get(_FIT)
    if refining is not None and refining.running:
        if held is not None:
            held[1].stop()
        return
    latent, called = _latent(space, read)
    key = (space.version, number, latent.tobytes())
    if held is None or held[0] != key or held[1].stopped:
        far = float(read.measured.get(read.likeness, fitting.enough)) < fitting.enough
        by_itself = refining is None and far and (held is None or held[0] != key)
        wanted = by_itself or st.button(
            "Fit its weights",
            key="read_fit",
            icon=":material/tune:",
            help="The decoded network's own weights walk to the file for some seconds. What comes of it is nearer to "
            "the file, and no point of the space any more: fitted, not decoded.",
        )
        if not wanted:
            return
        if held is not None:
            held[1].stop()
        st.session_state[_FIT] = held = (key, FitRun(partial(_fit, resources.engine(), space, fitting, latent, read)))
        if not by_itself:
            session.rerun()  # the button goes
    run = held[1]
    if run.result is not None and st.session_state.get(_SHOWN) != run.number:
        st.session_state[_SHOWN] = run.number
        _show_fitted(space, read, number, latent, run.result[0])
    watched(_FITTED, EVERY_S, lambda: run, partial(_draw_fit, space, read, number, latent, called))


def _show_fitted(space: Space, read: Encoded, number: int, latent: np.ndarray, fitted: Fitted) -> None:
    """The star is the fitted network's now; it is shown above, unless something else is looked at by now."""
    text = write_fit(Refitted.to(latent, fitted.weights))
    star = Kept(number, f"{read.name}, fitted", space.name, latent, where(space, latent).position, None, text)
    resources.runs().add(session.identity(), star)
    view = session.view()
    if view.shown is Shown.POINT and view.point == write_latent(latent):
        _show(text, f"{read.name}, fitted")


def _fit(
    engine: Engine, space: Space, fitting: Fitting, latent: np.ndarray, read: Encoded, told: Callable[[int, int], None]
) -> FittedAndDrawn:
    found = fitting.fit(engine, space, latent, read, progress=told)
    # What is drawn is made there, too: a surface takes longer than all else of a rerun.
    return found, fitting.show(space, found, read)


def _draw_fit(space: Space, read: Encoded, number: int, latent: np.ndarray, called: str, run: FitRun | None) -> None:
    """How far the fitting is, or what came of it."""
    assert run is not None
    with guard():
        share = run.watch()
        left = "" if run.left is None else f" about {max(run.left, 1):.0f} s left"
        if run.result is not None:
            about_fitted(space, read, number, latent, called, *run.result, _stem(read))
        elif run.running:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.progress(share, f"Fitting the decoded network's own weights to the file …{left}")
                st.button("Stop", key="read_fit_stop", on_click=run.stop, icon=":material/stop:")


def _keep_button(space: Space, read: Encoded, number: int, latent: np.ndarray, called: str) -> None:
    """Keep it with the space, as far as it is refined."""
    run = _run(space, read)
    if run is not None and run.running:
        return
    refined = latent is not read.latent
    reader, engine = reading(space), resources.engine()
    own = _star(space, number)
    same = reader.likeness(engine, space, latent, read) if refined else read.measured[read.likeness]
    keep_button(
        space, "read_keep", _stem(read), latent,
        where(space, latent).position if refined or own is None else own.position,
        what=f"{read.name}, {called}: {read.words}", measured={read.likeness: same} if refined else read.measured,
        worth=None if refined else read.worth, weights=read.weights,
        session_point=None if own is None or own.fit else number,
    )  # fmt: skip


def _refine(space: Space, read: Encoded) -> None:
    aim = read.aim
    assert aim is not None
    with guard():
        engine = resources.engine()
        resources.runs().start(
            session.identity(), lambda: OptimizationRun(engine, space, read.latent, aim, STEPS, _title(read), 0)
        )


def _stop(space: Space, read: Encoded) -> None:
    run = _run(space, read)
    if run is not None:
        run.stop()


def _file(space: Space, read: Encoded, latent: np.ndarray, called: str) -> bytes:
    source = Decoded.of(latent)
    pick = Pick(source, f"{read.name}, {called}", "read")
    return network_file(space, pick, resources.engine().weights(space, [source])[0], "safetensors")
