"""A NetSpace of functions: networks of any architecture, or of several, for the same inputs and outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from explorer.errors import RecipeError
from explorer.kinds.functions.losses import FunctionLoss
from explorer.kinds.functions.probe import FunctionProbeEncoder
from explorer.kinds.functions.refine import refined
from explorer.kinds.functions.task import Task
from explorer.netspace.architectures import ArchNetSpace, by_arch
from explorer.netspace.encoders.answers import form_of_shapes
from explorer.netspace.encoders.conv import ConvEncoder
from explorer.netspace.model import ModelConfig
from explorer.networks.graph import NetworkGraph, run_batch
from explorer.networks.prep import to_prep

ENCODERS: Mapping[str, type[nn.Module]] = {"probe": FunctionProbeEncoder, "conv": ConvEncoder}
REFINED_AT = 0.25  # temperature of predictions, in units of the network's own logits
WORK = 64_000_000  # multiplications of networks that are run side by side
REFINED_TOGETHER = 64  # latents that are refined side by side
DECODED = 3_000_000  # entries that are decoded side by side: their backward pass takes many times as many numbers


class FunctionNetSpace(ArchNetSpace):
    """Encoder and decoder of functions.

    Args:
        archs: the architectures, all for the same inputs and outputs.
        config: names and options of the parts.
        task: what they are for.

    Raises:
        RecipeError: an unknown part or option, or architectures for different inputs or outputs.
    """

    centre: Tensor
    scale: Tensor

    def __init__(self, archs: Sequence[NetworkGraph], config: ModelConfig, task: Task) -> None:
        if len({(graph.input, graph.output) for graph in archs}) != 1:
            raise RecipeError("The architectures are not for the same inputs and outputs.", "Give some that are.")
        reading = {"shape": archs[0].input, "size": task.size, "classes": task.classes, "form": len(archs) > 1}
        super().__init__(archs, config, ENCODERS, reading if config.encoder == "probe" else {})
        self.archs, self.task = tuple(archs), task
        # Of the values that a zoo's networks give: mean and deviation of each output. Of logits 0 and 1.
        self.register_buffer("centre", torch.zeros(task.size))
        self.register_buffer("scale", torch.ones(task.size))

    def raw(
        self, arch: int, entries: Float[Tensor, "nets count"], inputs: Float[Tensor, n * shape]
    ) -> Float[Tensor, "nets n outputs"]:
        """What networks of one architecture give at the same inputs, as it comes out."""
        return run_batch(self.archs[arch], self.params(arch, entries), inputs).flatten(2)

    def answers(
        self, arch: int, entries: Float[Tensor, "nets count"], inputs: Float[Tensor, n * shape]
    ) -> Float[Tensor, "nets n size"]:
        """The same as logits, or as values in units of the zoo's spread."""
        raw = self.raw(arch, entries, inputs)
        return self.task.answers(raw) if self.task.classes else (raw - self.centre) / self.scale

    def answers_of(
        self, entries: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"], inputs: Float[Tensor, n * shape]
    ) -> Float[Tensor, "nets n size"]:
        """The same of networks of several architectures."""
        groups = by_arch(archs)
        if len(groups) == 1:
            return self.answers(groups[0][0], entries, inputs)
        out = entries.new_empty(len(entries), len(inputs), self.task.size)
        for arch, rows in groups:
            out = out.index_put((rows,), self.answers(arch, entries[rows], inputs))
        return out

    def encode(self, reading: Tensor) -> Float[Tensor, "batch latent"]:
        """Latents of networks, from what `read` gives; refined (see `refine`) once the training is over."""
        return self.encode_told(reading, lambda done, total: None)

    def encode_told(self, reading: Tensor, progress: Callable[[int, int], None]) -> Float[Tensor, "batch latent"]:
        """See `encode`; `progress` is told how many steps of refining are done, and of how many."""
        latent = super().encode(reading)
        if self.training or not isinstance(self.encoder, FunctionProbeEncoder) or not self.encoder.refined:
            return latent
        return self._refined(latent, reading, progress)

    @torch.no_grad()
    def prepare(
        self,
        nets: Float[Tensor, "nets count"],
        archs: Int[Tensor, " nets"],
        probes: Float[Tensor, probes * shape],
        starts: Float[Tensor, "archs count"],
    ) -> None:
        """Start from a zoo: the decoder near some networks, the encoder at the zoo's centre and spread.

        Args:
            nets: PRep entries of the training networks.
            archs: index of each one's architecture.
            probes: example inputs for a `probe` encoder, as many as it has.
            starts: a network of each architecture, near which the decoder begins.
        """
        self.prepare_decoder(nets, archs, starts)
        if not self.task.classes:
            given = torch.cat([self.raw(a, nets[rows], probes).flatten(0, 1) for a, rows in by_arch(archs)])
            self.centre.copy_(given.mean(0))
            self.scale.copy_(given.std(0, correction=0).clamp(min=1e-6))
        if isinstance(self.encoder, FunctionProbeEncoder):
            self.encoder.prepare(probes)
            self.encoder.standardise(self.read(nets, archs))

    def read(self, nets: Float[Tensor, "nets count"], archs: Int[Tensor, " nets"]) -> Tensor:
        """What the encoder reads of these networks: their answers at the probes and their form, or their PReps."""
        if self.encoder.reads == "prep":
            return to_prep(self.layout, nets)
        out = torch.empty(len(nets), len(self.encoder.centre), device=nets.device)
        for a, every in by_arch(archs):
            for rows in every.split(self.at_once(a, len(self.encoder.probes))):
                answers = self.answers(a, nets[rows], self.encoder.probes)
                out[rows] = self.encoder.reading(answers, self.form(a))
        return out

    def form(self, arch: int) -> Float[Tensor, " form"] | None:
        """The form of networks of an architecture, where it is read."""
        if not self.encoder.form:
            return None
        graph = self.archs[arch]
        return form_of_shapes(graph.shapes, graph.depth, self.layout.count).to(self.centre)

    def at_once(self, arch: int, inputs: int) -> int:
        """How many networks of an architecture are run side by side at so many inputs."""
        return max(1, WORK // max(1, self.archs[arch].count * inputs))

    def decoded_at_once(self) -> int:
        """How many latents are decoded side by side, at most."""
        return max(1, min(REFINED_TOGETHER, DECODED // self.layout.count))

    def _refined(
        self, latent: Tensor, reading: Tensor, progress: Callable[[int, int], None]
    ) -> Float[Tensor, "batch latent"]:
        loss = FunctionLoss(self.task, relative=True, temperature=REFINED_AT, performance=0.0)
        with torch.inference_mode(mode=False), torch.no_grad():  # what was made in that mode cannot be walked by
            latent, reading = latent.clone(), reading.clone()
            wanted, archs = self.encoder.answers(reading), self.scores(latent).argmax(1)

        def loss_of(points: Tensor, rows: slice) -> Tensor:
            return loss(self.answers_of(self.decode(points), archs[rows], self.encoder.probes), wanted[rows], None)

        return refined(loss_of, latent, self.encoder.reach, self.encoder.refined, self.decoded_at_once(), progress)
