"""Take away: what the shown network is, the network itself, its facts, and a morph of the path, as files."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from explorer.explore.engine.engine import Engine
from explorer.explore.takeaway.export import Pick, facts_csv, pick_network, pick_on_tour
from explorer.explore.takeaway.film import GIF, MP4, FilmOptions, Look
from explorer.explore.takeaway.netfile import network_file, network_formats, snippet, taking
from explorer.figures.map import Journey, map_facts
from explorer.figures.style import Theme
from explorer.kinds.protocols import Drawing, TakingFiles
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.naming import spoken
from explorer.ui import look, resources, session, words
from explorer.ui.background import MorphJob
from explorer.ui.guard import guard
from explorer.ui.state import Shown, View
from explorer.ui.subject import Subject, journey, nothing, subjects

KEY = "downloads"
POLL_S = 0.5
COLUMNS = 3
LONGEST_STEM = 100  # letters of a file's name
MAPS = ("svg", "png")
NETWORK_NAMES = {"safetensors": "safetensors", "pt": "PyTorch state_dict (.pt)", "onnx": "ONNX"}
MIMES = {
    MP4: "video/mp4", GIF: "image/gif", "glb": "model/gltf-binary", "svg": "image/svg+xml", "png": "image/png",
}  # fmt: skip
ANY = "application/octet-stream"
_JOB = "morph_job"


@st.fragment(key=KEY)
def downloads_panel(space: Space) -> None:
    """Files of what the view shows; they are made when their button is pressed."""
    with guard():
        view = session.view()
        st.subheader("Take away", anchor=False)
        shown = subjects(space, view)
        if not shown:
            st.caption(nothing(space, view))
            return
        sections = _sections(space, view, pick_of(space, view, shown[0]))
        for column, section in zip(st.columns(len(sections), gap="large"), sections, strict=True):
            with column:
                section()


def _sections(space: Space, view: View, pick: Pick) -> list[Callable[[], None]]:
    """What the kind can write, side by side; where there is room, the map and the facts by themselves."""
    files, drawing = promised(space.kind, TakingFiles), promised(space.kind, Drawing)
    sections: list[Callable[[], None]] = []
    if files is not None:
        sections.append(partial(_files, space, pick, files))
    if network_formats(space):
        sections.append(partial(_network, space, pick))
    if drawing is not None:
        sections.append(partial(_morph, space, view, drawing))
    if len(sections) < COLUMNS:
        sections.append(partial(_map, space, view))
    if files is None:
        sections.append(partial(_known, space, pick))
    return sections


def pick_of(space: Space, view: View, subject: Subject) -> Pick:
    """What is taken away of a view: its first network."""
    if view.alone is not None:
        return pick_network(space, view.alone)
    if view.on_path:
        return pick_on_tour(space, resources.tour(space, view.anchors, view.path, view.spline), view.t)
    return Pick(subject.source, subject.title, _stem(space, view))


def _stem(space: Space, view: View) -> str:
    """The name of its files: what is shown, as far as letters and digits say it."""
    parts: dict[Shown, tuple[object, ...]] = {
        Shown.NETWORK: (view.network,),
        Shown.PATH: (*view.anchors, f"{view.t:.2f}"),
        Shown.PLACE: tuple(f"{v:.2f}" for v in view.place or ()),
        Shown.MEAN: (len(view.selection), "networks"),
        Shown.SUM: view.sum,
        Shown.POINT: (view.called,),
    }
    said = [space.name, view.shown, *parts[view.shown], *(["steered"] if view.steer else [])]
    return re.sub(r"[^A-Za-z0-9._-]+", "-", "-".join(map(str, said)))[:LONGEST_STEM].rstrip("-.")


def _files(space: Space, pick: Pick, files: TakingFiles) -> None:
    """What the network is, as a file; and the facts below."""
    engine, colour = resources.engine(), look.theme().material
    titles = {one.suffix: one for one in files.formats}
    suffix = st.selectbox(files.title, list(titles), format_func=lambda one: titles[one].title, key="own_format")
    resolution = st.select_slider(
        "Resolution", files.resolutions, value=files.resolution, key="own_resolution"
    )  # fmt: skip
    st.download_button(
        f"Download the {files.title.lower()}",
        partial(files.write, engine, space, pick, suffix, resolution, colour),
        f"{pick.stem}.{suffix}",
        titles[suffix].mime,
        key="own_file",
        on_click="ignore",
        icon=":material/download:",
        help=f"{pick.origin}. {files.about}",
    )
    _facts(space, pick)


def _known(space: Space, pick: Pick) -> None:
    st.caption("What is known of it")
    _facts(space, pick)


def _facts(space: Space, pick: Pick) -> None:
    st.download_button(
        "Facts as CSV",
        partial(facts_bytes, resources.engine(), space, pick),
        f"{pick.stem}.csv",
        "text/csv",
        key="facts_file",
        on_click="ignore",
        icon=":material/table:",
        help="Labels, split, place on the map and the nearest networks.",
    )


def _map(space: Space, view: View) -> None:
    kind = st.selectbox("Map", MAPS, format_func=str.upper, key="map_format")
    st.download_button(
        "Download the map",
        partial(map_bytes, space, journey(space, view), view.colour, look.theme(), kind),
        f"{space.name}-map.{kind}",
        MIMES[kind],
        key="map_file",
        on_click="ignore",
        icon=":material/map:",
        help=f"All networks, coloured by {spoken(view.colour)}, with what is shown now.",
    )


def map_bytes(space: Space, shown: Journey, colour: str, theme: Theme, suffix: str) -> bytes:
    """The file of the map. Raises as `map_facts`."""
    from explorer.figures.still import draw_still  # noqa: PLC0415 - matplotlib: the screen opens without it

    return draw_still(map_facts(space.positions, space.labels, space.split, colour, space.group), shown, theme, suffix)


def facts_bytes(engine: Engine, space: Space, pick: Pick) -> bytes:
    """The file of a network's facts."""
    return facts_csv(engine, space, [pick]).encode()


def network_bytes(engine: Engine, space: Space, pick: Pick, suffix: str) -> bytes:
    """The file of a network."""
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


def _network(space: Space, pick: Pick) -> None:
    kind = st.selectbox("Network", network_formats(space), format_func=NETWORK_NAMES.__getitem__, key="network_format")
    name, parameters = f"{pick.stem}.{kind}", taking(space).parameters(space, pick.source)
    st.download_button(
        "Download the network",
        partial(network_bytes, resources.engine(), space, pick, kind),
        name,
        ANY,
        key="network_file",
        on_click="ignore",
        icon=":material/neurology:",
        help=f"{pick.origin}: {parameters:,} parameters, ready to use without this program.",
    )
    with st.expander("Load it in Python", icon=":material/code:"):
        st.code(snippet(space, pick, kind, name), language="python", wrap_lines=True)


def _morph(space: Space, view: View, drawing: Drawing) -> None:
    if len(view.anchors) < 2:
        st.caption("Choose A and B to take their morph away.")
        return
    job: MorphJob | None = st.session_state.get(_JOB)
    busy = job is not None and job.running
    options = _film_options(drawing)
    st.button(
        "Make the morph",
        key="morph_start",
        on_click=_start,
        args=[space, view, options],
        disabled=busy,
        icon=":material/movie:",
        help=f"{words.PATHS[view.path]}, {options.count} frames.",
    )
    if job is not None and busy:
        st.fragment(_watch, run_every=POLL_S, key="morphing")(job)
    elif job is not None:
        _result(job)


def _film_options(drawing: Drawing) -> FilmOptions:
    """The controls of a morph, and what they say."""
    named = {one.upper() if one in (MP4, GIF) else f"{one.upper()}, animated": one for one in drawing.formats}
    suffix = named[st.selectbox("Morph from A to B", list(named), key="morph_format")]
    with st.container(horizontal=True):
        seconds = st.number_input("Seconds", 1.0, 60.0, 6.0, 1.0, key="morph_seconds")
        sizes, size = drawing.sizes.get(suffix), Look.size
        if sizes:
            size = st.selectbox("Pixels", sizes, format_func=lambda s: f"{s[0]} × {s[1]}", key=f"morph_size_{suffix}")
    with st.container(horizontal=True):
        pingpong = st.checkbox("There and back", key="morph_pingpong")
        turntable = drawing.turns and st.checkbox("Turntable", key="morph_turntable")
    return FilmOptions(
        suffix,
        seconds=float(seconds),
        look=Look(size, colour=look.theme().material),
        resolution=drawing.resolutions[suffix],
        turntable=turntable,
        pingpong=pingpong,
    )


def _start(space: Space, view: View, options: FilmOptions) -> None:
    tour = resources.tour(space, view.anchors, view.path, view.spline)
    name = f"{space.name}-{'-'.join(map(str, view.anchors))}-{view.path}.{options.format}"
    st.session_state[_JOB] = MorphJob(resources.engine(), space, tour, options, name)


def _watch(job: MorphJob) -> None:
    """How far the morph is; asks again by itself until it has ended."""
    share, left = job.progress()
    if not job.running:
        session.rerun()  # the whole page, once: only a callback may ask for a single fragment
    time_left = "" if left is None else f", {left:.0f} s left"
    said = "Cancelling …" if job.cancelled else f"Drawing {job.name}: {share:.0%}{time_left}"
    st.progress(min(share, 1.0), said)
    st.button("Cancel", key="morph_cancel", on_click=job.cancel, disabled=job.cancelled, icon=":material/close:")


def _result(job: MorphJob) -> None:
    data = job.result()
    if data is None:
        st.caption("Cancelled.")
        return
    st.download_button(
        f"Download {job.name} ({len(data) / 1e6:.1f} MB)",
        data,
        job.name,
        MIMES.get(job.options.format, ANY),
        key="morph_file",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    if job.options.format == MP4:
        st.video(data, autoplay=True, muted=True, loop=True)
    elif job.options.format == GIF:
        st.image(data, width="stretch")
