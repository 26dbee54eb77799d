from __future__ import annotations

import io
import json
import struct
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Dropped
from explorer.explore.takeaway.film import RATES, FilmOptions, Look, eased, make_film, schedule, shares
from explorer.explore.travel.paths import PathKind, Tour, make_tour, source_at
from explorer.kinds.shapes import drawing
from explorer.kinds.shapes.gltf import STEPS
from explorer.kinds.shapes.meshes import mesh_of
from explorer.space.bundle import Space
from tests.closeness import is_closed

FORMATS = (*RATES, "glb")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture(scope="module")
def tour(tiny_space: Space) -> Tour:
    return make_tour(tiny_space, [1, 8], PathKind.STRAIGHT)


def options(kind: str, **more: Any) -> FilmOptions:
    given = {"seconds": 1.0, "frames": 6, "look": Look((64, 36)), "resolution": 24, **more}
    return FilmOptions(kind, **given)


# --- time


def test_a_morph_rests_at_both_ends_and_hurries_in_the_middle() -> None:
    s = eased(np.linspace(0, 1, 101))
    assert (s[0], s[50], s[-1]) == (0, pytest.approx(0.5), 1)
    assert (s[:5] == 0).all()
    assert (s[-5:] == 1).all()
    steps = np.diff(s)
    assert (steps >= 0).all()
    assert steps.argmax() in (49, 50)


@given(st.integers(2, 200))
def test_there_and_back_takes_the_same_shapes_both_ways(count: int) -> None:
    there_and_back = shares(count, pingpong=True)
    assert len(there_and_back) == count
    assert there_and_back[0] == 0
    assert max(there_and_back) == 1
    assert len(set(there_and_back)) <= count // 2 + 1
    assert there_and_back[1:][::-1] == there_and_back[1:] or there_and_back[::-1] == there_and_back


def test_one_way_ends_at_the_end() -> None:
    assert (shares(7, pingpong=False)[0], shares(7, pingpong=False)[-1]) == (0, 1)


@pytest.mark.parametrize("pingpong", [False, True])
def test_a_schedule_shows_each_shape_in_turn(pingpong: bool) -> None:
    plan = schedule(5, options("glb", seconds=4.0, pingpong=pingpong))
    assert plan.frames == ([0, 1, 2, 3, 4, 3, 2, 1, 0] if pingpong else [0, 1, 2, 3, 4])
    assert plan.starts[0] == 0
    assert (np.diff(plan.starts) > 0).all()
    assert plan.starts[-1] < plan.seconds == 4.0


# --- files


def test_an_mp4_has_the_frames_and_the_size(engine: Engine, tiny_space: Space, tour: Tour, tmp_path: Path) -> None:
    file = tmp_path / "m.mp4"
    file.write_bytes(make_film(engine, tiny_space, tour, options("mp4", seconds=0.5)))
    reader = imageio_ffmpeg.read_frames(str(file))
    facts = next(reader)
    frames = [np.frombuffer(frame, np.uint8).reshape(36, 64, 3) for frame in reader]
    assert len(frames) == 6
    assert facts["source_size"] == (64, 36)
    assert facts["fps"] == pytest.approx(12)
    assert facts["codec"] == "h264"
    assert facts["pix_fmt"].startswith("yuv420p")
    assert np.abs(frames[0].astype(int) - frames[-1]).max() > 30  # another shape
    assert np.abs(frames[0][0, 0].astype(int) - [0xF4, 0xF2, 0xEE]).max() < 6  # the background's colour
    data = file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # it plays before all of it is there


def test_a_gif_moves(engine: Engine, tiny_space: Space, tour: Tour) -> None:
    data = make_film(engine, tiny_space, tour, options("gif", pingpong=True, turntable=True))
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.n_frames, picture.size, picture.info["loop"]) == (6, (64, 36), 0)
        frames, lasted = [], 0
        for k in range(6):
            picture.seek(k)
            frames.append(np.asarray(picture.convert("RGB")).astype(int))
            lasted += picture.info["duration"]
    assert all(np.abs(a - b).max() > 20 for a, b in pairwise(frames))
    assert lasted == pytest.approx(1000, abs=60)


def parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    """JSON and binary part of a GLB."""
    magic, version, size = struct.unpack_from("<4sII", data)
    assert (magic, version, size) == (b"glTF", 2, len(data))
    length, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    rest, kind = struct.unpack_from("<I4s", data, 20 + length)
    assert (kind, 28 + length + rest) == (b"BIN\0", len(data))
    return json.loads(data[20 : 20 + length]), data[28 + length :]


def values(document: dict[str, Any], binary: bytes, accessor: int) -> np.ndarray:
    a = document["accessors"][accessor]
    view = document["bufferViews"][a["bufferView"]]
    assert a["componentType"] == 5126
    shape = (a["count"], {"SCALAR": 1, "VEC3": 3, "VEC4": 4}[a["type"]])
    return np.frombuffer(binary, np.float32, np.prod(shape), view["byteOffset"]).reshape(shape)


@pytest.mark.parametrize("pingpong", [False, True])
def test_an_animated_glb_shows_one_frame_at_a_time(
    engine: Engine, tiny_space: Space, tour: Tour, pingpong: bool
) -> None:
    data = make_film(engine, tiny_space, tour, options("glb", frames=5, seconds=2.0, pingpong=pingpong, turntable=True))
    document, binary = parts(data)
    (animation,) = document["animations"]
    frames = [k for k, node in enumerate(document["nodes"]) if node["name"].startswith("frame ")]
    assert len(frames) == 5
    shown: dict[int, Any] = {}
    for channel in animation["channels"]:
        sampler = animation["samplers"][channel["sampler"]]
        times, keys = (values(document, binary, sampler[end]) for end in ("input", "output"))
        assert (np.diff(times[:, 0]) > 0).all()
        assert (times[0, 0], times[-1, 0]) == (0, 2)
        if channel["target"]["path"] == "scale":
            assert sampler["interpolation"] == "STEP"
            assert set(keys.ravel()) <= {0, 1}
            shown[channel["target"]["node"]] = (times[:, 0], keys[:, 0])
        else:
            assert (channel["target"]["path"], sampler["interpolation"]) == ("rotation", "LINEAR")
            assert np.allclose(np.linalg.norm(keys, axis=1), 1)
    assert sorted(shown) == frames
    for now in np.linspace(0, 2, 101):
        on = [k for k, (times, keys) in shown.items() if keys[np.searchsorted(times, now, "right") - 1] == 1]
        assert len(on) == 1
        if now in (0.0, 2.0):
            assert on == [frames[0 if pingpong or now == 0 else -1]]


def test_an_animated_glb_holds_the_shapes(engine: Engine, tiny_space: Space, tour: Tour) -> None:
    data = make_film(engine, tiny_space, tour, options("glb", frames=3))
    scene = trimesh.load(io.BytesIO(data), "glb")
    assert len(scene.geometry) == 3
    for t, name in zip((0.0, 0.5, 1.0), sorted(scene.geometry), strict=True):
        mesh = mesh_of(engine, tiny_space, source_at(tiny_space, tour, t), 24)
        wanted = trimesh.Trimesh(np.asarray(mesh.points), np.asarray(mesh.regular_faces))
        read = scene.geometry[name].copy().apply_scale(1 / STEPS)
        assert len(read.faces) == len(wanted.faces)
        assert is_closed(read)
        assert read.volume == pytest.approx(wanted.volume, rel=1e-3)
        assert np.allclose(read.bounds, wanted.bounds, atol=1 / STEPS)
    # The root's scale makes the integers coordinates again: the frame that shows has its size in the scene.
    document, _ = parts(data)
    assert document["nodes"][document["scenes"][0]["nodes"][0]]["scale"] == [pytest.approx(1 / STEPS)] * 3
    assert document["extensionsRequired"] == ["KHR_mesh_quantization"]


def test_pictures_side_by_side_are_those_made_one_by_one(engine: Engine, tiny_space: Space, tour: Tour) -> None:
    made = options("mp4", frames=40, turntable=True)
    film = drawing.DRAWING.film(Engine("cpu"), tiny_space, tour, made, lambda: False)
    others = drawing.DRAWING.film(Engine("cpu"), tiny_space, tour, made, lambda: False)
    asked = [(t, 2 * np.pi * k / 40) for k, t in enumerate(shares(40, pingpong=False))]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda at: film.picture(*at), asked))
    for one, at in zip(together, asked, strict=True):
        assert (one == others.picture(*at)).all()


def test_a_picture_that_stays_is_drawn_once(
    engine: Engine, tiny_space: Space, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    picture = drawing.ShapeFilm.picture

    def counted(self: drawing.ShapeFilm, t: float, angle: float) -> np.ndarray:
        drawn.append(t)
        return picture(self, t, angle)

    monkeypatch.setattr(drawing.ShapeFilm, "picture", counted)
    told: list[tuple[int, int]] = []
    data = make_film(engine, tiny_space, tour, options("mp4", frames=60, seconds=2.0), lambda *at: told.append(at))
    assert told == [(k, 60) for k in range(1, 61)]
    assert sorted(drawn) == sorted(set(shares(60, pingpong=False)))  # it rests at both ends
    assert len(drawn) <= 56
    assert len(data) > 1000


# --- progress, cancelling, errors


@pytest.mark.parametrize("kind", FORMATS)
def test_progress_is_told_frame_by_frame(engine: Engine, tiny_space: Space, tour: Tour, kind: str) -> None:
    told: list[tuple[int, int]] = []
    make_film(engine, tiny_space, tour, options(kind), lambda *at: told.append(at))
    assert told == [(k, 6) for k in range(1, 7)]


@pytest.mark.parametrize("kind", FORMATS)
def test_cancelling_ends_it_within_a_frame_and_leaves_nothing(
    engine: Engine, tiny_space: Space, tour: Tour, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told: list[int] = []
    with pytest.raises(Dropped):
        make_film(engine, tiny_space, tour, options(kind), lambda done, _: told.append(done), lambda: len(told) >= 2)
    assert told == [1, 2]
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing(
    engine: Engine, tiny_space: Space, tour: Tour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def interrupt(done: int, total: int) -> None:
        assert list(tmp_path.iterdir())  # there is something to be left
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_film(engine, tiny_space, tour, options("mp4"), interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_path_without_any_surface_is_an_error(
    engine: Engine, tiny_space: Space, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyvista as pv

    monkeypatch.setattr(drawing, "mesh_of", lambda *_: pv.PolyData())
    for kind in FORMATS:
        with pytest.raises(SelectionError, match="has a surface"):
            make_film(engine, tiny_space, tour, options(kind))


def test_a_frame_without_a_surface_shows_the_empty_ground(
    engine: Engine, tiny_space: Space, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyvista as pv

    def sometimes(engine: Engine, space: Space, source: Any, resolution: int, *more: Any) -> pv.PolyData:
        probed = resolution == drawing.PROBE_RESOLUTION
        return mesh_of(engine, space, source, resolution, *more) if probed else pv.PolyData()

    monkeypatch.setattr(drawing, "mesh_of", sometimes)
    with Image.open(io.BytesIO(make_film(engine, tiny_space, tour, options("gif")))) as picture:
        colours = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    assert np.abs(colours.astype(int) - [0xF4, 0xF2, 0xEE]).max() <= 1


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("mp4", {"look": Look((65, 36))}, "66x36"),
        ("mp4", {"seconds": 0.0}, "seconds"),
        ("mp4", {"seconds": float("nan")}, "seconds"),
        ("mp4", {"frames": 1}, "1 frames"),
        ("gif", {"frames": 100}, "50 frames a second"),
    ],
)
def test_what_is_not_possible_is_said(kind: str, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(SelectionError, match=said):
        options(kind, **wrong)


def test_what_a_kind_does_not_draw_is_said(
    engine: Engine, tiny_space: Space, tour: Tour, tiny_classifiers: Space
) -> None:
    with pytest.raises(SelectionError, match=r"No morph of shapes is written as \.avi.*\.mp4, \.gif, \.glb"):
        make_film(engine, tiny_space, tour, options("avi"))
    with pytest.raises(SelectionError, match="image classifiers cannot be drawn"):
        make_film(engine, tiny_classifiers, tour, options("mp4"))
