"""Options of commands, as a recipe file says them: checked against the command's own parser, turned into arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from explorer.errors import RecipeError
from explorer.recipes.forms import refuse_unknown


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the process.

    Args:
        where: the file and the table, as one says it.
    """

    def __init__(self, where: str) -> None:
        super().__init__(add_help=False, allow_abbrev=False)
        self.where = where

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print.

        Raises:
            RecipeError: always.
        """
        raise RecipeError(f"{self.where}: {message}.", "Mend it; the command's --help explains its options.")


def named(parser: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """A parser's options by their names in a recipe: long names with "_" for "-", and arguments without dashes."""
    found = dict[str, argparse.Action]()
    for action in parser._actions:  # argparse has no public name for them
        if action.dest in (argparse.SUPPRESS, "help"):
            continue
        names = [name[2:].replace("-", "_") for name in action.option_strings if name.startswith("--")]
        for name in names or [action.dest]:
            found[name] = action
    return found


def arguments(add: Callable[[argparse.ArgumentParser], None], options: Mapping[str, Any], where: str) -> list[str]:
    """A recipe's options as arguments of a command.

    Args:
        add: adds the command's options to a parser.
        options: by their names, see `named`.
        where: the file and the table, as one says it.

    Returns:
        Options first, then arguments without dashes.

    Raises:
        RecipeError: an option that the command does not have, or a value that it does not take.
    """
    parser = Parser(where)
    add(parser)
    known = named(parser)
    refuse_unknown(options, known, where)
    first, last = list[str](), list[str]()
    for name, value in options.items():
        action = known[name]
        if not action.option_strings:
            last += _texts(value, f"{where}: {name}")
            continue
        dashed = f"--{name.replace('_', '-')}"
        if action.nargs == 0:
            if not isinstance(value, bool):
                raise RecipeError(f"{where}: {name} is {value!r:.80}.", "It must be true or false.")
            first += [dashed] if value else []
        else:
            first += [dashed, *_texts(value, f"{where}: {name}")]
    # One by one: whatever else the command wants may be given by whoever runs it.
    for action in parser._actions:
        action.required = False
        if not action.option_strings:
            action.nargs = "*" if isinstance(action.nargs, str) else "?"
    parser.parse_args([*first, *last])
    return [*first, *last]


def _texts(value: Any, where: str) -> list[str]:
    """A value as a command's words."""
    values = value if isinstance(value, list) else [value]
    if not values or not all(type(one) in (int, float, str) for one in values):
        raise RecipeError(f"{where} is {value!r:.80}.", "It must be a number, a text, or a list of them.")
    if any(isinstance(one, str) and one.startswith("-") for one in values):
        raise RecipeError(f"{where} is {value!r:.80}.", "It must not begin with a dash.")
    return [str(one) for one in values]
