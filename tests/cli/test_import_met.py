"""What a new user met at `import`: options, tables, files and folders that were not thought of."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from explorer.cli.main import main
from explorer.zoo.imported import ImportedZoo

NETS = """
from torch import nn

def make_net(width=4, act="ReLU"):
    return nn.Sequential(nn.Linear(3, width), getattr(nn, act)(), nn.Linear(width, 2))

class Choosing(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(3, 2)

    def forward(self, x):
        if x.sum() > 0:
            x = -x
        return self.lin(x)

def cnn():
    return nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(2 * 6 * 6, 2))
"""
OWN = ["--network", "my_nets.py:make_net"]
RELU = ["--activation", "relu"]


def mlp(seed: int, width: int = 4) -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return nn.Sequential(nn.Linear(3, width), nn.ReLU(), nn.Linear(width, 2))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six networks of two widths, a table, and a file that makes them."""
    monkeypatch.chdir(tmp_path)
    Path("nets").mkdir()
    rows = ["file,width,act"]
    for k in range(6):
        torch.save(mlp(k, 4 + k % 2).state_dict(), f"nets/{k}.pt")
        rows.append(f"{k}.pt,{4 + k % 2},ReLU")
    Path("labels.csv").write_text("\n".join(rows))
    Path("my_nets.py").write_text(NETS)
    return tmp_path


def test_labels_that_the_factory_takes_are_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nets", *OWN, "--labels", "labels.csv", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "note: label `width` is an argument of make_net: --args-from-labels width." in out
    assert "refused: 3 (1, 3, 5): 0.weight has shape (5, 3); make_net has (4, 3)." in err
    assert "--args-from-labels width" in err
    assert main(["import", "nets", *OWN, "--labels", "labels.csv", "--args-from-labels", "width,act", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "6 networks taken, 0 refused" in out
    assert "is an argument" not in out
    assert main(["import", "nets", *OWN, "--args", "width=4", "--dry-run"]) == 0
    assert "a label for act in --labels" in capsys.readouterr().err


def test_one_reason_of_many_hides_no_other(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for k in range(30):
        torch.save(mlp(50 + k, 6 + k).state_dict(), f"nets/odd{k}.pt")
    Path("nets/bad.pt").write_bytes(b"damaged")
    assert main(["import", "nets", *OWN, "--dry-run"]) == 0
    out, err = capsys.readouterr()
    told = [line for line in err.splitlines() if "refused:" in line]
    assert len(told) == 2, err
    assert "refused: 33 (1, 3, 5, ...): 0.weight has shape" in told[0]
    assert "refused: bad: bad.pt is none of torch's files" in told[1]
    assert "note: only 3 of 37 networks fit" in out


def test_a_label_that_some_lack_refuses_only_these(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("labels.csv").read_text().replace("3.pt,5", "3.pt,").replace("4.pt,4", "4.pt,")
    Path("labels.csv").write_text(text)
    line = ["import", "nets", *OWN, "--labels", "labels.csv", "--args-from-labels", "width", "--dry-run", "--json"]
    assert main(line) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["taken"] == 4
    assert [one["file"] for one in told["refused"]] == ["3", "4"]
    assert all("no label 'width'" in one["problem"] for one in told["refused"])


def test_an_odd_chain_does_not_stand_for_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for k in range(6):
        torch.save(nn.Conv2d(1, 2, 3).state_dict(), f"nets/{k}.pt")
    torch.save(mlp(9).state_dict(), "nets/odd.pt")
    assert main(["import", "nets", *RELU]) == 2
    err = capsys.readouterr().err
    assert "Only odd fits: 6 (0, 1, 2, ...): It is no chain of linear layers" in err
    assert "--network my_nets.py:make_net" in err
    assert not Path("zoos").exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ([*RELU, "--normalise", "x"], "--normalise is of the images"),
        ([*OWN, "--architecture-label", "nope"], "No network has the label 'nope'"),
        ([*RELU, "--without", "["], "--without '[' means no tensor of the networks. They have: 0.weight"),
        (["--activation", "reluu"], "Unknown activation 'reluu'. Choose from: "),
        ([*OWN, *RELU], "--activation and --omega are of chains"),
        ([*RELU, "--omega", "3"], "--omega is of sines, not of relu"),
        ([*OWN, "--args", "width=4", "--args-from-labels", "width"], "width is in --args and in --args-from-labels"),
        ([*RELU, "--kind", "classifiers"], "Give --data, one of: fashion-mnist"),
        ([*RELU, "--kind", "shapes", "--input", "3"], "Shapes are run on points of space"),
        ([*RELU, "--kind", "shapes"], "it takes (3,) and gives (2,)"),
        ([*RELU, "--out", "nets"], "nets is there already"),
        ([*RELU, "--out", "my_nets.py/zoo"], "my_nets.py, which is no folder"),
        (["--network", "my_nets.py:Choosing"], "Choosing chooses its way by values in line 13 of my_nets.py."),
    ],
)
def test_what_has_no_effect_is_refused(
    here: Path, capfd: pytest.CaptureFixture[str], line: list[str], says: str
) -> None:
    assert main(["import", "nets", *line]) == 2
    err = capfd.readouterr().err
    assert says in " ".join(err.split())
    assert "torch.ops.aten" not in err  # torch prints the graph where tracing fails
    assert not Path("zoos").exists()


def test_an_empty_path_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "", *RELU])
    assert ended.value.code == 2
    assert "the path is empty" in capsys.readouterr().err


def test_folders_of_this_program_are_left_aside(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Path("nets/runs/mine")
    run.mkdir(parents=True)
    torch.save({"model": mlp(8).state_dict()}, run / "checkpoint.pt")
    (run / "run.json").write_text("{}")
    assert main(["import", "nets", *OWN, "--args", "act=ReLU", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "note: runs/mine is a training of this program (run.json): left aside." in out
    assert "Checkpoints in a folder: 6 files" in out
    assert main(["import", "nets/runs/mine", *RELU]) == 2
    assert "is a training of this program (run.json), not a folder of networks" in capsys.readouterr().err


def test_text_of_files_does_not_steer_the_terminal(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("labels.csv").write_text("file,a\x1b[31mred\n" + "\n".join(f"{k}.pt,{k}" for k in range(6)))
    assert main(["import", "nets", *RELU, "--labels", "labels.csv", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert r"labels: a\x1b[31mred" in out
    assert "\x1b" not in out + err
    Path("labels.csv").write_text("a\x1b[31m,b\nx,y\n")
    assert main(["import", "nets", *RELU, "--labels", "labels.csv", "--dry-run"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_labels_as_parquet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    columns = {"file": [f"{k}.pt" for k in range(6)], "lr": [0.1, 0.2, None, 0.4, 0.5, 0.6], "odd": [[1]] * 6}
    parquet.write_table(pa.table(columns), "labels.parquet")
    assert main(["import", "nets", *RELU, "--labels", "labels.parquet"]) == 0
    zoo = ImportedZoo.open(Path("zoos/nets"))
    assert [record.labels.get("lr") for record in zoo.records] == [0.1, 0.2, None, 0.4, 0.5, 0.6]
    Path("cut.parquet").write_bytes(Path("labels.parquet").read_bytes()[:200])
    assert main(["import", "nets", *RELU, "--labels", "cut.parquet", "--out", "b"]) == 2
    assert "cut.parquet is no Parquet file" in capsys.readouterr().err


def test_classifiers_on_pictures_of_ones_own(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generator = np.random.default_rng(0)
    for name, low in (("dark", 0), ("light", 128)):
        Path("pictures", name).mkdir(parents=True)
        for k in range(20):
            pixels = generator.integers(low, low + 128, (8, 8)).astype(np.uint8)
            Image.fromarray(pixels).save(f"pictures/{name}/{k}.{'png' if k % 2 else 'jpg'}")
    Path("cnns").mkdir()
    for k in range(3):
        torch.manual_seed(k)
        net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(72, 2))
        torch.save(net.state_dict(), f"cnns/{k}.pt")
    line = ["import", "cnns", "--kind", "classifiers", "--network", "my_nets.py:cnn", "--data", "pictures"]
    assert main([*line, "--out", "zoo"]) == 0
    assert "pictures: pictures of 2 classes (one folder a class; grey, 8 x 8)" in capsys.readouterr().out
    for file in Path("pictures").rglob("*.*"):
        file.unlink()  # the zoo has them
    assert main(["zoo", "check", "zoo", "--json"]) == 0
    assert "accuracy" in json.loads(capsys.readouterr().out)
    assert main([*line[:-1], "nets", "--out", "b"]) == 2  # a folder without pictures


def sphere(seed: int) -> nn.Module:
    """A Siren trained for the distance to a sphere."""
    from explorer.importing.known import known

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        net = known("siren", "siren", (3,), sizes=(3, 16, 16, 1), omega=5.0).module()
        optimizer = torch.optim.Adam(net.parameters(), 3e-3)
        for _ in range(200):
            points = torch.rand(256, 3) * 2 - 1
            loss = (net(points).reshape(-1) - points.norm(dim=1) + 0.5).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return net


def test_only_shapes_become_a_zoo_of_shapes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from explorer.importing.known import known

    Path("sirens").mkdir()
    for k in range(2):
        torch.save(sphere(k).state_dict(), f"sirens/{k}.pt")
    noise = known("siren", "siren", (3,), sizes=(3, 16, 16, 1), omega=30.0).module().state_dict()
    torch.save({key: 60 * value if key == "layers.0.weight" else value for key, value in noise.items()}, "sirens/n.pt")
    line = ["import", "sirens", "--kind", "shapes", "--activation", "sine", "--omega", "5", "--out", "zoo"]
    assert main(line) == 0
    out, err = capsys.readouterr()
    assert "2 networks taken, 1 refused" in out
    assert "n: It gives no signed distances: its sign turns in" in err
    assert main(["zoo", "check", "zoo", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["networks"], told["shapes"]) == (2, 2)
    assert 0.7 < told["slope_median"] < 1.3
