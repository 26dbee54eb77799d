"""Every layout that people have: recognised, read, and giving what its own code gives."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import SimpleNamespace

import h5py
import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import DataError
from explorer.importing.folder import Folder
from explorer.importing.found import Recognised
from explorer.importing.known import known, siren_sizes
from explorer.importing.making import Report, Wish, import_networks
from explorer.importing.recognise import chosen, recognise
from explorer.importing.rules import Rules
from explorer.networks.graph import run
from explorer.zoo.imported import ImportedZoo


def found_in(root: Path, layout: str = "") -> Recognised:
    return recognise(Folder.look(root), layout)


def imported(root: Path, out: Path, **wish: object) -> tuple[Report, ImportedZoo]:
    report = import_networks(Wish(root, **wish), out)  # type: ignore[arg-type]
    return report, ImportedZoo.open(out)


def answers(zoo: ImportedZoo, name: str, inputs: torch.Tensor) -> torch.Tensor:
    index = next(k for k, record in enumerate(zoo.records) if record.name == name)
    with torch.no_grad():
        return run(zoo.graphs[zoo.records[index].arch], zoo.params(index), inputs)


def test_model_zoo(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.model_zoo(tmp_path / "zoo")
    found = found_in(tmp_path / "zoo")
    assert found.words == "Ray Tune / ModelZoos: 3 trials, 3 checkpoints each"
    assert not found.refused
    report, zoo = imported(tmp_path / "zoo", tmp_path / "out")
    assert [graph.name for graph in zoo.graphs] == ["CNN tanh"]
    assert zoo.graphs[0].count == 2464  # as the paper says
    first = zoo.records[0]
    assert first.run is not None
    assert (first.run[:31], first.epoch) == ("NN_tune_trainable_a1b2c_00001_1", 0)
    assert "train_loss" not in first.labels  # -999: it was not measured
    labels = {(record.labels["seed"], record.epoch): record.labels["test_acc"] for record in zoo.records}
    assert labels[2, 3] == pytest.approx(0.32)
    assert set(report.same) >= {"optim::lr", "model::nlin", "dataset::dump"}
    assert not {"pid", "hostname", "time_this_iter_s"} & set(report.labels)
    images = torch.rand(4, 1, 28, 28)
    architecture = known("model_zoo", "", (1, 28, 28), kind="CNN", nlin="tanh", channels=1, dropout=False)
    wanted = layouts.module_of(architecture, 23)(images)
    torch.testing.assert_close(answers(zoo, f"{zoo.records[5].run}/epoch_3", images), wanted)


def test_moments_of_trainings_are_chosen(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.model_zoo(tmp_path / "zoo")
    networks = found_in(tmp_path / "zoo").networks
    assert [n.epoch for n in chosen(networks, "last", None)] == [3, 3, 3]
    assert [n.epoch for n in chosen(networks, "0,1", None)] == [0, 1] * 3
    few = chosen(networks, "all", 4)
    assert len(few) == 4
    assert len({n.run for n in few}) == 2  # one training whole, and the beginning of another
    with pytest.raises(DataError, match=r"there are 0, 1, 3"):
        chosen(networks, "7", None)
    with pytest.raises(DataError, match="no epochs"):
        chosen(networks, "first", None)


def test_ray_train_names_its_checkpoints_by_another_number(tmp_path: Path, layouts: SimpleNamespace) -> None:
    trial = tmp_path / "exp" / "TorchTrainer_0a1b2_00000_0_lr=0.01_2024-01-01_10-00-00"
    for index, iteration in ((0, 5), (1, 10)):
        folder = trial / f"checkpoint_{index:06d}"
        folder.mkdir(parents=True)
        state = {"epoch": iteration, "model": layouts.mlp(index).state_dict(), "optimizer": {}}
        torch.save(state, folder / "checkpoint.pt")
        (folder / ".metadata.json").write_text("{}")
    (trial / "params.json").write_text(json.dumps({"train_loop_config": {"lr": 0.01, "act": "tanh"}}))
    named = {5: "checkpoint_000000", 10: "checkpoint_000001"}
    lines = [{"loss": 1.0 / n, "training_iteration": n, "checkpoint_dir_name": named.get(n)} for n in range(1, 11)]
    (trial / "result.json").write_text("\n".join(map(json.dumps, lines)))
    (trial / "params.pkl").write_bytes(b"\x80\x04.")
    found = found_in(tmp_path / "exp")
    assert found.words == "Ray Tune: 1 trial, 2 checkpoints each"
    assert [(n.epoch, n.labels["loss"]) for n in found.networks] == [(5, 0.2), (10, 0.1)]
    assert found.networks[0].labels["train_loop_config.lr"] == 0.01


def test_small_cnn_zoo(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.small_cnn_zoo(tmp_path / "mnist")
    found = found_in(tmp_path / "mnist")
    assert found.words == "Google's Small CNN Zoo: 12 networks, 4 trainings with 3 checkpoints each"
    _, zoo = imported(tmp_path / "mnist", tmp_path / "out")
    assert {graph.name: graph.count for graph in zoo.graphs} == {"small CNN tanh": 4970, "small CNN relu": 4970}
    assert zoo.records[4].name == "1001/epoch_1"
    assert zoo.records[4].labels["learning_rate"] == pytest.approx(0.002)
    assert "test_loss" not in zoo.records[3].labels  # it is missing in the table
    # The same by hand, in TensorFlow's order: bias, then kernel (height, width, inputs, outputs).
    row = torch.from_numpy(layouts.small_cnn_rows(12)[4])
    x, start = torch.rand(3, 1, 28, 28) * 2 - 1, 0
    wanted = x
    for fan_in in (1, 16, 16):
        bias, kernel = row[start : start + 16], row[start + 16 : start + 16 + 144 * fan_in]
        start += 16 + 144 * fan_in
        wanted = torch.relu(F.conv2d(wanted, kernel.reshape(3, 3, fan_in, 16).permute(3, 2, 0, 1), bias, 2))
    wanted = wanted.mean((2, 3)) @ row[start + 10 :].reshape(16, 10) + row[start : start + 10]
    torch.testing.assert_close(answers(zoo, "1001/epoch_1", x), wanted)


def test_small_cnn_zoo_without_its_layout(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.small_cnn_zoo(tmp_path / "mnist")
    whole = found_in(tmp_path / "mnist").networks[5].load().tensors
    (tmp_path / "mnist" / "layout.csv").unlink()
    again = found_in(tmp_path / "mnist").networks[5].load().tensors
    assert all(torch.equal(again[key], value) for key, value in whole.items())


def test_inr2vec(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.inr2vec(tmp_path / "inrs")
    found = found_in(tmp_path / "inrs")
    assert found.words == "inr2vec: 5 Sirens, a file of HDF5 each"
    report, zoo = imported(tmp_path / "inrs", tmp_path / "out")
    assert zoo.graphs[0].name == "siren 3-16-16-16-1"
    assert zoo.records[4].labels == {"class": "1", "split": "val"}
    points = torch.rand(7, 3) * 2 - 1
    torch.testing.assert_close(answers(zoo, "val/1", points), layouts.module_of(layouts.siren(), 11)(points))
    assert "between -1 and 1" in report.inputs  # points of the cube, as that is what such networks take


def test_the_published_siren_has_its_sizes() -> None:
    # inr2vec's inits/in3_out1_h512_l4.pt: 3-512, four times 512-512, 512-1
    assert siren_sizes(4 * 512 + 4 * (512 * 512 + 512) + 513, 3, 1) == (3, 512, 512, 512, 512, 512, 1)
    assert siren_sizes(1234567, 3, 1) is None


def test_files_of_hdf5_that_lead_elsewhere(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.inr2vec(tmp_path / "inrs")
    secret = tmp_path / "secret.h5"
    with h5py.File(secret, "w") as file:
        file["params"] = np.zeros(609, np.float32)
    (tmp_path / "raw").write_bytes(bytes(4 * 609))
    with h5py.File(tmp_path / "inrs" / "train" / "7.h5", "w") as file:
        file["params"] = h5py.ExternalLink(str(secret), "params")
    with h5py.File(tmp_path / "inrs" / "train" / "8.h5", "w") as file:
        file.create_dataset("params", (609,), np.float32, external=[(str(tmp_path / "raw"), 0, 4 * 609)])
    with h5py.File(tmp_path / "inrs" / "train" / "9.h5", "w") as file:
        file.create_dataset("params", (10**9,), np.float32, chunks=(10**6,), compression="gzip")
    with h5py.File(tmp_path / "inrs" / "train" / "10.h5", "w") as file:
        file["params"] = np.zeros(100, np.float32)
    (tmp_path / "inrs" / "train" / "11.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(20))
    found = found_in(tmp_path / "inrs")
    assert len(found.networks) == 5
    said = {refused.where.rpartition("/")[2]: refused.problem for refused in found.refused}
    assert "no vector" in said["7.h5"]
    assert "lies in another file" in said["8.h5"]
    assert "claims 1000000000 numbers" in said["9.h5"]
    assert "no Siren" in said["10.h5"]
    assert "no sound file of HDF5" in said["11.h5"]


def test_nf2vec(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.nf2vec(tmp_path / "nerfs")
    found = found_in(tmp_path / "nerfs")
    assert found.words == "nf2vec: 2 radiance fields, a folder each"
    assert not found.refused
    _, zoo = imported(tmp_path / "nerfs", tmp_path / "out")
    assert zoo.graphs[0].name == "nerf 4x64"
    assert (zoo.graphs[0].input, zoo.graphs[0].output) == ((3,), (4,))
    assert zoo.records[0].name == "03001627/1a2b0_A1"
    vector, points = layouts.field_vector(0), torch.rand(5, 3) * 1.4 - 0.7
    unit = (points + 0.7) / 1.4
    octaves = torch.pi * 2.0 ** torch.arange(24)
    x = torch.stack([(unit[:, :, None] * octaves).sin(), (unit[:, :, None] * octaves).cos()], -1).reshape(5, 144)
    start = 0
    for k, (fan_in, fan_out) in enumerate(((144, 64), (64, 64), (64, 64), (64, 64), (64, 16))):
        x = x @ vector[start : start + fan_in * fan_out].reshape(fan_out, fan_in).T
        start += fan_in * fan_out
        x = torch.relu(x) if k < 4 else x
    torch.testing.assert_close(answers(zoo, "03001627/1a2b0_A1", points), x[:, :4], rtol=1e-3, atol=1e-3)


def test_implicit_zoo(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.implicit_zoo(tmp_path / "cifar")
    found = found_in(tmp_path / "cifar")
    assert found.words == "Implicit-Zoo: 3 Sirens of images"
    _, zoo = imported(tmp_path / "cifar", tmp_path / "out")
    assert zoo.records[1].labels == {"image": 2, "class": "06"}
    held = torch.load(tmp_path / "cifar" / "ckpts" / "06" / "000002_0000042.ckpt", weights_only=True)["params"]
    pixels = torch.rand(6, 2)
    x = torch.sin(30 * F.linear(pixels, held["seq.0.weight"], held["seq.0.bias"]))
    x = torch.sin(30 * F.linear(x, held["seq.1.weight"], held["seq.1.bias"]))
    wanted = F.linear(x, held["seq.2.weight"], held["seq.2.bias"])
    torch.testing.assert_close(answers(zoo, "ckpts/06/000002_0000042", pixels), wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.filterwarnings("ignore:.*weight_norm.* is deprecated:FutureWarning")
@pytest.mark.parametrize("form", ["weight norm", "layer norm", "xyz everywhere", "old codes"])
def test_deepsdf(tmp_path: Path, layouts: SimpleNamespace, form: str) -> None:
    specs = copy.deepcopy(layouts.DEEPSDF)
    specs["NetworkSpecs"] |= {
        "layer norm": {"weight_norm": False, "norm_layers": [0, 2]},
        "xyz everywhere": {"xyz_in_all": True, "latent_in": []},
    }.get(form, {})
    decoder = layouts.deepsdf(tmp_path / "chairs", specs, old=form == "old codes")
    found = found_in(tmp_path / "chairs")
    assert found.words == "DeepSDF: 1 decoder, 3 shapes, a code each"
    assert not found.refused
    assert len(found.networks) == 6
    _, zoo = imported(tmp_path / "chairs", tmp_path / "out")
    assert [record.name for record in zoo.records] == ["d003/epoch_2000", "d065/epoch_2000", "d06a/epoch_2000"]
    points = torch.rand(9, 3) * 2 - 1
    for k, code in enumerate(layouts.deepsdf_codes(6)):
        with torch.no_grad():
            wanted = decoder(torch.cat([code.expand(9, -1), points], 1))
        torch.testing.assert_close(answers(zoo, zoo.records[k].name, points), wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.filterwarnings("ignore:.*weight_norm.* is deprecated:FutureWarning")
def test_deepsdf_with_specs_of_another_decoder(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.deepsdf(tmp_path / "chairs")
    specs = copy.deepcopy(layouts.DEEPSDF) | {"CodeLength": 5}
    (tmp_path / "chairs" / "specs.json").write_text(json.dumps(specs))
    with pytest.raises(DataError, match=r"DeepSDF: 1 decoder, 0 shapes.*None was taken.*codes have 6 numbers"):
        import_networks(Wish(tmp_path / "chairs"), tmp_path / "out")
    (tmp_path / "chairs" / "specs.json").write_text("{}")
    with pytest.raises(DataError, match="lacks 'NetworkSpecs'"):
        found_in(tmp_path / "chairs")


def test_lists_of_the_original_code(tmp_path: Path) -> None:
    root = tmp_path / "netspace"
    lines: dict[str, list[str]] = {"train": [], "test": []}
    wanted = {}
    for folder, name, maker, line in (
        ("lenet", "LeNetLike", "paper_lenet", "lenetlike;d0;scifar10"),
        ("vanillacnn", "VanillaCNN", "paper_vanilla", "vanilla_cnn;d1;scifar10"),
        ("resnet8", "ResNet8", "paper_resnet", "resnet_fusedbn;d2;d8;scifar10"),
    ):
        settings: dict[str, int] = {"depth": 8} if name == "ResNet8" else {}
        for k in range(2):
            net = known(maker, name, (3, 32, 32), **settings).module()
            with torch.no_grad():
                net(torch.rand(8, 3, 32, 32))  # running statistics that are not those of the beginning
            net.eval()
            file = root / "models" / "ckpts" / "cifar10" / "multi" / folder / f"{90 + k}.pt"
            file.parent.mkdir(parents=True, exist_ok=True)
            torch.save(net.state_dict(), file)
            lines["test" if k else "train"].append(f"{line};models/ckpts/cifar10/multi/{folder}/{90 + k}.pt")
            wanted[f"models/ckpts/cifar10/multi/{folder}/{90 + k}"] = net
    lists = root / "models" / "input_lists" / "cifar10" / "multi"
    lists.mkdir(parents=True)
    lines["test"] += ["resnet_fusedbn;d3;d20;scifar10;models/ckpts/x.pt", "lenetlike;d0;scifar10;../../gone.pt"]
    for split, held in lines.items():
        (lists / f"{split}.txt").write_text("\n".join(held))
    found = found_in(root)
    assert found.words == "NetSpace's lists: 2 lists, 6 classifiers"
    assert [refused.problem for refused in found.refused] == [
        "'ResNet20' is no architecture of the paper",
        "../../gone.pt is not in the folder",
    ]
    _, zoo = imported(root, tmp_path / "out")
    assert [graph.name for graph in zoo.graphs] == ["LeNetLike", "VanillaCNN", "ResNet8"]
    assert {record.labels["split"] for record in zoo.records} == {"train", "test"}
    images = torch.rand(2, 3, 32, 32)
    for name, net in wanted.items():
        torch.testing.assert_close(answers(zoo, name, images), net(images).detach(), rtol=1e-4, atol=1e-4)
    for file in lists.glob("*.txt"):
        file.unlink()
    assert found_in(root).words == "NetSpace's folders: 6 classifiers"


def test_shapes_of_the_original_code(tmp_path: Path, layouts: SimpleNamespace) -> None:
    root = tmp_path / "mlps"
    root.mkdir()
    for k in range(3):
        net = layouts.seeded(k, lambda: nn.Sequential(nn.Linear(3, 8), nn.Linear(8, 8), nn.Linear(8, 1)))
        state = {f"mlp.{2 * int(key[0])}{key[1:]}": value for key, value in net.state_dict().items()}
        torch.save({"mlp": state, "sdf": torch.rand(10, 4)}, root / f"chair{k}.pt")
    assert found_in(root).words == "NetSpace's shapes: 3 Sirens"
    _, zoo = imported(root, tmp_path / "out")
    points = torch.rand(5, 3)
    with torch.no_grad():
        wanted = net[2](torch.sin(30 * net[1](torch.sin(30 * net[0](points)))))
    torch.testing.assert_close(answers(zoo, "chair2", points), wanted, rtol=1e-4, atol=1e-5)


def test_hugging_face(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.hugging_face(tmp_path / "hub")
    found = found_in(tmp_path / "hub")
    assert found.words == "Hugging Face: 3 snapshots"
    _, zoo = imported(tmp_path / "hub", tmp_path / "out", rules=Rules(activation="tanh"))
    assert [record.name for record in zoo.records] == ["tiny-a", "tiny-b", "tiny-c"]
    x = torch.randn(4, 3)
    for k, record in enumerate(zoo.records):
        torch.testing.assert_close(answers(zoo, record.name, x), layouts.mlp(k)(x).detach())


def test_hugging_face_cache(tmp_path: Path, layouts: SimpleNamespace) -> None:
    """The cache's links lead out of a snapshot, to the blobs of the same model, and nowhere else."""
    layouts.hugging_face(tmp_path / "files")
    model = tmp_path / "models--acme--tiny"
    snapshot = model / "snapshots" / "0a1b"
    snapshot.mkdir(parents=True)
    (model / "blobs").mkdir()
    for name, blob in (("config.json", "c0"), ("model.safetensors", "d1")):
        (tmp_path / "files" / "tiny-a" / name).rename(model / "blobs" / blob)
        (snapshot / name).symlink_to(Path("../../blobs") / blob)
    (snapshot / "evil.safetensors").symlink_to(tmp_path / "files" / "tiny-b" / "pytorch_model.bin")
    for root in (model, snapshot):
        found = found_in(root)
        assert found.words == "Hugging Face: 1 snapshot"
        assert [network.name for network in found.networks] == ["acme/tiny"]
        assert found.networks[0].load().tensors["classifier.0.weight"].shape == (4, 3)
        assert [refused.problem for refused in found.refused] == ["a link that leads out of the folder"]
