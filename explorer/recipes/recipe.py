"""What a recipe file says: how a space is made, from its zoo to the last stage of its training.

kind = "classifier"          the `kind` of the space's space.json
title = "..."                of the space, as the screen shows it
about = "..."                one line, for `train --list`
minutes = 30                 that training takes on two cores, all stages; left out: not known
seed = 0                     of everything that training draws
heldout = 40                 networks that are never trained on
ship = 90                    training networks that travel with the space; left out: all
options = { only = [...] }   options of the kind's own `train` command

[zoo]                        left out: a zoo must be given with --zoo
command = "classifiers"      of `python -m explorer zoo`
name = "fashion-single"      its folder in zoos/; left out: the recipe's name
minutes = 45                 that it takes on two cores
options = { ... }            of that command

[model]                      encoder, decoder, latent: see `explorer.netspace.model.ModelConfig`
[training]                   the rest of the kind's recipe, see its dataclass

[[then]]                     further stages, each going on from the model of the one before: what differs from
seed = 1                     [training], and a seed of its own
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.errors import RecipeError
from explorer.files import regular
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe
from explorer.recipes.forms import check_options, read_form, refuse_unknown

MAX_BYTES = 2**20
TABLES = ("zoo", "model", "training", "then")


@dataclass(frozen=True)
class ZooWanted:
    """The zoo that a recipe is for.

    Attributes:
        command: the subcommand of `zoo` that makes it.
        name: its folder in `zoos/`; empty: the recipe's name.
        minutes: that making it takes on two cores; None: not known.
        options: of that command, by their long names or the names of its arguments.
    """

    command: str
    name: str = ""
    minutes: float | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if Path(self.name).name != self.name:
            raise RecipeError(f"The zoo's name {self.name!r} is no folder's name.", "Leave out slashes.")


@dataclass(frozen=True)
class Stage:
    """One training: what is learned how, and from which seed."""

    training: TrainingRecipe
    seed: int


@dataclass(frozen=True)
class SpaceRecipe:
    """How a space is made.

    Attributes:
        name: of the recipe.
        kind: of the space.
        stages: trainings, each going on from the model of the one before; at least one.
        title: of the space; empty: what the kind says.
        about: what it is, in a line.
        minutes: that training takes on two cores; None: not known.
        heldout: networks that are never trained on; None: what the kind says.
        ship: training networks that travel with the space; None: all.
        options: of the kind's own `train` command.
        zoo: the zoo that it is for; None: any of the kind's.
        file: where it was read from; None: a kind's own table.
    """

    name: str
    kind: str
    stages: tuple[Stage, ...]
    title: str = ""
    about: str = ""
    minutes: float | None = None
    heldout: int | None = None
    ship: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    zoo: ZooWanted | None = None
    file: Path | None = None

    @property
    def training(self) -> TrainingRecipe:
        """Of the first stage."""
        return self.stages[0].training


@dataclass(frozen=True)
class _Head:
    """The keys of a recipe file that stand in no table."""

    kind: str
    title: str = ""
    about: str = ""
    minutes: float | None = None
    seed: int = 0
    heldout: int | None = None
    ship: int | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.seed < 2**31:
            raise RecipeError(f"The seed is {self.seed}.", f"Choose 0 to {2**31 - 1}.")
        for name in ("heldout", "ship", "minutes"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise RecipeError(f"{name} is {value}.", "It must be above 0.")
        if len(self.title) > 200:
            raise RecipeError(f"The title has {len(self.title)} characters.", "At most 200.")


def read_toml(file: Path) -> dict[str, Any]:
    """A recipe file's content.

    Raises:
        RecipeError: it cannot be read, is too large, or is no TOML.
    """
    try:
        if regular(file).stat().st_size > MAX_BYTES:
            raise RecipeError(f"{file} has {file.stat().st_size:,} bytes.", f"At most {MAX_BYTES:,} are read.")
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise RecipeError(f"There is no recipe file {file}.", "Check the path.") from None
    except UnicodeDecodeError as error:
        raise RecipeError(f"{file} is no UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise RecipeError(f"{file} cannot be read: {error.strerror or error}.", "Check the path.") from error
    except (ValueError, RecursionError) as error:  # tomllib's own error, or a number of thousands of digits
        raise RecipeError(f"{file} is no TOML: {error}.", "Mend that line; texts stand in quotes.") from error


def kind_of(content: Mapping[str, Any], file: Path) -> str:
    """The kind of a recipe file's space.

    Raises:
        RecipeError: it is not said, or no text.
    """
    kind = content.get("kind")
    if not isinstance(kind, str):
        raise RecipeError(f"{file} does not say of which kind its space is.", 'Add a line such as kind = "classifier".')
    return kind


def parse_recipe(content: Mapping[str, Any], file: Path, form: type[TrainingRecipe]) -> SpaceRecipe:
    """A recipe from a file's content.

    Args:
        content: see `read_toml`.
        file: where it was read from; its name without suffix is the recipe's.
        form: the kind's dataclass.

    Raises:
        RecipeError: an unknown key, a value of another type or that is not possible.
    """
    heads = [one.name for one in dataclasses.fields(_Head)]
    refuse_unknown(content, [*heads, *TABLES], file.name)
    head = read_form(_Head, {key: value for key, value in content.items() if key in heads}, file.name)
    model = read_form(ModelConfig, _table(content, "model", file), f"{file.name}, [model]")
    training = _table(content, "training", file)
    own = f"{file.name}, [training]"
    _refuse_model(training, own, "It has a table of its own, [model].")
    first = read_form(form, training, own, model=model)
    _check_parts(form, model, file.name)
    stages = [Stage(first, head.seed)]
    then = content.get("then", [])
    if not isinstance(then, list) or not all(isinstance(one, dict) for one in then):
        raise RecipeError(f"{file.name}: then is no list of tables.", "Head each further stage with [[then]].")
    for number, table in enumerate(then, 2):
        where = f"{file.name}, stage {number}"
        _refuse_model(table, where, "All stages train one model.")
        refuse_unknown(table, ["seed", *_fields(form)], where)
        seed = read_form(_Head, {"kind": head.kind, "seed": table.get("seed", head.seed)}, where).seed
        changes = {key: value for key, value in table.items() if key != "seed"}
        stages.append(Stage(read_form(form, changes, where, base=first), seed))
    zoo = read_form(ZooWanted, _table(content, "zoo", file), f"{file.name}, [zoo]") if "zoo" in content else None
    return SpaceRecipe(
        file.stem, head.kind, tuple(stages), head.title, head.about, head.minutes, head.heldout, head.ship,
        head.options, zoo, file,
    )  # fmt: skip


def _table(content: Mapping[str, Any], name: str, file: Path) -> dict[str, Any]:
    table = content.get(name, {})
    if not isinstance(table, dict):
        raise RecipeError(f"{file.name}: {name} is no table.", f"Head it with [{name}].")
    return table


def _fields(form: type[TrainingRecipe]) -> list[str]:
    return [one.name for one in dataclasses.fields(form) if one.init and one.name != "model"]


def _refuse_model(table: Mapping[str, Any], where: str, remedy: str) -> None:
    if "model" in table:
        raise RecipeError(f"{where} has a model.", remedy)


def _check_parts(form: type[TrainingRecipe], model: ModelConfig, file: str) -> None:
    """Encoder and decoder, where the kind says which there are."""
    where = f"{file}, [model]"
    for what, table in (("encoder", form.encoders), ("decoder", form.decoders)):
        if table is None:
            continue
        name = getattr(model, what)
        if name not in table:
            raise RecipeError(f"{where}: unknown {what} {name!r}.", f"Choose from: {', '.join(table)}.")
        options = getattr(model, f"{what}_options")
        check_options(table[name], options, ("layout", "latent"), f"{where}: {what}_options")
