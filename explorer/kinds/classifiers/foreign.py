"""Image classifiers from elsewhere: our architectures at any width, chains of linear layers, ONNX files of any kind.

How the images are to be normalised is found out on labelled training images: of the usual ways the one with which the
network is right most often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float, UInt8
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import Images, normalised
from explorer.errors import DataError, SelectionError
from explorer.foreign.chains import ACTIVATIONS, chain_of
from explorer.foreign.hints import Hints
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.tensors import read_weights
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.networks import NAMES, Classifier, fold, run
from explorer.netspace.encoders.answers import parameters_by_kind

WIDTHS = range(1, 129)
CHUNK = 500  # images
JUDGED = 500  # images on which the normalisation is found out
_EXPORT = "Export the network as ONNX: then it is run as it is."

Logits = Callable[[Float[Tensor, "n c s s"]], Float[Tensor, "n classes"]]


@dataclass(frozen=True)
class Form:
    """What the `probe` encoder reads of a network's form, beside its answers.

    Attributes:
        convolutions: parameters of convolutions.
        linear: of linear layers.
        biases: all others.
        depth: layers with weights on the longest way through.
    """

    convolutions: int
    linear: int
    biases: int
    depth: int

    @property
    def count(self) -> int:
        """All parameters."""
        return self.convolutions + self.linear + self.biases


@dataclass(frozen=True)
class ForeignClassifier:
    """A network that gives logits for images.

    Attributes:
        name: of its file.
        words: what it is, in one line.
        form: what it is made of.
        mean: that images, 0 to 1, are taken relative to.
        std: that they are divided by.
        run: logits for normalised images.
    """

    name: str
    words: str
    form: Form
    mean: float
    std: float
    run: Logits

    def __call__(self, pixels: UInt8[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
        """Logits for images as they are stored, a few at a time."""
        with torch.no_grad():
            return torch.cat([self.run(normalised(part, self.mean, self.std)) for part in pixels.split(CHUNK)]).float()


@dataclass(frozen=True)
class Wanted:
    """What a classifier must fit.

    Attributes:
        channels: of the images.
        size: of the images, in pixels.
        classes: how many it tells apart.
        mean: the space's own normalisation, tried first.
        std: see there.
        images: labelled images that normalisation is found out on; never test images.
        graphs: architectures that are known beside our own.
    """

    channels: int
    size: int
    classes: int
    mean: float
    std: float
    images: Images
    graphs: tuple[GraphClassifier, ...] = ()


def read_foreign_classifier(data: bytes, name: str, wanted: Wanted, hints: Hints | None = None) -> ForeignClassifier:
    """A classifier from a safetensors, torch or ONNX file.

    Raises:
        DataError: it cannot be read, its architecture is not known, or it is for other images or classes; names the
            file and the reason.
    """
    hints = hints or Hints()
    facts: Mapping[str, str] = {}
    if name.lower().endswith(".onnx"):
        network = OnnxNetwork(data, name)
        form = Form(network.convolutions, network.linear, network.biases, network.depth)
        readings: list[tuple[str, Form, Logits]] = [(f"ONNX, {network.words}", form, _shaped(network))]
    else:
        weights = read_weights(data, name)
        facts = weights.facts
        readings = [*_from_weights(weights.tensors, name, wanted, hints)]
    ways = _normalisations(hints, facts, wanted)
    some = wanted.images[:JUDGED]
    best: tuple[float, ForeignClassifier] | None = None  # by cross-entropy: accuracy is too coarse to tell near ones
    for words, form, logits in readings:
        for mean, std in ways:
            one = ForeignClassifier(name, words, form, mean, std, logits)
            answers = one(some.pixels)
            if answers.shape != (len(some), wanted.classes):
                raise DataError(
                    f"{name} gives {answers.shape[-1]} values for an image; there are {wanted.classes} classes here.",
                    "Take a network for the classes of this space.",
                )
            if not bool(torch.isfinite(answers).all()):
                raise DataError(f"{name} gives logits that are not finite.", "Train the network again.")
            wrong = float(F.cross_entropy(answers, some.labels))
            if best is None or wrong < best[0]:
                best = (wrong, one)
    assert best is not None
    return best[1]


def _normalisations(hints: Hints, facts: Mapping[str, str], wanted: Wanted) -> list[tuple[float, float]]:
    """Mean and deviation that images may be meant with: told by the user, else by the file, else the usual ones."""
    if hints.mean is not None and hints.std is not None:
        return [(hints.mean, hints.std)]
    try:
        told = Hints(mean=float(facts["mean"]), std=float(facts["std"]))
    except (KeyError, ValueError, SelectionError):  # the file does not say, or says what is not possible
        return [(wanted.mean, wanted.std), (0.0, 1.0), (0.5, 0.5)]
    assert told.mean is not None
    assert told.std is not None
    return [(told.mean, told.std)]


def _shaped(network: OnnxNetwork) -> Logits:
    """Images as the file wants them: flat where it wants vectors."""
    return lambda images: network(images.flatten(1) if len(network.shape) == 2 else images)


def _from_weights(
    weights: Mapping[str, Tensor], name: str, wanted: Wanted, hints: Hints
) -> Iterator[tuple[str, Form, Logits]]:
    fitting = [*_of_graphs(weights, wanted)]
    for graph, params in fitting:
        words = f"{graph.name}, {graph.count:,} parameters"
        yield words, form_of_shapes(graph.shapes, graph.depth), lambda x, a=graph, p=params: run(a, p, x)  # type: ignore[misc]
    if fitting:
        return
    known = [*_architectures(weights, name, wanted)]
    for arch, params in known:
        words = f"{arch.name} of width {arch.width}, {arch.count:,} parameters"
        yield words, form_of_shapes(arch.shapes, arch.depth), lambda x, a=arch, p=params: run(a, p, x)  # type: ignore[misc]
    chain = None if known else chain_of(weights)
    if chain is None:
        if not known:
            raise DataError(f"{name} is of no architecture that is known from its weights alone.", _EXPORT)
        return
    inputs = wanted.channels * wanted.size**2
    if chain.sizes[0] != inputs or chain.sizes[-1] != wanted.classes:
        raise DataError(
            f"{name} takes {chain.sizes[0]} numbers to {chain.sizes[-1]}; images here are {inputs} numbers of "
            f"{wanted.classes} classes.",
            "Take a network for what this space holds.",
        )
    form = form_of_shapes({key: tuple(value.shape) for key, value in weights.items()}, len(chain.weights))
    for kind in [hints.activation] if hints.activation in ACTIVATIONS else list(ACTIVATIONS):
        sizes = "-".join(map(str, chain.sizes))

        def logits(x: Tensor, kind: str = str(kind)) -> Tensor:
            return chain.run(x.flatten(1), lambda h, _: ACTIVATIONS[kind](h))

        yield f"{sizes}, {kind} network", form, logits


def form_of_shapes(shapes: Mapping[str, tuple[int, ...]], depth: int) -> Form:
    """The form of a network with tensors of these shapes."""
    return Form(*parameters_by_kind(shapes), depth)


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
