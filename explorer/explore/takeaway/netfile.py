"""A network as a file to use without this program: safetensors, torch's state_dict, ONNX, and code that loads it."""

from __future__ import annotations

import io
import json

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.network_refs import Decoded
from explorer.explore.takeaway.export import Pick
from explorer.files import tensor_bytes
from explorer.kinds.protocols import TakingNetworks
from explorer.kinds.registry import kind, promise, promised
from explorer.space.bundle import Space

NETWORKS = ("safetensors", "pt", "onnx")
_LOADS = {
    "safetensors": ("from safetensors.torch import load_file\n", "load_file({file!r})"),
    "pt": ("", "torch.load({file!r}, weights_only=True)"),
}


def taking(space: Space) -> TakingNetworks:
    """How networks of a space are written.

    Raises:
        SelectionError: they are not.
    """
    return promise(space.kind, TakingNetworks, "write their networks as files")


def network_formats(space: Space) -> tuple[str, ...]:
    """Suffixes that a space's networks are written with; none, if they are not written."""
    found = promised(space.kind, TakingNetworks)
    return () if found is None else tuple(name for name in NETWORKS if name in found.formats)


def network_file(space: Space, pick: Pick, weights: Float[Tensor, " count"], suffix: str) -> bytes:
    """A network as a file.

    Args:
        space: the space.
        pick: which network; told in the metadata.
        weights: its flat weights (`Engine.weights`), on any device.
        suffix: one of `network_formats`.

    Raises:
        SelectionError: an unknown suffix.
    """
    own = taking(space)
    _check(space, suffix)
    params = {
        name: value.detach().cpu().contiguous().clone()
        for name, value in own.tensors(space, pick.source, weights).items()
    }
    if suffix == "safetensors":
        return tensor_bytes(params, metadata(space, pick))
    if suffix == "onnx":
        return own.onnx(space, pick.source, params, metadata(space, pick))
    buffer = io.BytesIO()
    torch.save(params, buffer)
    return buffer.getvalue()


def metadata(space: Space, pick: Pick) -> dict[str, str]:
    """What a file says about its network."""
    facts = {
        "format": "pt",
        **taking(space).facts(space, pick.source),
        "space": space.name,
        "space_version": space.version,
        "origin": pick.origin,
    }
    if isinstance(pick.source, Decoded):
        facts["latent"] = json.dumps(pick.source.array.tolist())
    return facts


def snippet(space: Space, pick: Pick, suffix: str, file: str) -> str:
    """A Python program that loads such a file and runs the network, without this package.

    Args:
        space: the space.
        pick: which network.
        suffix: one of `network_formats`.
        file: the file's name.

    Raises:
        SelectionError: an unknown suffix.
    """
    own = taking(space)
    _check(space, suffix)
    head = f"# {json.dumps(pick.origin, ensure_ascii=False)[1:-1]}\n"
    if suffix == "onnx":
        return head + own.onnx_snippet(space, pick.source, file)
    imports, load = _LOADS[suffix]
    return head + own.snippet(space, pick.source, load.format(file=file), imports)


def _check(space: Space, suffix: str) -> None:
    known = network_formats(space)
    if suffix not in known:
        raise SelectionError(
            f"Networks of spaces of {kind(space.kind).networks} are not written as .{suffix}.",
            f"Choose one of: {', '.join(known)}.",
        )
