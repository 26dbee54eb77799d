"""Encoders and decoders side by side: trained on one zoo, in one budget, and judged on networks held out of it."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch

from explorer.errors import DataError, SelectionError, TrainingError
from explorer.explore.engine.engine import Engine
from explorer.explore.measure.pairings import Budget, comparing, pairings, stated, train_pairing
from explorer.explore.measure.reference_models import nearest_space, pca_space
from explorer.explore.measure.sampling import some_ids
from explorer.files import read_json, write_atomically
from explorer.kinds.protocols import Report
from explorer.netspace.recipes import TrainingRecipe
from explorer.space.bundle import Space

PCA, NEAREST, SHIPPED = "pca", "nearest", "shipped"
NOTES = {
    PCA: "a linear PCA of the weights; nothing is trained",
    NEAREST: "the training network nearest to a latent of the shipped space, instead of a decoded one",
    SHIPPED: "the space as shipped, for reference: trained longer, and on more than its networks",
}


@dataclass(frozen=True)
class Extent:
    """How much is measured; always the same networks and pairs of a space, for every row.

    Attributes:
        networks: held-out networks, and as many training networks, at most.
        pairs: pairs of held-out networks; None: as many as the kind says (`Comparing.most_pairs`).
    """

    networks: int = 40
    pairs: int | None = None


@dataclass(frozen=True)
class Row:
    """A line of the comparison.

    Attributes:
        name: "encoder+decoder", or one of `PCA`, `NEAREST`, `SHIPPED`.
        recipe: what it was trained by, less the steps; empty where nothing was.
        latent: size of the latent.
        parameters: numbers that the encoder and the decoder are made of; None where they are the zoo's networks.
        steps: optimizer steps, where known.
        seconds: that the training took, where known; of a space as shipped, of all trainings that it went through.
        heldout: quality on held-out networks (`measure`).
        train: the same on training networks; None where it would mean nothing.
        between: quality of what lies half way between held-out networks.
        note: what one must know to read it.
    """

    name: str
    recipe: dict[str, Any]
    latent: int
    parameters: int | None
    steps: int | None
    seconds: float | None
    heldout: dict[str, float | None]
    train: dict[str, float | None] | None
    between: dict[str, float | None]
    note: str = ""


class RowFolder:
    """Where finished rows are kept, a JSON file each.

    Args:
        path: the folder; made if missing.
        conditions: what all rows have in common, as plain data.
        resume: go on with what is in the folder.

    Raises:
        TrainingError: the folder holds rows made under other conditions, or rows that are not to be resumed.
    """

    def __init__(self, path: Path, conditions: Mapping[str, Any], *, resume: bool) -> None:
        self.path = path
        file = path / "compare.json"
        if file.exists():
            if not resume:
                raise TrainingError(
                    f"{path} already holds a comparison.", "Add --resume to go on with it, or remove the folder."
                )
            if _read_json(file) != _plain(conditions):
                raise TrainingError(
                    f"{path} holds a comparison of another space, budget or seed.",
                    "Use the same options, or another folder.",
                )
        path.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(_plain(conditions), indent=2).encode())

    def load(self, name: str, recipe: Mapping[str, Any]) -> Row | None:
        """The row of that name, if it is finished and was trained by this recipe.

        Raises:
            TrainingError: its file cannot be read.
        """
        file = self._file(name)
        if not file.exists():
            return None
        data = _read_json(file)
        try:
            row = Row(**data)
        except TypeError as error:
            raise TrainingError(f"{file} holds no row: {error}.", "Remove it to make the row again.") from error
        return row if row.recipe == _plain(recipe) else None

    def save(self, row: Row) -> None:
        """Keep a finished row."""
        write_atomically(self._file(row.name), json.dumps(asdict(row), indent=2).encode())

    def _file(self, name: str) -> Path:
        return self.path / f"row-{name}.json"


def compare(
    engine: Engine,
    space: Space,
    budget: Budget,
    *,
    names: Sequence[str] | None = None,
    seed: int = 0,
    folder: Callable[[Mapping[str, Any]], RowFolder] | None = None,
    extent: Extent | None = None,
    recipes: Mapping[str, TrainingRecipe] | None = None,
    progress: Report = lambda what, done, total: None,
) -> dict[str, Any]:
    """Train and judge pairings of encoder and decoder on a space's zoo, next to two baselines and the space itself.

    Args:
        engine: judges.
        space: whose training networks are learned, and whose held-out ones are measured.
        budget: of each training.
        names: which pairings (or `PCA`); None: all.
        seed: of everything drawn.
        folder: makes, from the conditions that all rows share, the folder in which finished rows are kept.
        extent: how much is measured.
        recipes: of the pairings there are; None: those of `pairings`.
        progress: called with (part of the work, done, wanted).

    Returns:
        What was compared under which conditions, and `rows`, as plain data.

    Raises:
        SelectionError: an unknown pairing.
        DataError: the space has no held-out networks.
        TrainingError: see `RowFolder` and `train_pairing`.
    """
    recipes = pairings(space) if recipes is None else recipes
    extent = extent or Extent()
    wanted = chosen(recipes, names)
    if len(space.heldout) == 0:
        raise DataError(f"{space.name} has no held-out networks to judge by.", "Train it with a held-out split.")
    conditions = {"space": space.version, "budget": asdict(budget), "seed": seed, "extent": asdict(extent)}
    kept = folder(conditions) if folder is not None else None
    rows = []
    for name in (*wanted, NEAREST, SHIPPED):
        recipe = stated(recipes[name]) if name in recipes else {}
        row = kept.load(name, recipe) if kept is not None else None
        if row is None:
            row = _row(engine, space, name, recipes.get(name), budget, seed, extent, progress)
            if kept is not None:
                kept.save(row)
        rows.append(row)
    return {
        "space": space.name,
        "kind": space.kind,
        "budget": asdict(budget),
        "seed": seed,
        "networks": {"train": len(space.train), "heldout": len(space.heldout)},
        "measured": measured(space, extent),
        "learned": comparing(space).learned(space),
        "device": f"cpu ({platform.machine()}, {torch.get_num_threads()} threads)",
        "rows": [asdict(row) for row in rows],
    }


def chosen(recipes: Mapping[str, TrainingRecipe], names: Sequence[str] | None) -> list[str]:
    """The pairings of these names, each once, in the order of the table.

    Raises:
        SelectionError: there is none of such a name.
    """
    known = [*recipes, PCA]
    if names is None:
        return known
    odd = [name for name in names if name not in known]
    if odd:
        raise SelectionError(f"Unknown pairing {odd[0]!r}.", f"Choose from: {', '.join(known)}.")
    return [name for name in known if name in names]


def measured(space: Space, extent: Extent) -> dict[str, int]:
    """How many networks and pairs stand behind a row's numbers."""
    return {
        "train": min(extent.networks, len(space.train)),
        "heldout": min(extent.networks, len(space.heldout)),
        "pairs": len(_pairs(space, extent)),
        **comparing(space).measured(space),
    }


def _pairs(space: Space, extent: Extent) -> list[tuple[int, int]]:
    kind = comparing(space)
    return kind.pairs(space, kind.most_pairs if extent.pairs is None else extent.pairs)


def measure(
    engine: Engine, space: Space, extent: Extent, name: str, seen: bool, progress: Report
) -> tuple[dict[str, float | None], dict[str, float | None] | None, dict[str, float | None]]:
    """Quality on held-out networks, on training networks (if `seen`), and half way between held-out ones.

    What is measured, the kind says (`Comparing.columns`); None where a number is not defined.
    """
    kind = comparing(space)
    some = some_ids(space.heldout, extent.networks)
    heldout = kind.quality(engine, space, some, f"{name}: held-out networks", progress)
    train = None
    if seen:
        some = some_ids(space.train, extent.networks)
        train = kind.quality(engine, space, some, f"{name}: training networks", progress)
    between = kind.between(engine, space, _pairs(space, extent), partial(progress, f"{name}: in between"))
    return heldout, train, between


def _row(
    engine: Engine,
    space: Space,
    name: str,
    recipe: TrainingRecipe | None,
    budget: Budget,
    seed: int,
    extent: Extent,
    progress: Report,
) -> Row:
    steps: int | None = None
    seconds: float | None = None
    if recipe is not None:
        trained = train_pairing(space, name, recipe, budget, seed, progress)
        made, steps, seconds = trained.space, trained.steps, trained.seconds
    elif name == PCA:
        progress(f"{name}: fitting", 0, 1)
        start = time.monotonic()
        made = pca_space(space, seed)
        seconds = time.monotonic() - start
    elif name == NEAREST:
        made = nearest_space(space)
    else:
        made = space
        steps, seconds = _shipped_training(space.info["provenance"])
    heldout, train, between = measure(engine, made, extent, name, name != NEAREST, progress)
    return Row(
        name=name,
        recipe={} if recipe is None else _plain(stated(recipe)),
        latent=made.model.config.latent,
        parameters=None if name == NEAREST else sum(p.numel() for p in made.model.parameters()),
        steps=steps,
        seconds=None if seconds is None else round(seconds, 1),
        heldout=heldout,
        train=train,
        between=between,
        note=NOTES.get(name, ""),
    )


def _shipped_training(provenance: Mapping[str, Any]) -> tuple[int | None, float | None]:
    """Steps and seconds of all trainings that a space went through; None where one is not stated."""
    steps, seconds = 0, 0.0
    one: Mapping[str, Any] | None = provenance
    while one is not None:
        if "recipe" not in one or "training_seconds" not in one:
            return None, None
        steps += int(one["recipe"]["steps"])
        seconds += float(one["training_seconds"])
        one = one.get("started_from")
    return steps, seconds


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """As it comes back from a JSON file."""
    out: dict[str, Any] = json.loads(json.dumps(dict(value)))
    return out


def _read_json(file: Path) -> dict[str, Any]:
    try:
        data = read_json(file)
    except (OSError, ValueError) as error:
        raise TrainingError(f"{file} cannot be read: {error}.", "Remove it to make it again.") from error
    if not isinstance(data, dict):
        raise TrainingError(f"{file} holds no JSON object.", "Remove it to make it again.")
    return data
