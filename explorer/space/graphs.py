"""Architectures in `space.json`: a graph as JSON, with the few tensors that all its networks share as text."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save

from explorer.errors import BundleError, DataError
from explorer.networks.graph import NetworkGraph, from_data, to_data
from explorer.space.schema import MOST_TEXT
from explorer.space.stated import AGAIN


def stated_graph(graph: NetworkGraph) -> dict[str, Any]:
    """An architecture for `space.json`.

    Raises:
        BundleError: its constants are too large for it.
    """
    data, tensors = to_data(graph)
    text = base64.b64encode(save({name: value.contiguous() for name, value in tensors.items()})).decode()
    if len(text) > MOST_TEXT:
        raise BundleError(
            f"The constants of {graph.name} take {len(text):,} characters; at most {MOST_TEXT:,} are kept in a space.",
            "Make what is large a parameter, or compute it in the network.",
        )
    return {"graph": data, "constants": text}


def graph_of(stated: Mapping[str, Any]) -> NetworkGraph:
    """The inverse of `stated_graph`; no code of the file is run.

    Raises:
        BundleError: it is damaged, or not allowed.
    """
    try:
        tensors = load(base64.b64decode(stated["constants"], validate=True))
        return from_data(stated["graph"], tensors)
    except (binascii.Error, SafetensorError, ValueError) as error:
        raise BundleError(f"The constants of an architecture are damaged: {error}.", AGAIN) from error
    except DataError as error:
        raise BundleError(error.problem, AGAIN) from error
