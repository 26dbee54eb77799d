"""How a space of image classifiers lies on disk: with the images that it is judged on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from explorer.errors import BundleError, DataError
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture, arch_data, arch_of, without_factory
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.space_images import SpaceImages, read_images
from explorer.kinds.classifiers.stating import IMAGES, STATING
from explorer.netspace.model import ModelConfig
from explorer.space.archzoo import ArchZoo
from explorer.space.bundle import MapArrays, Space, save_space
from explorer.space.stated import AGAIN


class ClassifierStoring:
    """See `protocols.Storing`."""

    group = ClassifierSpace.group
    neighbours = 30  # zoos of classifiers are small
    files, schema = STATING.files, STATING.schema

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        """A `ClassifierNetSpace` of the architectures that `space.json` states."""
        with torch.device("cpu"):  # what a graph holds is no parameter of the model, and is not loaded later
            archs = [_arch(arch) for arch in info["architectures"]]
        return ClassifierNetSpace(archs, ModelConfig(**info["model"]), info["images"]["mean"], info["images"]["std"])

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> ArchZoo:
        """Networks of every architecture, side by side."""
        return ArchZoo.from_tensors(model.layouts, tensors)

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        """With its images."""
        info = shared["info"]
        arch = shared["model"].archs[0]
        if arch.classes != len(info["images"]["classes"]):
            raise BundleError(
                f"{path}: the networks tell {arch.classes} classes apart, the images are of "
                f"{len(info['images']['classes'])}.",
                AGAIN,
            )
        images = read_images(path / IMAGES, info["images"], arch.channels, arch.size, AGAIN)
        return ClassifierSpace(images=images, **shared)


STORING = ClassifierStoring()


def _arch(stated: Mapping[str, Any]) -> Architecture:
    try:
        return arch_of(stated)
    except DataError as error:
        raise BundleError(error.problem, AGAIN) from error


def save_classifiers(
    path: Path,
    *,
    title: str,
    model: ClassifierNetSpace,
    zoo: ArchZoo,
    arrays: MapArrays,
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
    images: SpaceImages,
) -> None:
    """`save_space` of a space of classifiers."""
    save_space(
        path, kind=ClassifierSpace.kind, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics,
        provenance=provenance, files={IMAGES: images.packed()},
        stated={"architectures": [arch_data(without_factory(arch)) for arch in model.archs], "images": images.stated()},
    )  # fmt: skip
