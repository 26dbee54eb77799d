"""Spaces of meshes of one's own, all the way: trained, measured, steered, compared, opened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.cli.main import main
from explorer.errors import PRepError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.measure.compare import compare
from explorer.explore.measure.pairings import Budget
from explorer.kinds.shapes import unseen
from explorer.kinds.shapes.evaluate import Evaluation, evaluate_space
from explorer.kinds.shapes.fitted import MESHES, FittedWeights
from explorer.kinds.shapes.measuring import MEASURING
from explorer.kinds.shapes.mesh_truth import sizes
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import iou
from explorer.kinds.shapes.own_signals import Bent, bent_shapes, own_signals
from explorer.kinds.shapes.own_zoo import read_zoo
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.steering import STEERING
from explorer.kinds.shapes.truths import truth_of
from explorer.kinds.shapes.unseen import unseen_table
from explorer.kinds.shapes.words import WORDS
from explorer.netspace.model import NetSpace
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren_batch
from explorer.space.naming import network_name
from explorer.zoo.store import ZooFolder

HOW = Evaluation(train=5, heldout=None, pairs=2, steered=2, middles=1, exact=0)


def test_the_space_knows_its_meshes_their_names_and_their_sizes(mesh_space: ShapeSpace, mesh_zoo: ZooFolder) -> None:
    zoo = read_zoo(mesh_zoo.path)
    assert len(mesh_space) == len(zoo.weights)
    assert set(mesh_space.labels) == {
        "kind", "name", "fit", "width", "height", "depth", "fullness", "iou", "in_one_piece",
    }  # fmt: skip
    inside = mesh_space.zoo.truth(range(len(mesh_space)))
    rows = mesh_space.zoo_rows
    kept = np.packbits(inside.flatten(1).numpy(), axis=1)
    np.testing.assert_array_equal(kept, zoo.samples[rows])
    name = str(zoo.records[int(rows[3])]["name"])
    assert network_name(mesh_space, 3) == f"{name} (3)"
    assert ("name", name) in WORDS.facts(Engine("cpu"), mesh_space, Input(3), 3)
    assert "name" not in WORDS.opening(mesh_space).colours
    boxes = mesh_space.labels["kind"] == "box"
    assert sizes(inside)["fullness"][boxes].min() > 0.85  # a box is what stands around it
    assert (mesh_space.labels["height"] > 0.3).all()
    assert mesh_space.info["provenance"]["zoo"]["refused"] == 8


def test_makers_are_credited_where_the_meshes_say_who_they_are(mesh_zoo: ZooFolder) -> None:
    zoo = read_zoo(mesh_zoo.path)
    assert zoo.credits == {}
    said = [{"kind": "bed", "title": "Bed", "maker": "Ada", "licence": "CC BY"}, {"maker": "", "licence": "CC BY"}]
    records = [{"name": "b", "labels": one} for one in said]
    assert replace(zoo, records=records).credits == {"CC BY": {"Ada": ["Bed"], "unnamed": ["b"]}}


def test_it_is_measured_against_its_meshes_too(mesh_space: ShapeSpace) -> None:
    numbers = evaluate_space(Engine("cpu"), mesh_space, HOW)
    assert numbers["iou_exact"]["input"]["heldout"]["mean"] > 0.75
    assert "chamfer_exact" not in numbers
    assert numbers["measured"]["exact"] == "its mesh"
    assert set(numbers["steering"]["labels"]) <= {"width", "height", "depth", "fullness"}
    assert "exact" not in numbers["novelty"]
    card = MEASURING.card({**mesh_space.info, "metrics": numbers})
    assert "IoU of the decoded network with its mesh" in card
    assert "furniture" not in card


def test_held_out_meshes_are_read_and_refined_and_compared_with_themselves(mesh_space: ShapeSpace) -> None:
    found = unseen_table(Engine("cpu"), mesh_space, steps=15, fitted=1)
    assert found["meshes"] == found["whole"] == len(mesh_space.heldout)
    truth = mesh_space.zoo.truth(mesh_space.heldout.tolist())
    own = occupancy_of(Engine("cpu"), mesh_space, mesh_space.zoo.weights(mesh_space.heldout.tolist()), 64)
    assert found["network"]["mean"] == pytest.approx(float(iou(own, truth).mean()), abs=2e-3)
    assert 0 < found["read"]["mean"] < found["network"]["mean"]
    numbers = evaluate_space(Engine("cpu"), mesh_space, replace(HOW, pairs=1, steered=0, middles=0))
    card = MEASURING.card({**mesh_space.info, "metrics": {**numbers, "unseen": found}})
    assert "refined (15 steps" in card
    assert f"thin parts that are inside, of the {found['thin']} that have any" in card
    assert f"together to the eye, of the {found['together']} that are" in card
    late = ("thin", "together")
    older = {k: {n: x for n, x in v.items() if n not in late} if isinstance(v, dict) else v for k, v in found.items()}
    for name in late:
        del older[name]
    older_card = MEASURING.card({**mesh_space.info, "metrics": {**numbers, "unseen": older}})
    assert not any(words in older_card for words in ("thin parts", "to the eye"))
    assert found["fitted"]["meshes"] == 1
    assert "1 of them), no longer decoded" in card
    bare = replace(mesh_space, zoo=FittedWeights.of(mesh_space.zoo, None), version="bare")
    assert unseen_table(Engine("cpu"), bare) == {}


def test_held_out_meshes_are_drawn_as_they_are_read(
    mesh_space: ShapeSpace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(unseen, "STEPS", 3)
    monkeypatch.setattr(unseen, "fit_weights", partial(unseen.fit_weights, steps=2))
    file = tmp_path / "read.png"
    command = ["sheet", str(mesh_space.path), "--out", str(file), "--held-out", "2", "--size", "40"]
    assert main([*command, "--resolution", "24"]) == 0
    with Image.open(file) as picture:
        width, height = picture.size
        assert width < height
        rows = [np.asarray(picture.convert("L"))[k * height // 4 : (k + 1) * height // 4] for k in range(4)]
    assert all(row.std() > 3 for row in rows)  # something is drawn in each
    assert not np.array_equal(rows[0], rows[1])
    assert "fitted in weight space" in capsys.readouterr().out


def test_without_meshes_it_is_measured_against_its_networks_alone(mesh_space: ShapeSpace) -> None:
    bare = replace(mesh_space, zoo=FittedWeights.of(mesh_space.zoo, None), version="bare")
    numbers = evaluate_space(Engine("cpu"), bare, replace(HOW, pairs=1, steered=0, middles=0))
    assert "iou_exact" not in numbers
    assert numbers["iou"]["heldout"]["mean"] > 0


def test_a_slider_is_measured_on_the_surface(mesh_space: ShapeSpace) -> None:
    found = STEERING.measured(Engine("cpu"), mesh_space, mesh_space.latents[0])
    assert set(found) == {"width", "height", "depth", "fullness"}
    inside = mesh_space.zoo.truth([0])
    assert found["height"] == pytest.approx(float(sizes(inside)["height"][0]), abs=0.5)
    assert bool(truth_of(mesh_space).applies(mesh_space, "height").all())


def test_sizes_of_a_box_and_of_nothing() -> None:
    inside = torch.zeros(2, 9, 9, 9, dtype=torch.bool)
    inside[0, 2:6, 1:8, 3:5] = True
    inside[0, 8, 8, 8] = True  # a speck
    found = sizes(inside)
    np.testing.assert_allclose([found[k][0] for k in ("width", "height", "depth", "fullness")], [1, 1.75, 0.5, 1])
    assert [float(values[1]) for values in found.values()] == [0, 0, 0, 0]


def test_encoders_and_decoders_are_compared_on_it(mesh_space: ShapeSpace) -> None:
    result = compare(Engine("cpu"), mesh_space, Budget(None, 2), names=["probe+residual"])
    assert result["rows"][0]["heldout"]["iou"] is not None


def test_samples_that_are_damaged_are_refused(mesh_space: ShapeSpace) -> None:
    tensors = mesh_space.zoo.tensors()
    again = FittedWeights.from_tensors(mesh_space.layout, tensors)
    np.testing.assert_array_equal(again.samples, mesh_space.zoo.samples)
    for damaged in (tensors[MESHES][:-9], torch.zeros(5, dtype=torch.uint8)):
        with pytest.raises(PRepError, match="inflate"):
            FittedWeights.from_tensors(mesh_space.layout, {**tensors, MESHES: damaged})


def test_signals_of_networks_are_their_own_distances_most_of_them_near_the_surface(mesh_space: ShapeSpace) -> None:
    model, weights = mesh_space.model, mesh_space.zoo.weights(range(4))
    found = own_signals(model, weights, 200, 0)
    with torch.inference_mode():
        values = siren_batch(mesh_space.arch, unflatten(mesh_space.layout, weights), found.points.float())[..., 0]
    torch.testing.assert_close(found.distances.float(), values, atol=2e-3, rtol=2e-3)
    assert float((values.abs() < 0.15).float().mean()) > 0.7
    assert len(own_signals(model, weights[:0], 200, 0)) == 0


def test_bent_shapes_are_signed_distances_and_blends_lie_between(mesh_space: ShapeSpace) -> None:
    """What a ball's network becomes when it is stretched is known: here it stands for all."""
    model: NetSpace = mesh_space.model
    shapes, between = bent_shapes(model, mesh_space.zoo.weights(range(4)), 20, 200, 3, lambda done, total: None)
    assert shapes.readings.shape == (20, 64)
    assert between.signals.points.shape == (20, 200, 3)
    assert float((between.signals.distances.abs() < 0.15).float().mean()) > 0.6  # they were brought to the surface
    mixed = shapes.readings[between.start].float().lerp(shapes.readings[between.end].float(), between.share[:, None])
    torch.testing.assert_close(between.signals.readings.float(), mixed, atol=4e-3, rtol=1e-2)


def test_outside_of_the_cube_a_network_is_not_asked(mesh_space: ShapeSpace) -> None:
    """Sirens are anything there, also negative: shapes that were made smaller came with debris around them."""
    from explorer.kinds.shapes import own_signals as module

    def ball(arch: object, params: object, points: torch.Tensor) -> torch.Tensor:
        del arch, params
        assert float(points.detach().abs().max()) <= 1
        return points.norm(dim=-1, keepdim=True) - 0.5

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "siren_batch", ball)
        patch.setattr(module, "_floor", lambda: torch.zeros(3))
        points = torch.tensor([[[0.9, 0.9, 0.9], [1.0, 0.0, 0.0]]])
        bent = Bent(torch.tensor([0]), torch.eye(3)[None] * 1.2)
        values, _ = module._distances(mesh_space.model, mesh_space.zoo.weights([0]), bent, points)
    assert float(values[0, 0]) > 1.0
    assert float(values[0, 1]) == pytest.approx(1.0 - 0.5 / 1.2, abs=1e-3)


def test_a_map_of_space_keeps_distances_true(mesh_space: ShapeSpace) -> None:
    from explorer.kinds.shapes import own_signals as module

    def ball(arch: object, params: object, points: torch.Tensor) -> torch.Tensor:
        del arch, params
        return points.norm(dim=-1, keepdim=True) - 0.5

    back = torch.diag(torch.tensor([2.0, 2.0, 2.0]))[None]  # half as large
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "siren_batch", ball)
        patch.setattr(module, "_floor", lambda: torch.zeros(3))
        points = torch.rand(1, 50, 3, generator=torch.Generator().manual_seed(0)) - 0.5
        weights = mesh_space.zoo.weights([0])
        values, normal = module._distances(mesh_space.model, weights, Bent(torch.tensor([0]), back), points)
    torch.testing.assert_close(values, points.norm(dim=-1) - 0.25, atol=1e-5, rtol=0)
    torch.testing.assert_close(normal, points / points.norm(dim=-1, keepdim=True), atol=1e-4, rtol=0)
