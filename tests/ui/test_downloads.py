from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import streamlit as st
import torch
import trimesh
from streamlit.testing.v1 import AppTest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.takeaway.export import pick_network
from explorer.explore.takeaway.film import FilmOptions, Look
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.kinds.shapes.drawing import DRAWING
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.taking import FILES
from explorer.space.bundle import Space
from explorer.ui import background, downloads
from explorer.ui.background import MorphJob
from explorer.ui.resources import PRETRAINED
from tests.ui.conftest import LONG, Start, texts


def page(without_path: bool) -> None:
    from explorer.ui import resources, session
    from explorer.ui.downloads import downloads_panel
    from explorer.ui.state import choices

    space = resources.engine().open(resources.spaces_root() / "tiny")
    session.start(choices(space), [])
    if without_path:
        session.change(a=None)
    downloads_panel(space)


@pytest.fixture
def panel(tiny_space_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens a page with the panel alone, by a link; its morphs are small."""

    def open_panel(without_path: bool = False, **link: str) -> AppTest:
        monkeypatch.setenv(PRETRAINED, str(tiny_space_dir))
        monkeypatch.setattr(DRAWING, "resolutions", dict.fromkeys(DRAWING.formats, 16))
        monkeypatch.setattr(DRAWING, "sizes", dict.fromkeys(DRAWING.formats, ((64, 36),)))
        st.cache_resource.clear()
        st.cache_data.clear()
        app = AppTest.from_function(page, default_timeout=LONG, kwargs={"without_path": without_path})
        for key, value in link.items():
            app.query_params[key] = value
        return app.run()

    return open_panel


def files(app: AppTest) -> dict[str, str]:
    """Labels of the download buttons by key."""
    return {e.proto.id.rsplit("-", 1)[-1]: e.proto.label for e in app.get("download_button")}


def test_everything_is_offered_for_a_point_of_a_path(panel: Start) -> None:
    app = panel(space="tiny", a="2", b="9", t="0.5")
    assert not app.exception
    assert set(files(app)) == {"own_file", "facts_file", "network_file"}
    code = app.code[0].value
    assert "load_file('tiny-2-9-zoo-0.50.safetensors')" in code
    app.selectbox(key="network_format").set_value("onnx").run()
    assert "onnxruntime.InferenceSession('tiny-2-9-zoo-0.50.onnx')" in app.code[0].value


def test_a_single_network_is_named(panel: Start) -> None:
    app = panel(space="tiny", view="network", id="4")
    assert "tiny-4.safetensors" in app.code[0].value


def test_nothing_selected(panel: Start) -> None:
    app = panel(without_path=True)
    assert not app.exception
    assert "Nothing is selected" in texts(app)
    assert not files(app)


def test_a_network_without_a_path_has_no_morph(panel: Start) -> None:
    app = panel(without_path=True, view="network", id="4")
    assert not app.exception
    assert "Choose A and B" in texts(app)
    assert set(files(app)) == {"own_file", "facts_file", "network_file"}


def test_a_morph_is_made_and_offered(panel: Start) -> None:
    app = panel(space="tiny", a="2", b="9")
    app.selectbox(key="morph_format").set_value("GIF").run()
    app.number_input(key="morph_seconds").set_value(1.0).run()
    app.button(key="morph_start").click().run()
    assert not app.exception
    job = app.session_state["morph_job"]
    job.wait(LONG)
    app.run()
    assert not app.exception
    assert files(app)["morph_file"].startswith("Download tiny-2-9-zoo.gif")
    assert job.data.startswith(b"GIF89a")


def test_a_morph_can_be_cancelled(panel: Start) -> None:
    app = panel(space="tiny", a="2", b="9")
    app.number_input(key="morph_seconds").set_value(60.0).run()
    app.button(key="morph_start").click().run()
    job = app.session_state["morph_job"]
    assert job.running
    assert app.button(key="morph_start").disabled  # one at a time
    app.button(key="morph_cancel").click().run()
    job.wait(LONG)
    assert not job.running
    assert job.data is None
    app.run()
    assert not app.exception
    assert "Cancelled." in texts(app)
    assert not app.button(key="morph_start").disabled
    assert "morph_file" not in files(app)


def small_job(engine: Engine, space: Space, seconds: float = 60.0) -> MorphJob:
    options = FilmOptions("gif", seconds=seconds, look=Look((32, 32)), resolution=16)
    return MorphJob(engine, space, make_tour(space, [0, 3], PathKind.STRAIGHT), options, "morph.gif")


def test_a_job_that_nobody_asks_about_is_given_up(tiny_space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FORGOTTEN_S", 0.05)
    job = small_job(Engine("cpu"), tiny_space)
    job.wait(LONG)
    assert job.cancelled
    assert job.result() is None


def test_progress_reaches_the_end(tiny_space: Space) -> None:
    job = small_job(Engine("cpu"), tiny_space, seconds=0.5)
    job.wait(LONG)
    assert job.progress()[0] == 1.0
    assert job.result() is not None


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), SelectionError("There is no shape.", "Choose another.")])
def test_what_fails_in_the_thread_is_raised_where_it_is_asked_for(
    tiny_space: Space, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(background, "make_film", broken)
    job = small_job(Engine("cpu"), tiny_space)
    job.wait(LONG)
    with pytest.raises(type(error)):
        job.result()


def test_the_buttons_give_the_files(tiny_space: Space) -> None:
    engine, pick = Engine("cpu"), pick_network(tiny_space, 3)
    mesh = trimesh.load(io.BytesIO(FILES.write(engine, tiny_space, pick, "ply", 32, "#DDA673")), "ply")
    assert len(mesh.faces) == mesh_of(engine, tiny_space, pick.source, 32).n_cells
    (row,) = csv.DictReader(io.StringIO(downloads.facts_bytes(engine, tiny_space, pick).decode()))
    assert row["id"] == "3"
    state = torch.load(io.BytesIO(downloads.network_bytes(engine, tiny_space, pick, "pt")), weights_only=True)
    flat = torch.cat([value.reshape(-1) for value in state.values()])
    wanted = engine.weights(tiny_space, [Decoded.of(tiny_space.latents[3])])[0]
    assert np.array_equal(flat.numpy(), wanted.numpy())


def test_a_server_that_stops_does_not_wait_for_a_morph(tiny_space_dir: Path) -> None:
    """The process ends soon, with the exit status of the main thread."""
    script = f"""
import atexit
import time
from pathlib import Path
from explorer.explore.engine.engine import Engine
from explorer.explore.takeaway.film import FilmOptions, Look
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.ui.background import MorphJob
engine = Engine("cpu")
space = engine.open(Path({str(tiny_space_dir / "tiny")!r}))
options = FilmOptions("mp4", seconds=100.0)
job = MorphJob(engine, space, make_tour(space, [0, 3], PathKind.STRAIGHT), options, "m.mp4")
atexit.register(lambda: print("made" if job.data else "given up"))  # called when the other threads have ended
while job.progress()[0] == 0:
    time.sleep(0.05)
raise SystemExit(7)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], timeout=LONG, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 7, ran.stderr
    assert ran.stdout.strip() == "given up"
