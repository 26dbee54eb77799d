"""Tables of a recipe file read as dataclasses: unknown keys, types and missing values are told in words.

A dataclass is the schema: its fields are the keys, their types are what is allowed, and what it refuses itself is told
with the place in the file.
"""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import math
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from explorer.errors import RecipeError

Form = TypeVar("Form")

WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a text", dict: "a table"}


def refuse_unknown(found: Iterable[str], allowed: Iterable[str], where: str) -> None:
    """Refuse keys that mean nothing.

    Args:
        found: the keys of a table.
        allowed: those that mean something.
        where: the file and the table, as one says it.

    Raises:
        RecipeError: one is not allowed; the message has the nearest of those that are.
    """
    known = list(allowed)
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1, 0.6)
            guess = f" Did you mean {near[0]!r}?" if near else ""
            raise RecipeError(f"{where} knows no {key!r}.{guess}", f"Allowed are: {', '.join(known) or 'none'}.")


def read_form(form: type[Form], table: Mapping[str, Any], where: str, base: Form | None = None, **given: Any) -> Form:
    """A table as a dataclass.

    Args:
        form: the dataclass.
        table: what the file says.
        where: the file and the table, as one says it.
        base: what holds where the table says nothing; None: the dataclass's defaults.
        given: fields that the table cannot say, as they are.

    Raises:
        RecipeError: an unknown key, a value of another type, a value is missing, or the dataclass refuses it.
    """
    fields = {field.name: field for field in dataclasses.fields(form) if field.init}  # type: ignore[arg-type]
    fields = {name: field for name, field in fields.items() if name not in given}
    refuse_unknown(table, fields, where)
    hints = typing.get_type_hints(form)
    values = {name: read_value(value, hints[name], f"{where}: {name}") for name, value in table.items()}
    nothing = dataclasses.MISSING
    lacking = [
        name
        for name, field in fields.items()
        if name not in values and field.default is nothing and field.default_factory is nothing
    ]
    if lacking and base is None:
        raise RecipeError(f"{where} does not say its {', '.join(lacking)}.", "Add it.")
    try:
        return form(**given, **values) if base is None else dataclasses.replace(base, **given, **values)  # type: ignore[type-var]
    except RecipeError as error:
        raise RecipeError(f"{where}: {error.problem}", error.remedy) from error


def read_value(value: Any, hint: Any, where: str) -> Any:
    """A value of the file as a type hint wants it: whole numbers do as numbers, lists as tuples, tables as dataclasses.

    Raises:
        RecipeError: it is of another type.
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return read_value(value, next(one for one in inner if one is not types.NoneType), where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return read_form(hint, _of(value, dict, where), where)
    if origin is tuple:
        parts = _of(value, list, where)
        kinds = [inner[0]] * len(parts) if inner[-1:] == (Ellipsis,) else list(inner)
        if len(kinds) != len(parts):
            raise RecipeError(f"{where} lists {len(parts)} values.", f"It must list {len(kinds)}.")
        return tuple(read_value(part, kind, where) for part, kind in zip(parts, kinds, strict=True))
    if hint in (int, float, bool, str):
        return _of(value, hint, where)
    return _of(value, dict, where) if origin in (dict, Mapping) or _is_mapping(origin) else value


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _of(value: Any, kind: type[Any], where: str) -> Any:
    if kind is float and type(value) is int and abs(value) <= sys.float_info.max:
        value = float(value)
    if kind is float and (type(value) is int or (type(value) is float and not math.isfinite(value))):
        raise RecipeError(f"{where} is {value!r:.80}.", "It must be a finite number.")
    if type(value) is not kind:  # a bool is an int to Python, but not to a reader
        wanted = "a list" if kind is list else WORDS[kind]
        raise RecipeError(f"{where} is {value!r:.80}.", f"It must be {wanted}.")
    return value


def check_options(part: Callable[..., Any], options: Mapping[str, Any], given: Iterable[str], where: str) -> None:
    """Check the options of a model's part against its constructor.

    Args:
        part: the encoder's or decoder's class.
        options: keyword arguments.
        given: arguments that are no options: the program gives them.
        where: the file and the table, as one says it.

    Raises:
        RecipeError: an option that it does not take, or of another type.
    """
    hints = typing.get_type_hints(part.__init__)
    allowed = [name for name in inspect.signature(part).parameters if name not in given]
    refuse_unknown(options, allowed, where)
    for name, value in options.items():
        read_value(list(value) if isinstance(value, tuple) else value, hints.get(name, Any), f"{where}: {name}")
