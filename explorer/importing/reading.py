"""Networks read and fitted, here or in other processes; what comes of it is kept in a file that nobody else sees."""

from __future__ import annotations

import dataclasses
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import joblib
import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError, ExplorerError, ZooError
from explorer.foreign.checkpoints import Fact
from explorer.importing.found import FoundNetwork, Refused
from explorer.importing.rules import Differing, Rules, fitted
from explorer.networks.graph import NetworkGraph, vary
from explorer.networks.prep import PRepLayout, flatten

UNIT = 64  # networks that a process takes at once
FEW = 256  # up to so many networks, other processes start too slowly to help
MOST_PASSES = 4


@dataclass(frozen=True)
class Read:
    """A network that was read.

    Attributes:
        graph: its architecture.
        flat: its parameters in the order of the graph's shapes, float32.
        facts: what its file says beside them.
    """

    graph: NetworkGraph
    flat: np.ndarray
    facts: dict[str, Fact]


def read_some(networks: Sequence[FoundNetwork], rules: Rules) -> list[Read | Refused | Differing]:
    """Read and fit networks; whatever is wrong with one is said of it, and the others go on."""
    torch.set_num_threads(1)
    return [read_one(network, rules) for network in networks]


def read_one(network: FoundNetwork, rules: Rules) -> Read | Refused | Differing:
    """Read and fit one network."""
    try:
        held = network.load()
        found = fitted(network, held, rules)
        if isinstance(found, Differing):
            return found
        graph, params = found
        flat = flatten(PRepLayout.of(graph.shapes), params).detach().numpy()
        return Read(graph, flat, held.facts)
    except ExplorerError as error:
        return Refused(network.name, error.problem, error.remedy)
    except (
        MemoryError,
        RuntimeError,
        OSError,
    ) as error:  # a file that is cut off while it is read, memory that is short
        return Refused(network.name, f"{network.where} cannot be read: {' '.join(str(error).split())[:160]}")


@dataclass(frozen=True)
class Place:
    """Where a network's parameters are kept.

    Attributes:
        arch: index of its architecture.
        start: first byte.
        count: numbers.
        facts: what its file says beside them.
    """

    arch: int
    start: int
    count: int
    facts: dict[str, Fact]


class Shelf:
    """Parameters of networks in a file without a name, which ends with this process, however it ends.

    Args:
        beside: the folder whose disk it is on, there yet or not; None: where temporary files are.

    Raises:
        ZooError: nothing can be written there.
    """

    def __init__(self, beside: Path | None) -> None:
        folder = None if beside is None else next(place for place in (beside, *beside.parents) if place.is_dir())
        try:
            self.file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            place = folder or tempfile.gettempdir()
            raise ZooError(f"{place} cannot be written: {error.strerror or error}.", "Choose another --out.") from error
        self.graphs: list[NetworkGraph] = []
        self.index: dict[str, int] = {}
        self.places: dict[int, Place] = {}
        self.hashes: dict[bytes, int] = {}

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()

    def keep(self, network: int, read: Read) -> int | None:
        """Keep a network; the index of one with the same parameters, if there is one: then it is not kept."""
        arch = self.index.setdefault(read.graph.digest, len(self.graphs))
        if arch == len(self.graphs):
            self.graphs.append(read.graph)
        data = read.flat.tobytes()
        twin = self.hashes.setdefault(hashlib.blake2b(data, digest_size=16, key=bytes([arch % 256])).digest(), network)
        if twin != network:
            return twin
        start = self.file.seek(0, 2)
        self.file.write(data)
        self.places[network] = Place(arch, start, read.flat.size, read.facts)
        return None

    def forget(self, arch: int) -> list[int]:
        """Forget the networks of an architecture; their indices."""
        gone = [network for network, place in self.places.items() if place.arch == arch]
        for network in gone:
            del self.places[network]
        self.hashes = {key: network for key, network in self.hashes.items() if network in self.places}
        return gone

    def params(self, network: int) -> dict[str, Tensor]:
        """A network's parameters by name."""
        place = self.places[network]
        self.file.seek(place.start)
        flat = torch.from_numpy(np.frombuffer(self.file.read(4 * place.count), np.float32).copy())
        shapes = self.graphs[place.arch].shapes
        out, start = dict[str, Tensor](), 0
        for name, shape in shapes.items():
            size = torch.Size(shape).numel()
            out[name] = flat[start : start + size].reshape(shape)
            start += size
        return out


def read_all(
    networks: Sequence[FoundNetwork],
    rules: Rules,
    shelf: Shelf,
    *,
    workers: int,
    progress: Callable[[int, int], None],
    run: Callable[..., Iterator[list[Read | Refused | Differing]]] | None = None,
) -> dict[int, Refused]:
    """Read all networks onto a shelf.

    Where networks of one architecture differ in buffers, these become parameters of it and its networks are read again.

    Args:
        networks: as they were found.
        rules: what is known of their architectures.
        shelf: takes them.
        workers: processes.
        progress: told (done, total).
        run: does `read_some` for the units of networks elsewhere, results in order; None: in processes of this machine.

    Returns:
        Those that are refused, by index.

    Raises:
        DataError: the buffers of an architecture's networks differ in ways that cannot be kept.
    """
    refused: dict[int, Refused] = {}
    waiting = list(range(len(networks)))
    varied: dict[str, NetworkGraph] = {}
    for _ in range(MOST_PASSES):
        differing: dict[NetworkGraph, tuple[set[str], list[int]]] = {}
        done = 0
        for unit, results in _units(networks, waiting, _with(rules, varied), workers, run):
            for network, result in zip(unit, results, strict=True):
                if isinstance(result, Differing):
                    names, places = differing.setdefault(result.graph, (set(), []))
                    names.update(result.buffers)
                    places.append(network)
                elif isinstance(result, Refused):
                    refused[network] = result
                elif (twin := shelf.keep(network, result)) is not None:
                    problem = f"It has the same parameters as {networks[twin].name}."
                    refused[network] = Refused(networks[network].name, problem)
            done += len(unit)
            progress(len(networks) - len(waiting) + done, len(networks))
        if not differing:
            return refused
        waiting = []
        for graph, (names, places) in differing.items():
            waiting += places
            if graph.digest in shelf.index:
                waiting += shelf.forget(shelf.index[graph.digest])
            first = next((key for key, made in varied.items() if made == graph), graph.digest)
            varied[first] = vary(graph, sorted(names))
        waiting.sort()
    raise DataError("The buffers of the networks differ, more of them each time.", "Give the networks without them.")


def _with(rules: Rules, varied: dict[str, NetworkGraph]) -> Rules:
    """The rules, with architectures in which buffers are parameters."""
    templates = tuple(
        dataclasses.replace(template, graph=varied.get(template.graph.digest, template.graph))
        for template in rules.templates
    )
    return dataclasses.replace(rules, templates=templates)


def _units(
    networks: Sequence[FoundNetwork],
    waiting: Sequence[int],
    rules: Rules,
    workers: int,
    run: Callable[..., Iterator[list[Read | Refused | Differing]]] | None,
) -> Iterator[tuple[list[int], list[Read | Refused | Differing]]]:
    here = run is None and (workers == 1 or len(waiting) <= FEW)
    size = 1 if here else UNIT
    units = [list(waiting[start : start + size]) for start in range(0, len(waiting), size)]
    work = [[networks[place] for place in unit] for unit in units]
    if run is not None:
        yield from zip(units, run(work, rules), strict=True)
    elif here:
        for unit, some in zip(units, work, strict=True):
            yield unit, [read_one(network, rules) for network in some]
    else:
        with joblib.parallel_config("loky", n_jobs=workers, inner_max_num_threads=1):
            parallel = joblib.Parallel(return_as="generator", pre_dispatch=2 * workers)
            yield from zip(units, parallel(joblib.delayed(read_some)(some, rules) for some in work), strict=True)
