"""What one does with an open space: decode, interpolate, run, judge, look up, draw and save."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from torch import nn

import explorer
from explorer import BundleError, DataError, LatentError, Networks, OpenSpace, SelectionError
from explorer.api.given import batch_of, check_whole
from explorer.kinds import protocols as p
from explorer.kinds import registry
from tests.closeness import same_latent


@pytest.fixture(scope="module")
def shapes(tiny_space_dir: Path) -> OpenSpace:
    return explorer.open_space(tiny_space_dir / "tiny", device="cpu")


@pytest.fixture(scope="module")
def classifiers(tiny_classifiers_dir: Path) -> OpenSpace:
    return explorer.open_space(str(tiny_classifiers_dir / "digits"), device="cpu")


@pytest.fixture
def bare() -> Iterator[None]:
    """Shapes as a kind that keeps nothing but what every kind must."""
    real = registry.kind("sdf")
    registry.register(replace(real, promises={p.Storing: real.promises[p.Storing]}))
    yield
    registry.register(real)


def test_a_space_says_what_it_is(shapes: OpenSpace) -> None:
    assert (shapes.name, shapes.title, shapes.kind, len(shapes)) == ("tiny", "Tiny furniture", "sdf", 21)
    assert shapes.latents.shape == (21, 8)
    assert shapes.positions.shape == (21, 2)
    assert set(shapes.split) == {"train", "heldout"}
    assert len(shapes.labels["kind"]) == 21
    assert shapes.metrics["iou"]["train"]["mean"] == 0.5
    assert "21 shapes" in repr(shapes)


def test_what_is_no_space(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="There is no space"):
        explorer.open_space(str(tmp_path / "nothing"))


def test_spaces_are_listed(tiny_space_dir: Path) -> None:
    (one,) = explorer.list_spaces(str(tiny_space_dir))
    assert (one.name, one.kind, one.problem) == ("tiny", "sdf", None)
    assert explorer.list_spaces(tiny_space_dir / "nowhere") == []


def test_decoded_networks_are_modules_that_run(shapes: OpenSpace) -> None:
    networks = shapes.decode(shapes.latents[:3])
    assert isinstance(networks, Networks)
    assert len(networks) == 3
    points = torch.rand(7, 3) * 2 - 1
    module = networks[1]
    assert isinstance(module, nn.Module)
    assert not module.training
    values = module(points)
    assert values.shape == (7, 1)
    np.testing.assert_allclose(shapes.run(shapes.latents[:3], points)[1], values.detach(), atol=1e-5)


def test_modules_can_be_trained_on_without_a_change_to_the_space(shapes: OpenSpace) -> None:
    networks = shapes.decode(4)
    module = networks[0]
    module(torch.rand(7, 3)).sum().backward()
    with torch.no_grad():
        for value in module.parameters():
            assert value.grad is not None
            value.add_(1.0)
    other = networks[0]
    assert all(not torch.equal(a, b) for a, b in zip(module.parameters(), other.parameters(), strict=True))


def test_networks_are_given_as_ids_latents_or_networks(shapes: OpenSpace) -> None:
    points = np.random.default_rng(0).uniform(-1, 1, (5, 3))  # float64, as NumPy makes them
    by_id = shapes.run([2, 3], points)
    assert by_id.shape == (2, 5, 1)
    same = [shapes.latents[2:4], torch.from_numpy(shapes.latents[2:4]), [shapes.latents[2], shapes.latents[3]]]
    for which in (np.array([2, 3]), *same, shapes.decode([2, 3])):
        torch.testing.assert_close(shapes.run(which, points), by_id)
    learned = torch.from_numpy(shapes.latents[2:4].copy()).requires_grad_()
    torch.testing.assert_close(shapes.run(learned, points), by_id)
    assert len(shapes.decode(2)) == len(shapes.decode(np.int64(2))) == 1


def test_slices_and_iteration(shapes: OpenSpace) -> None:
    networks = shapes.decode([0, 1, 2])
    assert isinstance(networks[1:], Networks)
    assert len(networks[1:]) == 2
    assert len([*networks]) == 3
    with pytest.raises(IndexError):
        networks[3]
    assert networks[-1](torch.zeros(1, 3)).shape == (1, 1)
    np.testing.assert_array_equal(networks.latents, shapes.latents[:3])


def test_encoding_what_was_decoded_is_near(shapes: OpenSpace) -> None:
    """Modules of the space itself are read back; the two ways to read them agree."""
    module = shapes.input_networks(4)[0]
    same_latent(shapes.encode(module), shapes.latents[4])
    same_latent(shapes.encode(module.state_dict()), shapes.encode(module), 1e-3)


def test_the_networks_as_they_were_trained(shapes: OpenSpace) -> None:
    trained, decoded = shapes.input_networks([4]), shapes.decode(4)
    torch.testing.assert_close(trained.weights, shapes.space.zoo.weights([4]))
    assert not torch.allclose(trained.weights, decoded.weights)
    np.testing.assert_array_equal(trained.latents, shapes.latents[4:5])
    np.testing.assert_array_equal(shapes.encode(trained), shapes.latents[4:5])


@pytest.mark.parametrize("path", ["zoo", "straight"])
def test_interpolation_has_both_ends(shapes: OpenSpace, path: str) -> None:
    latents = shapes.interpolate(1, 5, 7, path)
    assert isinstance(latents, np.ndarray)
    assert latents.shape == (7, 8)
    assert latents.dtype == np.float32
    np.testing.assert_array_equal(latents[[0, -1]], shapes.latents[[1, 5]])


def test_interpolation_of_latents(shapes: OpenSpace) -> None:
    between = shapes.interpolate(shapes.latents[1] + 1, torch.from_numpy(shapes.latents[5]), 3, "straight")
    np.testing.assert_allclose(between[1], (shapes.latents[1] + 1 + shapes.latents[5]) / 2, rtol=1e-5)
    np.testing.assert_array_equal(
        shapes.interpolate(shapes.latents[1], shapes.latents[5], 3), shapes.interpolate(1, 5, 3)
    )
    with pytest.raises(SelectionError, match="none of theirs"):
        shapes.interpolate(shapes.latents[1] + 1, 5, 3)


def test_interpolation_of_raw_weights_gives_networks(shapes: OpenSpace) -> None:
    networks = shapes.interpolate(1, 5, 3, "raw")
    assert isinstance(networks, Networks)
    torch.testing.assert_close(networks.weights[1], shapes.space.zoo.weights([1, 5]).mean(0))
    assert networks.latents.shape == (3, 8)
    assert shapes.run(networks, torch.zeros(2, 3)).shape == (3, 2, 1)


def test_impossible_interpolations(shapes: OpenSpace) -> None:
    with pytest.raises(SelectionError, match="at least 2"):
        shapes.interpolate(1, 5, 1)
    with pytest.raises(SelectionError, match="Unknown path 'round'"):
        shapes.interpolate(1, 5, 3, "round")
    with pytest.raises(SelectionError, match="no network 21"):
        shapes.interpolate(1, 21)
    with pytest.raises(LatentError):
        shapes.interpolate(np.zeros(3, np.float32), 5, 3, "straight")


def test_batches_of_other_forms(shapes: OpenSpace, classifiers: OpenSpace) -> None:
    with pytest.raises(DataError, match=r"points \(n, 3\)"):
        shapes.run(1, torch.rand(5, 2))
    with pytest.raises(DataError, match=r"\(n, 1, 16, 16\)"):
        classifiers.run(1, torch.rand(5, 1, 8, 8))
    with pytest.raises(DataError, match=r"type torch\.int64"):
        classifiers.run(1, torch.ones(5, 1, 16, 16, dtype=torch.int64))


def test_images_are_normalised_if_they_are_bytes(classifiers: OpenSpace) -> None:
    images = classifiers.space.images.test
    logits = classifiers.run([0, 9], images.pixels[:40])
    assert logits.shape == (2, 40, 10)
    torch.testing.assert_close(classifiers.run([0, 9], images.pixels[:40, 0]), logits)
    torch.testing.assert_close(classifiers.run([0, 9], classifiers.inputs(images.pixels[:40])), logits)


def test_a_classifier_is_judged(classifiers: OpenSpace) -> None:
    judged = classifiers.judge(3)
    labels = classifiers.space.images.test.labels
    predicted = classifiers.run(3, classifiers.space.images.test.pixels)[0].argmax(1)
    assert judged["accuracy"] == pytest.approx(100 * float((predicted == labels).float().mean()), abs=0.3)
    assert judged["confusion"].shape == (10, 10)
    assert judged["confusion"].sum() == judged["test_images"] == len(labels)
    assert judged["architecture"] in ("LeNetLike", "ResNet8")
    assert "accuracy" in repr(judged)


def test_a_shape_is_judged(shapes: OpenSpace) -> None:
    judged = shapes.judge(shapes.input_networks(0))
    assert judged["pieces"] >= 1
    assert 0 < judged["volume"] < 8
    assert judged["size"].shape == (3,)
    assert 0 <= judged["eikonal"] < 2


def test_one_network_at_a_time(shapes: OpenSpace) -> None:
    for use in (shapes.judge, shapes.nearest, shapes.picture):
        with pytest.raises(SelectionError, match="One network at a time"):
            use(shapes.latents[:2])


def test_nearest(shapes: OpenSpace) -> None:
    own = shapes.nearest(shapes.latents[4], 3)
    assert own.ids[0] == 4
    assert own.distances[0] == 0
    others = shapes.nearest(4, 2)  # of an id, the network itself does not count
    np.testing.assert_array_equal(others.ids, own.ids[1:])


def test_notebooks_show_pictures(shapes: OpenSpace, classifiers: OpenSpace) -> None:
    for space in (shapes, classifiers):
        assert space.picture(3, 64).size == (64, 64)
        for shown in (space, space.decode([0, 1]), space.judge(3)):
            html = shown._repr_html_()
            assert "data:image/png;base64," in html
            assert "<script" not in html
    assert "and 9 more" in shapes.decode(list(range(21)))._repr_html_()


def test_words_from_a_file_are_shown_as_words(space_copy: Path) -> None:
    info = json.loads((space_copy / "space.json").read_text(encoding="utf-8"))
    info["title"] = "<script>alert(1)</script>"
    (space_copy / "space.json").write_text(json.dumps(info), encoding="utf-8")
    assert "<script" not in explorer.open_space(space_copy, "cpu")._repr_html_()


def test_saved_as_what_the_suffix_says(shapes: OpenSpace, classifiers: OpenSpace, tmp_path: Path) -> None:
    for suffix in ("safetensors", "pt", "onnx", "stl", "glb", "png"):
        file = shapes.save(shapes.input_networks(0), tmp_path / f"shape.{suffix}")
        assert file.stat().st_size > 100
    assert classifiers.save(2, str(tmp_path / "network.safetensors")) == tmp_path / "network.safetensors"
    same_latent(shapes.encode(tmp_path / "shape.safetensors"), shapes.latents[0])
    assert trimesh.load(tmp_path / "shape.stl").extents.max() <= 2
    with pytest.raises(SelectionError, match=r"not written as \.txt"):
        shapes.save(0, tmp_path / "shape.txt")
    with pytest.raises(SelectionError, match=r"\.stl") as error:
        classifiers.save(0, tmp_path / "network.stl")
    assert ".safetensors" in error.value.remedy


@pytest.mark.usefixtures("bare")
def test_a_kind_that_promises_nothing_says_so(shapes: OpenSpace, tmp_path: Path) -> None:
    for use, said in (
        (lambda: shapes.judge(0), "cannot be judged"),
        (lambda: shapes.decode(0)[0], "cannot give networks as modules"),
        (lambda: shapes.picture(0), "cannot be drawn"),
        (lambda: shapes.encode(lambda x: x), "cannot read a network by running it"),
        (lambda: shapes.encode({"a": torch.zeros(3)}), "cannot read files"),
        (lambda: shapes.save(0, tmp_path / "a.stl"), r"not written as \.stl"),
    ):
        with pytest.raises(SelectionError, match=said):
            use()
    assert shapes.interpolate(0, 1, 3).shape == (3, 8)
    assert len(shapes.nearest(0, 2).ids) == 2
    assert "cannot be drawn" in shapes.decode([0])._repr_html_()
    siren = shapes.space.model.arch
    pieces = shapes.space.zoo.weights([4])[0].split([int(np.prod(s)) for s in siren.shapes.values()])
    state = {name: value.reshape(shape) for (name, shape), value in zip(siren.shapes.items(), pieces, strict=True)}
    same_latent(shapes.encode(state), shapes.latents[4])


@pytest.mark.parametrize(
    "networks",
    [
        np.full(8, 1e300),  # finite, but not as float32
        torch.zeros(8).to_sparse(),
        torch.zeros(8, device="meta"),
        torch.zeros(8, dtype=torch.cfloat).conj(),
        [[1.0, 2.0], [3.0]],
    ],
)
def test_what_cannot_be_latents(shapes: OpenSpace, networks: object) -> None:
    with pytest.raises(LatentError):
        shapes.decode(networks)  # type: ignore[arg-type]


def test_a_list_that_holds_itself_is_no_latent(shapes: OpenSpace) -> None:
    ring: list[object] = []
    ring.append(ring)
    with pytest.raises(LatentError):
        shapes.decode(ring)


def test_latents_of_half_precision(shapes: OpenSpace) -> None:
    latents = shapes.decode(torch.ones(8, dtype=torch.bfloat16)).latents
    np.testing.assert_array_equal(latents, np.ones((1, 8), np.float32))


@pytest.mark.parametrize("number", [-1, 0, True])
def test_counts_are_whole_numbers(shapes: OpenSpace, number: int) -> None:
    for count in (
        lambda n: shapes.nearest(0, n),  # -1 would be all but one, without a word
        lambda n: shapes.picture(0, n),
        lambda n: shapes.interpolate(0, 1, n, "straight"),
    ):
        with pytest.raises(SelectionError, match="whole number"):
            count(number)


@pytest.mark.parametrize("number", [2.5, "3", None, float("nan"), 10**30])
def test_counts_of_other_types(number: object) -> None:  # which the checker of types in tests keeps from an open space
    with pytest.raises(SelectionError, match="whole number"):
        check_whole("steps", number, 2, 100)
    check_whole("steps", np.int64(3), 2, 100)


def test_batches_that_are_turned_and_batches_that_are_none(shapes: OpenSpace) -> None:
    points = np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3)
    np.testing.assert_allclose(shapes.run(0, points[::-1])[0], shapes.run(0, points)[0].flip(0), atol=1e-6)
    for batch in (np.array([None]), torch.empty(2, 3, device="meta"), torch.eye(3).to_sparse()):
        with pytest.raises(DataError):
            shapes.run(0, batch)
    for other in (None, "x", [[1], [1, 2]]):
        with pytest.raises(DataError):
            batch_of(other)
    with pytest.raises(SelectionError, match="no network to run"):
        shapes.run(np.zeros((0, 8)), points)


def test_places_that_cannot_be_written(shapes: OpenSpace, tmp_path: Path) -> None:
    (tmp_path / "folder.pt").mkdir()
    for place in (tmp_path / "none" / "a.pt", tmp_path / "folder.pt", tmp_path / ("x" * 300 + ".pt")):
        with pytest.raises(DataError, match="cannot be written"):
            shapes.save(0, place)


def test_networks_whose_answers_or_weights_are_no_plain_tensors(shapes: OpenSpace) -> None:
    for network in (
        lambda x: torch.zeros(()),
        lambda x: torch.zeros(len(x), 1, device="meta"),
        lambda x: torch.zeros(len(x), 1).to_sparse(),
        {"a": torch.zeros(3, 3, device="meta")},
        {"a": torch.eye(3).to_sparse()},
    ):
        with pytest.raises(DataError):
            shapes.encode(network)


@pytest.mark.parametrize("hints", [{"omega": float("nan")}, {"mean": 0.0, "std": float("inf")}])
def test_hints_are_numbers(shapes: OpenSpace, hints: dict[str, float]) -> None:
    with pytest.raises(SelectionError, match="Give a number"):
        shapes.encode({}, **hints)
