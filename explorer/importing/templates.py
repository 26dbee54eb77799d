"""The user's own architectures: made by their functions, looked at once, and from then on data."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from explorer.errors import DataError
from explorer.foreign.checkpoints import Fact
from explorer.importing.found import FoundNetwork
from explorer.importing.rules import ArchitectureError, Rules, Template, asked, named
from explorer.networks.graph import trace
from explorer.networks.graph.guarding import guarded
from explorer.networks.graph.userfile import build, load_factory, parameters_of

IMAGE_SIZES = (28, 32, 64, 96, 128, 224)  # of images, tried where a network does not say it
MOST_TEMPLATES = 256
LOOKED = 64  # networks whose labels are looked at before all are read


@dataclass(frozen=True)
class Own:
    """An architecture of the user's.

    Attributes:
        name: as the user calls it.
        spec: `my_nets.py:make_net`.
        factory: what makes it.
    """

    name: str
    spec: str
    factory: Callable[..., Any]


def own_networks(texts: Sequence[str]) -> tuple[Own, ...]:
    """The user's architectures, from `my_nets.py:make_net` or `NAME=my_nets.py:make_net`.

    Raises:
        DataError: a file or function is missing or fails, or two have the same name.
    """
    out: list[Own] = []
    for text in texts:
        name, equals, spec = text.partition("=")
        if not equals or ":" in name:
            name, spec = "", text
        own = Own(name or spec.rpartition(":")[2], spec, load_factory(spec))
        if any(own.name == other.name for other in out):
            raise DataError(f"Two networks are called {own.name!r}.", "Give each a name: --network NAME=file.py:make.")
        out.append(own)
    return tuple(out)


def with_templates(
    rules: Rules, owns: Sequence[Own], arguments: Mapping[str, Any], networks: Sequence[FoundNetwork]
) -> Rules:
    """The rules with every architecture that the networks need, made and looked at.

    Args:
        rules: what else is known.
        owns: the user's architectures.
        arguments: that all of them take.
        networks: as they were found; where arguments are from their labels, these are asked for.

    Raises:
        DataError: none of them can be made.
    """
    takes = dict.fromkeys(name for own in owns for name in parameters_of(own.factory))
    open_ = tuple(name for name in takes if name not in arguments and name not in rules.arguments)
    rules = dataclasses.replace(rules, names=tuple(own.name for own in owns), takes=open_)
    templates: list[Template] = []
    failed: dict[tuple[str, tuple[tuple[str, Fact], ...]], str] = {}
    first: DataError | None = None
    for name, given in _needed(rules, networks):
        own = next(own for own in owns if own.name == name)
        if len(templates) >= MOST_TEMPLATES:
            raise DataError(f"The networks have more than {MOST_TEMPLATES} architectures.", "Import them apart.")
        try:
            module = build(own.factory, {**arguments, **dict(given)}, own.spec)
            said = ", ".join(f"{key}={value}" for key, value in given)
            with guarded(f"{own.spec} makes a module that cannot be looked at", "Give --example or --input."):
                example = example_for(module, rules.shape, own.spec)
            graph = trace(module, example, f"{name} ({said})" if said else name)
        except DataError as error:
            failed[name, given] = error.problem
            first = first or error
            continue
        templates.append(Template(name, given, graph))
    if not templates and first is not None:
        said = said_by_labels(owns, rules, [_labels(network) for network in networks[:LOOKED]])
        raise DataError(first.problem, f"{said} {first.remedy}".strip()) from first
    return dataclasses.replace(rules, templates=tuple(templates), failed=failed)


def said_by_labels(owns: Sequence[Own], rules: Rules, labels: Sequence[Mapping[str, Any]]) -> str:
    """What to say where labels are arguments of a factory that it is not given; "": there are none.

    Args:
        owns: the user's architectures.
        rules: with what their factories take.
        labels: of each network.
    """
    for own in owns:
        defaults = parameters_of(own.factory)
        found = [
            name
            for name in rules.takes
            if name in defaults and any(name in some and some[name] != defaults[name] for some in labels)
        ]
        if found:
            names = ", ".join(f"`{name}`" for name in found)
            is_ = "label {} is an argument" if len(found) == 1 else "labels {} are arguments"
            given = ",".join([*(f"{a}={b}" if a != b else a for a, b in rules.arguments.items()), *found])
            return f"{is_.format(names)} of {own.name}: --args-from-labels {given}"
    return ""


def _labels(network: FoundNetwork) -> dict[str, Any]:
    try:
        return {**network.load().facts, **network.labels}
    except DataError:  # said of this network when it is read
        return dict(network.labels)


def _needed(rules: Rules, networks: Sequence[FoundNetwork]) -> list[tuple[str, tuple[tuple[str, Fact], ...]]]:
    if not rules.arguments:
        return [(name, ()) for name in rules.names]
    found: dict[tuple[str, tuple[tuple[str, Fact], ...]], None] = {}
    missing: DataError | None = None
    for network in networks:
        labels = dict(network.labels)
        try:
            if any(label not in labels for label in rules.arguments.values()):
                labels = {**network.load().facts, **labels}  # what a checkpoint says of itself
            for name in named(network, labels, rules):
                found[name, asked(network, labels, rules)] = None
        except DataError as error:  # said of this network when it is read
            missing = error if isinstance(error, ArchitectureError) else missing
    if not found and missing is not None:
        raise missing
    return list(found)


def example_for(module: nn.Module, shape: tuple[int, ...] | None, spec: str) -> torch.Tensor:
    """Some examples for a module: of the shape that is given, else of the one that its first layer says.

    Raises:
        DataError: the shape is not given, and cannot be told.
    """
    if shape is not None:
        return torch.zeros(2, *shape)
    first = next((layer for layer in module.modules() if isinstance(layer, nn.Linear | nn.modules.conv._ConvNd)), None)
    ask = "Give --example with some inputs, or --input, e.g. --input 1x28x28."
    if any(map(is_lazy, module.parameters())):
        raise DataError(f"{spec} has lazy layers, whose sizes only an input tells.", ask)
    if isinstance(first, nn.Linear):
        return torch.zeros(2, first.in_features)
    if not isinstance(first, nn.Conv2d):
        raise DataError(f"What {spec} takes cannot be told from its layers.", ask)
    able = [size for size in IMAGE_SIZES if _runs(module, torch.zeros(2, first.in_channels, size, size))]
    if len(able) != 1:
        said = f"takes images of {', '.join(map(str, able))}" if able else "takes none of the usual images"
        raise DataError(f"{spec} has {first.in_channels} channels and {said}; which, is not said.", ask)
    return torch.zeros(2, first.in_channels, able[0], able[0])


def _runs(module: nn.Module, examples: torch.Tensor) -> bool:
    training = module.training
    try:
        with torch.no_grad(), guarded("It fails", ""):
            module.eval()(examples)
    except DataError:
        return False
    finally:
        module.train(training)
    return True
