"""Which of the recipes that come with the program is made for networks that someone has."""

from __future__ import annotations

LARGE = 100_000  # parameters from which the recipe for large functions is the better one


def fitting_recipe(kind: str, largest: int, architectures: int) -> str:
    """The name of the recipe.

    Args:
        kind: of the networks, as `import --kind` has it.
        largest: parameters of the largest network.
        architectures: how many there are.
    """
    if kind == "functions":
        return "functions-large" if largest >= LARGE else "functions"
    if kind == "classifiers":
        return "classifiers-single" if architectures == 1 else "classifiers-multi"
    return kind
