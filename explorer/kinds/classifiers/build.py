"""What is of classifiers in the building of a space: networks, what is learned and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.data.images import ImageData, Images, balanced
from explorer.errors import TrainingError
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture, bfloat16_helps, percent_right
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.space_images import SpaceImages
from explorer.kinds.classifiers.storing import save_classifiers
from explorer.kinds.classifiers.trainer import (
    ClassifierData,
    ClassifierSignals,
    ClassifierTrainer,
    logits_of,
    signals,
)
from explorer.kinds.classifiers.zoo import Trained
from explorer.kinds.protocols import Report
from explorer.netspace.architectures import by_arch
from explorer.space.archzoo import ArchZoo
from explorer.space.build import Judged
from explorer.space.bundle import MapArrays
from explorer.space.split import Split
from explorer.zoo.columns import given_labels

TRAIN_IMAGES, VALIDATION_IMAGES, TEST_IMAGES = 2000, 1000, 5000  # that travel with a space
IMAGES = TRAIN_IMAGES + VALIDATION_IMAGES + TEST_IMAGES
SHIPPED_BYTES = 128 * 2**20  # of their pixels; a bundle of twice as many is not read
PROBES = 256  # of the encoder, unless the recipe says otherwise
HELDOUT_IMAGES = 256  # validation images of the curve
STEPS = "training_steps"  # a label
LEVELS = 12  # of stored weights, a standard deviation: classifiers bear coarser ones than signed distances do


@dataclass(frozen=True)
class KeptNetworks:
    """The networks of a zoo that a space is made of.

    Attributes:
        archs: the space's architectures, in the order of a path; the zoo may hold no network of some of them.
        index: index of each network's architecture among `archs`.
        params: the networks.
        steps: length of each one's training; empty where it is not known.
        rows: its row in the zoo.
    """

    archs: tuple[Architecture, ...]
    index: Int[Tensor, " n"]
    params: list[dict[str, Tensor]]
    steps: list[int]
    rows: np.ndarray

    @classmethod
    def of(cls, zoo: Trained, only: Sequence[str] | None) -> KeptNetworks:
        """All of a zoo, or the networks of some architectures `only`: the others then stay unseen.

        Raises:
            TrainingError: the zoo has no network of such an architecture.
        """
        names = [arch.name for arch in zoo.plan.archs]
        wanted = names if only is None else list(only)
        odd = [name for name in wanted if name not in names]
        if odd or not wanted:
            raise TrainingError(
                f"The zoo has no {odd[0] if odd else 'architecture'!r}.", f"Choose from: {', '.join(names)}."
            )
        rows = [k for k, a in enumerate(zoo.archs) if names[a] in wanted]
        return cls(
            zoo.plan.archs,
            torch.tensor([zoo.archs[k] for k in rows]),
            [zoo.params[k] for k in rows],
            [zoo.steps[k] for k in rows] if zoo.steps else [],
            np.asarray(rows),
        )


@dataclass(frozen=True)
class ClassifierMaker:
    """See `explorer.space.build.SpaceMaker`. Use `of`.

    Attributes:
        made: the zoo, with its teacher.
        data: the images that its networks were trained on.
        recipe: parts and training.
        kept: the networks of the zoo that the space is made of.
        nets: their PRep entries.
    """

    made: Trained
    data: ImageData
    recipe: ClassifierRecipe
    kept: KeptNetworks
    nets: Float[Tensor, "n count"]
    kind: ClassVar[str] = ClassifierSpace.kind

    @classmethod
    def of(
        cls, zoo: Trained, data: ImageData, recipe: ClassifierRecipe, only: Sequence[str] | None = None
    ) -> ClassifierMaker:
        """All networks of a zoo, or those of some architectures.

        Args:
            zoo: the networks and their teacher.
            data: the images that they were trained on.
            recipe: parts and training.
            only: names of the architectures whose networks are trained on; the others stay unseen. None: all.

        Raises:
            TrainingError: see `KeptNetworks.of`; or the images are others than the zoo's.
        """
        if zoo.stated.get("sha256") != data.sha256:
            raise TrainingError("The zoo was trained on other images.", "Give the data that it was made from.")
        kept, recipe = KeptNetworks.of(zoo, only), fitting(recipe, data)
        with torch.device("meta"):  # only how large its PReps are
            sized = ClassifierNetSpace(kept.archs, recipe.model, data.mean, data.std)
        nets = torch.stack([sized.entries(a, p) for a, p in zip(kept.index.tolist(), kept.params, strict=True)])
        return cls(zoo, data, recipe, kept, nets)

    @property
    def zoo(self) -> Mapping[str, Any]:
        """The zoo's own account of itself."""
        return self.made.stated

    @property
    def rows(self) -> Int[np.ndarray, " n"]:
        """Of the kept networks."""
        return self.kept.rows

    def model(self) -> ClassifierNetSpace:
        """A fresh `ClassifierNetSpace` of the zoo's architectures."""
        return ClassifierNetSpace(self.kept.archs, self.recipe.model, self.data.mean, self.data.std)

    def form(self, model: ClassifierNetSpace) -> tuple[Architecture, ...]:
        """The architectures."""
        return model.archs

    def prepare(self, model: ClassifierNetSpace, ids: Int[np.ndarray, " k"]) -> None:
        """Start encoder and decoder from the zoo's networks."""
        model.prepare(self.nets[ids], self.kept.index[ids], _probes(self.data, self.recipe).pixels)

    def trainer(self, model: ClassifierNetSpace, split: Split, seed: int, report: Report) -> ClassifierTrainer:
        """See `training_data`."""
        del report
        learned = training_data(model, self.made, self.data, self.nets, self.kept, split, self.recipe)
        return ClassifierTrainer(model, learned, self.recipe, seed, bfloat16_helps())

    def stated(self) -> dict[str, Any]:
        """Which architectures are learned, and from which images."""
        return {
            "architectures_trained_on": sorted({self.kept.archs[a].name for a in self.kept.index.tolist()}),
            **({"teacher": self.made.stated["teacher"]} if self.made.records else {}),
            "data": {"name": self.data.name, "source": self.data.source, "sha256": self.data.sha256},
        }

    def pack(self, model: ClassifierNetSpace, ids: Int[np.ndarray, " k"]) -> ArchZoo:
        """At reduced precision."""
        return ArchZoo.pack(model.layouts, self.kept.index[ids].numpy(), self.nets[ids], LEVELS)

    def read(self, model: ClassifierNetSpace, weights: Float[Tensor, "k count"], ids: Int[np.ndarray, " k"]) -> Tensor:
        """Each as one of its architecture."""
        return model.read(weights, self.kept.index[ids])

    def judge(
        self, model: ClassifierNetSpace, weights: Float[Tensor, "k count"], latents: Float[Tensor, "k d"],
        ids: Int[np.ndarray, " k"],
    ) -> Judged:  # fmt: skip
        """Architecture, length of training, and the accuracies of the network and of what it decodes to."""
        archs, test = self.kept.index[ids], self.images.test
        with torch.inference_mode():
            decoded, scores = model.decode(latents), model.scores(latents)
        own = accuracies(model, weights, archs, test)
        lost = accuracies(model, self.nets[ids], archs, test) - own
        labels = {
            "architecture": np.asarray([self.kept.archs[a].name for a in archs.tolist()]),
            "accuracy": own,
            "decoded_accuracy": accuracies(model, decoded, scores.argmax(1), test),
        }
        if self.kept.steps:
            labels[STEPS] = np.asarray([self.kept.steps[k] for k in ids], dtype=np.float32)
        if self.made.records:
            labels |= given_labels([self.made.records[int(self.kept.rows[k])] for k in ids], [*labels, STEPS])
        precision = {"points_lost": round(float(lost.mean()), 4), "most": round(float(np.abs(lost).max()), 4)}
        return Judged(labels, {"zoo_precision": precision, "zoo_accuracy": zoo_accuracy(self.made, self.images)})

    def save(
        self, path: Path, *, title: str, model: ClassifierNetSpace, zoo: ArchZoo, arrays: MapArrays,
        metrics: Mapping[str, Any], provenance: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """See `save_classifiers`."""
        save_classifiers(
            path, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics, provenance=provenance,
            images=self.images,
        )  # fmt: skip

    @cached_property
    def images(self) -> SpaceImages:
        """The images that travel with the space."""
        return shipped_images(self.made, self.data)


def fitting(recipe: ClassifierRecipe, data: ImageData) -> ClassifierRecipe:
    """The recipe with no more probe images than there are training images."""
    config = recipe.model
    if config.encoder != "probe" or config.encoder_options.get("probes", PROBES) <= len(data.train):
        return recipe
    options = {**config.encoder_options, "probes": len(data.train)}
    return replace(recipe, model=replace(config, encoder_options=options))


def _probes(data: ImageData, recipe: ClassifierRecipe) -> Images:
    """Training images that a `probe` encoder runs networks on; they are in random order."""
    return data.train[: recipe.model.encoder_options.get("probes", PROBES)]


def training_data(
    model: ClassifierNetSpace,
    zoo: Trained,
    data: ImageData,
    nets: Float[Tensor, "n count"],
    kept: KeptNetworks,
    split: Split,
    recipe: ClassifierRecipe,
) -> ClassifierData:
    """What is learned from: the input networks' own predictions (one architecture), a teacher's (several), or both."""
    archs = kept.index
    pool, few = data.train[: recipe.pool], data.validation[:HELDOUT_IMAGES]
    several = len(model.archs) > 1

    def of(rows: np.ndarray) -> ClassifierSignals:
        return signals(model, nets[rows], archs[rows], joint=recipe.joint)

    def teacher(images: Images) -> Float[Tensor, "n classes"]:
        return logits_of(zoo.plan.teacher, zoo.teacher, images, data.mean, data.std).clone()

    return ClassifierData(
        signals(model, *_with_snapshots(model, zoo, nets, kept, split.train, recipe), joint=recipe.joint),
        pool,
        teacher(pool) if (several and not recipe.joint) or recipe.taught else None,
        of(split.heldout),
        few,
        teacher(few) if several and not recipe.joint else None,
        teacher(_probes(data, recipe)) if recipe.taught else None,
    )


def _with_snapshots(
    model: ClassifierNetSpace,
    zoo: Trained,
    nets: Float[Tensor, "n count"],
    kept: KeptNetworks,
    ids: Int[np.ndarray, " k"],
    recipe: ClassifierRecipe,
) -> tuple[Float[Tensor, "more count"], Int[Tensor, " more"]]:
    """PRep entries and architectures of networks, and of those that their trainings passed, if the recipe wants them.

    Raises:
        TrainingError: it wants them, and the zoo kept none.
    """
    own, archs = nets[ids], kept.index[ids]
    if not recipe.snapshots:
        return own, archs
    if not zoo.snapshots:
        raise TrainingError("The zoo kept no networks on the way of its trainings.", "Set snapshots to false.")
    passed = [(int(kept.index[k]), one) for k in ids.tolist() for one in zoo.snapshots[int(kept.rows[k])]]
    return (
        torch.cat([own, *(model.entries(arch, one)[None] for arch, one in passed)]),
        torch.cat([archs, torch.tensor([arch for arch, _ in passed], dtype=archs.dtype)]),
    )


def shipped_images(zoo: Trained, data: ImageData) -> SpaceImages:
    """The images that travel with a space, and the teacher's answers."""
    # Large pictures: fewer of them, so that a space stays small enough to be opened.
    share = min(1.0, SHIPPED_BYTES / (IMAGES * data.channels * data.size**2))
    train, validation, test = (max(1, int(share * n)) for n in (TRAIN_IMAGES, VALIDATION_IMAGES, TEST_IMAGES))
    parts = {
        "train": data.train[:train],
        "validation": data.validation[:validation],
        "test": balanced(data.test, max(test, len(data.classes)), len(data.classes)),
    }
    teacher = {
        name: logits_of(zoo.plan.teacher, zoo.teacher, images, data.mean, data.std).half().float()
        for name, images in parts.items()
    }
    return SpaceImages(
        data.name, data.classes, data.mean, data.std, data.source,
        parts["train"], parts["validation"], parts["test"], teacher,
    )  # fmt: skip


def accuracies(
    model: ClassifierNetSpace, nets: Float[Tensor, "n count"], archs: Int[Tensor, " n"], images: Images
) -> Float[np.ndarray, " n"]:
    """Accuracy of each network on images, in percent."""
    out = np.zeros(len(nets), np.float32)
    for a, where in by_arch(archs):
        for k in where.tolist():
            logits = logits_of(model.archs[a], model.params(a, nets[k]), images, model.mean, model.std)
            out[k] = percent_right(logits, images.labels)
    return out


def zoo_accuracy(zoo: Trained, images: SpaceImages) -> dict[str, float]:
    """Mean test accuracy, in percent, of each architecture in the zoo, whether trained on or not; and the teacher's."""

    def percent(arch: Architecture, params: dict[str, Tensor]) -> float:
        logits = logits_of(arch, params, images.test, images.mean, images.std)
        return float(percent_right(logits, images.test.labels))

    out = dict[str, float]()
    for a, arch in enumerate(zoo.plan.archs):
        own = [percent(arch, p) for p, k in zip(zoo.params, zoo.archs, strict=True) if k == a]
        if own:  # an architecture that stays unseen has none
            out[arch.name] = round(float(np.mean(own)), 3)
    out["teacher"] = round(percent(zoo.plan.teacher, zoo.teacher), 3)
    return out
