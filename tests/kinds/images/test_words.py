"""What is said of a space of pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.stating import STATING
from explorer.kinds.images.words import FIRST, WORDS


def test_a_space_in_one_line(tiny_pictures: ImageSpace) -> None:
    count = tiny_pictures.layout.count
    assert WORDS.summary(tiny_pictures) == (
        f"70 pictures, each a network of {count:,} parameters (2-12-12-1) · 8-d latents"
    )
    assert STATING.stated(tiny_pictures.info) == {
        "architecture": "2-12-12-1", "data": "digits", "classes": [str(k) for k in range(10)], "size": 16,
        "channels": 1,
    }  # fmt: skip


def test_facts_of_a_network_of_the_zoo(tiny_pictures: ImageSpace) -> None:
    facts = dict(WORDS.facts(Engine("cpu"), tiny_pictures, Decoded.of(tiny_pictures.latents[2]), 2))
    assert facts["class"] == str(tiny_pictures.labels["kind"][2])
    assert facts["split"] == "training"
    assert float(facts["PSNR, decoded against input"].split()[0]) == pytest.approx(
        float(tiny_pictures.labels["psnr"][2]), abs=0.1
    )
    assert {"PSNR, decoded against original", "PSNR, input against original", "parameters"} <= set(facts)
    assert facts["brightness"] == f"{tiny_pictures.labels['brightness'][2]:.2f}"
    assert "kind" not in facts


def test_any_other_picture_is_measured(tiny_pictures: ImageSpace) -> None:
    engine, middle = Engine("cpu"), Decoded.of(tiny_pictures.latents[:9].mean(0))
    facts = dict(WORDS.facts(engine, tiny_pictures, middle, None))
    assert set(facts) == {"parameters", "units", "brightness", "contrast", "lit", "width", "height"}
    assert 0 < float(facts["lit"]) <= 1


def test_the_first_path_joins_two_classes(tiny_pictures: ImageSpace) -> None:
    opening = WORDS.opening(tiny_pictures)
    kinds = tiny_pictures.labels["kind"]
    assert [kinds[opening.a], kinds[opening.b]] == ["0", "1"]
    assert (tiny_pictures.split[[opening.a, opening.b]] == "train").all()
    assert opening.colours[0] == "kind"
    garments = np.where(kinds == "4", FIRST[0], np.where(kinds == "7", FIRST[1], "Bag"))
    there = WORDS.opening(replace(tiny_pictures, labels={**tiny_pictures.labels, "kind": garments}))
    assert [garments[there.a], garments[there.b]] == list(FIRST)


def test_pictures_of_one_class_have_a_first_path_too(tiny_pictures: ImageSpace) -> None:
    labels = {**tiny_pictures.labels, "kind": np.full(len(tiny_pictures), "picture")}
    opening = WORDS.opening(replace(tiny_pictures, labels=labels))
    assert opening.a != opening.b


def test_every_measure_has_ends(tiny_pictures: ImageSpace) -> None:
    assert set(WORDS.ends) == set(tiny_pictures.labels) - {"kind", "psnr"}
    assert WORDS.caption(tiny_pictures, 1) == ""
