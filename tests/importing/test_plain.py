"""A folder of checkpoints as most people have it, from the files to the zoo."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from explorer.errors import DataError, SelectionError
from explorer.importing.folder import Folder
from explorer.importing.making import Report, import_networks
from explorer.importing.options import Options, wish_of
from explorer.importing.reading import Read, read_some
from explorer.importing.recognise import recognise
from explorer.importing.rules import Rules
from explorer.networks.graph import run
from explorer.zoo.imported import ImportedZoo

NETS = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, width=4, act="tanh"):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, width), getattr(torch.nn, act.capitalize())())
        self.head = nn.Linear(width, 2)

    def forward(self, x):
        return self.head(self.body(x))

def make(width=4, act="Tanh"):
    return nn.Sequential(nn.Linear(3, width), getattr(nn, act)(), nn.Linear(width, 2))

def tanh():
    return make()

def relu():
    return make(act="ReLU")

def deep():
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))

def normed():
    return nn.Sequential(nn.Conv2d(1, 2, 3, bias=False), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(72, 2))

class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(3, 2)
        self.register_buffer("mean", torch.zeros(3))

    def forward(self, x):
        return self.lin(x - self.mean)
"""


@pytest.fixture
def nets(tmp_path: Path) -> str:
    file = tmp_path / "my_nets.py"
    file.write_text(NETS)
    return str(file)


def imported(root: Path, out: Path, **options: Any) -> tuple[Report, ImportedZoo]:
    report = import_networks(wish_of(Options(root, **options)), out)
    return report, ImportedZoo.open(out)


def answers(zoo: ImportedZoo, index: int, inputs: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return run(zoo.graphs[zoo.records[index].arch], zoo.params(index), inputs)


def test_a_folder_becomes_a_zoo(plain: Path, nets: str, tmp_path: Path, layouts: SimpleNamespace) -> None:
    (plain / "README.md").write_text("my networks")
    report, zoo = imported(plain, tmp_path / "zoo", network=(f"{nets}:make",))
    assert report.words == "Checkpoints in a folder: 12 files (12 .pt)"
    assert (len(report.taken), report.refused, report.others) == (12, (), {".md": 1})
    assert zoo.kind == "functions"
    assert zoo.config["source"]["folder"] == "nets"  # and no path of this machine
    assert "normal distribution" in report.inputs
    x = torch.randn(5, 3)
    for k in range(12):
        torch.testing.assert_close(answers(zoo, k, x), layouts.mlp(k)(x).detach())


def test_every_form_of_a_checkpoint_is_read(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    root = tmp_path / "nets"
    root.mkdir()
    states = [layouts.mlp(k).state_dict() for k in range(14)]
    for key, k in (("model", 0), ("model_state_dict", 1), ("state_dict", 2), ("net", 3), ("ema", 4)):
        torch.save({key: states[k], "epoch": 7, "optimizer": {"exp_avg": torch.ones(500)}}, root / f"{k:02d}.pt")
    torch.save({f"module.{key}": value for key, value in states[5].items()}, root / "05.pth")
    torch.save({f"_orig_mod.module.{key}": value for key, value in states[6].items()}, root / "06.ckpt")
    torch.save({f"model.{key}": v for key, v in states[7].items()} | {"loss.weight": torch.ones(2)}, root / "07")
    torch.save({key: value.half() for key, value in states[8].items()}, root / "08.bin")
    torch.save({key: value.bfloat16() for key, value in states[9].items()}, root / "09.pt")
    torch.save({key: value.double() for key, value in states[10].items()}, root / "10.pt")
    save_file(states[11], root / "11.safetensors", {"lr": "0.1"})
    torch.save(layouts.mlp(12), root / "12.pt")  # a whole module
    torch.save(states[13], root / "13.old", _use_new_zipfile_serialization=False)
    (root / "13.old").rename(root / "13.pt")
    report, zoo = imported(root, tmp_path / "zoo", network=(f"{nets}:make",))
    assert not report.refused
    x = torch.randn(5, 3)
    for k in range(14):
        loose = {8: 5e-3, 9: 3e-2}.get(k, 1e-5)
        torch.testing.assert_close(answers(zoo, k, x), layouts.mlp(k)(x).detach(), rtol=loose, atol=loose)


def test_files_of_trainers_are_no_networks(plain: Path) -> None:
    for name in ("optimizer.pt", "scheduler.pt", "rng_state.pth", "training_args.bin", "scaler.pt"):
        torch.save({"state": torch.ones(3)}, plain / name)
    assert len(recognise(Folder.look(plain)).networks) == 12


def test_moments_become_trainings(tmp_path: Path, layouts: SimpleNamespace) -> None:
    root = tmp_path / "runs"
    for version in (0, 1):
        folder = root / f"version_{version}"
        (folder / "checkpoints").mkdir(parents=True)
        for epoch in (0, 1, 2):
            state = {f"model.{key}": value for key, value in layouts.mlp(3 * version + epoch).state_dict().items()}
            held = {"epoch": epoch, "state_dict": state, "hyper_parameters": {"width": 4}, "lr_schedulers": []}
            torch.save(held, folder / "checkpoints" / f"epoch={epoch}-val_loss={0.6 - epoch / 10:.2f}.ckpt")
        hparams = f"lr: 0.0{version + 1}\nact: tanh\npath: !!python/object/apply:pathlib.PosixPath [x, y]\n"
        (folder / "hparams.yaml").write_text(hparams)
        (folder / "metrics.csv").write_text("epoch,step,train_loss,val_acc\n0,4,0.9,\n0,5,,0.5\n1,9,0.8,\n1,9,,0.75\n")
    report, zoo = imported(root, tmp_path / "zoo")  # act: tanh says the architecture
    assert report.words == "Checkpoints in a folder: 6 files (6 .ckpt); 2 trainings with several moments"
    assert [(r.run, r.epoch) for r in zoo.records] == [
        (f"version_{version}/checkpoints", epoch) for version in (0, 1) for epoch in (0, 1, 2)
    ]
    assert zoo.records[4].labels == {"lr": 0.02, "val_loss": 0.5, "train_loss": 0.8, "val_acc": 0.75}
    assert report.same == {"width": 4, "act": "tanh", "path": "xxy"} or "act" in report.same
    assert not report.notes


def test_settings_in_names_tell_trainings_apart(tmp_path: Path, layouts: SimpleNamespace) -> None:
    root = tmp_path / "nets"
    root.mkdir()
    for k, (lr, epoch) in enumerate([(0.1, 1), (0.1, 2), (0.01, 1), (0.01, 2)]):
        torch.save(layouts.mlp(k).state_dict(), root / f"lr={lr}-epoch={epoch}.pt")
    networks = recognise(Folder.look(root)).networks
    assert [(n.run, n.epoch, n.labels["lr"]) for n in networks] == [
        ("lr=0.01", 1, 0.01), ("lr=0.01", 2, 0.01), ("lr=0.1", 1, 0.1), ("lr=0.1", 2, 0.1),
    ]  # fmt: skip


def test_json_beside_a_checkpoint_and_facts_in_it(tmp_path: Path, layouts: SimpleNamespace) -> None:
    root = tmp_path / "nets"
    for k, name in enumerate("abc"):
        (root / name).mkdir(parents=True)
        torch.save({"model": layouts.mlp(k).state_dict(), "acc": 0.5 + k / 10}, root / name / "model.pt")
        (root / name / "config.json").write_text(json.dumps({"opt": {"lr": 0.1 * (k + 1)}, "tags": ["x", k]}))
    (root / "c" / "config.json").write_text("{broken")
    report, zoo = imported(root, tmp_path / "zoo", activation="tanh")
    assert [record.name for record in zoo.records] == ["a/model", "b/model", "c/model"]
    assert zoo.records[1].labels == {"acc": 0.6, "opt.lr": 0.2, "tags": "xx1"}
    assert zoo.records[2].labels == {"acc": 0.7}
    assert "c/config.json is no JSON" in report.notes[0]


def test_the_same_network_twice_is_taken_once(plain: Path, tmp_path: Path) -> None:
    (plain / "best.pt").write_bytes((plain / "net_03.pt").read_bytes())
    (plain / "last.pt").symlink_to("net_11.pt")
    report, zoo = imported(plain, tmp_path / "zoo", activation="tanh")
    assert len(zoo) == 12
    said = {refused.where: refused.problem for refused in report.refused}
    assert said["last.pt"].startswith("a link to another file")
    assert said["net_03"] == "It has the same parameters as best."


def test_arguments_from_each_networks_labels(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    root = tmp_path / "nets"
    root.mkdir()
    rows = ["file,width,hp.act"]
    for k in range(6):
        width, act = (4, 6, 8)[k % 3], ("Tanh", "ReLU")[k % 2]
        torch.save(layouts.mlp(k, width).state_dict(), root / f"{k}.pt")
        rows.append(f"{k}.pt,{width},{act}")
    torch.save(layouts.mlp(9, 5).state_dict(), root / "9.pt")
    rows += ["9.pt,6,Nothing"]
    labels = tmp_path / "labels.csv"
    labels.write_text("\n".join(rows))
    report, zoo = imported(
        root, tmp_path / "zoo", network=(f"{nets}:make",), labels=labels, args_from_labels="width,act=hp.act"
    )
    assert len(zoo.graphs) == 6
    assert sorted(graph.count for graph in zoo.graphs) == [26, 26, 38, 38, 50, 50]
    (refused,) = report.refused
    assert "has no attribute 'Nothing'" in refused.problem
    net = layouts.mlp(1, 6)
    net[1] = nn.ReLU()
    x = torch.randn(4, 3)
    torch.testing.assert_close(answers(zoo, 1, x), net(x).detach())
    with pytest.raises(DataError, match="has no label 'depth' for its factory"):
        imported(root, tmp_path / "no", network=(f"{nets}:make",), args_from_labels="depth")


def several(root: Path, layouts: SimpleNamespace) -> None:
    for k, name in enumerate(("tanh", "relu", "deep", "tanh", "relu", "deep")):
        (root / name).mkdir(parents=True, exist_ok=True)
        make = {"deep": lambda: nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))}
        net = layouts.seeded(k, make.get(name, lambda k=k: layouts.mlp(k)))
        torch.save(net.state_dict(), root / name / f"{k}.pt")


def test_several_architectures_by_subfolder(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    several(tmp_path / "nets", layouts)
    given = tuple(f"{nets}:{name}" for name in ("tanh", "relu", "deep"))
    _, zoo = imported(tmp_path / "nets", tmp_path / "zoo", network=given)
    found = [(record.name, zoo.graphs[record.arch].name) for record in zoo.records]
    assert found[:3] == [("deep/2", "deep"), ("deep/5", "deep"), ("relu/1", "relu")]


def test_several_architectures_by_label_or_by_fit(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    several(tmp_path / "nets", layouts)
    for file in list((tmp_path / "nets").glob("*/*.pt")):
        file.rename(tmp_path / "nets" / file.name)
    given = tuple(f"{name.upper()}={nets}:{name}" for name in ("tanh", "relu", "deep"))
    report, zoo = imported(tmp_path / "nets", tmp_path / "fit", network=given)
    assert [record.name for record in zoo.records] == ["2", "5"]  # only these fit one alone
    assert len(report.refused) == 4
    assert "fits TANH and RELU" in report.refused[0].problem
    assert "--architecture-label" in report.refused[0].remedy
    labels = tmp_path / "labels.csv"
    labels.write_text("file,arch\n" + "\n".join(f"{k}.pt,{('tanh', 'relu', 'deep')[k % 3]}" for k in range(5)))
    with labels.open("a") as file:
        file.write("\n5.pt,resnet")
    report, zoo = imported(
        tmp_path / "nets", tmp_path / "label", network=given, labels=labels, architecture_label="arch"
    )
    assert [zoo.graphs[record.arch].name for record in zoo.records] == ["TANH", "RELU", "DEEP", "TANH", "RELU"]
    assert report.refused[0].problem == "It is of arch 'resnet', which no --network is called."


def test_files_that_hold_several_networks(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    root = tmp_path / "gans"
    root.mkdir()
    for k in range(3):
        other = layouts.seeded(k, lambda: nn.Linear(40, 9)).state_dict()
        torch.save({"generator": layouts.mlp(k).state_dict(), "discriminator": other, "step": k}, root / f"{k}.pt")
    _, zoo = imported(root, tmp_path / "zoo", network=(f"{nets}:make",))  # the one that fits
    assert len(zoo) == 3
    for k in range(3):
        nets_of = {"teacher": layouts.mlp(k).state_dict(), "student": layouts.mlp(10 + k).state_dict()}
        torch.save(nets_of, root / f"{k}.pt")
    with pytest.raises(DataError, match="holds several networks that fit: teacher, student"):
        imported(root, tmp_path / "two", network=(f"{nets}:make",))
    _, zoo = imported(root, tmp_path / "student", network=(f"{nets}:make",), part="student")
    x = torch.randn(3, 3)
    torch.testing.assert_close(answers(zoo, 2, x), layouts.mlp(12)(x).detach())


def test_tensors_that_are_no_part_of_it(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    """As of a policy that is kept with its critic (Stable-Baselines3)."""
    root = tmp_path / "policies"
    root.mkdir()
    for k in range(2):
        state = {f"policy.{key}": value for key, value in layouts.mlp(k).state_dict().items()}
        torch.save(state | {"value_net.weight": torch.ones(1, 4), "log_std": torch.zeros(2)}, root / f"{k}.pt")
    with pytest.raises(DataError, match="None was taken"):
        imported(root, tmp_path / "no", activation="tanh")
    _, zoo = imported(root, tmp_path / "zoo", activation="tanh", without=("value_net.*", "log_std"))
    assert len(zoo) == 2


def test_batch_norm_and_the_shape_of_images(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    root = tmp_path / "cnns"
    root.mkdir()
    built = []
    for k in range(3):
        net = layouts.seeded(
            k,
            lambda: nn.Sequential(
                nn.Conv2d(1, 2, 3, bias=False), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(72, 2)
            ),
        )
        net(torch.rand(16, 1, 8, 8))
        torch.save(net.state_dict(), root / f"{k}.pt")
        built.append(net.eval())
    with pytest.raises(DataError, match="takes none of the usual images"):
        imported(root, tmp_path / "no", network=(f"{nets}:normed",))
    _, zoo = imported(root, tmp_path / "zoo", network=(f"{nets}:normed",), input="1x8x8")
    x = torch.rand(4, 1, 8, 8)
    for k in range(3):
        torch.testing.assert_close(answers(zoo, k, x), built[k](x).detach())


def test_buffers_that_differ_become_parameters(tmp_path: Path, nets: str, layouts: SimpleNamespace) -> None:
    root = tmp_path / "scaled"
    root.mkdir()
    states = []
    for k in range(4):
        state = {f"lin.{key}": v for key, v in layouts.seeded(k, lambda: nn.Linear(3, 2)).state_dict().items()}
        states.append(state | {"mean": torch.full((3,), float(k))})
        torch.save(states[-1], root / f"{k}.pt")
    _, zoo = imported(root, tmp_path / "zoo", network=(f"{nets}:Scaled",))
    assert len(zoo) == 4
    assert zoo.graphs[0].count == 3 * 2 + 2 + 3
    x = torch.randn(5, 3)
    for k, state in enumerate(states):
        wanted = (x - k) @ state["lin.weight"].T + state["lin.bias"]
        torch.testing.assert_close(answers(zoo, k, x), wanted)


def test_what_is_found_can_be_read_elsewhere(plain: Path) -> None:
    networks, rules = recognise(Folder.look(plain)).networks, Rules(activation="tanh")
    here = read_some(networks, rules)
    there = pickle.loads(pickle.dumps(read_some(*pickle.loads(pickle.dumps((networks, rules))))))  # noqa: S301
    for one, two in zip(here, there, strict=True):
        assert isinstance(one, Read)
        assert isinstance(two, Read)
        assert one.graph == two.graph
        assert (one.flat == two.flat).all()


@pytest.mark.slow
def test_several_processes_give_the_same(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.importing.reading.FEW", 4)
    monkeypatch.setattr("explorer.importing.reading.UNIT", 5)
    (plain / "bad.pt").write_bytes(b"nothing")
    wish = wish_of(Options(plain, activation="tanh"))
    one = import_networks(wish, tmp_path / "one", workers=1)
    two = import_networks(wish, tmp_path / "two", workers=2)
    assert one == two
    for name in ("zoo.json", "networks.json", "batches/00000.safetensors", "architectures/0.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_networks_of_other_inputs_are_left_out(plain: Path, tmp_path: Path, layouts: SimpleNamespace) -> None:
    wide = layouts.seeded(0, lambda: nn.Sequential(nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 2)))
    more = layouts.seeded(0, lambda: nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 7)))
    torch.save(wide.state_dict(), plain / "wide.pt")
    torch.save(more.state_dict(), plain / "more.pt")
    report, zoo = imported(plain, tmp_path / "zoo", activation="tanh")
    assert len(zoo) == 12
    assert {refused.where: refused.problem for refused in report.refused} == {
        "wide": "It takes inputs of shape 5; most take 3.",
        "more": "It gives outputs of shape 7; most give 2.",
    }


def test_what_is_asked_for_where_the_activation_is_not_said(plain: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        imported(plain, tmp_path / "zoo")
    assert "its activation is not said" in refused.value.problem
    assert "--activation, one of: relu" in refused.value.remedy
    with pytest.raises(SelectionError, match="Unknown activation 'cube'"):
        imported(plain, tmp_path / "zoo", activation="cube")


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("{nets}:missing", "called 'missing'. It has: Net, make, tanh"),
        ("{nets}", "names no function in a file"),
        ("gone.py:make", "gone.py does not exist"),
        ("{nets}:torch", "has a module called 'torch'"),
        ("broken.py:make", "SyntaxError"),
        ("raises.py:make", "ZeroDivisionError: division by zero (line 2 of raises.py)"),
        ("fails.py:make", "ValueError: no (line 3 of fails.py)"),
        ("other.py:make", "gives a int, not a torch.nn.Module"),
        ("quits.py:make", "SystemExit: 3"),
        ("random.py:make", "the operator aten.rand.default"),
        ("tuple.py:make", "gives a tuple of 2"),
        ("branch.py:make", "chooses its way by values"),
    ],
)
def test_a_factory_that_cannot_be_used_is_said(
    plain: Path, nets: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    module = "from torch import nn\nimport torch\nclass make(nn.Linear):\n    def __init__(self):\n"
    module += "        super().__init__(3, 2)\n    def forward(self, x):\n"
    for name, text in {
        "broken.py": "def make(:",
        "raises.py": "import os\n1 / 0",
        "fails.py": "import os\ndef make():\n    raise ValueError('no')",
        "other.py": "def make():\n    return 3",
        "quits.py": "raise SystemExit(3)",
        "random.py": module + "        return super().forward(x) + torch.rand(1)",
        "tuple.py": module + "        return super().forward(x), x",
        "branch.py": module + "        return x if x.sum() > 0 else super().forward(x)",
    }.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(DataError) as refused:
        imported(plain, tmp_path / "zoo", network=(spec.format(nets=nets),))
    assert says in refused.value.problem
    assert refused.value.remedy
    assert not (tmp_path / "zoo").exists()
