"""Which architecture a network has, and how its tensors become that architecture's parameters.

In this order: the user's own networks (by subfolder, by a label, or by which one the tensors fit), what the layout
says, the paper's networks and chains of linear layers, which are known from their tensors alone.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.chains import Chain, chain_of
from explorer.foreign.checkpoints import Checkpoint, Fact
from explorer.foreign.tidying import tidied
from explorer.importing.found import FoundNetwork
from explorer.importing.known import PAPER, Known
from explorer.networks.graph import NetworkGraph, differing_buffers, fit_state_dict, graph_of_chain, trace
from explorer.networks.graph.chain import ACTIVATIONS, natural
from explorer.networks.graph.fitting import SIZES

# How people call an activation among a network's settings.
SAID = (
    "activation", "act", "nonlinearity", "nonlin", "nlin", "act_fn", "activation_fn", "activation_function",
    "hidden_act", "model::nlin", "model.activation", "model.nlin", "config.activation",
)  # fmt: skip
FREQUENCIES = ("omega", "omega_0", "omega0", "w0", "w_0", "first_omega_0")
OMEGA = 30.0  # of a Siren that does not say it (Sitzmann et al. 2020)
SPELLED = {
    "leakyrelu": "leaky_relu", "lrelu": "leaky_relu", "swish": "silu", "sin": "sine", "siren": "sine",
    "softplus": "softplus_1", "gelu_new": "gelu", "linear": "identity", "none": "identity", "logistic": "sigmoid",
}  # fmt: skip
OWN = "--network my_nets.py:make_net"
UNSAID = "It is a chain of linear layers; its activation is not said."


class ArchitectureError(DataError):
    """A network whose architecture is not known, or that does not fit the one it is said to have."""


@dataclass(frozen=True)
class Template:
    """An architecture that the user gave, traced.

    Attributes:
        name: as the user calls it.
        arguments: that it was made with, where they are from a network's own labels.
        graph: what it is.
    """

    name: str
    arguments: tuple[tuple[str, Fact], ...]
    graph: NetworkGraph


@dataclass(frozen=True)
class Rules:
    """What is known of all the networks' architectures.

    Attributes:
        templates: the user's architectures.
        names: of those that the user gave, traced or not; several are told apart.
        takes: arguments of their factories that nobody gave.
        label: the label that names a network's architecture; "": there is none.
        arguments: argument of the factory -> the label that holds it.
        failed: arguments with which a factory fails, and why.
        activation: of chains of linear layers; "": from labels.
        omega: of Sirens; None: from labels.
        shape: of an example; None: from the network.
        part: which network is meant, of files that hold several; "": the one that fits, or the largest.
        without: tensors that are left out before anything is fitted, with `*` and `?`.
    """

    templates: tuple[Template, ...] = ()
    names: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    label: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[tuple[str, tuple[tuple[str, Fact], ...]], str] = field(default_factory=dict)
    activation: str = ""
    omega: float | None = None
    shape: tuple[int, ...] | None = None
    part: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differing:
    """A network that fits an architecture but for buffers, which its other networks have otherwise.

    Attributes:
        graph: the architecture.
        buffers: names.
    """

    graph: NetworkGraph
    buffers: tuple[str, ...]


def fitted(network: FoundNetwork, held: Checkpoint, rules: Rules) -> tuple[NetworkGraph, dict[str, Tensor]] | Differing:
    """A network's architecture, and its parameters as the architecture's graph has them.

    Args:
        network: as it was found.
        held: what its file holds.
        rules: what is known of architectures.

    Raises:
        ArchitectureError: no architecture is known that it fits, or several.
    """
    labels = {**held.facts, **network.labels}
    if rules.part:
        if rules.part not in held.parts:
            there = f"it has: {', '.join(held.parts)}" if held.parts else "it holds one network"
            raise ArchitectureError(f"It has no part {rules.part!r}; {there}.", "Choose another --part.")
        held = dataclasses.replace(held, tensors=held.parts[rules.part], parts={})
    if rules.without:
        held = dataclasses.replace(
            held,
            tensors=_without(held.tensors, rules.without),
            parts={name: _without(tensors, rules.without) for name, tensors in held.parts.items()},
        )
    if rules.names:
        return _own(network, held, labels, rules)
    if network.known is not None:
        return _fit(graph_of(network.known), held.tensors)
    paper = _paper(held.tensors)
    if paper is not None:
        return _fit(graph_of(paper), held.tensors)
    return _chain(held, labels, rules)


def asked(network: FoundNetwork, labels: Mapping[str, Fact], rules: Rules) -> tuple[tuple[str, Fact], ...]:
    """The arguments that a network's labels give to its factory.

    Raises:
        ArchitectureError: a label is missing.
    """
    missing = [label for label in rules.arguments.values() if label not in labels]
    if missing:
        has = ", ".join(list(labels)[:8]) or "none"
        raise ArchitectureError(
            f"It has no label {missing[0]!r} for its factory (it has: {has}).", "Add it to --labels."
        )
    return tuple((argument, labels[label]) for argument, label in rules.arguments.items())


def named(network: FoundNetwork, labels: Mapping[str, Fact], rules: Rules) -> tuple[str, ...]:
    """The names of the user's architectures that a network may have.

    Raises:
        ArchitectureError: its label names none of them.
    """
    if rules.label:
        said = labels.get(rules.label)
        if said is None:
            return rules.names
        found = [name for name in rules.names if name.lower() == str(said).lower()]
        if not found:
            raise ArchitectureError(
                f"It is of {rules.label} {said!r}, which no --network is called.",
                f"There are: {', '.join(rules.names)}.",
            )
        return tuple(found)
    if len(rules.names) > 1:
        parts = {part.lower() for part in network.where.split("/")[:-1]}
        found = [name for name in rules.names if name.lower() in parts]
        return tuple(found) or rules.names
    return rules.names


def _without(tensors: Mapping[str, Tensor], patterns: tuple[str, ...]) -> dict[str, Tensor]:
    return {
        name: value
        for name, value in tensors.items()
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
    }


def _own(
    network: FoundNetwork, held: Checkpoint, labels: Mapping[str, Fact], rules: Rules
) -> tuple[NetworkGraph, dict[str, Tensor]] | Differing:
    names, arguments = named(network, labels, rules), asked(network, labels, rules)
    fits: dict[tuple[str, str], tuple[NetworkGraph, dict[str, Tensor]] | Differing] = {}
    problems: list[str] = [
        problem for (name, given), problem in rules.failed.items() if name in names and given == arguments
    ]
    sized = False  # whether one fits but for its sizes
    for template in rules.templates:
        if template.name not in names or template.arguments != arguments:
            continue
        for part, tensors in (held.parts or {"": held.tensors}).items():
            try:
                fits[template.name, part] = _fit(template.graph, tensors)
            except DataError as error:
                sized = sized or error.remedy == SIZES
                said = ", ".join(filter(None, (template.name if len(names) > 1 else "", part)))
                problems.append(f"{said}: {error.problem}" if said else error.problem)
    if len({name for name, _ in fits}) > 1:
        raise ArchitectureError(
            f"It fits {' and '.join(dict.fromkeys(name for name, _ in fits))}.",
            "Put their files in subfolders of these names, or say which label names them: --architecture-label.",
        )
    if len(fits) > 1:
        raise ArchitectureError(
            f"It holds several networks that fit: {', '.join(part for _, part in fits)}.",
            "Say which is meant: --part NAME.",
        )
    if not fits:
        remedy = "Give its architecture by --network."
        raise ArchitectureError(" ".join(problems), _from_labels(labels, rules) if sized else remedy)
    return next(iter(fits.values()))


def _from_labels(labels: Mapping[str, Fact], rules: Rules) -> str:
    """How networks of several sizes become each its own."""
    if rules.arguments:
        return "Its labels are of another network: see to the table."
    known = [name for name in rules.takes if name in labels]
    if known:
        return f"Call the factory with each network's own labels: --args-from-labels {','.join(known)}."
    if rules.takes:
        takes = f"a label for {' or '.join(rules.takes)}"
        return f"Give each network {takes} in --labels, and add --args-from-labels {','.join(rules.takes)}."
    return "Let the factory take the size, and add --args-from-labels with the label that says it."


def _fit(graph: NetworkGraph, tensors: Mapping[str, Tensor]) -> tuple[NetworkGraph, dict[str, Tensor]] | Differing:
    try:
        return graph, fit_state_dict(graph, tensors)
    except DataError as error:
        if graph.source.buffers:
            buffers = differing_buffers(graph, tensors)  # raises the same, where it is not that
            if buffers and all(graph.constants[name].is_floating_point() for name in buffers):
                return Differing(graph, buffers)
        raise ArchitectureError(error.problem, error.remedy) from error


@lru_cache(maxsize=256)
def graph_of(architecture: Known) -> NetworkGraph:
    """The graph of a known architecture.

    Raises:
        DataError: its settings are not possible.
    """
    with torch.random.fork_rng(devices=[]):
        return trace(architecture.module(), torch.zeros(2, *architecture.input), architecture.name)


@lru_cache(maxsize=1)
def _paper_shapes() -> dict[frozenset[tuple[str, tuple[int, ...]]], Known]:
    found = {}
    with torch.device("meta"):
        for architecture in PAPER:
            found[_form(architecture.module().state_dict())] = architecture
    return found


def _form(tensors: Mapping[str, Tensor]) -> frozenset[tuple[str, tuple[int, ...]]]:
    return frozenset(
        (name.removeprefix("module."), tuple(value.shape))
        for name, value in tensors.items()
        if not name.endswith("num_batches_tracked")
    )


def _paper(tensors: Mapping[str, Tensor]) -> Known | None:
    return _paper_shapes().get(_form(tensors))


def _chain(held: Checkpoint, labels: Mapping[str, Fact], rules: Rules) -> tuple[NetworkGraph, dict[str, Tensor]]:
    floats = {key: value.detach() for key, value in held.tensors.items() if value.is_floating_point() and value.dim()}
    count = sum(value.numel() for value in floats.values())
    if count > 100_000_000:
        raise ArchitectureError(f"It has {count:,} numbers.", "Networks of at most 100,000,000 are taken.")
    tensors = tidied({key: value.float() for key, value in floats.items()}, held.form)
    chain = _chain_in_order(tensors)
    if chain is None:
        names = ", ".join(f"{key} {tuple(value.shape)}" for key, value in list(tensors.items())[:4])
        raise ArchitectureError(
            f"It is no chain of linear layers, and its architecture is not known ({names}, ...).",
            f"Say what makes it: {OWN}.",
        )
    activation, omega = _activation(labels, rules, len(chain.weights))
    if not _told_by_names(chain, tensors):
        tensors = _by_number(chain, biased=any(value.ndim == 1 for value in tensors.values()))
    try:
        graph = graph_of_chain(
            tensors,
            activation,
            shape=rules.shape,
            omega=omega if activation == "sine" else 1.0,
            skip=chain.skip,
        )
        return graph, fit_state_dict(graph, tensors)
    except DataError as error:
        raise ArchitectureError(error.problem, error.remedy) from error


def _chain_in_order(tensors: Mapping[str, Tensor]) -> Chain | None:
    """The layers by the numbers in their names, where these alone differ; else as the file has them, if they fit so.

    Torch writes layers as they were defined, whatever they are called; safetensors by the alphabet, fc10 before fc2.
    """
    numbered = {key: tensors[key] for key in sorted(tensors, key=natural)}
    alike = len({re.sub(r"\d+", "", key) for key, value in tensors.items() if value.ndim == 2}) == 1
    tried = [chain_of(some) for some in ((numbered, tensors) if alike else (tensors, numbered))]
    return next((found for found in tried if found is not None and not found.ordered), tried[0 if alike else 1])


def _told_by_names(chain: Chain, tensors: Mapping[str, Tensor]) -> bool:
    """Whether the names of the weights say the order that the layers have, and the file holds them as they are used."""
    names = {id(value): key for key, value in tensors.items()}
    found = [names.get(id(weight)) for weight in chain.weights]
    said = [name for name in found if name is not None]
    return len(said) == len(found) and said == sorted(said, key=natural)


def _by_number(chain: Chain, *, biased: bool) -> dict[str, Tensor]:
    """A chain's layers named by their number, where the file's names do not say the order, or weights are (in, out)."""
    found = {}
    for k, (weight, bias) in enumerate(zip(chain.weights, chain.biases, strict=True)):
        found[f"layers.{k}.weight"] = weight.contiguous()
        if biased:
            found[f"layers.{k}.bias"] = bias
    return found


def activation_name(said: str) -> str:
    """An activation as `chain.ACTIVATIONS` call it, if they do, from how people write it."""
    spelled = said.lower().removeprefix("torch.nn.").removeprefix("nn.").rstrip("()")
    return SPELLED.get(spelled, spelled)


def _activation(labels: Mapping[str, Fact], rules: Rules, layers: int) -> tuple[str, float]:
    said = rules.activation or next((str(labels[key]) for key in SAID if key in labels), "")
    if not said and layers == 1:
        said = "identity"
    spelled = activation_name(said)
    if spelled not in ACTIVATIONS:
        problem = f"Unknown activation {said!r}." if said else UNSAID
        raise ArchitectureError(
            problem, f"Give --activation, one of: {', '.join(ACTIVATIONS)}; or a label `activation`; or {OWN}."
        )
    omega = rules.omega
    if omega is None:
        stated = next((labels[key] for key in FREQUENCIES if isinstance(labels.get(key), int | float)), OMEGA)
        omega = float(stated)
    return spelled, omega
