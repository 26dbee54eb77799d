"""`steer` as a command: what is asked for is measured, and what cannot be done is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.torch import load_file

from explorer.cli.main import main
from explorer.space.bundle import load_space
from explorer.ui.resources import spaces_root


def steered(capsys: pytest.CaptureFixture[str], space: Path, *options: str) -> dict[str, Any]:
    assert main(["steer", str(space), *options, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def chair(space: Path) -> int:
    """A held-out chair with a back and without armrests."""
    found = load_space(space)
    labels = found.labels
    fits = (labels["kind"] == "chair") & (labels["back"] == "solid") & (labels["arms"] == "none")
    return int(found.heldout[fits[found.heldout]][0])


def test_a_back_is_raised_and_measured(furniture_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "high.safetensors"
    network = str(chair(furniture_dir))
    found = steered(capsys, furniture_dir, "--id", network, "--add", "back_height", "0.12", "--save", str(target))
    before, after = found["before"]["measured"], found["after"]["measured"]
    assert after["back_height"] - before["back_height"] == pytest.approx(0.12, abs=0.05)
    assert after["width"] == pytest.approx(before["width"], abs=0.04)
    assert load_file(target)["layers.0.weight"].shape[1] == 3


def test_a_label_is_set(furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = steered(capsys, furniture_dir, "--id", str(chair(furniture_dir)), "--set", "width", "1.1")
    assert found["after"]["reads"]["width"] == pytest.approx(1.1, abs=0.02)
    assert found["after"]["measured"]["width"] == pytest.approx(1.1, abs=0.06)


def test_armrests_appear(furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = steered(capsys, furniture_dir, "--id", str(chair(furniture_dir)), "--turn", "arms=open", "--nearest", "3")
    assert found["before"]["measured"]["arm_height"] == "none"
    assert found["after"]["measured"]["arm_height"] > 0.05
    assert found["after"]["reads"]["arms"] == "open"
    assert set(found["nearest"]) == {"latent", "weights", "function"}


def test_arithmetic(furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latents = load_space(furniture_dir).latents
    found = steered(capsys, furniture_dir, "--sum", "0", "1", "2")
    assert np.allclose(found["latent"], latents[0] - latents[1] + latents[2], atol=1e-5)
    assert "after" not in found  # nothing was moved


def test_what_can_be_moved_is_listed(furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = steered(capsys, furniture_dir)
    assert found["labels"]["width"]["held_out_r2"] > 0.9
    assert "solid" in found["classes"]["back"]["classes"]


def test_accuracy_is_raised(capsys: pytest.CaptureFixture[str]) -> None:
    space = spaces_root() / "fashion-resnet8"
    middling = int(np.abs(load_space(space).labels["accuracy"] - 65).argmin())
    found = steered(capsys, space, "--id", str(middling), "--add", "accuracy", "20")
    before, after = found["before"]["measured"], found["after"]["measured"]
    assert after["accuracy"] > before["accuracy"] + 5
    assert after["architecture"] == "ResNet8"


def test_a_space_of_few_networks_has_no_directions(
    tiny_classifiers_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    space = tiny_classifiers_dir / "digits"
    assert steered(capsys, space) == {"labels": {}, "classes": {}}
    assert main(["steer", str(space), "--id", "0", "--add", "accuracy", "5"]) == 2
    assert "need a space of" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--id", "9999"],
        ["--sum", "0", "1", "9999"],
        ["--id", "0", "--add", "width", "wide"],
        ["--id", "0", "--add", "width", "nan"],
        ["--id", "0", "--add", "colour", "1"],
        ["--id", "0", "--set", "colour", "1"],
        ["--id", "0", "--turn", "arms=three"],
        ["--id", "0", "--save", "network.stl"],
        ["--id", "0", "--nearest", "-1"],
        ["--turn", "arms=open"],
    ],
)
def test_impossible_requests(options: list[str], furniture_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["steer", str(furniture_dir), *options]) == 2
    message = capsys.readouterr().err
    assert message.startswith("error: ")
    assert "Traceback" not in message
