"""Building a space of classifiers: from a zoo folder to a bundle."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.data.images import ImageData, Images, balanced
from explorer.errors import TrainingError
from explorer.kinds.classifiers.model import ClassifierNetSpace, by_arch
from explorer.kinds.classifiers.networks import Classifier, bfloat16_helps, percent_right
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
from explorer.kinds.classifiers.zooweights import ClassifierZoo
from explorer.kinds.shapes.build import Split, check_start
from explorer.netspace.recipes import ClassifierRecipe
from explorer.netspace.trainer import RunFolder, TrainingStep, train
from explorer.space.bundle import MapArrays, half_precision
from explorer.space.map import NEIGHBOURS, fit_map

TRAIN_IMAGES, VALIDATION_IMAGES, TEST_IMAGES = 2000, 1000, 5000  # that travel with a space
HELDOUT_IMAGES = 256  # validation images of the curve


@dataclass(frozen=True)
class Kept:
    """The networks of a zoo that a space is made of.

    Attributes:
        archs: the space's architectures, in the order of a path; the zoo may hold no network of some of them.
        index: index of each network's architecture among `archs`.
        params: the networks.
        steps: length of each one's training.
        rows: its row in the zoo.
    """

    archs: tuple[Classifier, ...]
    index: Int[Tensor, " n"]
    params: list[dict[str, Tensor]]
    steps: list[int]
    rows: np.ndarray

    @classmethod
    def of(cls, zoo: Trained, only: Sequence[str] | None) -> Kept:
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
            [zoo.steps[k] for k in rows],
            np.asarray(rows),
        )


def build_classifiers(
    zoo: Trained,
    data: ImageData,
    out: Path,
    recipe: ClassifierRecipe,
    *,
    title: str,
    seed: int,
    heldout: int,
    only: Sequence[str] | None = None,
    ship: int | None = None,
    run: RunFolder | None = None,
    provenance: dict[str, Any],
    start: ClassifierSpace | None = None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
) -> None:
    """Train a NetSpace on a zoo of classifiers and write the bundle.

    Args:
        zoo: the networks and their teacher.
        data: the images that they were trained on.
        out: the bundle's folder; an older bundle there is replaced when the new one is whole.
        recipe: parts and training.
        title: of the space.
        seed: of everything drawn.
        heldout: networks that are never trained on; all are shipped.
        only: names of the architectures whose networks are trained on; the others stay unseen. None: all.
        ship: training networks that are shipped; None: all.
        run: checkpoints and curves.
        provenance: command and commit, for `space.json`.
        start: a space whose model training begins with, instead of a fresh one.
        progress: called with each line of the training curve.

    Raises:
        TrainingError: see `Kept.of`, `Split.of`, `check_start` and `train`; or the images are others than the zoo's.
    """
    if zoo.stated.get("sha256") != data.sha256:
        raise TrainingError("The zoo was trained on other images.", "Give the data that it was made from.")
    kept = Kept.of(zoo, only)
    split = Split.of(len(kept.params), heldout, ship)
    torch.manual_seed(seed)
    model = ClassifierNetSpace(kept.archs, recipe.model, data.mean, data.std)
    nets = torch.stack([model.entries(a, p) for a, p in zip(kept.index.tolist(), kept.params, strict=True)])
    if start is None:
        model.prepare(nets[split.train], kept.index[split.train], _probes(data, recipe).pixels)
    else:
        fits = start.model.parts() == model.parts() and start.archs == model.archs
        check_start(start, zoo.stated, split, fits=fits)
        model.load_state_dict(start.model.state_dict())
        provenance = {**provenance, "started_from": start.info["provenance"]}
    learned = training_data(model, zoo, data, nets, kept.index, split, recipe)
    seconds = train(ClassifierTrainer(model, learned, recipe, seed, bfloat16_helps()), run, progress)
    del learned
    stated = {
        **provenance,
        "seed": seed,
        "recipe": recipe.stated(),
        "zoo": zoo.stated,
        "trained_on": len(split.train),
        "architectures_trained_on": sorted({kept.archs[a].name for a in kept.index.tolist()}),
        "training_seconds": round(seconds),
        "device": f"cpu ({platform.machine()}, {torch.get_num_threads()} threads)",
        "data": {"name": data.name, "source": data.source, "sha256": data.sha256},
    }
    write_classifiers(model, zoo, data, nets, kept, split, out, title, seed, stated)


def _probes(data: ImageData, recipe: ClassifierRecipe) -> Images:
    """Training images that a `probe` encoder runs networks on; they are in random order."""
    return data.train[: recipe.model.encoder_options.get("probes", 256)]


def training_data(
    model: ClassifierNetSpace,
    zoo: Trained,
    data: ImageData,
    nets: Float[Tensor, "n count"],
    archs: Int[Tensor, " n"],
    split: Split,
    recipe: ClassifierRecipe,
) -> ClassifierData:
    """What is learned from: the input networks' own predictions (one architecture), a teacher's (several), or both."""
    pool, few = data.train[: recipe.pool], data.validation[:HELDOUT_IMAGES]
    several = len(model.archs) > 1

    def of(rows: np.ndarray) -> ClassifierSignals:
        return signals(model, nets[rows], archs[rows])

    def teacher(images: Images) -> Float[Tensor, "n classes"]:
        return logits_of(zoo.plan.teacher, zoo.teacher, images, data.mean, data.std).clone()

    return ClassifierData(
        of(split.train),
        pool,
        teacher(pool) if several or recipe.taught else None,
        of(split.heldout),
        few,
        teacher(few) if several else None,
        teacher(_probes(data, recipe)) if recipe.taught else None,
    )


def shipped_images(zoo: Trained, data: ImageData) -> SpaceImages:
    """The images that travel with a space, and the teacher's answers."""
    parts = {
        "train": data.train[:TRAIN_IMAGES],
        "validation": data.validation[:VALIDATION_IMAGES],
        "test": balanced(data.test, TEST_IMAGES, len(data.classes)),
    }
    teacher = {
        name: logits_of(zoo.plan.teacher, zoo.teacher, images, data.mean, data.std).half().float()
        for name, images in parts.items()
    }
    return SpaceImages(
        data.name, data.classes, data.mean, data.std, data.source,
        parts["train"], parts["validation"], parts["test"], teacher,
    )  # fmt: skip


def write_classifiers(
    model: ClassifierNetSpace,
    zoo: Trained,
    data: ImageData,
    nets: Float[Tensor, "n count"],
    kept: Kept,
    split: Split,
    out: Path,
    title: str,
    seed: int,
    provenance: dict[str, Any],
) -> None:
    """Encode the shipped networks as they will be stored, judge them, lay out the map, and save the bundle."""
    model.load_state_dict(half_precision(model))  # what is measured and mapped is what will be loaded
    rows = np.concatenate([split.shipped, split.heldout])
    archs = kept.index[rows]
    packed = ClassifierZoo.pack(model.layouts, archs.numpy(), nets[rows])
    stored = packed.weights(range(len(rows)))
    with torch.inference_mode():
        latents = model.encode(model.read(stored, archs)).half().float()  # the lower bits mean nothing and take space
        decoded, scores = model.decode(latents), model.scores(latents)
    images = shipped_images(zoo, data)
    own = accuracies(model, stored, archs, images.test)
    lost = accuracies(model, nets[rows], archs, images.test) - own
    labels = {
        "architecture": np.asarray([kept.archs[a].name for a in archs.tolist()]),
        "accuracy": own,
        "decoded_accuracy": accuracies(model, decoded, scores.argmax(1), images.test),
        "training_steps": np.asarray([kept.steps[k] for k in rows], dtype=np.float32),
    }
    arrays = MapArrays(
        latents=latents.numpy(),
        positions=fit_map(latents.numpy(), seed, NEIGHBOURS["classifier"]),
        labels=labels,
        split=np.asarray(["train"] * len(split.shipped) + ["heldout"] * len(split.heldout)),
        zoo_rows=kept.rows[rows].astype(np.int32),
    )
    precision = {"points_lost": round(float(lost.mean()), 4), "most": round(float(np.abs(lost).max()), 4)}
    provenance = {
        **provenance,
        "zoo_precision": precision,
        "zoo_accuracy": zoo_accuracy(zoo, images),
    }
    save_classifiers(
        out, title=title, model=model, zoo=packed, arrays=arrays, metrics={}, provenance=provenance, images=images
    )


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

    def percent(arch: Classifier, params: dict[str, Tensor]) -> float:
        logits = logits_of(arch, params, images.test, images.mean, images.std)
        return float(percent_right(logits, images.test.labels))

    out = dict[str, float]()
    for a, arch in enumerate(zoo.plan.archs):
        own = [percent(arch, p) for p, k in zip(zoo.params, zoo.archs, strict=True) if k == a]
        out[arch.name] = round(float(np.mean(own)), 3)
    out["teacher"] = round(percent(zoo.plan.teacher, zoo.teacher), 3)
    return out
