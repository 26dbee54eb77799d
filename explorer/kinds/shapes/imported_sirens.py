"""Sirens that others trained, imported as a zoo (`explorer.zoo.imported`), as shapes to learn from.

Their graph says which operators they are made of: a chain of linear layers with a sine after each but the last, of
whatever frequencies, is a `Siren` of one frequency once its weights are scaled. Whether it is one is not believed but
tried: both must give the same at random points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import ZooError
from explorer.kinds.shapes.mesh_zoo import KIND
from explorer.kinds.shapes.own_zoo import OwnZoo
from explorer.netspace.model import NetSpace
from explorer.networks.fastsiren import FastSiren
from explorer.networks.graph import NetworkGraph, run
from explorer.networks.graph.model import Node, Ref
from explorer.networks.prep import PRepLayout, flatten, unflatten
from explorer.networks.siren import Siren, siren
from explorer.zoo.imported import ImportedZoo

LINEAR, SINE = "aten.linear.default", "aten.sin.default"
SAME = 1e-3  # of the largest value: how far the two readings of a network may differ
TRIED = 256  # points
CHUNK = 64
LOOKED = 4096  # points of the cube at which shapes are looked for
STEP = 0.02  # of the cube's coordinates
MOST_TURNED = 0.25  # of points; 0.43 and more of random Sirens, below 0.05 of shapes
SAID = 3
KINDS = ("kind", "class", "category", "class_id", "label")  # labels that sort shapes
SHARED = 0.7  # of the networks' own size, how far they lie from their mean if they began at the same start
_ELSE = (
    "Spaces of shapes are made of Sirens: linear layers of one width from 3 coordinates to 1 signed distance, a sine "
    "after each but the last. Give their meshes to `zoo shapes`, or import them as `functions`."
)


def read_imported(path: Path) -> OwnZoo:
    """All shapes of a zoo of imported Sirens.

    Those without a surface in the cube are left out. Where outside is negative, the sign is turned.

    Raises:
        ZooError: the zoo cannot be opened, is of something else, its networks are no Sirens of shapes, or of several
            forms, or hardly any has a surface.
    """
    zoo = ImportedZoo.open(path, KIND)
    archs = [siren_of(graph) for graph in zoo.graphs]
    counts = Counter(replace(archs[record.arch][0], omega=1.0) for record in zoo.records)
    if len(counts) > 1:
        forms = ", ".join(f"{count} of {one.hidden} layers of {one.width}" for one, count in counts.most_common())
        raise ZooError(
            f"{path} holds Sirens of several forms: {forms}.", "A space of shapes is of one form: import them apart."
        )
    arch = archs[zoo.records[0].arch][0]
    weights = torch.cat([_converted(zoo, archs, arch, ids) for ids in np.array_split(np.arange(len(zoo)), _parts(zoo))])
    layout = NetSpace.layout_of(arch)
    weights, shown, turned = _shown(arch, layout, weights)
    rows = np.flatnonzero(shown)
    if len(rows) < 2:
        raise ZooError(
            f"Of the {len(zoo)} networks of {path} {len(rows)} have a surface in the cube.",
            "A shape is negative inside, within [-1, 1]^3: scale the coordinates, or take other networks.",
        )
    weights = weights[torch.from_numpy(rows)]
    said = f"{len(rows)} imported Sirens"
    said += f"; {len(zoo) - len(rows)} without a surface in the cube are left out" if len(rows) < len(zoo) else ""
    said += f"; the sign of {turned} is turned: outside was negative" if turned else ""
    records = [_record(zoo.records[k].name, zoo.records[k].labels) for k in rows]
    stated = {**zoo.config, "arch": {"width": arch.width, "hidden": arch.hidden, "omega": arch.omega}}
    return OwnZoo(arch, _start(weights), weights, records, rows, None, None, stated, said)


def check_shape(graph: NetworkGraph, params: Mapping[str, Tensor]) -> None:
    """Whether a network is a Siren with a surface in the cube.

    Signed distances change little over a step of the step's length; a network that was never trained as such, or whose
    sines have another frequency than is said, changes its sign at every turn.

    Raises:
        ZooError: it is none, in words that say why.
    """
    siren_of(graph)
    generator = torch.Generator().manual_seed(0)
    points = torch.rand(LOOKED, 3, generator=generator) * 2 - 1
    beside = points + STEP * torch.nn.functional.normalize(torch.randn(LOOKED, 3, generator=generator), dim=1)
    with torch.inference_mode():
        inside, moved = (run(graph, dict(params), some).reshape(-1) < 0 for some in (points, beside))
    if not 0 < int(inside.sum()) < LOOKED:
        raise ZooError("It has no surface within [-1, 1]^3.", "A shape is negative inside: scale the coordinates.")
    turned = float((inside != moved).float().mean())
    if turned > MOST_TURNED:
        raise ZooError(
            f"It gives no signed distances: its sign turns in {turned:.0%} of steps of {STEP}.",
            "Say the factor of its sines with --omega, or import it as --kind functions.",
        )


def judge_imported(path: Path, sample: int, report: Callable[[int, int], None]) -> dict[str, Any]:
    """What is known of imported shapes without their meshes (`zoo check`).

    Args:
        path: the zoo.
        sample: networks that are measured, at most.
        report: told (done, total).

    Raises:
        ZooError: it cannot be opened.
    """
    zoo = ImportedZoo.open(path, KIND)
    ids = np.unique(np.linspace(0, len(zoo) - 1, min(sample, len(zoo))).astype(int))
    points = torch.rand(LOOKED, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    filled, slopes, refused = list[float](), list[float](), list[str]()
    for done, i in enumerate(ids.tolist(), 1):
        graph, params = zoo.graphs[zoo.records[i].arch], zoo.params(i)
        try:
            check_shape(graph, params)
        except ZooError as error:
            refused.append(f"{zoo.records[i].name}: {error.problem}")
        else:
            asked = points.clone().requires_grad_()
            values = run(graph, params, asked).reshape(-1)
            (slope,) = torch.autograd.grad(values.sum(), asked)
            inside = float((values < 0).float().mean())
            filled.append(min(inside, 1 - inside))
            slopes.append(float(slope.norm(dim=1).mean()))
        report(done, len(ids))
    numbers: dict[str, Any] = {"networks": len(zoo), "measured": len(ids), "shapes": len(filled)}
    if filled:
        # Of exact signed distances the slope is 1.
        numbers |= {"inside_mean": float(np.mean(filled)), "slope_median": float(np.median(slopes))}
    return numbers | ({"no_shapes": "; ".join(refused[:SAID])} if refused else {})


def _parts(zoo: ImportedZoo) -> int:
    return -(-len(zoo) // CHUNK)


def siren_of(graph: NetworkGraph) -> tuple[Siren, list[tuple[str, str | None]], list[float]]:
    """The Siren that a graph is.

    Returns:
        The architecture; names of each layer's weight and bias; frequencies of the sines.

    Raises:
        ZooError: it is none, in words that say why.
    """
    problem = f"The architecture {graph.name} is no Siren of a shape"
    linear = [node for node in graph.nodes if node.op == LINEAR]
    sines = sum(node.op == SINE for node in graph.nodes)
    if graph.input != (3,) or graph.output not in ((1,), ()):
        raise ZooError(f"{problem}: it takes {graph.input} and gives {graph.output}.", _ELSE)
    if len(linear) < 2 or sines != len(linear) - 1:
        operators = sorted({node.op.split(".")[1] for node in graph.nodes})
        raise ZooError(f"{problem}: it is made of {', '.join(operators)[:200]}.", _ELSE)
    layers = [(_name(node, 1), _name(node, 2)) for node in linear]
    widths = [3, *(graph.shapes[weight][0] if weight else 0 for weight, _ in layers)]
    steps = zip(layers, pairwise(widths), strict=True)
    fits = all(weight and graph.shapes[weight] == (b, a) for (weight, _), (a, b) in steps)
    if not fits or len(set(widths[1:-1])) != 1 or widths[-1] != 1:
        raise ZooError(f"{problem}: its layers are of {widths[1:]} units, not of one width.", _ELSE)
    return (
        Siren(3, widths[1], len(layers) - 1, 1, 30.0),
        [(str(weight), bias) for weight, bias in layers],
        _frequencies(graph),
    )


def _name(node: Node, place: int) -> str | None:
    """The learned parameter that a node is given at a place."""
    given = node.args[place] if place < len(node.args) else None
    return given.name if isinstance(given, Ref) and given.kind == "param" else None


def _frequencies(graph: NetworkGraph) -> list[float]:
    """What each sine's argument is multiplied with, as far back as there are factors."""
    found = []
    for node in graph.nodes:
        if node.op != SINE:
            continue
        factor, asked = 1.0, node.args[0]
        while isinstance(asked, Ref) and asked.kind == "node" and graph.nodes[asked.index].op.startswith("aten.mul."):
            times = graph.nodes[asked.index].args
            numbers = [value for value in times if isinstance(value, int | float)]
            if not numbers:
                break
            factor *= float(numbers[0])
            asked = next((value for value in times if isinstance(value, Ref)), None)
        found.append(factor)
    return found


def _converted(
    zoo: ImportedZoo, archs: list[tuple[Siren, list[tuple[str, str | None]], list[float]]], arch: Siren, ids: np.ndarray
) -> Float[Tensor, "n count"]:
    """Flat weights of networks as a Siren of one frequency has them; each must do what its graph does."""
    layout = NetSpace.layout_of(arch)
    points = torch.rand(TRIED, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    held = zoo.weights(ids.tolist())
    out = []
    for i, row in zip(ids, held, strict=True):
        graph = zoo.graphs[zoo.records[i].arch]
        own = unflatten(PRepLayout.of(graph.shapes), row[: graph.count])
        _, layers, omegas = archs[zoo.records[i].arch]
        params = {}
        for k, (weight, bias) in enumerate(layers):
            scale = omegas[k] / arch.omega if k < len(omegas) else 1.0
            params[f"layers.{k}.weight"] = own[weight] * scale
            params[f"layers.{k}.bias"] = own[bias] * scale if bias else torch.zeros(len(own[weight]))
        wanted, got = run(graph, own, points).reshape(-1), siren(arch, params, points)[:, 0]
        if not float((wanted - got).abs().max()) <= SAME * max(float(wanted.abs().max()), 1e-6):
            raise ZooError(
                f"{zoo.records[i].name} is no Siren: as a chain of sines it gives other values than as it is.", _ELSE
            )
        out.append(flatten(layout, params))
    return torch.stack(out)


@torch.inference_mode()
def _shown(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"]
) -> tuple[Float[Tensor, "n count"], np.ndarray, int]:
    """Weights with outside positive; which networks have a surface in the cube; how many signs were turned."""
    points = torch.rand(LOOKED, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    sides = points / points.abs().amax(1, keepdim=True)
    last = torch.zeros(layout.count, dtype=torch.bool)
    for (name, _), part in zip(layout.shapes, layout.slices, strict=True):
        last[part] = name.startswith(f"layers.{arch.hidden}.")
    out, shown, turned = weights.clone(), list[bool](), 0
    for row in out:
        network = FastSiren(arch, layout, row[None])
        if float((network(sides)[0] < 0).float().mean()) > 0.5:
            row[last] *= -1
            turned += 1
        inside = int((FastSiren(arch, layout, row[None])(points)[0] < 0).sum())
        shown.append(0 < inside < LOOKED)
    return out.clone(), np.asarray(shown), turned


def _start(weights: Float[Tensor, "n count"]) -> Float[Tensor, " count"]:
    """Where a decoder starts: the mean of networks that began at one start; of others the one nearest to all."""
    mean = weights.mean(0)
    size = weights.norm(dim=1).mean()
    if float((weights - mean).norm(dim=1).mean() / size) < SHARED:
        return mean
    return weights[int(torch.cdist(weights, weights).sum(1).argmin())]


def _record(name: str, labels: Mapping[str, Any]) -> dict[str, Any]:
    """As `OwnZoo.records` has them: labels that are known, as numbers or text; one of them may sort the shapes."""
    told = {key: value for key, value in labels.items() if value is not None}
    known = {key: str(value) if isinstance(value, bool) else value for key, value in told.items()}
    sorts = next((known[key] for key in KINDS if key in known), "shape")
    return {"name": name, "labels": {**known, "kind": str(sorts)}, "split": None}
