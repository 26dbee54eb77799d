"""Batch norm taken out of a traced graph: into the layer before it, or as a scale and a shift of each channel.

A decoder makes parameters of any value: a variance could come out negative. At evaluation batch norm is an affine
function of each channel, `gamma / sqrt(var + eps) * (x - mean) + beta`: two parameters say all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from explorer.errors import DataError
from explorer.networks.graph.model import Argument, NetworkGraph, Node, Norm, Ref, Source, refs_in

BATCH_NORM = (
    "aten._native_batch_norm_legit_no_training.default",
    "aten.batch_norm.default",
    "aten._native_batch_norm_legit.no_stats",
    "aten.native_batch_norm.default",
    "aten.cudnn_batch_norm.default",
)
_FOLDABLE = {  # layers whose weights have the channels that come out first -> axes of what comes out
    "aten.linear.default": 2,
    **{f"aten.conv{k}d.{overload}": k + 2 for k in (1, 2, 3) for overload in ("default", "padding")},
}
_UNKEPT = "Give its batch norm running statistics (track_running_stats=True)."


@dataclass
class _Taken:
    """A batch norm's arguments."""

    x: Ref
    gamma: str | None
    beta: str | None
    mean: str
    variance: str
    eps: float


def without_batch_norm(graph: NetworkGraph, axes: Mapping[int, int]) -> NetworkGraph:
    """The same graph without batch norm, without nodes and tensors that nothing refers to.

    Args:
        graph: as traced: its shapes and constants may be too many, its source lists the whole state dict.
        axes: of what each node makes.

    Raises:
        DataError: a batch norm keeps no running statistics.
    """
    work = _Folding(graph, axes)
    for index, node in enumerate(graph.nodes):
        work.add(index, node)
    return work.finished()


class _Folding:
    def __init__(self, graph: NetworkGraph, axes: Mapping[int, int]) -> None:
        self.graph, self.axes = graph, axes
        live = _live(graph)
        self.live = live
        refs = [ref for index in sorted(live) for ref in graph.nodes[index].refs]
        self.uses = Counter(refs)
        self.uses[graph.result] += 1
        self.nodes: list[Node] = []
        self.moved: dict[int, Ref] = {}  # where what a node made is now
        self.norms: dict[str, Norm] = {}
        self.shapes: dict[str, tuple[int, ...]] = {}  # of the parameters that batch norms become

    def add(self, index: int, node: Node) -> None:
        """The next node of the old graph."""
        if index not in self.live:
            return
        if node.op in BATCH_NORM:
            self._add_norm(index, node)
        elif node.op == "getitem" and self._is_norm(node.args[0]):
            assert isinstance(node.args[0], Ref)
            self.moved[index] = self.moved[node.args[0].index]
        else:
            moved = Node(
                node.op, tuple(self._moved(a) for a in node.args), tuple((k, self._moved(v)) for k, v in node.kwargs)
            )
            self.moved[index] = self._new(moved)

    def _is_norm(self, value: Argument) -> bool:
        return isinstance(value, Ref) and value.kind == "node" and self.graph.nodes[value.index].op in BATCH_NORM

    def _new(self, node: Node) -> Ref:
        self.nodes.append(node)
        return Ref("node", index=len(self.nodes) - 1)

    def _moved(self, value: Argument) -> Argument:
        if isinstance(value, tuple):
            return tuple(self._moved(part) for part in value)
        if not isinstance(value, Ref):
            return value
        return self.moved[value.index] if value.kind == "node" else value

    def _taken(self, node: Node) -> _Taken:
        refs = [a if isinstance(a, Ref) else None for a in node.args[:5]]
        x, gamma, beta, mean, variance = (*refs, None, None, None, None, None)[:5]
        eps = node.args[6 if node.op == BATCH_NORM[0] else 7] if len(node.args) > 6 else None
        if x is None or mean is None or variance is None or not isinstance(eps, float) or node.op != BATCH_NORM[0]:
            raise DataError(
                f"What {self.graph.name} gives for an example depends on the others beside it: a batch norm of it "
                "keeps no running statistics.",
                _UNKEPT,
            )
        if mean.kind != "constant" or variance.kind != "constant":
            raise DataError(f"A batch norm of {self.graph.name} has statistics that are no buffers.", _UNKEPT)
        return _Taken(x, name_of(gamma), name_of(beta), mean.name, variance.name, eps)

    def _add_norm(self, index: int, node: Node) -> None:
        taken = self._taken(node)
        if taken.mean not in self.norms and self._foldable(taken):
            self._fold(index, taken)
            return
        if taken.mean not in self.norms:
            prefix = taken.mean.removesuffix("running_mean")
            weight, bias = taken.gamma or f"{prefix}weight", taken.beta or f"{prefix}bias"
            self.norms[taken.mean] = Norm(
                taken.gamma, taken.beta, taken.mean, taken.variance, taken.eps, weight, bias, None, folded=False
            )
            channels = self.graph.source.shapes[taken.mean]
            self.shapes |= {weight: channels, bias: channels}
        norm = self.norms[taken.mean]
        axes = self.axes[taken.x.index] if taken.x.kind == "node" else len(self.graph.input) + 1
        x = self._moved(taken.x)
        parts: list[Argument] = [Ref("param", norm.weight), Ref("param", norm.bias)]
        if axes > 2:
            form = (-1, *[1] * (axes - 2))
            parts = [self._new(Node("aten.reshape.default", (part, form))) for part in parts]
        scaled = self._new(Node("aten.mul.Tensor", (x, parts[0])))
        self.moved[index] = self._new(Node("aten.add.Tensor", (scaled, parts[1])))

    def _foldable(self, taken: _Taken) -> bool:
        """Whether the layer before feeds this batch norm alone, with weights that nothing else uses."""
        if taken.x.kind != "node" or self.uses[taken.x] != 1:
            return False
        layer = self.graph.nodes[taken.x.index]
        if _FOLDABLE.get(layer.op) != self.axes[taken.x.index]:
            return False
        weight, bias = layer.args[1], layer.args[2] if len(layer.args) > 2 else None
        own = [weight] if bias is None else [weight, bias]
        once = all(isinstance(r, Ref) and r.kind == "param" and self._once(r) for r in own)
        return once and self._once(Ref("constant", taken.mean))

    def _once(self, ref: Ref) -> bool:
        return self.uses[ref] == 1

    def _fold(self, index: int, taken: _Taken) -> None:
        layer = self.graph.nodes[taken.x.index]
        weight, bias = layer.args[1], layer.args[2] if len(layer.args) > 2 else None
        assert isinstance(weight, Ref)
        place = self.moved[taken.x.index]
        moved = self.nodes[place.index]
        own = bias.name if isinstance(bias, Ref) else None
        name = own or _bias_name(weight.name)
        if own is None:
            self.shapes[name] = (self.graph.shapes[weight.name][0],)
        args = (*moved.args[:2], Ref("param", name), *moved.args[3:])
        self.nodes[place.index] = replace(moved, args=args)
        self.norms[taken.mean] = Norm(
            taken.gamma, taken.beta, taken.mean, taken.variance, taken.eps, weight.name, name, own, folded=True
        )
        self.moved[index] = place

    def finished(self) -> NetworkGraph:
        """The graph without what nothing refers to."""
        graph, source = self.graph, self.graph.source
        result = self._moved(graph.result)
        assert isinstance(result, Ref)
        used = {ref for node in self.nodes for ref in node.refs} | {result}
        params = {ref.name for ref in used if ref.kind == "param"}
        constants = {n: v for n, v in graph.constants.items() if Ref("constant", n) in used}
        known = {**graph.shapes, **self.shapes}
        norms = tuple(self.norms.values())
        of_norms = {n for m in norms for n in (m.gamma, m.beta, m.mean, m.variance, m.before) if n is not None}
        needed = {n: s for n, s in source.shapes.items() if n in params or n in of_norms or n in constants}
        unused = [n for n in source.shapes if n not in needed and source.tied.get(n, n) not in needed]
        return replace(
            graph,
            nodes=tuple(self.nodes),
            result=result,
            shapes={name: known[name] for name in self._order(params)},
            constants=constants,
            source=Source(
                needed,
                {name: first for name, first in source.tied.items() if first in needed},
                tuple(n for n in constants if n in source.shapes),
                tuple(n for n in unused if not n.endswith("num_batches_tracked")),
                norms,
            ),
        )

    def _order(self, params: set[str]) -> list[str]:
        """Parameters as the module declares them; what batch norms became stands where they, or their layer, stood."""
        after: dict[str, list[str]] = {}
        for norm in self.norms.values():
            after.setdefault(norm.weight if norm.folded else norm.mean, []).extend((norm.weight, norm.bias))
        order: dict[str, None] = {}
        for name in self.graph.source.shapes:
            order |= dict.fromkeys(n for n in (name, *after.get(name, ())) if n in params)
        return [*order, *sorted(params - set(order))]


def name_of(ref: Ref | None) -> str | None:
    """The name of what a reference is to."""
    return None if ref is None else ref.name


def _bias_name(weight: str) -> str:
    head, _, last = weight.rpartition("weight")
    return f"{head}bias{last}" if head or not last else f"{weight}_bias"


def _live(graph: NetworkGraph) -> set[int]:
    """The nodes that the result depends on."""
    live = set[int]()
    waiting = [ref.index for ref in refs_in(graph.result) if ref.kind == "node"]
    while waiting:
        index = waiting.pop()
        if index not in live:
            live.add(index)
            waiting += [ref.index for ref in graph.nodes[index].refs if ref.kind == "node"]
    return live
