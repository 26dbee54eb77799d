"""Folders of networks on the page of new spaces: examples that are found, given, damaged, or not there."""

from __future__ import annotations

import shlex
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from explorer.kinds.protocols import Option, Places, Recognised
from explorer.sources.recognise import recognise

COUNT = 12


@pytest.fixture
def nets(tmp_path: Path) -> Path:
    """Twelve small networks as plain torch saves them, each with the activation that it has."""
    folder = tmp_path / "nets"
    folder.mkdir()
    for k in range(COUNT):
        save_net(folder / f"{k}.pt", k)
    return folder


def save_net(file: Path, seed: int, *, hidden: int = 5, said: bool = True) -> None:
    """A network with one hidden layer; `said`: whether its file says that it is of tanh."""
    torch.manual_seed(seed)
    state = nn.Sequential(nn.Linear(4, hidden), nn.Tanh(), nn.Linear(hidden, 3)).state_dict()
    torch.save({"state_dict": state, "config": {"activation": "tanh"}} if said else state, file)


@pytest.fixture
def unsaid(tmp_path: Path) -> Path:
    """Twelve networks of which nothing says what lies between their layers."""
    folder = tmp_path / "plain"
    folder.mkdir()
    for k in range(COUNT):
        save_net(folder / f"{k}.pt", k, said=False)
    return folder


def option(found: Recognised, key: str) -> Option:
    return next(one for one in found.options if one.key == key)


def examples_option(found: Recognised) -> Option:
    return next(one for one in found.options if one.key == "example")


def argv(found: Recognised, **chosen: str) -> tuple[str, ...]:
    asked = {one.key: one.default for one in found.options} | chosen | {"title": "Nets"}
    assert found.steps is not None, found.problem
    return found.steps(asked, Places(Path("z"), Path("s"), Path("r"), 1))[0].argv


def save(file: Path, **more: np.ndarray) -> Path:
    np.savez(file, inputs=np.random.default_rng(0).normal(size=(50, 4)).astype("float32"), **more)
    return file


def test_without_examples_it_is_said_that_there_is_no_accuracy(nets: Path) -> None:
    found = recognise(nets)
    option = examples_option(found)
    assert option.upload == ("npz", "npy")
    assert "No file of examples was found" in option.said[option.default]
    assert "no accuracy" in option.said[option.default]
    assert "--example" not in argv(found)


def test_examples_in_the_folder_say_what_they_give(nets: Path) -> None:
    save(nets / "plain.npz")
    save(nets / "example.npz", targets=np.arange(50) % 3)
    (nets / "input_broken.npz").write_bytes(b"PK\x03\x04 no more")
    found = recognise(nets)
    option = examples_option(found)
    assert option.default == "example.npz"
    assert option.said["example.npz"] == (
        "50 inputs with targets (30 to learn from, 5 for the curve, 15 to judge on): "
        "every network is judged by its accuracy."
    )
    assert (
        "50 inputs without targets (30 to learn from, 5 for the curve, 15 to judge on). There will be no accuracy"
        in option.said["plain.npz"]
    )
    assert argv(found)[argv(found).index("--example") + 1] == str(nets / "example.npz")
    assert "--example" not in argv(found, example="")
    (broken,) = [reason for name, reason in found.refused if name == "input_broken.npz"]
    assert "damaged" in broken


def test_examples_from_elsewhere_come_first(nets: Path, tmp_path: Path) -> None:
    save(nets / "example.npz")
    given = save(tmp_path / "mine.npz", targets=np.linspace(0, 1, 50))
    found = recognise(nets, given)
    option = examples_option(found)
    assert option.choices[0] == (str(given), "mine.npz")
    assert "judged by its R²" in option.said[str(given)]
    assert argv(found)[argv(found).index("--example") + 1] == str(given)


def test_an_activation_is_asked_for_and_never_guessed(unsaid: Path) -> None:
    found = recognise(unsaid)
    assert found.steps is None
    assert found.counts == (("files", COUNT),)
    assert "the files do not say what lies between them" in found.problem
    assert not found.labels  # nothing is called "relu 4-5-3" that nobody called so
    assert "--" not in f"{found.problem} {found.remedy}"
    assert not found.terminal
    asked = option(found, "activation")
    assert asked.default == ""
    assert {"relu", "tanh"} <= {value for value, _ in asked.choices}
    told = recognise(unsaid, None, {"activation": "tanh"})
    assert list(told.labels["architecture"]) == ["tanh 4-5-3"]
    assert argv(told, activation="tanh")[-2:] == ("--activation", "tanh")
    assert option(told, "activation").choices == asked.choices  # it can be changed again
    assert recognise(unsaid, None, {"activation": "no such"}).steps is None


def test_networks_that_do_not_say_their_activation_beside_others_that_do(nets: Path) -> None:
    save_net(nets / "other.pt", 50, said=False)
    found = recognise(nets)
    assert found.counts == (("networks", COUNT),)
    assert option(found, "activation").default == ""
    assert ("other", "It is a chain of linear layers; its activation is not said.") in found.refused
    assert "--activation" not in argv(found)


def test_labels_that_name_no_network_are_left_out_with_their_reason(nets: Path) -> None:
    (nets / "labels.csv").write_text("what,lr\nhorse,0.1\ncow,0.2\n")
    found = recognise(nets)
    labels = option(found, "labels")
    assert labels.choices == (("", "none"),)
    assert "labels.csv is not used: No column of labels.csv names the files" in labels.said[""]
    assert "--labels" not in argv(found)
    assert [name for name, _ in found.refused] == ["labels.csv"]
    (nets / "rows.csv").write_text("file,lr\n" + "".join(f"{k}.pt,{k}\n" for k in range(COUNT)))
    found = recognise(nets)
    assert option(found, "labels").choices == (("rows.csv", "rows.csv"), ("", "none"))
    assert "labels.csv is not used" in option(found, "labels").said["rows.csv"]
    assert argv(found)[-2:] == ("--labels", str(nets / "rows.csv"))
    assert "lr" in found.labels["labels"]
    assert "labels" not in recognise(nets, None, {"labels": ""}).labels


def test_examples_that_are_not_for_the_networks(nets: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.npz"
    np.savez(wrong, inputs=np.zeros((20, 7), "float32"))
    found = recognise(nets, wrong)
    assert found.steps is None
    assert "The examples wrong.npz are not for these networks" in found.problem
    assert found.remedy == "Choose others, or none."
    examples = option(found, "example")
    assert [value for value, _ in examples.choices] == [str(wrong), ""]
    assert recognise(nets, wrong, {"example": ""}).steps is not None
    wrong.rename(nets / "examples.npz")  # one that only lies there is passed over
    found = recognise(nets)
    assert option(found, "example").choices == (("", "drawn at random"),)
    assert "examples.npz is not used: These networks do not take it." in option(found, "example").said[""]


def test_one_network_of_another_architecture_is_said_and_can_be_left_out(nets: Path) -> None:
    assert not recognise(nets).warnings
    save_net(nets / "odd.pt", 50, hidden=6)
    found = recognise(nets)
    (warning,) = found.warnings
    assert "Of the 13 networks few are of another architecture: 1 of tanh 4-6-3" in warning
    assert "a space of 2 architectures" in warning
    assert option(found, "fewest").default == ""
    without = recognise(nets, None, {"fewest": "3"})
    assert not without.warnings
    assert without.counts == (("networks", COUNT),)
    assert argv(without, fewest="3")[-2:] == ("--fewest", "3")
    assert list(without.labels["architecture"]) == ["tanh 4-5-3"]


def test_files_of_which_none_is_taken_are_no_networks(nets: Path) -> None:
    for k in range(COUNT):
        torch.save({"a.weight": torch.zeros(3, 3, 3, 3), "b.weight": torch.zeros(2)}, nets / f"{k}.pt")
    (nets / "broken.pt").write_bytes(b"PK\x03\x04 no more")
    found = recognise(nets)
    assert found.counts == (("files", COUNT + 1),)
    assert "None was taken" in found.problem
    assert "my_nets.py:make_net" in found.terminal


def test_commands_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "Größe Versuch"
    folder.mkdir()
    for k in range(COUNT):
        torch.save({"a.weight": torch.zeros(3, 3, 3, 3), "b.weight": torch.zeros(2)}, folder / f"{k}.pt")
    words = shlex.split(recognise(folder).terminal)
    assert words[3:5] == ["import", str(folder)]
    assert words[-2:] == ["--out", "zoos/Größe Versuch"]
