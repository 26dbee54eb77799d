"""Points kept with a space: an overlay beside the bundle, that several write and that may be damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Leaning, Refitted
from explorer.explore.read.encode import encode_file
from explorer.explore.takeaway.export import pick_network
from explorer.explore.travel.paths import PathKind, latent_at, make_path, make_tour, source_at
from explorer.explore.travel.pointers import OfNetwork, source_of
from explorer.files import sha256
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.space import kept
from explorer.space.bundle import load_space, stamp_of
from explorer.space.naming import network_name
from explorer.space.schema import KEPT


@pytest.fixture
def space(space_copy: Path) -> ShapeSpace:
    """A copy of the space "tiny" that nothing is kept with."""
    return load_shapes(space_copy)


def keep(space: ShapeSpace, seed: int = 0, name: str = "A stool") -> kept.KeptPoint:
    rng = np.random.default_rng(seed)
    latent = space.latents.mean(0) + rng.normal(size=space.latents.shape[1]).astype(np.float32) * 0.1
    return kept.keep(
        space, name, latent, np.array([0.1, -0.2], np.float32), what="STL", measured={"iou": 0.8, "as": "x"}, worth=1.5,
        weights=torch.arange(space.layout.count, dtype=torch.float32),
    )  # fmt: skip


def test_what_is_kept_is_there_again_and_the_bundle_stays(space: ShapeSpace) -> None:
    before = {path.name: sha256(path) for path in space.path.iterdir()}
    assert kept.overlay(space) == kept.Overlay()
    made = keep(space)
    (found,) = kept.overlay(load_shapes(space.path)).points
    assert (found.id, found.name, found.what, found.worth) == (made.id, "A stool", "STL", 1.5)
    assert found.measured == {"iou": 0.8, "as": "x"}
    assert np.array_equal(found.latent, made.latent)
    assert np.array_equal(found.position, made.position)
    assert found.weights is not None
    assert torch.equal(found.weights, torch.arange(space.layout.count, dtype=torch.float32))
    assert found.date[:2] == "20"
    assert {path.name: sha256(path) for path in space.path.iterdir() if path.name in before} == before
    assert load_space(space.path).version == space.version


def test_numbers_are_of_the_latent_and_no_networks(space: ShapeSpace) -> None:
    first, second = keep(space, 0), keep(space, 1)
    assert kept.is_kept(first.id)
    assert kept.is_kept(second.id)
    assert first.id != second.id
    assert not any(kept.is_kept(i) for i in range(len(space)))
    assert keep(space, 0, "Again").id == first.id  # the same latent is the same point
    assert [one.name for one in kept.overlay(space).points] == ["A stool", "Again"]


def test_rename_and_remove(space: ShapeSpace) -> None:
    one, other = keep(space, 0), keep(space, 1)
    kept.rename(space, one.id, "  Thé\nstool  ")
    assert kept.point(space, one.id).name == "Thé stool"
    assert network_name(space, one.id) == "Thé stool"
    with pytest.raises(DataError, match="needs a name"):
        kept.rename(space, one.id, " \x00 ")
    kept.remove(space, one.id)
    kept.remove(space, one.id)
    with pytest.raises(SelectionError, match="was removed"):
        kept.point(space, one.id)
    with pytest.raises(SelectionError):
        kept.rename(space, one.id, "x")
    kept.remove(space, other.id)
    assert not (space.path / KEPT).exists()


def test_it_stands_where_a_network_stands(space: ShapeSpace) -> None:
    one = keep(space)
    assert np.array_equal(kept.latent_of(space, one.id), one.latent)
    assert np.array_equal(kept.latent_of(space, 3), space.latents[3])
    assert np.array_equal(kept.position_of(space, one.id), one.position)
    for kind in (PathKind.ZOO, PathKind.STRAIGHT):
        path = make_path(space, one.id, 5, kind)
        assert np.allclose(latent_at(path, 0.0), one.latent)
        assert np.allclose(latent_at(path, 1.0), space.latents[5])
    tour = make_tour(space, [2, one.id, 5], PathKind.ZOO, spline=True)
    middle = source_at(space, tour, 0.5)
    assert isinstance(middle, Decoded)
    assert np.allclose(middle.array, one.latent)
    assert source_of(space, OfNetwork(one.id), {}) == Decoded.of(one.latent)
    with pytest.raises(SelectionError, match="a kept point is a latent"):
        make_tour(space, [one.id, 5], PathKind.RAW)
    for wrong in (one.id + 1, -1, len(space), kept.FIRST - 1):
        with pytest.raises(SelectionError, match="There is no"):
            make_path(space, wrong, 5, PathKind.ZOO)


def test_what_is_kept_makes_no_other_space_of_it(space: ShapeSpace) -> None:
    """The app loads a space again when its files change: not at every star, picture or new card."""
    before = stamp_of(space.path)
    kept.keep(space, "a star", space.latents[0] + 1, space.positions[0])
    (space.path / "README.md").write_text("a card")
    (space.path / ".map.npz.17.tmp").write_bytes(b"half")
    assert stamp_of(space.path) == before
    (space.path / "map.npz").touch()
    assert stamp_of(space.path) != before


def test_two_programs_keep_at_the_same_time(space: ShapeSpace) -> None:
    code = (
        "import sys; from pathlib import Path; import numpy as np; from explorer.space import kept; "
        "from explorer.space.bundle import load_space; space = load_space(Path(sys.argv[1])); k = int(sys.argv[2]);\n"
        "for i in range(8): kept.keep(space, f'{k}-{i}', space.latents[0] + 1 + k + i / 10, space.positions[0])"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(space.path), str(k)], stderr=subprocess.PIPE)
        for k in (10, 20)
    ]
    for program in programs:
        _, said = program.communicate(timeout=120)
        assert program.returncode == 0, said.decode()
    names = {one.name for one in kept.overlay(space).points}
    assert names == {f"{k}-{i}" for k in (10, 20) for i in range(8)}


def rewritten(space: ShapeSpace, changes: dict[str, str]) -> None:
    file = space.path / KEPT
    with safe_open(file, "pt") as opened:
        said = opened.metadata()
    save_file(load_file(file), file, said | changes)


@pytest.mark.parametrize(
    ("points", "what"),
    [
        ("{", "malformed"),
        ("[]", "malformed"),
        ('"x"', "malformed"),
        ('[{"id": 5, "name": "x", "what": "", "measured": {}, "worth": null, "date": ""}]', "malformed"),
        ('[{"id": 1000000, "name": "x", "what": "", "measured": {}, "worth": "high", "date": ""}]', "malformed"),
        ('[{"id": 1000000, "name": "", "what": "", "measured": {}, "worth": null, "date": ""}]', "needs a name"),
        ('[{"id": 1000000}]', "malformed"),
        ("[1, 2]", "malformed"),
        ("[" * 100_000, "malformed"),
    ],
)
def test_a_damaged_file_is_named_and_the_space_stays_usable(space: ShapeSpace, points: str, what: str) -> None:
    keep(space)
    rewritten(space, {"points": points})
    found = kept.overlay(space)
    assert found.points == ()
    assert what in found.problem
    load_space(space.path)
    with pytest.raises(DataError):
        keep(space, 1)  # it is not written over


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff" * 100, (10**6).to_bytes(8, "little") + b"{}"])
def test_what_is_no_such_file(space: ShapeSpace, content: bytes) -> None:
    (space.path / KEPT).write_bytes(content)
    assert "damaged" in kept.overlay(space).problem
    with pytest.raises(DataError, match="damaged"):
        keep(space)
    assert (space.path / KEPT).read_bytes() == content


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_values_that_are_not_finite(space: ShapeSpace, value: float) -> None:
    keep(space)
    file = space.path / KEPT
    with safe_open(file, "pt") as opened:
        said = opened.metadata()
    tensors = load_file(file)
    tensors["latents"][0, 0] = value
    save_file(tensors, file, said)
    assert "not finite" in kept.overlay(space).problem
    with pytest.raises(DataError, match="no latent"):
        kept.keep(space, "x", np.full(space.latents.shape[1], value, np.float32), space.positions[0])


def test_a_space_that_was_trained_again_does_not_take_the_old_points(space: ShapeSpace) -> None:
    keep(space)
    rewritten(space, {"space": "0" * 64})
    assert "trained again" in kept.overlay(space).problem
    new = keep(space, 1)
    assert [one.id for one in kept.overlay(space).points] == [new.id]
    assert (space.path / "kept-00000000.safetensors").exists()  # the old ones are put aside


def test_it_is_bounded(space: ShapeSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_POINTS", 2)
    keep(space, 0)
    keep(space, 1)
    with pytest.raises(DataError, match="2 points are kept"):
        keep(space, 2)
    keep(space, 1, "the same again")
    monkeypatch.setattr(kept, "MOST_POINTS", 200)
    monkeypatch.setattr(kept, "MOST_BYTES", 5 * space.layout.count * 4)  # of which half for what is kept
    with pytest.raises(DataError, match="would have"):
        keep(space, 2)
    monkeypatch.setattr(kept, "MOST_WEIGHTS", 10)
    assert keep(space, 2).weights is None  # the point is kept without its network
    kept.rename(space, keep(space, 2).id, "small")
    monkeypatch.setattr(kept, "MOST_BYTES", 2_000)
    with pytest.raises(DataError, match="At most 2,000"):
        keep(space, 3)


def test_a_folder_that_cannot_be_written(space: ShapeSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept, "held", refuse)
    with pytest.raises(PermissionError):
        keep(space)


def test_weights_are_kept_where_they_fit(space: ShapeSpace, tmp_path: Path) -> None:
    file = tmp_path / "network.safetensors"
    params = dict(zip([name for name, _ in space.layout.shapes], space.zoo.weights([3])[0].split(
        [int(np.prod(shape)) for _, shape in space.layout.shapes]), strict=True))  # fmt: skip
    save_file({name: params[name].reshape(shape).clone() for name, shape in space.layout.shapes}, file)
    read = encode_file(Engine(), space, file.read_bytes(), file.name)
    assert read.weights is not None
    assert torch.equal(read.weights, space.zoo.weights([3])[0])


def test_a_fitted_network_is_a_point_of_its_own_and_is_what_is_shown(space: ShapeSpace) -> None:
    plain = keep(space)
    weights = torch.linspace(-1, 1, space.layout.count)
    fitted = kept.keep(space, "A stool, fitted", plain.latent, plain.position, weights=weights, fitted=True)
    assert fitted.id != plain.id
    again = load_shapes(space.path)
    assert [one.fitted for one in kept.overlay(again).points] == [False, True]
    engine = Engine("cpu")
    decoded, moved = (source_of(again, OfNetwork(one.id), {}) for one in (plain, fitted))
    assert type(decoded) is Decoded
    assert isinstance(moved, Refitted)
    assert np.array_equal(moved.array, plain.latent)
    assert decoded != moved
    found = engine.weights(again, [moved, decoded, moved])
    assert torch.equal(found[0], weights)
    assert torch.equal(found[2], weights)
    assert torch.equal(found[1:2], engine.decode(again, plain.latent[None]))
    other = Refitted.to(plain.latent, weights + 1)
    assert other != moved
    assert hash(Refitted.to(plain.latent, weights)) == hash(moved)
    taken = [pick_network(again, one.id) for one in (plain, fitted)]
    assert [pick.source for pick in taken] == [decoded, moved]
    assert [pick.origin for pick in taken] == [
        "A stool, kept with tiny, decoded from its latent",
        "A stool, fitted, kept with tiny",
    ]
    with pytest.raises(SelectionError):
        pick_network(again, fitted.id, as_trained=True)
    with pytest.raises(DataError, match="its weights"):
        kept.keep(space, "None", plain.latent, plain.position, fitted=True)
    file = space.path / KEPT
    with safe_open(file, "pt") as opened:
        said = opened.metadata()
    tensors = {name: value for name, value in load_file(file).items() if name != f"weights/{fitted.id}"}
    save_file(tensors, file, said)
    assert "has no weights" in kept.overlay(space).problem


@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
def test_a_path_begins_at_a_fitted_network_itself_and_leaves_it_without_a_jump(
    space: ShapeSpace, kind: PathKind
) -> None:
    plain, engine = keep(space), Engine("cpu")
    weights = engine.decode(space, plain.latent[None])[0] + torch.linspace(-0.1, 0.1, space.layout.count)
    fitted = kept.keep(space, "A stool, fitted", plain.latent, plain.position, weights=weights, fitted=True)
    tour = make_tour(space, [fitted.id, 3, fitted.id, 7], kind)
    shares = np.linspace(0, 1, 301)
    sources = [source_at(space, tour, t) for t in shares]
    there = [k for k, source in enumerate(sources) if isinstance(source, Refitted)]
    assert there == [0, 200]
    leaning = {k for k, source in enumerate(sources) if isinstance(source, Leaning)}
    edges = {20, 180, 220}  # a fifth of each leg that it ends: there it has come to nothing, but for rounding
    assert leaning - edges == {*range(1, 20), *range(181, 200), *range(201, 220)}
    found = engine.weights(space, sources)
    assert torch.equal(found[0], weights)
    decoded = engine.decode(space, np.stack([latent_at(tour, t) for t in shares]))
    far = [k for k in range(301) if k not in {*there, *(leaning - edges)}]
    torch.testing.assert_close(found[far], decoded[far], atol=1e-6, rtol=1e-5)
    moved = (found - decoded).norm(dim=1)
    assert torch.all(moved[:21].diff() < 0)
    assert float(moved[:21].diff().abs().max()) < 0.1 * float(moved[0])
    assert float(moved[0]) == pytest.approx(float(torch.linspace(-0.1, 0.1, space.layout.count).norm()), rel=1e-3)
    alone = engine.weights(space, [sources[10]])[0]
    torch.testing.assert_close(alone, found[10], atol=1e-6, rtol=1e-5)


def test_stated_as_json(space: ShapeSpace) -> None:
    keep(space)
    with safe_open(space.path / KEPT, "pt") as opened:
        (one,) = json.loads(opened.metadata()["points"])
    assert set(one) == {"id", "name", "what", "measured", "worth", "date"}
