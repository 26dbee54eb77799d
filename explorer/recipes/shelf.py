"""The recipes there are: those of this folder, those that packages of other kinds keep, and files of one's own."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from explorer.errors import KindError, RecipeError
from explorer.kinds import registry
from explorer.kinds.protocols import Training
from explorer.netspace.recipes import TrainingRecipe
from explorer.recipes.recipe import SpaceRecipe, Stage, kind_of, parse_recipe, read_toml

FOLDER = Path(__file__).parent
SUFFIX = ".toml"

Form = TypeVar("Form", bound=TrainingRecipe)


@cache
def _own() -> Mapping[str, dict[str, Any]]:
    """Contents of this folder's recipe files, by name."""
    return {file.stem: read_toml(file) for file in sorted(FOLDER.glob(f"*{SUFFIX}"))}


def _own_of(kind: str, form: type[TrainingRecipe]) -> Mapping[str, SpaceRecipe]:
    """This folder's recipes of a kind, by name."""
    files = {name: FOLDER / f"{name}{SUFFIX}" for name, content in _own().items() if content.get("kind") == kind}
    return {name: parse_recipe(_own()[name], file, form) for name, file in files.items()}


def trainings(kind: str, form: type[Form]) -> dict[str, Form]:
    """The first stages of this folder's recipes of a kind, by name: what a kind offers as `Training.recipes`."""
    found = dict[str, Form]()
    for name, recipe in _own_of(kind, form).items():
        assert isinstance(recipe.training, form)
        found[name] = recipe.training
    return found


def of_kind(kind: str, training: Training) -> dict[str, SpaceRecipe]:
    """All recipes that a kind offers, by name: files of this folder, and what its own table holds besides."""
    offered = training.recipes()
    files = _own_of(kind, form_of(training)) if offered else {}
    return {name: files.get(name) or SpaceRecipe(name, kind, (Stage(one, 0),)) for name, one in offered.items()}


def form_of(training: Training) -> type[TrainingRecipe]:
    """The dataclass that a kind's recipes are: all that it offers are of one.

    Raises:
        RecipeError: it offers none.
    """
    offered = training.recipes()
    if not offered:
        raise RecipeError(f"`train {training.name}` offers no recipe.", "Mend the package that offers it.")
    return type(next(iter(offered.values())))


def is_file(text: str) -> bool:
    """Whether a recipe is named by its file and not by its name."""
    return text.endswith(SUFFIX)


def read_recipe(file: Path) -> SpaceRecipe:
    """A recipe file of one's own.

    Raises:
        RecipeError: it cannot be read, or something in it is not possible.
        KindError, SelectionError: its kind is not known, or not trained here.
    """
    content = read_toml(file)
    kind = kind_of(content, file)
    form = form_of(registry.promise(kind, Training, "be trained"))
    return parse_recipe(content, file, form)


def find_in(kind: str, training: Training, text: str) -> SpaceRecipe:
    """A kind's recipe by its name, or by its file.

    Raises:
        RecipeError: there is none, or it is of another kind.
    """
    if is_file(text):
        found = read_recipe(Path(text))
        if found.kind != kind:
            raise RecipeError(f"{text} is a recipe of the kind {found.kind!r}, not {kind!r}.", f"train {text}")
        return found
    known = of_kind(kind, training)
    if text not in known:
        raise _unknown(text, known)
    return known[text]


def find(text: str, trainings: Mapping[str, Training]) -> SpaceRecipe:
    """A recipe by its name, or by its file.

    Args:
        text: which one.
        trainings: what the kinds offer, by their names.

    Raises:
        RecipeError: there is none.
    """
    if is_file(text):
        return read_recipe(Path(text))
    known = {one.name: one for one in reversed(every(trainings))}  # of two of one name the first
    if text not in known:
        raise _unknown(text, [*known, *(one.name for one in trainings.values())])
    return known[text]


def every(
    trainings: Mapping[str, Training], broken: Callable[[KindError], None] = lambda error: None
) -> list[SpaceRecipe]:
    """All recipes of these kinds.

    Args:
        trainings: what the kinds offer, by their names.
        broken: told of each kind whose recipes cannot be had; they are left out.
    """
    found = list[SpaceRecipe]()
    for kind, training in trainings.items():
        try:
            found += of_kind(kind, training).values()
        except KindError as error:
            broken(error)
    return found


def _unknown(text: str, known: Any) -> RecipeError:
    near = difflib.get_close_matches(text, list(known), 1, 0.6)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return RecipeError(
        f"Unknown recipe {text!r}.{guess}", f"Choose from: {', '.join(dict.fromkeys(known))}; or give a .toml file."
    )
