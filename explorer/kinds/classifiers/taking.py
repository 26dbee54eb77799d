"""Image classifiers taken away: as files to use elsewhere, and programs that need nothing of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import dedent

from jaxtyping import Float
from torch import Tensor, nn

from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.netfile import NETWORKS as ALL_FORMATS
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.layers import IMAGES, LOGITS, classifier_onnx, classifier_program
from explorer.kinds.classifiers.networks import Architecture, arch_data
from explorer.kinds.classifiers.space import classifiers_only
from explorer.networks.graph import module as graph_module
from explorer.networks.graph.onnx import graph_onnx
from explorer.networks.graph.snippet import graph_program, graph_tensors
from explorer.space.bundle import Space

_USE = dedent(
    """\
    pixels = torch.randint(0, 256, (5, {channels}, {size}, {size}))  # your images, 0 to 255
    with torch.inference_mode():
        print(network((pixels / 255 - {mean!r}) / {std!r}).argmax(1))  # of {classes}
    """
)

_ONNX_CODE = dedent(
    """\
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession({file!r})

    pixels = np.random.randint(0, 256, (5, {channels}, {size}, {size}))  # your images, 0 to 255
    images = ((pixels / 255 - {mean!r}) / {std!r}).astype(np.float32)
    print(session.run([{logits!r}], {{{images!r}: images}})[0].argmax(1))  # of {classes}
    """
)


class ClassifierNetworks:
    """See `protocols.TakingNetworks`."""

    formats: tuple[str, ...] = ALL_FORMATS

    def parameters(self, space: Space, source: Source) -> int:
        """Of its architecture."""
        return _arch(space, source).count

    def tensors(self, space: Space, source: Source, weights: Float[Tensor, " count"]) -> dict[str, Tensor]:
        """As its architecture names them; batch norm is folded."""
        classifiers = classifiers_only(space)
        index = arch_indices(classifiers, [source])[0]
        arch, params = classifiers.archs[index], classifiers.model.params(index, weights)
        return graph_tensors(arch.graph, params) if isinstance(arch, GraphClassifier) else params

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        """The architecture, and how images are given to it."""
        arch, images = _arch(space, source), classifiers_only(space).images
        return {
            "architecture": json.dumps(_said(arch)),
            "input": f"images (n, {arch.channels}, {arch.size}, {arch.size}): (pixels / 255 - mean) / std",
            "mean": repr(images.mean),
            "std": repr(images.std),
            "output": "logits (n, classes); batch norm is folded",
            "classes": json.dumps(list(images.classes)),
        }

    def columns(self, engine: Engine, space: Space, source: Source) -> dict[str, str]:
        """`network_architecture`, and `network_accuracy` in percent of the test images."""
        classifiers = classifiers_only(space)
        judged = judge_network(engine, classifiers, source)
        return {
            "network_architecture": classifiers.archs[judged.arch].name,
            "network_accuracy": f"{judged.accuracy:.6g}",
        }

    def module(self, space: Space, source: Source) -> nn.Module:
        """The architecture, for normalised images."""
        arch = _arch(space, source)
        if isinstance(arch, GraphClassifier):
            return graph_module(arch.graph, constants=True).eval()
        return arch.module(norm=False).eval()

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        """Predicted classes of some images."""
        arch = _arch(space, source)
        use = _USE.format(**_facts(space, arch))
        if isinstance(arch, GraphClassifier):
            is_a = f"{arch.name}: normalised images (n, {arch.channels}, {arch.size}, {arch.size}) to logits."
            return graph_program(arch.graph, load, imports, is_a, use)
        return classifier_program(arch, load, imports, use)

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        """Normalised images to logits."""
        arch = _arch(space, source)
        if isinstance(arch, GraphClassifier):
            return graph_onnx(arch.graph, tensors, facts, IMAGES, LOGITS)
        return classifier_onnx(arch, tensors, facts)

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        """Predicted classes of some images."""
        arch = _arch(space, source)
        return _ONNX_CODE.format(file=file, images=IMAGES, logits=LOGITS, **_facts(space, arch))


NETWORKS = ClassifierNetworks()


def _arch(space: Space, source: Source) -> Architecture:
    classifiers = classifiers_only(space)
    return classifiers.archs[arch_indices(classifiers, [source])[0]]


def _said(arch: Architecture) -> dict[str, object]:
    """An architecture in the facts of a file: what makes it again, or the name and the hash of a graph."""
    if isinstance(arch, GraphClassifier):
        return {"name": arch.name, "graph": arch.graph.digest}
    return arch_data(arch)


def _facts(space: Space, arch: Architecture) -> dict[str, object]:
    """What programs must know of the images."""
    images = classifiers_only(space).images
    classes = json.dumps(list(images.classes)[:20], ensure_ascii=True)
    return {
        "channels": arch.channels, "size": arch.size, "mean": images.mean, "std": images.std, "classes": classes,
    }  # fmt: skip
