"""How a space of pictures lies on disk: a Siren of the plane, and the pictures that its networks were fitted to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.data.picture_files import LEAST_SIDE, MOST_SIDE
from explorer.errors import BundleError
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.images.space_pictures import FILE, SpacePictures
from explorer.netspace.model import NetSpace
from explorer.space.bundle import AGAIN, MapArrays, Space, save_space
from explorer.space.schema import whole
from explorer.space.sirens import SirenStoring, siren_schema, siren_stated
from explorer.space.zooweights import ZooWeights

_CHANNELS = {"enum": [1, 3]}

_PICTURES = {
    "type": "object",
    "required": ["name", "classes", "source", "side", "channels"],
    "properties": {
        "name": {"type": "string"},
        "classes": {"type": "array", "minItems": 1, "maxItems": 4096, "items": {"type": "string"}},
        "source": {"type": "string"},
        "side": whole(LEAST_SIDE, MOST_SIDE),
        "channels": _CHANNELS,
    },
}


class ImageStoring(SirenStoring):
    """See `protocols.Storing`."""

    group = ImageSpace.group
    neighbours = 50
    files: tuple[str, ...] = (FILE,)
    schema: Mapping[str, Any] = {
        "required": ["architecture", "pictures"],
        "properties": {"architecture": siren_schema(2, (1, 3)), "pictures": _PICTURES},
    }

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
