"""Pictures as files: PNG, networks, programs, films; each read back by other hands."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image
from safetensors import safe_open

import explorer
from explorer.cli.main import main
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.engine.jobs import Dropped
from explorer.explore.takeaway.export import Pick, pick_network
from explorer.explore.takeaway.film import FilmOptions, Look, make_film
from explorer.explore.takeaway.netfile import network_file, snippet
from explorer.explore.travel.paths import PathKind, Tour, make_tour
from explorer.kinds.images.drawing import DRAWING
from explorer.kinds.images.rendering import picture_of
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.taking import FILES, NETWORKS
from explorer.networks.siren import siren
from tests.closeness import same_latent


def written(engine: Engine, space: ImageSpace, pick: Pick, suffix: str) -> bytes:
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


# --- pictures


@pytest.mark.parametrize("side", [16, 57, 300])
def test_a_png_is_what_is_shown(engine: Engine, picture_space: ImageSpace, side: int) -> None:
    pick = pick_network(picture_space, 4)
    image = Image.open(io.BytesIO(FILES.write(engine, picture_space, pick, "png", side, "#ffffff")))
    assert (image.size, image.mode) == ((side, side), "L")
    np.testing.assert_array_equal(np.asarray(image), picture_of(engine, picture_space, pick.source, side)[..., 0])


def test_other_formats_and_sizes_are_refused(engine: Engine, picture_space: ImageSpace) -> None:
    pick = pick_network(picture_space, 4)
    with pytest.raises(SelectionError, match=r"not written as \.stl"):
        FILES.write(engine, picture_space, pick, "stl", 16, "#ffffff")
    with pytest.raises(SelectionError, match="99999 pixels"):
        FILES.write(engine, picture_space, pick, "png", 99_999, "#ffffff")
    assert FILES.resolution in FILES.resolutions
    assert (min(FILES.resolutions), max(FILES.resolutions)) == (28, 1024)


# --- networks


def test_the_file_says_what_it_is(engine: Engine, picture_space: ImageSpace, tmp_path: Path) -> None:
    file = tmp_path / "net.safetensors"
    pick = pick_network(picture_space, 4)
    file.write_bytes(written(engine, picture_space, pick, "safetensors"))
    with safe_open(file, "pt") as data:
        facts = data.metadata()
    assert json.loads(facts["architecture"])["inputs"] == 2
    assert "x to the right, y down" in facts["input"]
    assert facts["output"].startswith("grey (n, 1)")
    assert NETWORKS.parameters(picture_space, pick.source) == picture_space.layout.count
    assert NETWORKS.columns(engine, picture_space, pick.source) == {}


def test_onnx_runs_without_torch(engine: Engine, picture_space: ImageSpace) -> None:
    pick = pick_network(picture_space, 4, as_trained=True)
    session = onnxruntime.InferenceSession(written(engine, picture_space, pick, "onnx"))
    points = np.random.default_rng(0).uniform(-1, 1, (50, 2)).astype(np.float32)
    (values,) = session.run(["values"], {"points": points})
    params = NETWORKS.tensors(picture_space, pick.source, picture_space.zoo.weights([4])[0])
    wanted = siren(picture_space.arch, params, torch.from_numpy(points))
    np.testing.assert_allclose(values, wanted.numpy(), atol=1e-4)


@pytest.mark.parametrize("suffix", ["safetensors", "pt", "onnx"])
def test_the_program_writes_the_picture(engine: Engine, picture_space: ImageSpace, tmp_path: Path, suffix: str) -> None:
    """In a process of its own, in an empty folder, without this package."""
    pick = pick_network(picture_space, 4)
    (tmp_path / f"net.{suffix}").write_bytes(written(engine, picture_space, pick, suffix))
    program = snippet(picture_space, pick, suffix, f"net.{suffix}")
    assert "explorer" not in program.partition("\n")[2]
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "picture.png, 256 x 256 pixels" in done.stdout
    image = np.asarray(Image.open(tmp_path / "picture.png")).astype(int)
    wanted = picture_of(engine, picture_space, pick.source, 256)[..., 0].astype(int)
    assert np.abs(image - wanted).max() <= 1


# --- films and sheets


def tour_of(space: ImageSpace) -> Tour:
    return make_tour(space, [3, 20], PathKind.STRAIGHT)


@pytest.mark.parametrize("suffix", ["gif", "mp4"])
def test_a_morph_is_a_film(engine: Engine, picture_space: ImageSpace, suffix: str) -> None:
    tour = tour_of(picture_space)
    options = FilmOptions(suffix, seconds=1.0, frames=5, look=Look((64, 48), "#ff0000"), resolution=32)
    data = make_film(engine, picture_space, tour, options)
    if suffix == "mp4":
        assert data[4:8] == b"ftyp"
        return
    film = Image.open(io.BytesIO(data))
    assert (film.n_frames, film.size) == (5, (64, 48))
    first = np.asarray(film.convert("RGB")).astype(int)
    assert first[20, 2].tolist() == [255, 0, 0]  # beside the picture
    own = DRAWING.tile(engine, picture_space, Decoded.of(picture_space.latents[3]), 32, 48)[..., :3].astype(int)
    assert np.abs(first[:, 8:56] - own).mean() < 12  # of 256 colours


def test_a_film_is_given_up(engine: Engine, picture_space: ImageSpace) -> None:
    options = FilmOptions("gif", frames=4, look=Look((32, 32)), resolution=16)
    with pytest.raises(Dropped):
        make_film(engine, picture_space, tour_of(picture_space), options, cancelled=lambda: True)
    turning = replace(options, turntable=True)
    with pytest.raises(SelectionError, match="nothing to turn"):
        make_film(engine, picture_space, tour_of(picture_space), turning)
    film = DRAWING.film(engine, picture_space, tour_of(picture_space), options, lambda: False)
    with pytest.raises(SelectionError, match=r"\.mp4 or \.gif"):
        film.file(lambda done, total: None)


def test_tiles_and_pairs(engine: Engine, picture_space: ImageSpace) -> None:
    tile = DRAWING.tile(engine, picture_space, Input(3), 16, 40)
    assert tile.shape == (40, 40, 4)
    assert (tile[..., 3] == 255).all()
    kinds = picture_space.labels["kind"]
    pairs = DRAWING.pairs(picture_space, 6)
    assert len(pairs) == 6
    assert all(kinds[a] != kinds[b] for a, b in pairs)


def test_the_commands_write_all_of_it(pictures_dir: Path, tmp_path: Path) -> None:
    space = str(pictures_dir / "digits")
    assert main(["export", space, "--id", "4", "--resolution", "40", "--out", str(tmp_path / "x.png")]) == 0
    assert Image.open(tmp_path / "x.png").size == (40, 40)
    assert main(["export", space, "--id", "4", "--out", str(tmp_path / "x.csv")]) == 0
    assert "brightness" in (tmp_path / "x.csv").read_text()
    sheet = ["--pairs", "2", "--steps", "3", "--size", "32", "--resolution", "32"]
    assert main(["sheet", space, "--out", str(tmp_path / "sheet.png"), *sheet]) == 0
    assert Image.open(tmp_path / "sheet.png").size[0] >= 96
    assert main(["export", space, "--id", "4", "--map", "--out", str(tmp_path / "map.png")]) == 0


# --- the public API


def test_a_picture_in_a_notebook(picture_space: ImageSpace, tmp_path: Path) -> None:
    space = explorer.open_space(picture_space.path, device="cpu")
    module = space.decode(3)[0]
    latent = space.encode(module)
    assert latent.shape == picture_space.latents[3].shape
    values = space.run(3, np.zeros((4, 2)))
    assert tuple(values.shape) == (1, 4, 1)
    judged = space.judge(3)
    assert judged["psnr"] == pytest.approx(float(picture_space.labels["psnr"][3]), abs=0.05)
    assert judged["values"].shape == (16, 16, 1)
    assert Image.open(space.save(3, tmp_path / "x.png", resolution=80)).size == (80, 80)
    assert space.picture(3, 64).size == (64, 64)
    assert space.encode(lambda points: points[:, :1] * 0 + (points.norm(dim=1, keepdim=True) < 0.5)).shape == (32,)
    with pytest.raises(explorer.ExplorerError, match="grey value a point"):
        space.encode(lambda points: points.repeat(1, 2)[:, :3])
    with pytest.raises(explorer.ExplorerError, match=r"points \(n, 2\)"):
        space.run(3, np.zeros((4, 3)))
    state = {name: value.detach() for name, value in module.state_dict().items()}
    same_latent(space.encode(state), latent)
