"""The shipped space keeps what it claims: measured again here, on networks drawn from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.explore.engine import Engine
from explorer.explore.evaluate import heldout_pairs, network_ious, path_weights
from explorer.explore.paths import PathKind
from explorer.networks.occupancy import pieces
from explorer.space.bundle import Space, load_space

SAMPLE = 40


@pytest.fixture(scope="module")
def shipped() -> Space:
    return load_space(Path(__file__).parent.parent / "pretrained" / "furniture")


def test_size_and_splits(shipped: Space) -> None:
    assert sum(f.stat().st_size for f in shipped.path.iterdir()) <= 30e6
    assert len(shipped.train) >= 1200
    assert len(shipped.heldout) >= 200
    assert len(set(shipped.labels["kind"].tolist())) >= 6


def test_heldout_networks_come_from_rows_that_never_trained(shipped: Space) -> None:
    trained = shipped.info["provenance"]["trained_on"]
    assert (shipped.zoo_rows[shipped.heldout] >= trained).all()
    assert (shipped.zoo_rows[shipped.train] < trained).all()
    assert len(set(shipped.zoo_rows.tolist())) == len(shipped)


def test_latents_are_what_the_encoder_reads(shipped: Space) -> None:
    ids = [0, 1, int(shipped.heldout[0])]
    again = shipped.model.encode(shipped.model.read(shipped.zoo.weights(ids))).numpy()
    scale = float(np.abs(shipped.latents).max())
    np.testing.assert_allclose(again, shipped.latents[ids], atol=1e-3 * scale)


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_decoded_networks_are_as_good_as_stated(shipped: Space, split: str) -> None:
    stated = shipped.info["metrics"]["iou"][split]
    ids = np.flatnonzero(shipped.split == split)
    ids = np.sort(np.random.default_rng(1).choice(ids, SAMPLE, replace=False))
    measured = network_ious(Engine("cpu"), shipped, ids.tolist())
    spread = float(measured.std()) / SAMPLE**0.5
    assert measured.mean() >= stated["mean"] - 4 * spread
    np.testing.assert_allclose(measured, shipped.labels["iou"][ids], atol=5e-3)


def test_paths_through_the_zoo_hang_together_as_stated(shipped: Space) -> None:
    engine = Engine("cpu")
    stated = shipped.info["metrics"]["between_shapes"]["zoo_path"]["one_piece"]
    found = []
    for a, b in heldout_pairs(shipped, 12):
        weights = path_weights(engine, shipped, a, b, PathKind.ZOO, (0.25, 0.5, 0.75))
        found += [pieces(shape).one for shape in engine.occupancy(shipped, weights, 64)]
    assert np.mean(found) >= stated - 4 * (stated * (1 - stated) / len(found) + 0.0005) ** 0.5


def test_the_path_through_the_zoo_beats_raw_weights(shipped: Space) -> None:
    between = shipped.info["metrics"]["between_shapes"]
    assert between["zoo_path"]["one_piece"] > between["raw"]["one_piece"] + 0.3
