"""How much memory a training takes, told before any of it is taken."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path

from explorer.errors import TrainingError
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.netspace.decoders.chunked import ChunkedDecoder
from explorer.networks.graph import NetworkGraph

BYTES = 4
KEPT = 5  # of a trained parameter: itself, its gradient, two moments, the running average
ZOO = 6  # times that the zoo's weights are there at once: read, as the trainer has them, packed, written and read again
PER_NETWORK = 6  # of a decoded network: entries, their gradient, what is between, and the parameters that are run
ACTIVATIONS = 4  # values of each hidden unit that the backward pass needs
PROGRAM = 300 * 2**20  # bytes that any training takes, however small: libraries (UMAP's compiler among them), answers
FREE = Path("/proc/meminfo")


def needed_bytes(graphs: Sequence[NetworkGraph], networks: int, recipe: FunctionRecipe) -> int:
    """An estimate of what training takes beside the program as it starts, in bytes.

    Held against real trainings of 5,000 to 878,410 parameters it was within a factor of 1.5 (explorer/README.md).

    Args:
        graphs: the architectures.
        networks: of the zoo.
        recipe: of the training.
    """
    most, archs = max(graph.count for graph in graphs), len(graphs)
    options = recipe.model.decoder_options
    signals = archs * (recipe.networks + recipe.shaken) + recipe.mixed
    zoo = ZOO * networks * most
    if recipe.model.decoder == "chunked":
        default = inspect.signature(ChunkedDecoder).parameters
        chunk, hidden = (options.get(name, default[name].default) for name in ("chunk", "hidden"))
        chunks = -(-most // chunk)
        own = KEPT * most * (archs + options.get("basis", 0)) + archs * most
        activations = signals * chunks * (ACTIVATIONS * hidden + 2 * chunk)
    else:
        own, activations = KEPT * 20_000_000, signals * ACTIVATIONS * most
    total: int = PROGRAM + BYTES * (zoo + own + activations + signals * PER_NETWORK * most)
    return total


def available_bytes() -> int | None:
    """Memory that can be had without swapping; None where the system does not say."""
    try:
        lines = FREE.read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, rest = line.partition(":")
        if name == "MemAvailable":
            return int(rest.split()[0]) * 1024
    return None


def check_memory(graphs: Sequence[NetworkGraph], networks: int, recipe: FunctionRecipe) -> int:
    """Refuse a training that does not fit the memory, before it begins.

    Returns:
        The estimate, in bytes.

    Raises:
        TrainingError: it would take more than there is.
    """
    needed, there = needed_bytes(graphs, networks, recipe), available_bytes()
    if there is not None and needed > there:
        most = max(graph.count for graph in graphs)
        raise TrainingError(
            f"Training on {networks:,} networks of {most:,} parameters takes about {needed / 2**30:.1f} GiB of memory; "
            f"{there / 2**30:.1f} GiB are free.",
            "Take smaller networks or fewer of them, the recipe functions-large (or one with fewer networks a step and "
            "a smaller basis), or a machine with more memory.",
        )
    return needed
