from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from explorer.errors import BundleError
from explorer.kinds.shapes.storing import save_shapes
from explorer.networks.prep import flatten
from explorer.space.bundle import MapArrays, Space, load_space, update_metrics
from explorer.space.schema import FILES
from explorer.space.stated import list_spaces
from explorer.zoo.store import ZooFolder


def edit_json(space: Path, change: Callable[[dict[str, Any]], object]) -> None:
    file = space / "space.json"
    info = json.loads(file.read_text())
    change(info)
    file.write_text(json.dumps(info))


def edit_tensors(file: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> None:
    tensors = load_file(file)
    change(tensors)
    save_file(tensors, file)


def edit_map(file: Path, change: Callable[[dict[str, np.ndarray]], object]) -> None:
    with np.load(file) as data:
        arrays = {name: data[name] for name in data.files}
    change(arrays)
    np.savez_compressed(file, **arrays)


def save_again(space: Space, path: Path, **changes: Any) -> None:
    arrays = MapArrays(space.latents, space.positions, space.labels, space.split, space.zoo_rows)
    wanted = {"title": "Again", "model": space.model, "zoo": space.zoo, "arrays": arrays, "metrics": {"a": 1}}
    save_shapes(path, **{**wanted, "provenance": space.info["provenance"], **changes})


# --- a good space


def test_a_loaded_space_is_what_was_made(tiny_space: Space, tiny_zoo: ZooFolder) -> None:
    space = tiny_space
    assert (space.name, space.kind, len(space)) == ("tiny", "sdf", 21)
    assert space.train.tolist() == list(range(14))
    assert space.heldout.tolist() == list(range(14, 21))
    assert space.labels["kind"][0] == "chair"
    assert space.labels["width"].dtype.kind == "f"
    assert space.arch.width == 16
    assert not space.model.training
    assert not any(p.requires_grad for p in space.model.parameters())
    weights = flatten(space.layout, tiny_zoo.load_networks())
    error = (space.zoo.weights(range(21)) - weights).abs().max()
    assert float(error) < float((weights - space.zoo.init).abs().max()) / 1000
    # The model was kept in half precision; what it does must stay.
    with torch.inference_mode():
        latents = space.model.encode(space.model.read(weights)).numpy()
    assert np.abs(latents - space.latents).max() < 0.02 * np.abs(space.latents).max()


def test_save_then_load_is_the_identity(tiny_space: Space, tmp_path: Path) -> None:
    save_again(tiny_space, tmp_path / "again")
    again = load_space(tmp_path / "again")
    assert np.array_equal(again.latents, tiny_space.latents)
    assert np.array_equal(again.positions, tiny_space.positions)
    assert np.array_equal(again.split, tiny_space.split)
    assert list(again.labels) == list(tiny_space.labels)
    assert all(np.array_equal(again.labels[name], tiny_space.labels[name]) for name in again.labels)
    assert torch.equal(again.zoo.weights(range(21)), tiny_space.zoo.weights(range(21)))
    old, new = tiny_space.model.state_dict(), again.model.state_dict()
    assert all(torch.equal(new[name], old[name]) for name in old)
    assert (again.arch, again.layout, again.model.config) == (
        tiny_space.arch, tiny_space.layout, tiny_space.model.config,
    )  # fmt: skip
    assert [p.name for p in tmp_path.iterdir()] == ["again"]


def test_saving_over_a_space_replaces_it(tiny_space: Space, space_copy: Path) -> None:
    save_again(tiny_space, space_copy, title="Newer")
    assert load_space(space_copy).info["title"] == "Newer"
    assert [p.name for p in space_copy.parent.iterdir()] == ["tiny"]


def test_a_space_that_could_not_be_loaded_is_not_saved(tiny_space: Space, space_copy: Path) -> None:
    latents = tiny_space.latents.copy()
    latents[3, 2] = np.nan
    arrays = MapArrays(latents, tiny_space.positions, tiny_space.labels, tiny_space.split, tiny_space.zoo_rows)
    with pytest.raises(BundleError, match=r"map\.npz holds NaN"):
        save_again(tiny_space, space_copy, title="Broken", arrays=arrays)
    assert load_space(space_copy).info["title"] == "Tiny furniture"
    assert [p.name for p in space_copy.parent.iterdir()] == ["tiny"]


def test_the_version_tells_spaces_apart(tiny_space: Space, tmp_path: Path) -> None:
    save_again(tiny_space, tmp_path / "same")
    arrays = MapArrays(
        tiny_space.latents, -tiny_space.positions, tiny_space.labels, tiny_space.split, tiny_space.zoo_rows
    )
    save_again(tiny_space, tmp_path / "other", arrays=arrays)
    assert load_space(tmp_path / "other").version != load_space(tmp_path / "same").version


def test_metrics_are_replaced_and_nothing_else(space_copy: Path) -> None:
    before = json.loads((space_copy / "space.json").read_text())
    update_metrics(space_copy, {"iou": 1.0})
    after = load_space(space_copy).info
    assert after.pop("metrics") == {"iou": 1.0}
    before.pop("metrics")
    assert after == before


def test_other_files_in_the_folder_do_no_harm(space_copy: Path) -> None:
    (space_copy / "preview.png").write_bytes(b"picture")
    assert len(load_space(space_copy)) == 21


# --- a bad space: each reason names its file


def refused(space: Path, file: str, reason: str) -> None:
    with pytest.raises(BundleError) as caught:
        load_space(space)
    assert file in caught.value.problem
    assert reason in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["space.json", *FILES])
def test_a_missing_file(space_copy: Path, name: str) -> None:
    (space_copy / name).unlink()
    refused(space_copy, name, "missing")


def test_a_missing_folder(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", "nowhere", "no space")


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file(space_copy: Path, name: str) -> None:
    file = space_copy / name
    file.write_bytes(file.read_bytes()[:-10])
    refused(space_copy, name, "truncated")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_grew(space_copy: Path, name: str) -> None:
    file = space_copy / name
    file.write_bytes(file.read_bytes() + b"more")
    refused(space_copy, name, "too long")


@pytest.mark.parametrize("name", FILES)
def test_a_tampered_file(space_copy: Path, name: str) -> None:
    file = space_copy / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    refused(space_copy, name, "SHA-256")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_something_else(space_copy: Path, restate: Callable[[Path], None], name: str) -> None:
    (space_copy / name).write_bytes(b"\x93 this is neither an archive nor a set of tensors" * 20)
    restate(space_copy)
    refused(space_copy, name, "damaged")


def test_a_pickle_is_not_opened(space_copy: Path, restate: Callable[[Path], None]) -> None:
    np.savez(space_copy / "map.npz", latents=np.array([{"a": 1}], dtype=object))
    restate(space_copy)
    refused(space_copy, "map.npz", "damaged")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '"space"', "\udcff"])
def test_a_description_that_is_none(space_copy: Path, text: str) -> None:
    (space_copy / "space.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    refused(space_copy, "space.json", "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda i: i.update(schema=99), "schema version 99"),
        (lambda i: i.update(kind="poem"), "kind"),
        (lambda i: i.pop("model"), "'model'"),
        (lambda i: i["architecture"].update(width="wide"), "architecture/width"),
        (lambda i: i["architecture"].update(width=0), "architecture/width"),
        (lambda i: i["splits"].pop("train"), "splits"),
        (lambda i: i["files"].update({"../secret": i["files"]["map.npz"]}), "files"),
        (lambda i: i["files"]["map.npz"].update(sha256="short"), "sha256"),
        (lambda i: i.update(title=""), "title"),
    ],
)
def test_a_wrong_schema(space_copy: Path, change: Callable[[dict[str, Any]], object], reason: str) -> None:
    edit_json(space_copy, change)
    refused(space_copy, "space.json", reason)


@pytest.mark.parametrize(
    "change",
    [
        lambda i: i["model"].update(latent=9),
        lambda i: i["model"].update(encoder="oracle"),
        lambda i: i["model"].update(decoder="oracle"),
        lambda i: i["model"]["decoder_options"].update(colour="red"),
        lambda i: i["model"]["encoder_options"].update(hidden=16),
        lambda i: i["model"]["encoder_options"].update(hidden=-1),
        lambda i: i["model"]["encoder_options"].update(hidden="many"),
        lambda i: i["architecture"].update(width=17),
        lambda i: i["architecture"].update(hidden=3),
    ],
)
def test_a_model_that_its_weights_do_not_fit(space_copy: Path, change: Callable[[dict[str, Any]], object]) -> None:
    edit_json(space_copy, change)
    refused(space_copy, "netspace.safetensors", "does not fit")


def test_splits_that_are_not_the_maps(space_copy: Path) -> None:
    edit_json(space_copy, lambda i: i["splits"].update(train=13, heldout=8))
    refused(space_copy, "tiny", "splits")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize(
    ("name", "tensor"),
    [("netspace.safetensors", "encoder.body.0.weight"), ("zoo.safetensors", "init"), ("zoo.safetensors", "small")],
)
def test_tensors_that_are_not_finite(
    space_copy: Path, restate: Callable[[Path], None], name: str, tensor: str, value: float
) -> None:
    edit_tensors(space_copy / name, lambda t: t[tensor].view(-1).__setitem__(0, value))
    restate(space_copy)
    refused(space_copy, name, f"NaN or infinite values in '{tensor}'")


@pytest.mark.parametrize("name", ["latents", "positions", "label/width"])
def test_a_map_that_is_not_finite(space_copy: Path, restate: Callable[[Path], None], name: str) -> None:
    value = np.inf if name.startswith("label/") else np.nan  # a label may be unknown, which is NaN
    edit_map(space_copy / "map.npz", lambda a: a[name].reshape(-1).__setitem__(0, value))
    restate(space_copy)
    refused(space_copy, "map.npz", f"NaN or infinite values in '{name}'")


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("zoo.safetensors", lambda t: t.pop("step"), "'step'"),
        ("zoo.safetensors", lambda t: t.update(lower=torch.zeros(3, dtype=torch.uint8)), "'lower' has shape"),
        ("zoo.safetensors", lambda t: t.update(small=t["small"][:, :-1].contiguous()), "'small' has shape"),
        ("zoo.safetensors", lambda t: t.update(upper=t["upper"].float()), "upper"),
        ("zoo.safetensors", lambda t: t.update(init=t["init"].double()), "init"),
        ("zoo.safetensors", lambda t: t.update(small=torch.tensor(1, dtype=torch.float16)), "small"),
        ("netspace.safetensors", lambda t: t.pop("decoder.init"), "does not fit"),
        ("netspace.safetensors", lambda t: t.update(more=torch.ones(1)), "does not fit"),
    ],
)
def test_tensors_of_another_shape(
    space_copy: Path,
    restate: Callable[[Path], None],
    name: str,
    change: Callable[[dict[str, torch.Tensor]], object],
    reason: str,
) -> None:
    edit_tensors(space_copy / name, change)
    restate(space_copy)
    refused(space_copy, name, reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a: a.pop("latents"), "lacks 'latents'"),
        (lambda a: a.pop("label/kind"), "lacks 'label/kind'"),
        (lambda a: a.update(latents=a["latents"][:-1]), "'latents' has shape"),
        (lambda a: a.update(positions=a["positions"][:, :1]), "'positions' has shape"),
        (lambda a: a.update({"label/width": a["label/width"][:3]}), "'label/width' has shape"),
        (lambda a: a.update(latents=a["latents"].astype(complex)), "latents"),
        (lambda a: a.update(latents=a["latents"].astype("U8")), "latents"),
        (lambda a: a.update(positions=a["positions"].astype(int)), "positions"),
        (lambda a: a.update({"label/kind": np.arange(21)}), "kind"),
    ],
)
def test_a_map_of_another_shape(
    space_copy: Path, restate: Callable[[Path], None], change: Callable[[dict[str, np.ndarray]], object], reason: str
) -> None:
    edit_map(space_copy / "map.npz", change)
    restate(space_copy)
    refused(space_copy, "map.npz", reason)


# --- the list


def test_the_list_shows_good_and_bad_folders(space_copy: Path) -> None:
    root = space_copy.parent
    (root / "empty").mkdir()
    (root / "broken").mkdir()
    (root / "broken" / "space.json").write_text("{")
    (root / ".tiny.1234.tmp").mkdir()
    (root / "notes.txt").write_text("no folder")
    entries = {entry.name: entry for entry in list_spaces(root)}
    assert list(entries) == ["broken", "empty", "tiny"]
    assert entries["tiny"].problem is None
    assert entries["tiny"].title == "Tiny furniture"
    assert "space.json is missing" in str(entries["empty"].problem)
    assert "cannot be read" in str(entries["broken"].problem)


def test_there_is_no_list_of_nothing(tmp_path: Path) -> None:
    assert list_spaces(tmp_path / "nowhere") == []
    assert list_spaces(tmp_path) == []
