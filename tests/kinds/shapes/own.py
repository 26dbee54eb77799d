"""A folder of small meshes of two kinds, with everything that people have in such folders, made at test time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import trimesh

from explorer.kinds.shapes.fit import ShapeFit
from explorer.kinds.shapes.mesh_folder import read_folder
from explorer.kinds.shapes.mesh_zoo import Meshes, make_zoo, read_meshes
from explorer.networks.siren import Siren
from explorer.zoo.store import ZooFolder

ARCH = Siren(width=16, hidden=2, omega=15.0)
FIT = ShapeFit(steps=200, points=256, pool=2048, adam_rate=3e-3, muon_rate=1e-2, tolerance=0.03)
EACH = 8  # meshes of a kind


def write_meshes(folder: Path) -> None:
    """Boxes and barrels that can be used; and eight files that cannot."""
    for kind in ("box", "barrel"):
        (folder / kind).mkdir(parents=True)
    for k in range(EACH):
        size = 1 + 0.1 * k
        trimesh.creation.box((size, 0.6, 1.9 - size)).export(folder / "box" / f"{k}.stl")
        barrel = trimesh.creation.cylinder(radius=0.3 + 0.05 * k, height=1 + 0.15 * ((3 * k) % EACH), sections=24)
        barrel.export(folder / "barrel" / f"{k}.obj")
    rng = np.random.default_rng(0)
    copy = trimesh.load(folder / "box" / "3.stl")
    copy.apply_scale(25.4)  # the same in inches, in another form, its triangles in another order
    copy.update_faces(rng.permutation(len(copy.faces)))
    copy.export(folder / "copy.ply")
    trimesh.PointCloud(rng.random((50, 3))).export(folder / "cloud.ply")
    (folder / "cut.stl").write_bytes((folder / "box" / "0.stl").read_bytes()[:300])
    (folder / "empty.obj").write_text("")
    (folder / "page.obj").write_text("<!DOCTYPE html><html>Not found</html>")
    (folder / "nan.obj").write_text("v 0 0 nan\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 3\nf 1 2 4\nf 1 3 4\nf 2 3 4\n")
    (folder / "pointer.stl").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 684\n")
    (folder / "drawing.step").write_text("ISO-10303-21;")


def read(folder: Path, out: Path, **options: object) -> Meshes:
    """The meshes of the folder, as the command reads them."""
    wished = {"scale": "each", "up": "y", "count": None, "seed": 0, "workers": 1, **options}
    return read_meshes(out, read_folder(folder), report=lambda what, done, total: None, **wished)


def make(folder: Path, out: Path, **options: object) -> ZooFolder:
    """A finished zoo of them."""
    return make_zoo(out, read(folder, out), batch=6, arch=ARCH, config=FIT, **options)
