"""Folders of meshes as people have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import DataError
from explorer.kinds.shapes.mesh_folder import read_folder


def folder(tmp_path: Path, *files: str) -> Path:
    for file in files:
        path = tmp_path / "meshes" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "meshes"


def test_folders_are_kinds_files_are_names_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    where = folder(tmp_path, "chair/a.obj", "chair/b.STL", "table/deep/c.glb", ".git/d.obj", "chair/a.mtl", "note.txt")
    found = read_folder(where)
    assert [(one.name, one.labels["kind"]) for one in found.files] == [("a", "chair"), ("b", "chair"), ("c", "table")]
    assert found.refused == ()


def test_folders_of_one_mesh_each_name_it(tmp_path: Path) -> None:
    where = folder(tmp_path, "000/model.obj", "001/model.obj", "002/model.obj", "003/model.obj")
    found = read_folder(where)
    assert {one.labels["kind"] for one in found.files} == {"shape"}
    assert [one.name for one in found.files][:2] == ["000/model", "001/model"]


def test_what_all_share_is_no_kind_and_splits_are_none_either(tmp_path: Path) -> None:
    """As ModelNet lies: every kind has a folder for training and one for tests."""
    where = folder(
        tmp_path, *(f"data/{k}/{s}/{k}_{n}.off" for k in ("bed", "desk") for s in ("train", "Test") for n in "12")
    )
    found = read_folder(where)
    assert {(one.labels["kind"], one.split) for one in found.files} == {
        (kind, split) for kind in ("bed", "desk") for split in ("train", "heldout")
    }


def test_labels_say_more_and_go_first(tmp_path: Path) -> None:
    where = folder(tmp_path, "chair/a.obj", "chair/b.obj", "c.obj")
    (where / "labels.csv").write_text("file,kind,split,price\nchair/a.obj,stool,test,3\nchair/b.obj,,,4\n")
    first, second, third = read_folder(where).files  # c.obj is the first
    assert first.labels == {"kind": "shape"}
    assert (second.labels, second.split) == ({"kind": "stool", "price": 3.0}, "heldout")
    assert (third.labels, third.split) == ({"kind": "chair", "price": 4.0}, None)


def test_forms_that_are_not_read_and_links_out_are_told(tmp_path: Path) -> None:
    where = folder(tmp_path, "a.obj", "b.fbx", "cloud.xyz")
    (tmp_path / "secret.obj").write_text("x")
    (where / "link.obj").symlink_to(tmp_path / "secret.obj")
    found = read_folder(where)
    assert [one.file for one in found.files] == ["a.obj"]
    reasons = {one.file: one.reason for one in found.refused}
    assert "of the form FBX" in reasons["b.fbx"]
    assert "cloud of points" in reasons["cloud.xyz"]
    assert "leads out of the folder" in reasons["link.obj"]


def test_bad_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no folder"):
        read_folder(tmp_path / "none")
    where = folder(tmp_path, "b.fbx")
    with pytest.raises(DataError, match=r"holds no mesh\. The first of 1"):
        read_folder(where)
    folder(tmp_path, "a.obj")
    (where / "labels.csv").write_text("file,split\na.obj,tomorrow\n")
    with pytest.raises(DataError, match="into the split 'tomorrow'"):
        read_folder(where)
    (where / "labels.csv").write_text("file,iou\na.obj,1\n")
    with pytest.raises(DataError, match="fills in itself"):
        read_folder(where)
    with pytest.raises(DataError, match="cannot be read"):
        read_folder(where, tmp_path / "gone.csv")
