"""Folders that are damaged, hostile or something else: said in words, nothing run, nothing left behind."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from explorer.errors import DataError, ExplorerError, ZooError
from explorer.importing.folder import Folder
from explorer.importing.making import Report, Wish, import_networks
from explorer.importing.recognise import recognise
from explorer.importing.rules import Rules
from explorer.zoo.imported import ImportedZoo

TANH = Rules(activation="tanh")


def taken(root: Path, out: Path) -> tuple[Report, dict[str, str]]:
    report = import_networks(Wish(root, rules=TANH), out)
    return report, {refused.where: f"{refused.problem} {refused.remedy}" for refused in report.refused}


def test_one_bad_file_never_stops_the_rest(plain: Path, tmp_path: Path, layouts: SimpleNamespace) -> None:
    whole = (plain / "net_00.pt").read_bytes()
    state = layouts.mlp(50).state_dict()
    (plain / "cut.pt").write_bytes(whole[: len(whole) // 2])
    (plain / "empty.pt").write_bytes(b"")
    (plain / "text.pth").write_text("not a network")
    (plain / "page.safetensors").write_text("<html>404</html>")
    (plain / "lfs.pt").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12345\n")
    (plain / "header.safetensors").write_bytes(struct.pack("<Q", 1 << 40) + b"{" + bytes(80))
    (plain / "picture.ckpt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    torch.save({key: value * float("nan") for key, value in state.items()}, plain / "nan.pt")
    torch.save({**state, "2.bias": torch.tensor([1.0, float("inf")])}, plain / "inf.pt")
    torch.save({key: value.to(torch.int32) for key, value in state.items()}, plain / "whole.pt")
    torch.save({**state, "0.weight": torch.zeros(1).expand(10**9, 3)}, plain / "wide.pt")
    torch.save({**state, "3.weight": torch.ones(2, 9)}, plain / "shape.pt")
    torch.save(list(state.values()), plain / "list.pt")
    with zipfile.ZipFile(plain / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/data.pkl", b"\x80\x02}q\x00.")
        archive.writestr("a/data/0", bytes(300 * 2**20))
    report, said = taken(plain, tmp_path / "zoo")
    assert len(report.taken) == 12
    for name, words in {
        "cut": "damaged torch file", "empty": "is empty", "text": "none of torch's files", "page": "is a web page",
        "lfs": "pointer of git-lfs", "header": "safetensors file: its header", "picture": "is a picture",
        "nan": "not finite", "inf": "not finite", "whole": "no chain", "wide": "numbers", "shape": "no chain",
        "list": "list of tensors, without their names", "bomb": "claims to unpack to",
    }.items():  # fmt: skip
        assert words in said[name], (name, said[name])
    assert ImportedZoo.open(tmp_path / "zoo").config["source"]["refused"] == 14


def test_links_pipes_and_devices(plain: Path, tmp_path: Path, layouts: SimpleNamespace) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    torch.save(layouts.mlp(90).state_dict(), outside / "secret.pt")
    (plain / "out.pt").symlink_to(outside / "secret.pt")
    (plain / "more").symlink_to(outside)
    (plain / "up.pt").symlink_to(Path("..") / "outside" / "secret.pt")
    (plain / "dev.pt").symlink_to("/dev/zero")
    (plain / "gone.pt").symlink_to(tmp_path / "gone")
    (plain / "round.pt").symlink_to("round.pt")
    (plain / "within").symlink_to(".")
    os.mkfifo(plain / "pipe.pt")
    report, said = taken(plain, tmp_path / "zoo")
    assert len(report.taken) == 12
    assert "leads out of the folder" in said["out.pt"]
    assert "leads out of the folder" in said["up.pt"]
    assert "leads out of the folder" in said["dev.pt"]
    assert "leads out of the folder" in said["more"]
    assert "link to a folder" in said["within"]
    assert "no plain file" in said["pipe.pt"]
    assert "link to nothing" in said["gone.pt"]
    assert "link to nothing" in said["round.pt"]


def test_a_file_that_becomes_a_pipe_meanwhile_is_not_waited_for(plain: Path) -> None:
    (network,) = [n for n in recognise(Folder.look(plain)).networks if n.name == "net_03"]
    (plain / "net_03.pt").unlink()
    os.mkfifo(plain / "net_03.pt")
    with pytest.raises(DataError, match="no plain file"):
        network.load()


def test_names_that_are_no_text(plain: Path, tmp_path: Path, layouts: SimpleNamespace) -> None:
    (plain / "net_05.pt").rename(plain / os.fsdecode(b"caf\xe9.pt"))
    save_file({k: v + 1 for k, v in layouts.mlp(4).state_dict().items()}, plain / "net_04.pt")
    (plain / "net_04.pt").rename(plain / os.fsdecode(b"n\xe9.pt"))
    (plain / "net_06.pt").rename(plain / "größe 6\n.pt")
    report, _ = taken(plain, tmp_path / "zoo")
    assert len(report.taken) == 12
    assert {r"caf\xe9", r"n\xe9"} <= set(report.taken)
    assert "größe 6\n" in report.taken
    json.loads((tmp_path / "zoo" / "networks.json").read_bytes().decode())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_read(plain: Path, tmp_path: Path) -> None:
    (plain / "net_04.pt").chmod(0)
    (plain / "shut").mkdir(mode=0)
    report, said = taken(plain, tmp_path / "zoo")
    assert len(report.taken) == 11
    assert "cannot be read" in said["net_04"]
    assert "cannot be read" in said["shut"]


def pictures(root: Path) -> None:
    root.mkdir()
    for k in range(5):
        (root / f"{k}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(10))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda root: root.mkdir(), "holds no files"),
        (pictures, "holds no networks that are recognised: its files are 5 .png"),
        (lambda root: None, "does not exist"),
        (lambda root: root.write_text("x"), "is no folder"),
        (lambda root: root.symlink_to("/proc/self/fd"), "holds no"),
    ],
)
def test_folders_without_networks(tmp_path: Path, make: object, says: str) -> None:
    root = tmp_path / "nets"
    make(root)  # type: ignore[operator]
    with pytest.raises(DataError) as refused:
        taken(root, tmp_path / "zoo")
    assert says in refused.value.problem
    assert refused.value.remedy
    assert not (tmp_path / "zoo").exists()


def test_where_all_are_refused_the_first_reason_is_said(plain: Path, tmp_path: Path) -> None:
    for file in plain.glob("*.pt"):
        file.write_bytes(b"damaged")
    with pytest.raises(DataError) as refused:
        taken(plain, tmp_path / "zoo")
    assert refused.value.problem == (
        "Checkpoints in a folder: 12 files (12 .pt). None was taken: 12 (net_00, net_01, net_02, ...): net_00.pt "
        "is none of torch's files, nor safetensors."
    )


def test_nothing_half_written_stays(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(tmp_path.iterdir())

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for what in ("reading", "writing"):
        with pytest.raises(KeyboardInterrupt):
            import_networks(
                Wish(plain, rules=TANH), tmp_path / "zoo", progress=lambda now, *_, w=what: stop() if now == w else None
            )
        assert sorted(tmp_path.iterdir()) == before
    monkeypatch.setattr("explorer.importing.place.shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(ZooError, match=r"12 networks of 26 parameters need 1,372 bytes; 1,000 are free"):
        import_networks(Wish(plain, rules=TANH), tmp_path / "zoo")
    assert sorted(tmp_path.iterdir()) == before


def test_a_disk_that_cannot_be_written_is_said(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("explorer.importing.reading.tempfile.TemporaryFile", refuse)
    with pytest.raises(ZooError, match=r"cannot be written: Permission denied"):
        taken(plain, tmp_path / "zoo")


def test_a_zoo_is_not_written_over(plain: Path, tmp_path: Path) -> None:
    taken(plain, tmp_path / "zoo")
    with pytest.raises(ZooError, match="is there already"):
        taken(plain, tmp_path / "zoo")


def small(root: Path, layouts: SimpleNamespace) -> Path:
    layouts.small_cnn_zoo(root)
    return root


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda root: np.save(root / "weights.npy", np.zeros((5, 4970), np.float32)), "other rows than the 5"),
        (lambda root: np.save(root / "weights.npy", np.zeros(4970, np.float32)), "of shape (4970,)"),
        (lambda root: np.save(root / "weights.npy", np.array([{}] * 3), allow_pickle=True), "no sound numpy file"),
        (lambda root: (root / "weights.npy").write_bytes(b"\x93NUMPY\x01\x00"), "no sound numpy file"),
        (lambda root: (root / "metrics.csv.gz").write_bytes(b"\x1f\x8b\x08broken"), "metrics.csv.gz cannot be read"),
        (lambda root: (root / "metrics.csv.gz").write_text("plain"), "metrics.csv.gz cannot be read"),
        (lambda root: (root / "layout.csv").write_text("varname,shape\na,3\n"), "layout.csv lacks a column"),
        (
            lambda root: (root / "layout.csv").write_text(
                'varname,start_idx,end_idx,shape\nconv2d/kernel:0,0,99999,"(3, 3)"\n'
            ),
            "claims columns 0 to 99999 of 4970",
        ),
        (
            lambda root: (root / "layout.csv").write_text('varname,start_idx,end_idx,shape\nx/kernel:0,0,4,"(2, 2)"\n'),
            "not convolutions and one dense layer",
        ),
    ],
)
def test_damaged_matrices(tmp_path: Path, layouts: SimpleNamespace, harm: object, says: str) -> None:
    root = small(tmp_path / "mnist", layouts)
    harm(root)  # type: ignore[operator]
    with pytest.raises(ExplorerError) as refused:
        recognise(Folder.look(root))
    assert says in refused.value.problem
    assert refused.value.remedy


def test_damaged_trials(tmp_path: Path, layouts: SimpleNamespace) -> None:
    root = tmp_path / "zoo"
    layouts.model_zoo(root)
    first, second, third = sorted(path for path in root.iterdir() if path.is_dir())
    (first / "params.json").write_bytes(b"\xff\xfe{")
    (second / "result.json").write_text('{"training_iteration": 1}\nbroken\n{"training_iteration": 2}\n')
    (third / "checkpoint_000003" / "checkpoints").unlink()
    (third / "checkpoint_000003" / "optimizer").unlink()
    (third / "checkpoint_000001" / "checkpoints").unlink()
    found = recognise(Folder.look(root))
    assert len(found.networks) == 7
    said = {refused.where.partition("/")[2]: refused.problem for refused in found.refused}
    assert "is no JSON" in said["params.json"]
    assert said["result.json"].startswith("Line 2 of")
    assert "holds no checkpoint that is known" in said["checkpoint_000001"]


def test_shards_of_a_snapshot(tmp_path: Path, layouts: SimpleNamespace) -> None:
    layouts.hugging_face(tmp_path / "hub")
    index = tmp_path / "hub" / "tiny-c" / "model.safetensors.index.json"
    for held, says in (
        ({"weight_map": {"a": "../tiny-a/model.safetensors"}}, "is not beside it"),
        ({"weight_map": {"a": "gone.safetensors"}}, "is not beside it"),
        ({"weight_map": ["a"]}, "has no `weight_map`"),
        ({"weight_map": {str(k): f"{k}.safetensors" for k in range(1001)}}, "names 1,001 files"),
        ([], "has no `weight_map`"),
    ):
        index.write_text(json.dumps(held))
        found = recognise(Folder.look(tmp_path / "hub"))
        assert len(found.networks) == 2
        assert says in next(r.problem for r in found.refused if r.where.endswith("index.json"))
