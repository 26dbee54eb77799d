"""Small folders in the true layouts of public zoos, each written as its own code writes it."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import h5py
import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from explorer.importing.known import Known, known

Write = Callable[[Path], None]


def seeded(seed: int, make: Callable[[], nn.Module]) -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return make()


def mlp(seed: int = 0, width: int = 4) -> nn.Sequential:
    net = seeded(seed, lambda: nn.Sequential(nn.Linear(3, width), nn.Tanh(), nn.Linear(width, 2)))
    assert isinstance(net, nn.Sequential)
    return net


def module_of(architecture: Known, seed: int) -> nn.Module:
    return seeded(seed, architecture.module).eval()


def model_zoo(root: Path) -> None:
    """ModelZoos/ModelZooDataset, code/zoo_generators/train_zoo_mnist_uniform.py and model_definitions/*."""
    settings = {
        "model::type": "CNN", "model::channels_in": 1, "model::o_dim": 4, "model::nlin": "tanh", "model::dropout": 0.0,
        "model::init_type": "uniform", "model::use_bias": False, "optim::optimizer": "adam", "optim::lr": 0.0003,
        "optim::wd": 0.0, "training::batchsize": 10, "training::checkpoint_dir": None, "cuda": False,
        "dataset::dump": "/mnt/zoos/MNIST/dataset.pt",
    }  # fmt: skip
    architecture = known("model_zoo", "", (1, 28, 28), kind="CNN", nlin="tanh", channels=1, dropout=False)
    root.mkdir()
    (root / "config.json").write_text(json.dumps({**settings, "seed": "grid_search"}))
    (root / "readme.md").write_text("")
    (root / "experiment_state-2022-05-01_09-00-00.json").write_text("{}")
    for seed in (1, 2, 3):
        trial = root / f"NN_tune_trainable_a1b2c_0000{seed}_{seed}_seed={seed}_2022-05-01_09-00-00"
        trial.mkdir()
        (trial / "params.json").write_text(json.dumps({**settings, "seed": seed}, indent=2))
        lines = []
        for iteration in range(4):
            net = module_of(architecture, 10 * seed + iteration)
            lines.append(
                {
                    "train_loss": -999 if iteration == 0 else 2.3 - iteration / 10,
                    "test_acc": 0.1 * iteration + 0.01 * seed,
                    "trial_id": f"a1b2c_0000{seed}",
                    "training_iteration": iteration,
                    "time_this_iter_s": 3.2,
                    "pid": 1234,
                    "hostname": "node",
                    "config": {**settings, "seed": seed},
                }
            )
            # Old and new spelling; the zoos do not keep every epoch.
            if iteration in (0, 1, 3):
                folder = trial / (f"checkpoint_{iteration}" if seed == 1 else f"checkpoint_{iteration:06d}")
                folder.mkdir()
                torch.save(net.state_dict(), folder / "checkpoints")
                optimizer = torch.optim.Adam(net.parameters())
                torch.save(optimizer.state_dict(), folder / "optimizer")
                (folder / ".is_checkpoint").write_text("")
        (trial / "result.json").write_text("\n".join(map(json.dumps, lines)) + '\n{"train_loss": 1.')
        (trial / "progress.csv").write_text("train_loss\n")


def small_cnn_zoo(root: Path) -> None:
    """google-research, dnn_predict_accuracy/README.md; as pandas writes it."""
    root.mkdir()
    order: list[tuple[str, tuple[int, ...]]] = []
    for name, shape in (("conv2d", (3, 3, 1, 16)), ("conv2d_1", (3, 3, 16, 16)), ("conv2d_2", (3, 3, 16, 16))):
        order += [(f"sequential/{name}/bias:0", shape[-1:]), (f"sequential/{name}/kernel:0", shape)]
    order += [("sequential/dense/bias:0", (10,)), ("sequential/dense/kernel:0", (16, 10))]
    start = 0
    with (root / "layout.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["", "varname", "start_idx", "end_idx", "size", "shape"])
        for k, (name, shape) in enumerate(order):
            size = int(np.prod(shape))
            table.writerow([k, name, start, start + size, size, str(shape)])
            start += size
    assert start == 4970
    rows = [(run, epoch) for run in range(4) for epoch in (0, 1, 86)]
    np.save(root / "weights.npy", small_cnn_rows(len(rows)))
    columns = (
        "config.activation", "config.dataset", "config.dnn_architecture", "config.learning_rate", "config.l2reg",
        "modeldir", "step", "test_accuracy", "test_loss",
    )  # fmt: skip
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["", *columns])
    for k, (run, epoch) in enumerate(rows):
        folder = f"/cns/home/dnn_science/mnist/{1000 + run}"
        activation = "relu" if run % 2 else "tanh"
        table.writerow(
            [
                *(f"{folder}/permanent_ckpt-{epoch}", activation, "mnist", "cnn", 0.001 * (run + 1), 1e-5, folder),
                *(epoch, 0.1 + epoch / 100, "" if k == 3 else 2.3),
            ]
        )
    with gzip.open(root / "metrics.csv.gz", "wt") as file:
        file.write(text.getvalue())


def small_cnn_rows(count: int) -> np.ndarray:
    return np.random.default_rng(0).normal(0, 0.2, (count, 4970)).astype(np.float32)


def inr2vec(root: Path) -> None:
    """CVLAB-Unibo/inr2vec, pcd_*/create_inrs_dataset.py."""
    for split, count in (("train", 3), ("val", 2)):
        (root / split).mkdir(parents=True)
        for k in range(count):
            net = module_of(siren(), k if split == "train" else 10 + k)
            flat = torch.cat([p.detach().reshape(-1) for p in net.parameters()])
            with h5py.File(root / split / f"{k}.h5", "w") as file:
                file.create_dataset("pcd", data=np.zeros((16, 3), np.float32))
                file.create_dataset("params", data=flat.numpy())
                file.create_dataset("class_id", data=np.array(k % 2))


def siren(inputs: int = 3, outputs: int = 1, width: int = 16, hidden: int = 3) -> Known:
    return known("siren", "siren", (inputs,), sizes=(inputs, *[width] * hidden, outputs), omega=30.0)


def nf2vec(root: Path) -> None:
    """CVLAB-Unibo/nf2vec, nerf/loader_gt.py: tiny-cuda-nn's parameters, padded to 16 outputs."""
    for k in range(2):
        folder = root / "03001627" / f"1a2b{k}_A1"
        folder.mkdir(parents=True)
        torch.save({"mlp_base.params": field_vector(k)}, folder / "nerf_weights.pth")
        torch.save({"_binary": torch.zeros(8, dtype=torch.bool), "occs": torch.zeros(8)}, folder / "grid.pth")
        (folder / "transforms_train_compressed.json").write_text(json.dumps({"camera_angle_x": 0.8, "frames": []}))


def field_vector(k: int) -> Tensor:
    generator = torch.Generator().manual_seed(k)
    return torch.randn(64 * 144 + 3 * 64 * 64 + 16 * 64, generator=generator) / 8


def implicit_zoo(root: Path) -> None:
    """qimaqi/Implicit-Zoo, experiments/generate_cifar_dataset_siren.py."""
    for index, label in ((0, 6), (1, 9), (2, 6)):
        folder = root / "ckpts" / f"{label:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        net = module_of(siren(2, 3, 8, 2), index)
        state = {key.replace("layers", "seq"): value for key, value in net.state_dict().items()}
        torch.save({"image_idx": index, "params": state}, folder / f"{index:06d}_{42:07d}.ckpt")
    (root / "0_3.json").write_text(json.dumps({"0": 31.2}))


DEEPSDF = {
    "Description": "This experiment learns a shape representation for chairs.",
    "DataSource": "data",
    "TrainSplit": "examples/splits/sv2_chairs_train.json",
    "NetworkArch": "deep_sdf_decoder",
    "NetworkSpecs": {
        "dims": [20, 20, 20, 20], "dropout": [0, 1, 2, 3], "dropout_prob": 0.2, "norm_layers": [0, 1, 2, 3],
        "latent_in": [2], "xyz_in_all": False, "use_tanh": False, "latent_dropout": False, "weight_norm": True,
    },
    "CodeLength": 6,
}  # fmt: skip


class DeepSdfDecoder(nn.Module):
    """A decoder as facebookresearch/DeepSDF's networks/deep_sdf_decoder.py describes it, to compare with."""

    def __init__(self, specs: dict[str, Any]) -> None:
        super().__init__()
        network = specs["NetworkSpecs"]
        self.sizes = [specs["CodeLength"] + 3, *network["dims"], 1]
        self.again, self.everywhere = network["latent_in"], network["xyz_in_all"]
        for k in range(len(self.sizes) - 1):
            out = self.sizes[k + 1]
            if k + 1 in self.again:
                out -= self.sizes[0]
            elif self.everywhere and k != len(self.sizes) - 2:
                out -= 3
            layer: nn.Module = nn.Linear(self.sizes[k], out)
            if network["weight_norm"] and k in network["norm_layers"]:
                layer = nn.utils.weight_norm(layer)
            elif k in network["norm_layers"]:
                setattr(self, f"bn{k}", nn.LayerNorm(out))
            setattr(self, f"lin{k}", layer)

    def forward(self, given: Tensor) -> Tensor:
        x = given
        for k in range(len(self.sizes) - 1):
            if k in self.again:
                x = torch.cat([x, given], 1)
            elif k and self.everywhere:
                x = torch.cat([x, given[:, -3:]], 1)
            x = getattr(self, f"lin{k}")(x)
            if k < len(self.sizes) - 2:
                x = torch.relu(getattr(self, f"bn{k}", nn.Identity())(x))
        return torch.tanh(x)


def deepsdf(root: Path, specs: dict[str, Any] = DEEPSDF, old: bool = False) -> DeepSdfDecoder:
    """facebookresearch/DeepSDF, deep_sdf/workspace.py, train_deep_sdf.py: data parallel, so `module.`."""
    for name in ("ModelParameters", "LatentCodes", "OptimizerParameters"):
        (root / name).mkdir(parents=True)
    (root / "specs.json").write_text(json.dumps(specs))
    decoder = seeded(0, lambda: DeepSdfDecoder(specs))
    assert isinstance(decoder, DeepSdfDecoder)
    state = {f"module.{key}": value for key, value in decoder.state_dict().items()}
    codes = deepsdf_codes(specs["CodeLength"])
    for epoch in ("100", "2000", "latest"):
        torch.save({"epoch": 1, "model_state_dict": state}, root / "ModelParameters" / f"{epoch}.pth")
        held: Any = codes[:, None] if old else {"weight": codes}
        torch.save({"epoch": 1, "latent_codes": held}, root / "LatentCodes" / f"{epoch}.pth")
        torch.save({"epoch": 1, "optimizer_state_dict": {}}, root / "OptimizerParameters" / f"{epoch}.pth")
    split = root / "examples" / "splits" / "sv2_chairs_train.json"
    split.parent.mkdir(parents=True)
    split.write_text(json.dumps({"ShapeNetV2": {"03001627": ["d003", "d065", "d06a"]}}))
    return decoder


def deepsdf_codes(length: int) -> Tensor:
    return torch.randn(3, length, generator=torch.Generator().manual_seed(5))


def hugging_face(root: Path) -> None:
    """A whole file, a file of torch, and one in shards."""
    for k, name in enumerate(("tiny-a", "tiny-b", "tiny-c")):
        folder = root / name
        folder.mkdir(parents=True)
        (folder / "config.json").write_text(json.dumps({"model_type": "mlp", "hidden_size": 4, "seed": k}))
        (folder / "tokenizer.json").write_text("{}")
        state = {f"classifier.{key}": value for key, value in mlp(k).state_dict().items()}
        if k == 0:
            save_file(state, folder / "model.safetensors", {"format": "pt"})
        elif k == 1:
            torch.save(state, folder / "pytorch_model.bin")
        else:
            keys = list(state)
            parts = {f"model-0000{n}-of-00002.safetensors": keys[2 * n - 2 : 2 * n] for n in (1, 2)}
            for file, held in parts.items():
                save_file({key: state[key] for key in held}, folder / file)
            named = {key: file for file, held in parts.items() for key in held}
            index = {"metadata": {"total_size": 100}, "weight_map": named}
            (folder / "model.safetensors.index.json").write_text(json.dumps(index))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Twelve MLPs as most people save them."""
    root = tmp_path / "nets"
    root.mkdir()
    for k in range(12):
        torch.save(mlp(k).state_dict(), root / f"net_{k:02d}.pt")
    return root


@pytest.fixture(scope="session")
def layouts() -> SimpleNamespace:
    """What writes folders in the true layouts, and what they must be read as."""
    return SimpleNamespace(**{name: value for name, value in globals().items() if callable(value) or name == "DEEPSDF"})
