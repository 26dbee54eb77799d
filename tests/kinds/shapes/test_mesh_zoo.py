"""A zoo of meshes of one's own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import trimesh

from explorer.cli.main import main
from explorer.errors import DataError, ZooError
from explorer.kinds.shapes import mesh_store
from explorer.kinds.shapes import mesh_zoo as module
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.mesh_store import load_mesh, load_truth
from explorer.kinds.shapes.mesh_zoo import load_records, make_zoo
from explorer.kinds.shapes.meshfile import EXTENT
from explorer.kinds.shapes.own_zoo import read_zoo, split_of
from explorer.zoo.store import ZooFolder
from tests.kinds.shapes.crashing import crashes_on_box_2
from tests.kinds.shapes.own import ARCH, EACH, FIT, make, read


def test_good_meshes_are_fitted_and_bad_ones_are_told(mesh_zoo: ZooFolder) -> None:
    config = mesh_zoo.config
    assert (config["kind"], config["count"], config["scale"]) == ("shapes", 2 * EACH, "each")
    reasons = {one["file"]: one["reason"] for one in config["refused"]}
    assert set(reasons) == {
        "copy.ply", "cloud.ply", "cut.stl", "empty.obj", "nan.obj", "page.obj", "pointer.stl", "drawing.step",
    }  # fmt: skip
    assert reasons["copy.ply"] == "It is the same shape as box/3.stl."
    assert "cloud of 50 points" in reasons["cloud.ply"]
    assert "git-lfs" in reasons["pointer.stl"]
    assert "HTML" in reasons["page.obj"]
    assert "not finite" in reasons["nan.obj"]
    assert all(file not in reason for file, reason in reasons.items())
    iou = load_truth(mesh_zoo.path, mesh_zoo.finished())[1]
    assert iou.shape == (2 * EACH,)
    assert iou.mean() > 0.8  # small networks, fitted briefly
    records = load_records(mesh_zoo.path)
    assert {record["labels"]["kind"] for record in records} == {"box", "barrel"}
    assert [record["file"] for record in records] != sorted(record["file"] for record in records)


@pytest.mark.slow
def test_a_mesh_that_ends_the_process_that_reads_it_costs_itself_alone(
    mesh_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(mesh_store, "_read_one", crashes_on_box_2)
        meshes = read(mesh_folder, tmp_path / "zoo", workers=2)
    assert len(meshes.taken) == 2 * EACH - 1
    reasons = {one.file: one.reason for one in meshes.refused}
    assert reasons["box/2.stl"] == "It could not be read: the process that read it crashed (SIGSEGV)."
    assert "git-lfs" in reasons["pointer.stl"], "and what cannot be read is told as ever"
    again = read(mesh_folder, tmp_path / "zoo", workers=2)
    assert len(again.taken) == 2 * EACH, "what was the machine's fault is tried again"


def test_the_networks_show_their_own_meshes(mesh_zoo: ZooFolder, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    sheet = tmp_path / "sheet.png"
    command = [
        "zoo",
        "check",
        str(mesh_zoo.path),
        "--sample",
        "5",
        "--resolution",
        "32",
        "--json",
        "--sheet",
        str(sheet),
    ]
    assert main(command) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["networks"] == 5
    assert found["iou_mean"] > 0.75
    assert set(found["worst"]) <= {record["file"] for record in load_records(mesh_zoo.path)}
    assert sheet.stat().st_size > 1000


def test_each_is_brought_to_one_size_or_all_keep_theirs(mesh_folder: Path, tmp_path: Path) -> None:
    each = read(mesh_folder, tmp_path / "each")
    assert {each.pose(one)["size"] for one in each.taken} == {EXTENT}
    folder = tmp_path / "sizes"
    folder.mkdir()
    for k, size in enumerate((1.0, 0.5, 0.25, 0.002)):
        trimesh.creation.box((size, size / 2, size / 3)).export(folder / f"{k}.stl")
    trimesh.creation.icosphere(subdivisions=1, radius=0.3).export(folder / "ball.stl")
    common = read(folder, tmp_path / "common", scale="common")
    sizes = {one.file.file: common.pose(one)["size"] for one in common.taken}
    assert sizes == pytest.approx(
        {"0.stl": EXTENT, "1.stl": EXTENT / 2, "2.stl": EXTENT / 4, "ball.stl": 0.6 * EXTENT}, rel=0.05
    )
    assert [(one.file, "holds nothing of it" in one.reason) for one in common.refused] == [("3.stl", True)]


def test_upright_is_told_by_what_differs_between_its_ends(tmp_path: Path) -> None:
    """Cones stand: made with z up as trimesh does, or turned to y up."""
    turned = trimesh.transformations.rotation_matrix(-np.pi / 2, [1, 0, 0])
    for name, matrix in (("z", np.eye(4)), ("y", turned)):
        folder = tmp_path / name
        folder.mkdir()
        for k in range(3):
            cone = trimesh.creation.cone(radius=0.4 + 0.1 * k, height=1.5, sections=16)
            cone.apply_transform(matrix)
            cone.export(folder / f"{k}.obj")
        out = tmp_path / f"zoo-{name}"
        found = read(folder, out, up="auto")
        assert found.up == {"obj": name}
        shape = load_mesh(out, found.taken[0].kept.key, "cone", **found.pose(found.taken[0]))
        assert shape.points[:, 1].min() == pytest.approx(FLOOR, abs=1e-5)
        top = shape.points[shape.points[:, 1].argmax()]
        assert np.abs(top[[0, 2]]).max() < 1e-3  # its tip is above the middle
        assert read(folder, out, up="y").up == {"obj": "y"}


def test_an_interrupted_zoo_goes_on_to_the_same_networks(
    mesh_folder: Path, mesh_zoo: ZooFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "zoo"
    fit_one = module._fit_one

    def stopped(stated: dict[str, object], init: object, item: tuple[int, object]) -> module.Fitted:
        if item[0] == 1:
            raise KeyboardInterrupt
        return fit_one(stated, init, item)

    with monkeypatch.context() as patch:
        patch.setattr(module, "_fit_one", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(mesh_folder, out)
    with pytest.raises(ZooError, match="already holds a zoo"):
        make(mesh_folder, out)
    with pytest.raises(ZooError, match="holds 6 of its 16 networks"):
        read_zoo(out)
    again = make(mesh_folder, out, resume=True)
    for name, value in mesh_zoo.load_networks().items():
        np.testing.assert_array_equal(again.load_networks()[name].numpy(), value.numpy())


def test_a_zoo_grows_with_its_folder_and_keeps_what_it_has(mesh_folder: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "meshes", tmp_path / "zoo"
    shutil.copytree(mesh_folder / "box", folder / "box")
    make(folder, out)
    before = [record["file"] for record in load_records(out)]
    shutil.copytree(mesh_folder / "barrel", folder / "barrel")
    grown = make(folder, out, resume=True)
    records = load_records(out)
    assert [record["file"] for record in records[: len(before)]] == before
    assert len(records) == 2 * EACH == len(next(iter(grown.load_networks().values())))
    assert len(read_zoo(out).rows) == 2 * EACH
    (folder / "box" / "0.stl").unlink()
    with pytest.raises(ZooError, match="1 of its 16 are not in the folder any more"):
        read(folder, out)
    with pytest.raises(ZooError, match="holds a zoo of 16 networks, not 4"):
        read(mesh_folder, out, count=4)


def test_too_few_meshes_leave_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "meshes"
    folder.mkdir()
    trimesh.creation.box().export(folder / "a.stl")
    (folder / "b.obj").write_text("")
    with pytest.raises(DataError, match=r"1 meshes of .* can be used; a zoo of 3"):
        read(folder, tmp_path / "zoo")
    assert not (tmp_path / "zoo").exists()


def test_damaged_zoos_are_told(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    out = tmp_path / "zoo"
    shutil.copytree(mesh_zoo.path, out)
    (out / "truth" / "00001.npz").write_bytes(b"PK")
    with pytest.raises(ZooError, match=r"00001\.npz is missing or damaged"):
        read_zoo(out)
    (out / "networks.json").write_text('[{"name": "a"}]')
    with pytest.raises(ZooError, match="no list of networks"):
        read_zoo(out)


def test_networks_that_show_nothing_of_their_mesh_are_left_out(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    out = tmp_path / "zoo"
    shutil.copytree(mesh_zoo.path, out)
    with np.load(out / "truth" / "00000.npz") as data:
        inside, iou = data["inside"], data["iou"].copy()
    iou[2] = 0.1
    np.savez(out / "truth" / "00000.npz", inside=inside, iou=iou)
    zoo = read_zoo(out)
    assert zoo.rows.tolist() == [k for k in range(2 * EACH) if k != 2]
    assert "1 networks that hardly show their meshes are left out" in zoo.data
    assert len(zoo.weights) == len(zoo.records) == len(zoo.samples) == 2 * EACH - 1


def test_the_split_is_told_by_the_zoo_or_asked_for(mesh_zoo: ZooFolder, tmp_path: Path) -> None:
    zoo = read_zoo(mesh_zoo.path)
    assert split_of(zoo, None, None).heldout.tolist() == [14, 15]  # one in seven
    assert split_of(zoo, 5, 3).kept.tolist() == [0, 1, 2, 11, 12, 13, 14, 15]
    out = tmp_path / "zoo"
    shutil.copytree(mesh_zoo.path, out)
    records = load_records(out)
    records[1]["split"] = records[4]["split"] = "heldout"
    (out / "networks.json").write_text(json.dumps(records))
    assert split_of(read_zoo(out), None, None).heldout.tolist() == [1, 4]
    assert split_of(read_zoo(out), 2, None).heldout.tolist() == [14, 15]


def test_the_command_reports_and_a_second_one_repeats(
    mesh_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def quick(out: Path, meshes: module.Meshes, **options: object) -> ZooFolder:
        seen.update(options)
        return make_zoo(out, meshes, **{**options, "arch": ARCH, "config": FIT})

    monkeypatch.setattr(module, "make_zoo", quick)
    out = tmp_path / "zoo"
    command = ["zoo", "shapes", str(mesh_folder), "--out", str(out), "--count", "4", "--width", "24", "--workers", "1"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "8 files could not be used" in said
    assert "IoU with the meshes (64³): mean 0." in said
    assert said.endswith(f"4 networks in {out}\n")
    assert seen["arch"].width == 24
    assert main(command) == 2
    assert "already holds a zoo" in capsys.readouterr().err
