"""Image classifiers from elsewhere, read into a space of classifiers and compared with themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.data.images import Images
from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.encode import Encoded
from explorer.explore.travel.location import where
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.kinds.classifiers.classification import disagreement
from explorer.kinds.classifiers.foreign import ForeignClassifier, read_foreign_classifier
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.stored import Wanted, made_by
from explorer.netspace.encoders.answers import FORM, form_entries, reading_of
from explorer.space.bundle import Space

EACH = 20  # validation images a class, from which on they suffice to find out how images are taken


@dataclass(frozen=True)
class OwnPredictions:
    """What the network of a file takes the test images for."""

    predicted: Int[np.ndarray, " n"]


class ClassifierReading:
    """See `protocols.Reading`."""

    title = "Read a network"
    by_factory = True
    uploads = "Networks: safetensors, a torch state_dict, or ONNX"
    formats: tuple[str, ...] = NETWORKS
    titles: Mapping[str, tuple[str, str]] = {
        "agreement": ("Same predictions", "{:.1%}"),
        "accuracy": ("Accuracy of the file", "{:.1f} %"),
        "accuracy_between": ("Accuracy of the file", "{} %"),
        "decoded_accuracy": ("Accuracy, decoded", "{:.1f} %"),
        "decoded_architecture": ("Decoded as", "{}"),
    }

    def read(self, engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Encoded:
        """A classifier by its answers at the probes, and its form where that counts."""
        classifiers = classifiers_only(space)
        wanted = wanted_of(classifiers)
        if hints.network:
            wanted = replace(wanted, graphs=(made_by(hints.network, wanted),))
        network = read_foreign_classifier(data, name, wanted, hints)
        latent = latent_of_network(classifiers, network)
        test = classifiers.images.test
        own = network(test.pixels)
        predicted = own.argmax(1).numpy()
        judged = judge_network(engine, classifiers, Decoded.of(latent))
        measured: dict[str, float | str] = {
            "agreement": round(1 - disagreement(predicted, judged.predicted), 4),
            **_accuracy(network, own, test),
            "decoded_accuracy": round(judged.accuracy, 2),
            "decoded_architecture": classifiers.archs[judged.arch].name,
            "parameters": float(network.form.count),
        }
        return Encoded(
            network.name,
            network.words,
            latent,
            where(space, latent),
            measured,
            worth=round(judged.accuracy, 2),
            own=OwnPredictions(predicted),
            meant=network.meant,
            doubts=network.doubts,
            choices=network.choices,
        )

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """Share of the test images that the two take for the same class."""
        if not isinstance(read.own, OwnPredictions):
            raise SelectionError(f"{read.name} is no classifier.", "Take a space of classifiers.")
        judged = judge_network(engine, classifiers_only(space), Decoded.of(latent))
        return 1 - disagreement(read.own.predicted, judged.predicted)

    def show(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded) -> None:
        """Nothing: the numbers say it."""
        del engine, space, latent, called, read


READING = ClassifierReading()


def _accuracy(network: ForeignClassifier, own: Float[Tensor, "n classes"], test: Images) -> dict[str, float | str]:
    """Percent of the test images; from the least to the most, where several activations fit."""
    right = float(percent_right(own, test.labels))
    if not network.rivals:
        return {"accuracy": round(right, 2)}
    every = [right, *(float(percent_right(one(test.pixels), test.labels)) for _, one in network.rivals)]
    return {"accuracy_between": f"{min(every):.1f} to {max(every):.1f}"}


def wanted_of(space: ClassifierSpace) -> Wanted:
    """What a classifier must fit to be read into a space."""
    arch, images = space.archs[0], space.images
    graphs = tuple(one for one in space.archs if isinstance(one, GraphClassifier))
    # Networks from elsewhere may have learned the training images by heart: then any convention looks sure on them.
    labelled = images.validation
    if len(labelled) < EACH * arch.classes:
        both = (images.validation, images.train)
        labelled = Images(torch.cat([one.pixels for one in both]), torch.cat([one.labels for one in both]))
    return Wanted(
        arch.channels, arch.size, arch.classes, images.mean, images.std, labelled, graphs, tuple(images.classes)
    )


def latent_of_network(space: ClassifierSpace, network: ForeignClassifier) -> Float[np.ndarray, " d"]:
    """The latent that the encoder reads of a classifier's answers at the probes, and of its form where it counts."""
    encoder = space.model.encoder
    form: Tensor | None = None
    if encoder.form:
        one = network.form
        # Of an unknown one, what is usual in the zoo: after it is standardised, nothing.
        form = (
            form_entries(one.convolutions, one.linear, one.biases, one.depth, one.count / space.layout.count)
            if one.known
            else encoder.centre[-FORM:]
        )
    with torch.inference_mode():
        answers = reading_of(network(encoder.probes)[None], form)
        return np.asarray(space.model.encode(answers)[0].numpy())
