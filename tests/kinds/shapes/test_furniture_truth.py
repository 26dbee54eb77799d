"""The exact pieces behind the networks of a zoo of furniture."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.kinds.shapes.furniture import sample_furniture
from explorer.kinds.shapes.furniture_truth import exact_occupancy, exact_surfaces, is_furniture, shape_parameters
from explorer.kinds.shapes.space import ShapeSpace
from tests.kinds.shapes.elsewhere import elsewhere


def test_the_parameters_are_those_that_the_zoo_was_made_from(tiny_space: ShapeSpace) -> None:
    found = shape_parameters(tiny_space, np.array([20, 3]))
    assert np.array_equal(found.numpy(), sample_furniture(21, 0).parameters[[20, 3]])


def test_exact_shapes_are_those_of_the_zoo_rows(tiny_space: ShapeSpace) -> None:
    """The zoo's networks were fitted to them: so they overlap more with their own than with another."""
    inside = exact_occupancy(tiny_space, np.array([0, 1, 2]), 64)
    assert inside.shape == (3, 64, 64, 64)
    assert inside.flatten(1).float().mean(1).gt(0.005).all()
    assert exact_surfaces(tiny_space, np.array([0, 1]), 50).shape == (2, 50, 3)


def test_other_shapes_have_no_such_truth(tiny_space: ShapeSpace) -> None:
    assert is_furniture(tiny_space)
    other = elsewhere(tiny_space)
    assert not is_furniture(other)
    with pytest.raises(SelectionError, match="not one of furniture"):
        shape_parameters(other, np.array([0]))
