"""Latents optimized toward pictures: a network's, a file's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from explorer.cli.main import main
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import optimize, outcome
from explorer.kinds.images.optimizing import OPTIMIZING
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.targets import TowardPicture, network_aim, psnr_at
from explorer.kinds.protocols import Aim
from tests.closeness import same_latent
from tests.kinds.images.outside import enlarged, saved


def test_the_picture_comes_nearer(engine: Engine, picture_space: ImageSpace) -> None:
    held = int(picture_space.heldout[3])
    aim = network_aim(engine, picture_space, held)
    assert aim.start is not None
    same_latent(aim.start, picture_space.latents[held])
    steps = list(optimize(engine, picture_space, aim.start, aim, steps=60))
    best = [s for s in steps if s.best][-1]
    assert steps[0].measured == pytest.approx(float(picture_space.labels["psnr"][held]), abs=0.05)
    assert best.measured > steps[0].measured + 0.5  # decibels: higher is better
    assert best.measured == max(s.measured for s in steps)
    assert isinstance(aim.target, TowardPicture)
    assert psnr_at(engine, picture_space, best.latent, aim.target.pixels) == pytest.approx(best.measured, abs=1e-3)
    found = outcome(engine, picture_space, steps[0], best, 1.0)
    assert not found.facts
    assert OPTIMIZING.stated(picture_space, found) == {"psnr": round(best.measured, 4)}
    assert OPTIMIZING.concluded(picture_space, found) == f"PSNR {best.measured:.2f} dB"


def test_from_afar_too(engine: Engine, picture_space: ImageSpace) -> None:
    aim = network_aim(engine, picture_space, 3)
    steps = list(optimize(engine, picture_space, picture_space.latents[40], aim, steps=60))
    assert max(s.measured for s in steps) > steps[0].measured + 3


def test_aims_are_the_pictures_of_held_out_networks(engine: Engine, picture_space: ImageSpace) -> None:
    label, aims = OPTIMIZING.choices(picture_space)
    assert label == "Toward the picture of"
    assert [key for key, _ in aims] == [f"picture:{i}" for i in picture_space.heldout]
    key, title = aims[0]
    aim = OPTIMIZING.aim(engine, picture_space, key)
    assert (aim.key, aim.title) == (key, f"the picture of {title}")
    assert OPTIMIZING.aim(engine, picture_space, key.replace("picture", "network")).key == key


def test_what_is_no_aim(engine: Engine, picture_space: ImageSpace) -> None:
    for key, reason in (("picture:999", "no network 999"), ("network:x", "'x' is no"), ("accuracy", "no accuracy")):
        with pytest.raises(SelectionError, match=reason):
            OPTIMIZING.aim(engine, picture_space, key)
    other = Aim("shape:1", "the shape of a chair", torch.zeros(3))
    with pytest.raises(SelectionError, match="the shape of a chair"):
        OPTIMIZING.task(engine, picture_space, other, 0)


def test_the_commands_read_and_optimize_files(
    picture_space: ImageSpace, pictures_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "digit.png"
    file.write_bytes(saved(255 - enlarged(picture_space.pictures.pixels[5])))
    space = str(pictures_dir / "digits")
    out = tmp_path / "best.safetensors"
    options = ["--toward", str(file), "--steps", "20", "--save", str(out), "--json"]
    assert main(["optimize", space, *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["psnr"] > 15
    assert out.exists()
    assert main(["encode", space, str(file), str(out), "--refine", "20", "--json"]) == 0
    picture, network = json.loads(capsys.readouterr().out)
    assert picture["refined_psnr"] >= picture["psnr"]
    assert "read inverted" in picture["what"]
    assert "omega 20; points (x, y)" in network["what"]
    assert network["psnr"] > 18
    assert main(["optimize", space]) == 0
    assert "picture:120" in capsys.readouterr().out
    (tmp_path / "bad.png").write_bytes(b"no picture")
    assert main(["optimize", space, "--toward", str(tmp_path / "bad.png")]) == 2
    assert "bad.png cannot be read" in capsys.readouterr().err
