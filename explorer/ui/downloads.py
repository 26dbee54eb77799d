"""Take away: the shown network's mesh, the network itself, its facts, and a morph of the path, as files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from explorer.explore.engine.engine import Engine
from explorer.explore.takeaway.export import MESHES, Pick, facts_csv, mesh_file, pick_network, pick_on_tour
from explorer.explore.takeaway.morph import RESOLUTIONS, SIZES, MorphFormat, MorphOptions
from explorer.explore.takeaway.netfile import NETWORKS, network_file, snippet
from explorer.figures.map import Journey, map_facts
from explorer.figures.style import Theme
from explorer.kinds.classifiers.classification import arch_indices
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.renderer import Look
from explorer.space.bundle import Space
from explorer.space.naming import spoken
from explorer.ui import look, resources, session, words
from explorer.ui.background import MorphJob
from explorer.ui.guard import guard
from explorer.ui.state import View
from explorer.ui.subject import Subject, journey, no_average, subjects

KEY = "downloads"
POLL_S = 0.5
MESH_RESOLUTIONS = (64, 96, 128, 192, 256)
MESH_NAMES = {"stl": "STL", "ply": "PLY", "obj": "OBJ", "glb": "GLB (glTF)"}
MAPS = ("svg", "png")
NETWORK_NAMES = {"safetensors": "safetensors", "pt": "PyTorch state_dict (.pt)", "onnx": "ONNX"}
MORPH_NAMES = {MorphFormat.MP4: "MP4", MorphFormat.GIF: "GIF", MorphFormat.GLB: "GLB, animated"}
MIMES = {
    "stl": "model/stl", "ply": "model/ply", "obj": "model/obj", "glb": "model/gltf-binary", "mp4": "video/mp4",
    "gif": "image/gif", "svg": "image/svg+xml", "png": "image/png",
}  # fmt: skip
MORPH_SIZES = {
    MorphFormat.MP4: ((1280, 720), (1920, 1080), (720, 720), (640, 360)),
    MorphFormat.GIF: ((640, 360), (480, 270), (480, 480), (960, 540)),
}
_JOB = "morph_job"


@st.fragment(key=KEY)
def downloads_panel(space: Space) -> None:
    """Files of what the view shows; they are made when their button is pressed."""
    with guard():
        view = session.view()
        st.subheader("Take away", anchor=False)
        shown = subjects(space, view)
        if not shown:
            st.caption(words.nothing(no_average(space, view)))
            return
        pick = pick_of(space, view, shown[0])
        if isinstance(space, ClassifierSpace):
            left, middle, right = st.columns(3, gap="large")
            with left:
                _network(space, pick)
            with middle:
                _map(space, view)
            with right:
                st.caption("What is known of it")
                _facts(space, pick)
            return
        mesh, network, morph = st.columns(3, gap="large")
        with mesh:
            _mesh(space, pick)
        with network:
            _network(space, pick)
        with morph:
            _morph(space, view)


def pick_of(space: Space, view: View, subject: Subject) -> Pick:
    """What is taken away of a view: its first network."""
    if view.alone is not None:
        return pick_network(space, view.alone)
    if view.on_path:
        return pick_on_tour(space, resources.tour(space, view.anchors, view.path, view.spline), view.t)
    return Pick(subject.source, subject.title, f"{space.name}-{view.shown}")


def _mesh(space: Space, pick: Pick) -> None:
    engine, colour = resources.engine(), look.theme().material
    kind = st.selectbox("Mesh", MESHES, format_func=MESH_NAMES.__getitem__, key="mesh_format")
    resolution = st.select_slider("Samples per axis", MESH_RESOLUTIONS, value=128, key="mesh_resolution")
    st.download_button(
        "Download the mesh",
        partial(mesh_bytes, engine, space, pick, kind, resolution, colour),
        f"{pick.stem}.{kind}",
        MIMES[kind],
        key="mesh_file",
        on_click="ignore",
        icon=":material/view_in_ar:",
        help=f"The shape of {pick.origin}. y is up; the cube it lies in has an edge of 2.",
    )
    _facts(space, pick)


def _facts(space: Space, pick: Pick) -> None:
    st.download_button(
        "Facts as CSV",
        partial(facts_bytes, resources.engine(), space, pick, resources.typical(space)),
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

    return draw_still(map_facts(space.positions, space.labels, space.split, colour), shown, theme, suffix)


def mesh_bytes(engine: Engine, space: Space, pick: Pick, suffix: str, resolution: int, colour: str) -> bytes:
    """The file of a mesh. Raises as `Engine.mesh` and `mesh_file`."""
    return mesh_file(mesh_of(engine, space, pick.source, resolution), suffix, pick.stem, colour)


def facts_bytes(engine: Engine, space: Space, pick: Pick, typical: float) -> bytes:
    """The file of a network's facts."""
    return facts_csv(engine, space, [pick], typical).encode()


def network_bytes(engine: Engine, space: Space, pick: Pick, suffix: str) -> bytes:
    """The file of a network."""
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


def _parameters(space: Space, pick: Pick) -> int:
    """How many the network has: its architecture's, where the space has several."""
    if isinstance(space, ClassifierSpace):
        return space.archs[arch_indices(space, [pick.source])[0]].count
    return space.layout.count


def _network(space: Space, pick: Pick) -> None:
    formats = tuple(name for name in NETWORKS if name != "onnx" or not isinstance(space, ClassifierSpace))
    kind = st.selectbox("Network", formats, format_func=NETWORK_NAMES.__getitem__, key="network_format")
    name = f"{pick.stem}.{kind}"
    st.download_button(
        "Download the network",
        partial(network_bytes, resources.engine(), space, pick, kind),
        name,
        "application/octet-stream",
        key="network_file",
        on_click="ignore",
        icon=":material/neurology:",
        help=f"{pick.origin}: {_parameters(space, pick):,} parameters, ready to use without this program.",
    )
    with st.expander("Load it in Python", icon=":material/code:"):
        st.code(snippet(space, pick, kind, name), language="python")


def _morph(space: Space, view: View) -> None:
    if len(view.anchors) < 2:
        st.caption("Choose A and B to take their morph away.")
        return
    job: MorphJob | None = st.session_state.get(_JOB)
    busy = job is not None and job.running
    named = {MORPH_NAMES[kind]: kind for kind in MorphFormat}
    kind = named[st.selectbox("Morph from A to B", list(named), key="morph_format")]
    with st.container(horizontal=True):
        seconds = st.number_input("Seconds", 1.0, 60.0, 6.0, 1.0, key="morph_seconds")
        sizes = MORPH_SIZES.get(kind)
        size = SIZES[kind]
        if sizes is not None:
            size = st.selectbox("Pixels", sizes, format_func=lambda s: f"{s[0]} × {s[1]}", key=f"morph_size_{kind}")
    with st.container(horizontal=True):
        pingpong = st.checkbox("There and back", key="morph_pingpong")
        turntable = st.checkbox("Turntable", key="morph_turntable")
    options = MorphOptions(
        kind,
        seconds=float(seconds),
        look=Look(size, colour=look.theme().material),
        resolution=RESOLUTIONS[kind],
        turntable=turntable,
        pingpong=pingpong,
    )
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


def _start(space: Space, view: View, options: MorphOptions) -> None:
    tour = resources.tour(space, view.anchors, view.path, view.spline)
    name = f"{space.name}-{'-'.join(map(str, view.anchors))}-{view.path}.{options.format}"
    st.session_state[_JOB] = MorphJob(resources.engine(), space, tour, options, name)


def _watch(job: MorphJob) -> None:
    """How far the morph is; asks again by itself until it has ended."""
    share, left = job.progress()
    if not job.running:
        st.rerun()  # the whole page, once: only a callback may ask for a single fragment
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
        MIMES[job.options.format],
        key="morph_file",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    if job.options.format is MorphFormat.MP4:
        st.video(data, autoplay=True, muted=True, loop=True)
    elif job.options.format is MorphFormat.GIF:
        st.image(data, width="stretch")
