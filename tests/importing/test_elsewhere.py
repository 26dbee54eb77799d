"""Folders as other programs leave them: the same names and nestings, written by torch alone.

Those of transformers 5, accelerate 1.15, peft 0.21, timm 1.0, skorch 1.4, Stable-Baselines3 2.9, flax 0.12, Keras 3.15,
torch.distributed.checkpoint and torch.export were made by these libraries first, and imported; those of Ray Tune,
DeepSpeed, Weights & Biases and Hydra are as their documentation has them.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from explorer.errors import DataError
from explorer.importing.making import Report, Wish, import_networks
from explorer.importing.rules import Rules
from explorer.networks.graph import run
from explorer.zoo.imported import ImportedZoo

COUNT = 3


def mlp(seed: int, act: type[nn.Module] = nn.ReLU, sizes: tuple[int, int, int] = (4, 8, 3)) -> nn.Sequential:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return nn.Sequential(nn.Linear(sizes[0], sizes[1]), act(), nn.Linear(sizes[1], sizes[2]))


def imported(root: Path, *, activation: str = "relu", without: tuple[str, ...] = ()) -> tuple[Report, ImportedZoo]:
    out = root.with_name("zoo")
    report = import_networks(Wish(root, rules=Rules(activation=activation, without=without)), out)
    return report, ImportedZoo.open(out)


def taken_whole(root: Path, write: Callable[[Path, int], None]) -> ImportedZoo:
    """The zoo of `COUNT` networks, each written by a call; none of what is written is refused."""
    for k in range(COUNT):
        write(root, k)
    report, zoo = imported(root)
    assert len(zoo) == COUNT
    assert report.refused == ()
    return zoo


def same(zoo: ImportedZoo, name: str, module: Callable[[Tensor], Tensor]) -> None:
    """The network of the zoo answers as the module does."""
    index = [record.name for record in zoo.records].index(name)
    record = zoo.records[index]
    inputs = torch.randn(7, *zoo.graphs[record.arch].input, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        torch.testing.assert_close(run(zoo.graphs[record.arch], zoo.params(index), inputs), module(inputs))


def saved(held: object, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(held, path)


def tensors(held: dict[str, Tensor], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in held.items()}, path)


def adam(module: nn.Module) -> dict[str, Any]:
    """An optimizer's state after a step: tensors that are no network's."""
    optimizer = torch.optim.Adam(module.parameters())
    module(torch.ones(1, 4)).sum().backward()
    optimizer.step()
    return optimizer.state_dict()


def test_ray_tune_with_a_network_and_its_optimizer_in_one_tuple(tmp_path: Path) -> None:
    """As Ray's tutorials write it: torch.save((net.state_dict(), optimizer.state_dict()), "checkpoint.pt")."""
    root = tmp_path / "train_fn_2026-01-01_00-00-00"
    for k in range(COUNT):
        trial = root / f"train_fn_abc12_0000{k}_{k}_lr=0.0{k + 1}_2026-01-01_00-00-00"
        module = mlp(k)
        before = {name: value.clone() for name, value in module.state_dict().items()}
        saved((before, adam(module)), trial / "checkpoint_000000" / "checkpoint.pt")
        (trial / "checkpoint_000000" / ".metadata.json").write_text("{}")
        (trial / "params.json").write_text(json.dumps({"lr": 0.01 * (k + 1)}))
        (trial / "params.pkl").write_bytes(pickle.dumps({"lr": 0.01 * (k + 1)}))
        (trial / "progress.csv").write_text("training_iteration,acc\n1,0.5\n")
        line = {"training_iteration": 1, "acc": 0.5 + k / 10, "checkpoint_dir_name": "checkpoint_000000"}
        (trial / "result.json").write_text(json.dumps(line) + "\n")
    report, zoo = imported(root)
    assert (report.layout, len(zoo), report.refused) == ("ray-tune", COUNT, ())
    assert dict(report.others) == {}, "Ray's own files are known"
    assert zoo.records[1].labels == {"lr": 0.02, "acc": 0.6}
    same(zoo, zoo.records[2].name, mlp(2))


def test_an_adapter_is_no_network(tmp_path: Path) -> None:
    """Its two small matrices a layer would fit each other as a chain of layers."""
    root = tmp_path / "adapters"
    for k in range(COUNT):
        held = {
            f"base_model.model.net.{layer}.lora_{side}.weight": torch.randn(shape) + k
            for layer, size in ((0, (4, 8)), (2, (8, 3)))
            for side, shape in (("A", (2, size[0])), ("B", (size[1], 2)))
        }
        tensors(held, root / f"adapter{k}" / "adapter_model.safetensors")
        (root / f"adapter{k}" / "adapter_config.json").write_text("{}")
    with pytest.raises(DataError, match=r"holds an adapter \(LoRA\), no network.*merge_and_unload"):
        imported(root)


def wandb(root: Path, k: int) -> None:
    """wandb/run-DATE-ID/files: settings as `desc` and `value`, and a summary."""
    files = root / f"run-20260101_00000{k}-abc{k}" / "files"
    saved(mlp(k).state_dict(), files / "model.pth")
    (files / "config.yaml").write_text(
        f"wandb_version: 1\nlr:\n  desc: null\n  value: 0.{k}\noptim:\n  desc: null\n  value:\n    name: adam{k}\n"
        "_wandb:\n  desc: null\n  value:\n    python_version: 3.11\n"
    )
    (files / "wandb-summary.json").write_text(json.dumps({"val_acc": 0.5 + k / 10, "_step": 10 + k, "_runtime": k}))


def hydra(root: Path, k: int) -> None:
    """multirun/DATE/TIME/NUMBER, settings in a hidden folder."""
    (root / str(k) / ".hydra").mkdir(parents=True)
    saved(mlp(k).state_dict(), root / str(k) / "best_model.pt")
    (root / str(k) / ".hydra" / "config.yaml").write_text(f"optim:\n  lr: 0.{k}\nwidth: 8\n")
    (root / str(k) / ".hydra" / "secret.pt").write_bytes(b"not looked at")
    (root / str(k) / "train.log").write_text("step 1")


def mlflow(root: Path, k: int) -> None:
    """MLflow's file store: mlruns/EXPERIMENT/RUN, a file for each parameter and metric."""
    run = root / "427105876711745478" / f"d319411e1f414a8ead18e91ebb8d4a9{k}"
    saved(mlp(k).state_dict(), run / "artifacts" / "checkpoints" / "w.pt")
    for name, text in {
        "meta.yaml": "artifact_uri: file:///elsewhere/artifacts\nstatus: 3\n",
        "params/lr": f"0.{k}",
        "params/note": "two words" + " and more" * 100 * (k == 1),
        "metrics/val/accuracy": f"1795762901647 0.5 0\n1795762901648 0.{5 + k} 1\n",
        "tags/mlflow.runName": "bold-fish-12",
    }.items():
        (run / name).parent.mkdir(parents=True, exist_ok=True)
        (run / name).write_text(text)


def trainer(root: Path, k: int) -> None:
    """`checkpoint-STEP` of the Trainer of transformers, with its log."""
    place = root / f"run{k}" / "checkpoint-500"
    saved(mlp(k).state_dict(), place / "pytorch_model.bin")
    log = [
        {"epoch": 1.0, "loss": 0.9 + k, "grad_norm": 3.0, "learning_rate": 1e-4, "step": 250},
        {"epoch": 1.0, "eval_accuracy": 0.4, "eval_runtime": 2.0, "eval_samples_per_second": 9.0, "step": 250},
        {"epoch": 2.0, "eval_accuracy": 0.5 + k / 10, "eval_runtime": 2.0, "step": 500},
    ]
    (place / "trainer_state.json").write_text(json.dumps({"global_step": 500, "log_history": log, "best_metric": None}))


@pytest.mark.parametrize(
    ("write", "labels"),
    [
        (wandb, {"lr": 0.2, "optim.name": "adam2", "val_acc": 0.7}),
        (hydra, {"optim.lr": 0.2}),
        (mlflow, {"lr": 0.2, "note": "two words", "val/accuracy": 0.7}),
        (trainer, {"loss": 2.9, "eval_accuracy": 0.7}),
    ],
)
def test_what_is_kept_beside_a_run_becomes_labels(
    tmp_path: Path, write: Callable[[Path, int], None], labels: dict[str, object]
) -> None:
    pytest.importorskip("yaml")
    root = tmp_path / "runs"
    zoo = taken_whole(root, write)
    assert zoo.records[2].labels == labels


def test_hidden_settings_are_no_way_out_of_the_folder(tmp_path: Path) -> None:
    pytest.importorskip("yaml")
    root, outside = tmp_path / "runs", tmp_path / "outside"
    outside.mkdir()
    (outside / "config.yaml").write_text("password: 1234\n")
    for k in range(COUNT):
        saved(mlp(k).state_dict(), root / str(k) / "model.pt")
    (root / "0" / ".hydra").symlink_to(outside)
    (root / "1" / ".hydra").mkdir()
    (root / "1" / ".hydra" / "config.yaml").symlink_to(outside / "config.yaml")
    (root / "2" / ".hydra").write_text("no folder")
    report, zoo = imported(root)
    assert len(zoo) == COUNT
    assert dict(report.labels) == {}


def trainer(root: Path, k: int) -> None:
    """`Trainer` of transformers: run/checkpoint-STEP, with all that it goes on from."""
    place = root / f"run{k}" / "checkpoint-500"
    tensors(mlp(k).state_dict(), place / "model.safetensors")
    saved(adam(mlp(k)), place / "optimizer.pt")
    saved({"last_epoch": 4, "_last_lr": [0.1]}, place / "scheduler.pt")
    saved({"cpu": torch.ones(5)}, place / "rng_state.pth")
    saved(argparse.Namespace(lr=0.1), place / "training_args.bin")
    (place / "trainer_state.json").write_text('{"global_step": 500}')


def accelerated(root: Path, k: int) -> None:
    """`Accelerator.save_state`."""
    place = root / f"state{k}"
    tensors(mlp(k).state_dict(), place / "model.safetensors")
    saved(adam(mlp(k)), place / "optimizer.bin")
    (place / "random_states_0.pkl").write_bytes(pickle.dumps({"step": 0}))


def skorched(root: Path, k: int) -> None:
    """skorch's `Checkpoint`."""
    saved(mlp(k).state_dict(), root / f"exp{k}" / "params.pt")
    saved(adam(mlp(k)), root / f"exp{k}" / "optimizer.pt")
    saved({}, root / f"exp{k}" / "criterion.pt")
    (root / f"exp{k}" / "history.json").write_text('[{"epoch": 1}]')


def deepspeed(root: Path, k: int) -> None:
    """DeepSpeed's `save_checkpoint`."""
    place = root / f"run{k}" / "global_step10"
    saved({"module": mlp(k).state_dict(), "global_steps": 10, "optimizer": None}, place / "mp_rank_00_model_states.pt")
    saved({"optimizer_state_dict": adam(mlp(k))}, place / "zero_pp_rank_0_mp_rank_00_optim_states.pt")
    (root / f"run{k}" / "latest").write_text("global_step10")


def timm(root: Path, k: int) -> None:
    """timm's `CheckpointSaver`, averaged weights beside the network's own."""
    held = {
        "epoch": 1, "arch": "mlp", "state_dict": mlp(k).state_dict(), "optimizer": adam(mlp(k)), "version": 2,
        "args": argparse.Namespace(model="mlp", lr=0.1 * (k + 1)), "state_dict_ema": mlp(k + 50).state_dict(),
        "metric": 50.0 + k,
    }  # fmt: skip
    saved(held, root / f"2026010{k}-mlp" / "checkpoint-1.pth.tar")


@pytest.mark.parametrize("write", [trainer, accelerated, skorched, deepspeed, timm])
def test_what_a_trainer_needs_beside_is_no_network(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    root = tmp_path / "runs"
    zoo = taken_whole(root, write)
    for k, record in enumerate(zoo.records):
        same(zoo, record.name, mlp(k))


def test_layers_that_names_do_not_sort_are_taken_as_they_fit(tmp_path: Path) -> None:
    """Stable-Baselines3: `action_net`, the last layer, comes first by its name."""
    root = tmp_path / "policies"
    for k in range(COUNT):
        hidden, last, value = mlp(k, nn.Tanh, (4, 8, 8)), nn.Linear(8, 2), nn.Linear(8, 1)
        if k == 1:
            whole = nn.Sequential(hidden, nn.Tanh(), last)
        held = {f"mlp_extractor.policy_net.{name}": v for name, v in hidden.state_dict().items()}
        held |= {f"action_net.{name}": v for name, v in last.state_dict().items()}
        held |= {f"value_net.{name}": v for name, v in value.state_dict().items()}
        tensors(held, root / f"policy{k}.safetensors")
    report, zoo = imported(root, activation="tanh", without=("value_net.*",))
    assert report.architectures[0][0] == "tanh 4-8-8-2"
    same(zoo, "policy1", whole)


@pytest.mark.parametrize(
    ("names", "save"),
    [
        (("input", "hidden", "output"), "torch"),
        (("eingang", "mitte", "ausgang"), "torch"),
        (("backbone.0", "mid", "head"), "safetensors"),
        (("stem", "body", "anchor", "late", "close"), "torch"),  # all between are of one shape: the file's order counts
    ],
)
def test_layers_with_ordinary_names(tmp_path: Path, names: tuple[str, ...], save: str) -> None:
    root = tmp_path / "runs"
    sizes = [(3, 5), *[(5, 5)] * (len(names) - 2), (5, 2)]
    torch.manual_seed(0)
    nets = [[nn.Linear(*size) for size in sizes] for _ in range(COUNT)]
    for k in range(COUNT):
        layers = zip(names, nets[k], strict=True)
        state = {f"{name}.{key}": value for name, one in layers for key, value in one.state_dict().items()}
        file = root / f"{k}.{'pt' if save == 'torch' else 'safetensors'}"
        (saved if save == "torch" else tensors)(state, file)
    _, zoo = imported(root, activation="tanh")
    inputs = torch.randn(4, 3)
    for k in range(COUNT):
        x = inputs
        for layer in nets[k][:-1]:
            x = torch.tanh(layer(x))
        torch.testing.assert_close(run(zoo.graphs[0], zoo.params(k), inputs), nets[k][-1](x))


@pytest.mark.parametrize("width", [3, 5])
def test_weights_of_flax_and_keras_are_turned(tmp_path: Path, width: int) -> None:
    """Kernels are (in, out). Square ones would fit as they are, and answer otherwise."""
    root = tmp_path / "nets"
    rng = np.random.default_rng(0)
    kept: list[dict[str, Tensor]] = []
    for k in range(COUNT):
        sizes = (3, width, 3)
        held = {
            f"params.Dense_{n}.{part}": torch.from_numpy(rng.normal(size=shape).astype(np.float32))
            for n in (0, 1)
            for part, shape in (("bias", sizes[n + 1 : n + 2]), ("kernel", sizes[n : n + 2]))
        }
        kept.append(held)
        tensors(held, root / f"net{k}.safetensors")
    _, zoo = imported(root)

    def given(x: Tensor) -> Tensor:
        held = kept[1]
        inner = torch.relu(x @ held["params.Dense_0.kernel"] + held["params.Dense_0.bias"])
        return inner @ held["params.Dense_1.kernel"] + held["params.Dense_1.bias"]

    same(zoo, "net1", given)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("net.onnx", "ONNX graphs"),
        ("net.pt2", "exported programs"),
        ("__0_0.distcp", "dcp_to_torch"),
        ("net.keras", "Keras"),
        ("net.weights.h5", "HDF5"),
        ("net.msgpack", "flatten_dict"),
        ("net.npz", "safetensors.numpy.save_file"),
        ("net.joblib", "programs"),
    ],
)
def test_forms_that_are_not_read_say_how_they_become_what_is(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "nets").mkdir()
    (tmp_path / "nets" / name).write_bytes(b"x" * 40)
    with pytest.raises(DataError, match="holds no networks that are recognised") as refused:
        imported(tmp_path / "nets")
    assert says in refused.value.remedy
