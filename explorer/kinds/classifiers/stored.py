"""Classifiers from their weights alone: architectures that are known, and chains of linear layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.images import Images, normalised
from explorer.errors import DataError, SelectionError
from explorer.foreign.chains import ACTIVATIONS, chain_of
from explorer.foreign.onnxgraph import GraphForm
from explorer.kinds.classifiers.conventions import Answers, Layout
from explorer.kinds.classifiers.graphs import TRACED, GraphClassifier
from explorer.kinds.classifiers.networks import NAMES, Classifier, fold, run
from explorer.netspace.encoders.answers import parameters_by_kind
from explorer.networks.graph import trace
from explorer.networks.graph.userfile import build, load_factory

WIDTHS = range(1, 129)
OWN_CODE = "Export the network as ONNX: then it is run as it is. Or name what makes it: --network FILE.py:FACTORY."


@dataclass(frozen=True)
class Wanted:
    """What a classifier must fit.

    Attributes:
        channels: of the images.
        size: of the images, in pixels.
        classes: how many it tells apart.
        mean: the space's own normalisation, tried first.
        std: see there.
        images: labelled images that conventions are found out on; never test images.
        graphs: architectures that are known beside our own.
        names: of the classes.
    """

    channels: int
    size: int
    classes: int
    mean: float
    std: float
    images: Images
    graphs: tuple[GraphClassifier, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One thing that a file may be.

    Attributes:
        words: what it is, in one line.
        form: what it is made of.
        answers: scores for images that are laid out as it takes them.
        layouts: how it may take them, the likeliest first.
        activation: between its layers, where the file does not say it.
        shape: how its layers hang together, where the file does not say it.
        integers: the type of its input, where that is whole numbers.
    """

    words: str
    form: GraphForm
    answers: Answers
    layouts: tuple[Layout, ...]
    activation: str = ""
    shape: str = ""
    integers: str = field(default="")


def of_weights(
    weights: Mapping[str, Tensor], name: str, wanted: Wanted, activation: str = "", factory: str = ""
) -> list[Reading]:
    """All that the tensors of a file may be.

    Args:
        weights: tensors by name.
        name: of the file.
        wanted: what it must fit.
        activation: where it is told.
        factory: what makes the network, where that is told: then `wanted` has its graph, and nothing else is tried.

    Raises:
        DataError: they are of no architecture that is known, or for other images or classes.
    """
    own = (Layout("nchw", wanted.channels, wanted.size, wanted.size),)
    found = [
        Reading(
            f"{graph.name}, {graph.count:,} parameters", form_of_shapes(graph.shapes, graph.depth),
            lambda x, a=graph, p=params: run(a, p, x), own,  # type: ignore[misc]
        )
        for graph, params in _of_graphs(weights, wanted)
    ]  # fmt: skip
    if found or factory:
        if not found:
            raise DataError(
                f"{name} does not hold the tensors of what {factory} makes.", "Name what made this very network."
            )
        return found
    found = [
        Reading(
            f"{arch.name} of width {arch.width}, {arch.count:,} parameters", form_of_shapes(arch.shapes, arch.depth),
            lambda x, a=arch, p=params: run(a, p, x), own,  # type: ignore[misc]
        )
        for arch, params in _architectures(weights, name, wanted)
    ]  # fmt: skip
    return found or _linear_chain(weights, name, wanted, activation)


def made_by(factory: str, wanted: Wanted) -> GraphClassifier:
    """The architecture that a user's factory makes; its file is run.

    Raises:
        DataError: it fails, cannot be traced, or is for other images or classes.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        module = build(load_factory(factory), {}, factory)
    images = normalised(wanted.images.pixels[:TRACED], wanted.mean, wanted.std)
    graph = trace(module.eval(), images, factory.rpartition(":")[2])
    if graph.output != (wanted.classes,):
        raise DataError(
            f"{factory} makes a network from {graph.input} to {graph.output}; there are {wanted.classes} classes here.",
            "Take one for the images of this space.",
        )
    return GraphClassifier(graph)


def _linear_chain(weights: Mapping[str, Tensor], name: str, wanted: Wanted, activation: str) -> list[Reading]:
    chain = chain_of(weights)
    if chain is None:
        return []
    inputs = wanted.channels * wanted.size**2
    if chain.sizes[0] != inputs or chain.sizes[-1] != wanted.classes:
        raise DataError(
            f"{name} takes {chain.sizes[0]} numbers to {chain.sizes[-1]}; images here are {inputs} numbers of "
            f"{wanted.classes} classes.",
            "Take a network for what this space holds.",
        )
    form = form_of_shapes({key: tuple(value.shape) for key, value in weights.items()}, len(chain.weights))
    sizes = "-".join(map(str, chain.sizes))
    layout = (Layout("flat", wanted.channels, wanted.size, wanted.size),)

    def reading(kind: str) -> Reading:
        def answers(x: Float[Tensor, "n inputs"]) -> Float[Tensor, "n classes"]:
            return chain.run(x, lambda h, _: ACTIVATIONS[kind](h))

        return Reading(f"{sizes}, a {kind} network", form, answers, layout, kind)

    if len(chain.weights) == 1:  # there is nothing between layers
        return [Reading(f"{sizes}, one linear layer", form, reading("relu").answers, layout)]
    return [reading(kind) for kind in ([activation] if activation else ACTIVATIONS)]


def form_of_shapes(shapes: Mapping[str, tuple[int, ...]], depth: int) -> GraphForm:
    """The form of a network with tensors of these shapes."""
    return GraphForm(*parameters_by_kind(shapes), depth)


def _of_graphs(weights: Mapping[str, Tensor], wanted: Wanted) -> Iterator[tuple[GraphClassifier, dict[str, Tensor]]]:
    """Architectures of the space whose module has just these tensors: as it was trained, or batch norm folded."""
    for arch in wanted.graphs:
        own = {name: value for name, value in weights.items() if not name.startswith("constants.")}
        if {name: tuple(value.shape) for name, value in own.items()} == dict(arch.shapes):
            yield arch, {name: value.float() for name, value in own.items()}
            continue
        try:
            yield arch, arch.folded(weights)
        except DataError:
            continue  # of another architecture: that none fits is told when all have been tried


def _architectures(
    weights: Mapping[str, Tensor], name: str, wanted: Wanted
) -> Iterator[tuple[Classifier, dict[str, Tensor]]]:
    """Architectures of `classifiers.networks` that have just these parameters, with batch norm or without.

    Raises:
        DataError: the parameters are those of one, but for other images or classes.
    """
    stored = {key: value for key, value in weights.items() if not key.endswith("num_batches_tracked")}
    for arch in NAMES:
        for norm in (False, True):
            names = _module(arch, wanted, 16, 1, norm=norm).state_dict()
            if {key for key in names if not key.endswith("num_batches_tracked")} != set(stored):
                continue
            first = next(stored[key] for key, value in names.items() if value.ndim == 4)
            widths = [w for w in WIDTHS if _stem(arch, w) == len(first)]
            strides = (1, 2) if arch.startswith("ResNet") else (1,)
            fitted = [f for w in widths for s in strides for f in _fitted(arch, wanted, w, s, stored, norm=norm)]
            if not fitted:
                last = [stored[key] for key, value in names.items() if value.ndim == 2][-1]
                raise DataError(
                    f"{name} is a {arch} for images of {first.shape[1]} channels and {len(last)} classes, or of "
                    f"another size; here images are {wanted.channels} x {wanted.size} x {wanted.size}, of "
                    f"{wanted.classes} classes.",
                    "Take a network for the images of this space.",
                )
            yield from fitted
            return


def _fitted(
    name: str, wanted: Wanted, width: int, stride: int, stored: Mapping[str, Tensor], *, norm: bool
) -> Iterator[tuple[Classifier, dict[str, Tensor]]]:
    try:
        module = _module(name, wanted, width, stride, norm=norm)
    except SelectionError:
        return
    own = {key: value.shape for key, value in module.state_dict().items() if not key.endswith("num_batches_tracked")}
    if all(own[key] == value.shape for key, value in stored.items()):
        arch = Classifier(name, wanted.channels, wanted.size, wanted.classes, width, stride)
        real = arch.module(norm=norm)
        real.load_state_dict(dict(stored), strict=False)
        yield arch, fold(real.eval())


def _module(name: str, wanted: Wanted, width: int, stride: int, *, norm: bool) -> torch.nn.Module:
    arch = Classifier(name, wanted.channels, wanted.size, wanted.classes, width, stride)
    with torch.device("meta"):
        return arch.module(norm=norm)


def _stem(name: str, width: int) -> int:
    """Channels after the first convolution of an architecture of this width."""
    return {"LeNetLike": max(1, round(6 * width / 16)), "VanillaCNN": max(1, round(8 * width / 16))}.get(name, width)
