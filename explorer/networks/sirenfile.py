"""A Siren to use without this program: as a module of plain torch, as ONNX, and as a program that loads it.

Of shapes and of images alike: what differs is what goes in and what comes out, and what that means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from textwrap import dedent
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.networks.onnxfile import Graph, onnx_bytes
from explorer.networks.siren import Siren


class SirenModule(nn.Module):
    """A Siren as a module; its parameters have the names that a PRep has: `layers.0.weight`, ..."""

    def __init__(self, arch: Siren) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes(arch)))
        self.omega = arch.omega

    def forward(self, x: Float[Tensor, "n inputs"]) -> Float[Tensor, "n outputs"]:
        """Values at points."""
        *inner, last = self.layers
        for layer in inner:
            x = torch.sin(self.omega * layer(x))
        values: Tensor = last(x)
        return values


def sizes(arch: Siren) -> tuple[int, ...]:
    """Units of every layer, input and output included."""
    return (arch.inputs, *[arch.width] * arch.hidden, arch.outputs)


def siren_data(arch: Siren) -> dict[str, Any]:
    """The architecture as plain data, as files state it."""
    return {"family": "Siren", **asdict(arch)}


def siren_onnx(arch: Siren, params: Mapping[str, Tensor], facts: Mapping[str, str], given: str, answer: str) -> bytes:
    """A Siren as ONNX.

    Args:
        arch: the architecture.
        params: its parameters by name.
        facts: what the file says of it.
        given: name of the input, (n, inputs).
        answer: name of the output, (n, outputs).
    """
    graph, last = Graph(constants={"omega": arch.omega}), given
    for k in range(arch.layers):
        inner = k < arch.layers - 1
        parts = [last, f"layers.{k}.weight", f"layers.{k}.bias"]
        last = graph.add("Gemm", parts, f"layers.{k}" if inner else answer, transB=1)
        if inner:
            scaled = graph.add("Mul", [last, "omega"], f"{last}.scaled")
            last = graph.add("Sin", [scaled], f"{last}.sine")
    return onnx_bytes("siren", graph, (given, [arch.inputs]), (answer, [arch.outputs]), params, facts)


def siren_program(arch: Siren, load: str, imports: str, is_a: str, use: str) -> str:
    """A program of plain torch that loads a Siren and evaluates it.

    Args:
        arch: the architecture.
        load: an expression that loads the parameters.
        imports: the import that it needs, a line, or "".
        is_a: what the network is, in a sentence.
        use: what it does with `network`, ending in a line break.
    """
    return _PROGRAM.format(imports=imports, is_a=is_a, sizes=sizes(arch), omega=arch.omega, load=load, use=use)


_PROGRAM = dedent(
    '''\
    import torch
    {imports}

    class Siren(torch.nn.Module):
        """{is_a}"""

        def __init__(self, sizes={sizes}, omega={omega}):
            super().__init__()
            self.layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
            self.omega = omega

        def forward(self, x):
            *inner, last = self.layers
            for layer in inner:
                x = torch.sin(self.omega * layer(x))
            return last(x)


    network = Siren()
    network.load_state_dict({load})

    {use}'''
)
