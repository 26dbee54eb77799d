"""Archives of models: unpacked, turned, labelled; and zoos of them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import trimesh

from explorer.cli.main import main
from explorer.errors import DataError
from explorer.kinds.shapes import mesh_store
from explorer.kinds.shapes.mesh_archive import CATALOGUE, Model, archives_in, meshes_in, unpack
from explorer.kinds.shapes.mesh_store import load_mesh, load_solids
from explorer.kinds.shapes.mesh_zoo import load_records
from explorer.kinds.shapes.own_zoo import read_zoo

TURN = "1 0 0 0 0 1 0 -1 0"  # z becomes y


def entry(number: int, name: str, model: str, category: str = "Living room", **more: str) -> str:
    said = {"name": name, "model": f"/things/{model}", "category": category, "creator": "Somebody", **more}
    return "\n".join(f"{key}#{number}={value}" for key, value in said.items())


def write_archive(file: Path, names: dict[str, trimesh.Trimesh], catalogue: str) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(CATALOGUE, f"name=Things\nlicense=CC-0\n\n{catalogue}\n")
        for name, mesh in names.items():
            archive.writestr(f"things/{name}", trimesh.exchange.obj.export_obj(mesh))


def cabinet(height: float) -> trimesh.Trimesh:
    """A box without a bottom, its sides drawn by hand: not closed."""
    mesh = trimesh.creation.box((0.6, height, 0.5))
    mesh.update_faces(mesh.face_normals[:, 1] > -0.5)
    return mesh


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives") / "things"
    folder.mkdir()
    meshes = {f"cabinet{k}.obj": cabinet(1 + 0.2 * k) for k in range(4)}
    lying = trimesh.creation.box((0.4, 0.5, 1.5))
    lines = [entry(k, f"Locker {k}", f"cabinet{k}.obj") for k in range(4)]
    lines += [
        entry(4, "Caf\\u00e9 table", "lying.obj", modelRotation=TURN),
        entry(5, "Man", "man.obj", category="Characters"),
        entry(6, "Ghost", "ghost.obj"),
        entry(7, "Rug", "rug.obj"),
    ]
    others = {"lying.obj": lying, "man.obj": cabinet(2), "rug.obj": trimesh.creation.box((1, 0.001, 0.7))}
    write_archive(folder / "One.sh3f", {**meshes, **others}, "\n".join(lines))
    (folder / "Two.sh3f").write_bytes(b"never opened")
    return folder


def test_models_are_written_upright_with_their_labels(archives: Path, tmp_path: Path) -> None:
    assert [file.name for file in archives_in(archives, ["Two"])] == ["One.sh3f"]
    assert archives_in(archives, ["One.sh3f", "Two"]) == []
    count, refused = unpack([archives / "One.sh3f"], tmp_path, ["Characters"])
    assert count == 6
    reasons = {one.file: one.reason for one in refused}
    assert reasons == {
        "One/man.obj": "Its category, Characters, is left out.", "One/ghost.obj": "The archive does not hold it.",
    }  # fmt: skip
    mesh = trimesh.load(tmp_path / "One" / "lying.obj", force="mesh")
    np.testing.assert_allclose(mesh.extents, (0.4, 1.5, 0.5), atol=1e-6)
    table = (tmp_path / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert "One/lying.obj,table,Café table,Somebody,CC-0" in table


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Armchair", "armchair"), ("Chair with cushion", "chair"), ("Bookcase", "shelf"), ("Tennis racket", "other"),
     ("Kitchen drawers cabinet", "cabinet"), ("Glass table", "table"), ("Trousers", "other"), ("Couch", "sofa")],
)  # fmt: skip
def test_kinds_are_words_of_the_name(name: str, kind: str) -> None:
    assert Model("x.obj", name, "", "", None).kind == kind


def test_what_is_no_archive_is_refused_in_words(archives: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Two\.sh3f is no archive"):
        unpack([archives / "Two.sh3f"], tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "bare.sh3f", "w") as archive:
        archive.writestr("chair.obj", "v 0 0 0\n")
    with pytest.raises(DataError, match="no catalogue"):
        unpack([tmp_path / "bare.sh3f"], tmp_path / "b")
    write_archive(tmp_path / "outside.sh3f", {"a.obj": cabinet(1)}, entry(0, "Out", "../../a.obj"))
    assert unpack([tmp_path / "outside.sh3f"], tmp_path / "c" / "d")[0] == 0
    assert not (tmp_path / "a.obj").exists()


def test_labels_say_what_is_held_out_and_what_is_left_out(archives: Path, tmp_path: Path) -> None:
    labels = tmp_path / "mine.csv"
    labels.write_text("file,split,room\nOne/cabinet0.obj,test,hall\nOne/cabinet1.obj,out,\n")
    with meshes_in(archives, labels, ["Two"], ["Characters"]) as folder:
        files = {one.file: one for one in folder.files}
        assert folder.path.name == "things"
        assert all((folder.path / name).exists() for name in files)
    assert not folder.path.exists()
    assert "One/cabinet1.obj" not in files
    assert (files["One/cabinet0.obj"].split, files["One/cabinet2.obj"].split) == ("heldout", None)
    assert files["One/cabinet0.obj"].labels["room"] == "hall"
    assert ("One/cabinet1.obj", "The labels leave it out.") in [(one.file, one.reason) for one in folder.refused]


@pytest.mark.slow  # half a minute and more on a busy machine
def test_a_zoo_of_solid_models_keeps_their_distances(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    labels = tmp_path / "mine.csv"
    labels.write_text("file,split\nOne/cabinet0.obj,test\n")
    out = tmp_path / "zoo"
    command = ["zoo", "shapes", str(archives), "--without", "Two", "--without-category", "Characters", "--labels"]
    command += [str(labels), "--solid", "--out", str(out), "--width", "16", "--hidden", "2", "--steps", "40"]
    assert main([*command, "--scale", "common"]) == 2
    assert "--up y --scale each" in capsys.readouterr().err
    assert main([*command, "--up", "y"]) == 0
    said = capsys.readouterr().out
    assert "rug.obj: " in said
    records = load_records(out)
    assert {record["labels"]["title"] for record in records} == {
        "Locker 0",
        "Locker 1",
        "Locker 2",
        "Locker 3",
        "Café table",
    }
    grids = load_solids(out, [record["key"] for record in records])
    for record, grid in zip(records, grids, strict=True):
        shape = load_mesh(out, record["key"], record["name"], z_up=False, size=1.6)
        assert shape.watertight
        longest = np.ptp(shape.points, axis=0).max()
        assert longest == pytest.approx(1.6, abs=0.03)
        assert (np.asarray(grid) < 0).mean() * 8 == pytest.approx(abs(shape.surface.volume), rel=0.1)
    assert json.loads((out / "zoo.json").read_text())["solid"] is True
    with monkeypatch.context() as patch:
        patch.setattr("explorer.kinds.shapes.own_zoo.LEAST_IOU", 0.0)
        zoo = read_zoo(out)
    assert zoo.solids is not None
    assert len(zoo.solids) == len(zoo.weights) == 5
    (out / mesh_store.SOLIDS / f"{records[0]['key']}.npy").write_bytes(b"no numbers")
    with pytest.raises(mesh_store.ZooError, match="missing or damaged"):
        load_solids(out, [records[0]["key"]])
