"""`import`: from a folder of checkpoints to a zoo, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from explorer.cli.main import main
from explorer.zoo.imported import ImportedZoo


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six networks, a table, examples and a file that makes the network."""
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "nets"
    root.mkdir()
    rows = ["file,accuracy,lr"]
    for k in range(6):
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(k)
            net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
        torch.save(net.state_dict(), root / f"{k}.pt")
        rows.append(f"{k}.pt,{0.5 + k / 20},0.01")
    (root / "notes.txt").write_text("mine")
    (root / "bad.pt").write_bytes(b"damaged")
    Path("labels.csv").write_text("\n".join(rows))
    generator = np.random.default_rng(0)
    np.savez("example.npz", inputs=generator.normal(size=(40, 3)), targets=generator.integers(0, 2, 40))
    text = "from torch import nn\ndef make_net(width):\n    return nn.Sequential(nn.Linear(3, width), nn.ReLU(), "
    Path("my_nets.py").write_text(text + "nn.Linear(width, 2))\n")
    return root


def test_import_says_what_it_did_and_what_comes_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["import", "nets", "--network", "my_nets.py:make_net", "--args", "width=4"]
    assert main([*line, "--example", "example.npz", "--labels", "labels.csv"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "Checkpoints in a folder: 7 files (7 .pt)",
        "  6 × make_net, 26 parameters",
        "  labels: accuracy",
        "  inputs: 40 of the user's, shape 3, 2 classes as targets",
        "  note: labels.csv: 'bad.pt' has no row in it.",
        "  no networks: 1 .txt",
        "6 networks taken, 1 refused. The zoo is in zoos/nets",
        "Next: python -m explorer train functions --zoo zoos/nets --out pretrained/nets",
    ]
    assert "refused: bad: bad.pt is none of torch's files, nor safetensors. Save its state_dict" in err
    zoo = ImportedZoo.open(Path("zoos/nets"))
    assert zoo.config["source"]["same"] == {"lr": 0.01}
    assert zoo.examples is not None
    assert zoo.examples.targets is not None


def test_what_comes_next_of_large_networks_is_the_recipe_for_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "large").mkdir()
    torch.save(nn.Sequential(nn.Linear(3, 20_000), nn.ReLU(), nn.Linear(20_000, 2)).state_dict(), folder / "large/0.pt")
    assert main(["import", "nets/large", "--activation", "relu", "--out", "zoos/large"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("train functions --zoo zoos/large --out pretrained/large --recipe functions-large")


def test_a_dry_run_writes_nothing_and_json_is_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nets", "--activation", "relu", "--dry-run", "--json", "--epochs", "last"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["zoo"], told["taken"], told["layout"]) == (None, 6, "plain")
    assert told["networks"] == [str(k) for k in range(6)]
    assert told["architectures"] == [{"name": "relu 3-4-2", "parameters": 26, "networks": 6}]
    assert told["refused"][0]["file"] == "bad"
    assert told["other_files"] == {".txt": 1}
    assert err == ""
    assert not Path("zoos").exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["gone"], "gone does not exist"),
        (["nets"], "its activation is not said"),
        (["nets", "--activation", "relu", "--layout", "nothing"], "Unknown layout 'nothing'"),
        (["nets", "--activation", "relu", "--layout", "deepsdf"], "is not of the layout deepsdf"),
        (["nets", "--activation", "relu", "--epochs", "3"], "no network says its epoch"),
        (["nets", "--activation", "relu", "--input", "3xx"], "'3xx' is no shape"),
        (["nets", "--activation", "relu", "--input", "4"], "The first layer takes 3 numbers"),
        (["nets", "--activation", "relu", "--draw", "cauchy"], "cauchy"),
        (["nets", "--activation", "relu", "--example", "gone.npz"], "gone.npz cannot be read"),
        (["nets", "--activation", "relu", "--example", "example.npz", "--input", "3"], "The examples say"),
        (["nets", "--activation", "relu", "--data", "digits", "--input", "3"], "The images say"),
        (["nets", "--activation", "relu", "--data", "nothing"], "Unknown data 'nothing'"),
        (["nets", "--activation", "relu", "--data", "digits", "--normalise", "1"], "no mean and standard deviation"),
        (["nets", "--activation", "relu", "--labels", "my_nets.py"], "my_nets.py"),
        (["nets", "--activation", "sine", "--omega", "-1"], "omega of -1.0 is not possible"),
        (["nets", "--args", "width=4"], "belong to a network of your own"),
        (["nets", "--network", "my_nets.py:make_net"], "missing 1 required positional argument: 'width'"),
        (["nets", "--network", "my_nets.py:make_net", "--args", "width"], "'width' is no argument"),
        (["nets", "--network", "my_nets.py:make_net", "--args", "width=5"], "make_net has (5, 3)"),
        (["nets", "--network", "my_nets.py:make_net", "--args-from-labels", "a b"], "'a b' is no argument"),
        (["nets", "--network", *["my_nets.py:make_net"] * 2], None),
    ],
)
def test_wrong_input_ends_with_status_2(
    folder: Path, capsys: pytest.CaptureFixture[str], line: list[str], says: str | None
) -> None:
    if says is None:  # argparse says it
        with pytest.raises(SystemExit) as ended:
            main(["import", *line])
        assert ended.value.code == 2
        return
    assert main(["import", *line]) == 2
    assert says in capsys.readouterr().err
    assert not Path("zoos").exists()


def test_networks_of_images_are_run_on_their_images(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path("digits")
    root.mkdir()
    for k in range(3):
        net = nn.Sequential(nn.Conv2d(1, 2, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(2 * 7 * 7, 10))
        torch.save(net.state_dict(), root / f"{k}.pt")
    text = "from torch import nn\ndef cnn():\n    return nn.Sequential(nn.Conv2d(1, 2, 3, 2), nn.ReLU(), nn.Flatten(), "
    Path("cnn.py").write_text(text + "nn.Linear(98, 10))\n")
    line = ["import", "digits", "--network", "cnn.py:cnn", "--data", "digits"]
    assert main([*line, "--kind", "classifiers", "--out", "a", "--normalise", "0.5:0.25"]) == 0
    zoo = ImportedZoo.open(Path("a"))
    assert zoo.config["data"] == {"name": "digits", "mean": 0.5, "std": 0.25}
    assert zoo.examples is None
    out = capsys.readouterr().out
    assert "train classifiers --zoo a --out pretrained/a --recipe classifiers-single" in out
    assert main([*line, "--out", "b"]) == 0
    functions = ImportedZoo.open(Path("b"))
    assert functions.config["data"] is None
    assert functions.examples is not None
    assert functions.examples.shape == zoo.graphs[0].input
    assert len(functions.examples.classes) == 10


@pytest.mark.parametrize("what", ["reading", "writing"])
def test_ctrl_c_leaves_nothing_and_the_same_command_begins_again(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = sorted(folder.parent.iterdir())
    line = ["import", "nets", "--activation", "relu", "--out", "made/mine"]

    def pressed(_: object, now: str, done: int, total: int) -> None:
        if now == what:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("explorer.cli.import_._Bars.report", pressed)
        assert main(line) == 130
    assert capsys.readouterr().err == "\nstopped. Nothing was written; the same command begins again.\n"
    left = [path for path in folder.parent.rglob("*") if path.is_file() and path.parent != folder]
    assert sorted(left) == [path for path in before if path.is_file()]
    assert main(line) == 0
    assert len(ImportedZoo.open(Path("made/mine"))) == 6
