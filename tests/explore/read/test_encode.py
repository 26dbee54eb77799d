"""Files read into spaces of either kind: what is common to them."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import save

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.encode import encode_file, reading
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_what_no_space_reads_is_refused(
    engine: Engine, tiny_space: ShapeSpace, tiny_classifiers: ClassifierSpace
) -> None:
    with pytest.raises(DataError, match=r"note\.txt is nothing that a space of shapes reads.*\.stl"):
        encode_file(engine, tiny_space, b"hello", "note.txt")
    with pytest.raises(DataError, match=r"chair\.stl is nothing that a space of image classifiers reads"):
        encode_file(engine, tiny_classifiers, b"solid", "chair.stl")


def test_an_encoder_of_weights_reads_no_files(
    engine: Engine, tiny_space: ShapeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny_space.model.encoder, "reads", "prep")
    with pytest.raises(SelectionError, match="networks alone"):
        encode_file(engine, tiny_space, b"solid", "chair.stl")


def test_of_one_kind_is_nothing_in_the_other(
    engine: Engine, tiny_space: ShapeSpace, tiny_classifiers: ClassifierSpace
) -> None:
    size = tiny_classifiers.archs[0].channels * tiny_classifiers.archs[0].size ** 2
    mlp = save({"a.weight": torch.randn(16, size) / 10, "b.weight": torch.randn(tiny_classifiers.archs[0].classes, 16)})
    read = encode_file(engine, tiny_classifiers, mlp, "mlp.safetensors")
    assert read.likeness == "agreement"
    with pytest.raises(SelectionError, match="no shape"):
        reading(tiny_space).likeness(engine, tiny_space, tiny_space.latents[0], read)
