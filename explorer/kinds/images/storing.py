"""How a space of pictures lies on disk: a Siren of the plane, and the pictures that its networks were fitted to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.errors import BundleError
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.space_pictures import SpacePictures
from explorer.kinds.images.stating import FILE, STATING
from explorer.netspace.model import NetSpace
from explorer.space.bundle import MapArrays, Space, save_space
from explorer.space.sirens import SirenStoring, siren_stated
from explorer.space.stated import AGAIN
from explorer.space.zooweights import ZooWeights


class ImageStoring(SirenStoring):
    """See `protocols.Storing`."""

    group = ImageSpace.group
    neighbours = 50
    files, schema = STATING.files, STATING.schema

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        """With the pictures that its networks were fitted to."""
        stated = shared["info"]["pictures"]
        arch = shared["model"].arch
        if arch.outputs != stated["channels"]:
            raise BundleError(
                f"{path}: the networks give {arch.outputs} values, the pictures have {stated['channels']} channels.",
                AGAIN,
            )
        pictures = SpacePictures.read(path / FILE, stated, len(shared["zoo"]))
        return ImageSpace(arch=arch, pictures=pictures, **shared)


STORING = ImageStoring()


def save_images(
    path: Path,
    *,
    title: str,
    model: NetSpace,
    zoo: ZooWeights,
    pictures: SpacePictures,
    arrays: MapArrays,
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
) -> None:
    """`save_space` of a space of pictures."""
    save_space(
        path, kind=ImageSpace.kind, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics,
        provenance=provenance,
        stated={"architecture": siren_stated(model.arch), "pictures": pictures.stated()},
        files={FILE: pictures.packed()},
    )  # fmt: skip
