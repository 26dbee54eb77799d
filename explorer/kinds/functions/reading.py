"""Functions from elsewhere, read into a space and compared with themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.read.encode import Encoded, check_reads
from explorer.explore.travel.location import where
from explorer.foreign.apart import open_onnx, read_weights
from explorer.foreign.chains import ACTIVATIONS, chain_of
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import FORMATS as NETWORKS
from explorer.kinds.functions.judging import agreements, judge_network, worths
from explorer.kinds.functions.probing import checked_outputs, latent_of_answers
from explorer.kinds.functions.running import fitting
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.netspace.encoders.answers import form_entries, form_of_shapes
from explorer.networks.graph import run
from explorer.space.bundle import Space

Run = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class OwnAnswers:
    """What the network of a file answers at the test inputs: logits, or values."""

    answers: Float[np.ndarray, "n size"]


@dataclass(frozen=True)
class ForeignFunction:
    """A network of a file.

    Attributes:
        words: what it is, in one line.
        run: gives its outputs at inputs.
        form: its form, where the space's encoder reads it.
        parameters: how many it has.
    """

    words: str
    run: Run
    form: Float[Tensor, " form"]
    parameters: int


class FunctionReading:
    """See `protocols.Reading`."""

    title = "Read a network"
    by_factory = False
    uploads = "Networks: safetensors, a torch state_dict, or ONNX"
    formats: tuple[str, ...] = NETWORKS
    titles: Mapping[str, tuple[str, str]] = {
        "agreement": ("Agreement with the file", "{:.3f}"),
        "accuracy": ("Accuracy of the file", "{:.1f} %"),
        "decoded_accuracy": ("Accuracy, decoded", "{:.1f} %"),
        "r2": ("R² of the file", "{:.3f}"),
        "decoded_r2": ("R², decoded", "{:.3f}"),
        "decoded_architecture": ("Decoded as", "{}"),
    }

    def read(self, engine: Engine, space: Space, data: bytes, name: str, hints: Hints) -> Encoded:
        """A network by its answers at the probes, and its form where that counts."""
        found = functions_only(space)
        check_reads(space)
        network = foreign_function(found, data, name, hints)
        probes = found.model.encoder.probes
        latent = latent_of_answers(found, network.run(probes), network.form if found.model.encoder.form else None)
        inputs, targets = found.examples.only("test")
        own = found.task.answers(checked_outputs(found, network.run(inputs), len(inputs)))
        judged = judge_network(engine, found, Decoded.of(latent))
        decoded = torch.from_numpy(judged.answers)
        measured: dict[str, float | str] = {
            "agreement": round(float(agreements(found.task, decoded[None], own[None], found.model.scale)[0]), 4),
            "decoded_architecture": found.archs[judged.arch].name,
            "parameters": float(network.parameters),
        }
        worth = None
        if targets is not None and judged.worth is not None:
            measured[found.task.worth] = round(float(worths(found.task, own[None], targets)[0]), 4)
            measured[f"decoded_{found.task.worth}"] = worth = round(judged.worth, 4)
        return Encoded(
            name, network.words, latent, where(space, latent), measured, worth=worth, own=OwnAnswers(own.numpy())
        )

    def likeness(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], read: Encoded) -> float:
        """How far the decoded network does what the file's does on the test inputs."""
        if not isinstance(read.own, OwnAnswers):
            raise SelectionError(f"{read.name} is no function.", "Take a space of functions.")
        found = functions_only(space)
        judged = judge_network(engine, found, Decoded.of(latent))
        first, second = (torch.from_numpy(one)[None] for one in (judged.answers, read.own.answers))
        return float(agreements(found.task, first, second, found.model.scale)[0])

    def show(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"], called: str, read: Encoded) -> None:
        """Nothing: the numbers say it."""
        del engine, space, latent, called, read


READING = FunctionReading()


def foreign_function(space: FunctionSpace, data: bytes, name: str, hints: Hints) -> ForeignFunction:
    """The network of a file: one of the space's architectures, a chain of linear layers, or ONNX of any form.

    Raises:
        DataError: it cannot be read, or does not go from the space's inputs to its outputs; names the file and the
            reason.
    """
    entries = space.layout.count
    if name.lower().endswith(".onnx"):
        network = open_onnx(data, name, hints.folder)
        form = form_entries(
            network.convolutions, network.linear, network.biases, network.depth, network.parameters / entries
        )

        def of_onnx(x: Tensor) -> Tensor:
            return network(x.flatten(1) if len(network.shape) == 2 else x)

        return _checked(space, name, ForeignFunction(f"ONNX, {network.words}", of_onnx, form, network.parameters))
    weights = read_weights(data, name)
    fitted = fitting(space.archs, weights.tensors, hints.activation, weights.facts.get("architecture"))
    if fitted is not None:
        arch, params = fitted
        graph = space.archs[arch]
        words = f"{graph.name}, {graph.count:,} parameters"
        form = form_of_shapes(graph.shapes, graph.depth, entries)
        return _checked(space, name, ForeignFunction(words, lambda x: run(graph, params, x), form, graph.count))
    return _of_chain(space, weights.tensors, name, hints)


def _of_chain(space: FunctionSpace, tensors: Mapping[str, Tensor], name: str, hints: Hints) -> ForeignFunction:
    """A chain of linear layers of another size; its activation must be told, as it cannot be found out."""
    chain = chain_of(tensors)
    names = ", ".join(f"{graph.name} ({graph.count:,} parameters)" for graph in space.archs)
    if chain is None:
        raise DataError(
            f"{name} fits none of the architectures here: {names}.", "Export it as ONNX: then it is run as it is."
        )
    if hints.activation not in ACTIVATIONS:
        raise DataError(
            f"{name} is a chain of linear layers ({'-'.join(map(str, chain.sizes))}), and does not say what is "
            "between them.",
            f"Say its activation ({', '.join(ACTIVATIONS)}), or export it as ONNX.",
        )
    act = ACTIVATIONS[str(hints.activation)]
    words = f"{'-'.join(map(str, chain.sizes))}, {hints.activation}"
    shapes = {key: tuple(value.shape) for key, value in tensors.items()}
    count = sum(value.numel() for value in tensors.values())

    def of_chain(x: Tensor) -> Tensor:
        return chain.run(x.flatten(1), lambda h, _: act(h))

    form = form_of_shapes(shapes, len(chain.weights), space.layout.count)
    return _checked(space, name, ForeignFunction(words, of_chain, form, count))


def _checked(space: FunctionSpace, name: str, network: ForeignFunction) -> ForeignFunction:
    """Whether it takes the space's inputs, tried on two of them.

    Raises:
        DataError: it does not, or gives something else.
    """
    few = space.model.encoder.probes[:2]
    try:
        with torch.inference_mode():
            given = network.run(few)
    except (DataError, RuntimeError, ValueError) as error:
        reason = error.problem if isinstance(error, DataError) else str(error).partition("\n")[0][:200]
        raise DataError(
            f"{name} does not take inputs of the shape {tuple(few.shape[1:])}: {reason}",
            "Take a network for what this space holds.",
        ) from error
    try:
        checked_outputs(space, given, len(few))
    except DataError as error:
        raise DataError(f"{name}: {error.problem}", error.remedy) from error
    return network
