"""Training a NetSpace: one loop, resumable, for every pairing of encoder and decoder."""

from __future__ import annotations

import csv
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import TrainingError
from explorer.files import write_atomically
from explorer.netspace.losses import sdf_loss
from explorer.netspace.model import NetSpace
from explorer.netspace.recipes import Recipe
from explorer.netspace.signals import Between, Signals
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren_batch

CHECKPOINT_SECONDS = 120.0
AVERAGE_EVERY = 5  # steps


@dataclass(frozen=True)
class TrainingData:
    """What a NetSpace of shapes learns from.

    Attributes:
        networks: the training networks.
        shapes: exact shapes, or None.
        between: in-between shapes, or None.
        heldout: held-out networks: only ever measured, for the curve.
    """

    networks: Signals
    shapes: Signals | None
    between: Between | None
    heldout: Signals


@dataclass(frozen=True)
class TrainingStep:
    """A line of the training curve; losses are means over the last `EVERY` steps.

    Attributes:
        step: optimizer steps done.
        seconds: training time so far, resumes included.
        networks: loss on training networks.
        shapes: loss on exact shapes; 0 without.
        between: loss on in-between shapes; 0 without.
        heldout: loss of the averaged model on held-out networks.
    """

    step: int
    seconds: float
    networks: float
    shapes: float
    between: float
    heldout: float


EVERY = 250


class Trainer:
    """Trains a model on data, step by step; its whole state can be saved and loaded.

    Args:
        model: trained in place.
        data: what it learns from.
        recipe: how.
        seed: of the draws.
    """

    def __init__(self, model: NetSpace, data: TrainingData, recipe: Recipe, seed: int) -> None:
        self.model, self.data, self.recipe = model, data, recipe
        self.step, self.seconds = 0, 0.0
        self.generator = torch.Generator().manual_seed(seed)
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=recipe.rate, weight_decay=recipe.weight_decay, betas=(0.9, 0.98), fused=True
        )
        self.average = [p.detach().clone() for p in self.parameters]

    def run(self) -> Iterator[TrainingStep]:
        """Train to the recipe's last step; yields a line of the curve every `EVERY` steps and at the end.

        Raises:
            TrainingError: the loss is not finite.
        """
        sums = torch.zeros(3)
        count = 0
        while self.step < self.recipe.steps:
            start = time.monotonic()
            sums += self._one_step()
            self.seconds += time.monotonic() - start
            count += 1
            if self.step % EVERY == 0 or self.step == self.recipe.steps:
                mean = (sums / count).tolist()
                if not all(math.isfinite(v) for v in mean):
                    raise TrainingError(
                        f"The loss is not finite at step {self.step}.", "Lower the recipe's rate and train again."
                    )
                sums, count = torch.zeros(3), 0
                networks, shapes, between = mean
                heldout = self._heldout_loss()
                yield TrainingStep(self.step, round(self.seconds, 1), networks, shapes, between, heldout)

    def _one_step(self) -> Float[Tensor, 3]:
        recipe, data = self.recipe, self.data
        factor = min(1.0, (self.step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * self.step / recipe.steps)) + 1e-3
        self.optimizer.param_groups[0]["lr"] = recipe.rate * factor
        rows = [self._draw(data.networks, recipe.networks)]
        sources = [data.networks]
        if data.shapes is not None and recipe.shapes:
            rows.append(self._draw(data.shapes, recipe.shapes))
            sources.append(data.shapes)
        latents = self.model.encode(torch.cat([s.readings[r] for s, r in zip(sources, rows, strict=True)]).float())
        if data.between is not None and data.shapes is not None and recipe.between:
            pick = self._draw(data.between.signals, recipe.between)
            ends = torch.cat([data.between.start[pick], data.between.end[pick]])
            first, last = self.model.encode(data.shapes.readings[ends].float()).chunk(2)
            latents = torch.cat([latents, first.lerp(last, data.between.share[pick][:, None])])
            rows.append(pick)
            sources.append(data.between.signals)
        losses = self._losses(latents, sources, rows)
        self.optimizer.zero_grad()
        losses.mean().backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.step += 1
        if self.step % AVERAGE_EVERY == 0 or self.step == self.recipe.steps:  # it is a pass over all parameters
            # The average of a short run reaches back a tenth of it, not to the beginning.
            decay = min(self.recipe.average**AVERAGE_EVERY, 1 - AVERAGE_EVERY / (AVERAGE_EVERY + self.step / 10))
            with torch.no_grad():
                for average, parameter in zip(self.average, self.parameters, strict=True):
                    average.lerp_(parameter, 1 - decay)
        means = torch.zeros(3)
        parts = losses.detach().split([len(r) for r in rows])
        slots = [0] + [1] * (data.shapes is not None and recipe.shapes > 0) + [2] * (data.between is not None)
        for slot, part in zip(slots, parts, strict=False):
            means[slot] = part.mean()
        return means

    def _draw(self, source: Signals, count: int) -> Tensor:
        return torch.randint(0, len(source), (count,), generator=self.generator)

    def _losses(self, latents: Tensor, sources: list[Signals], rows: list[Tensor]) -> Float[Tensor, " batch"]:
        """Losses of the decoded networks, on a window of the points (they are in random order)."""
        total = sources[0].points.shape[1]
        count = min(self.recipe.points, total)
        start = int(torch.randint(0, total - count + 1, (1,), generator=self.generator))
        window = slice(start, start + count)
        points = torch.cat([s.points[r, window] for s, r in zip(sources, rows, strict=True)]).float()
        wanted = torch.cat([s.distances[r, window] for s, r in zip(sources, rows, strict=True)]).float()
        weights = self.model.decode(latents)
        decoded = siren_batch(self.model.arch, unflatten(self.model.layout, weights), points)[..., 0]
        return sdf_loss(decoded, wanted, self.recipe.tolerance)

    @torch.no_grad()
    def _heldout_loss(self, most: int = 64) -> float:
        """Loss of the averaged model on held-out networks."""
        held = self.data.heldout
        if len(held) == 0:
            return 0.0
        with self.averaged():
            latents = self.model.encode(held.readings[:most].float())
            weights = unflatten(self.model.layout, self.model.decode(latents))
            decoded = siren_batch(self.model.arch, weights, held.points[:most, :512].float())[..., 0]
        return float(sdf_loss(decoded, held.distances[:most, :512].float(), self.recipe.tolerance).mean())

    def averaged(self) -> _Swapped:
        """A context in which the model holds the running average of its parameters."""
        return _Swapped(self.parameters, self.average)

    def finish(self) -> NetSpace:
        """The trained model, with averaged parameters, in evaluation mode."""
        with torch.no_grad():
            for parameter, average in zip(self.parameters, self.average, strict=True):
                parameter.copy_(average)
        return self.model.eval()

    def state(self) -> dict[str, Any]:
        """Everything that `load` needs to go on exactly here."""
        return {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "generator": self.generator.get_state(),
            "step": self.step,
            "seconds": self.seconds,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from `state()`."""
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for own, saved in zip(self.average, state["average"], strict=True):
            own.copy_(saved)
        self.generator.set_state(state["generator"])
        self.step, self.seconds = int(state["step"]), float(state["seconds"])


class _Swapped:
    """Swaps two lists of tensors on entry, and back on exit."""

    def __init__(self, parameters: list[torch.nn.Parameter], average: list[Tensor]) -> None:
        self.parameters, self.average = parameters, average

    def _swap(self) -> None:
        for parameter, average in zip(self.parameters, self.average, strict=True):
            parameter.data, average.data = average.data, parameter.data

    def __enter__(self) -> None:
        self._swap()

    def __exit__(self, *_: object) -> None:
        self._swap()


class RunFolder:
    """Where a training run keeps its recipe, checkpoint and curve (CSV, and TensorBoard files where installed).

    Args:
        path: the folder; made if missing.
        recipe: of the run.
        seed: of the run.
        resume: go on with the run in the folder.
        data: what is trained on (zoo, split), as plain data: resumed on another split, a run would have seen
            the networks that it is judged by.

    Raises:
        TrainingError: the folder holds a run of another recipe, seed or data, or one that is not to be resumed.
    """

    def __init__(
        self, path: Path, recipe: Recipe, seed: int, *, resume: bool, data: Mapping[str, Any] | None = None
    ) -> None:
        self.path = path
        self.checkpoint = path / "checkpoint.pt"
        stated = json.loads(json.dumps({"recipe": asdict(recipe), "seed": seed, "data": dict(data or {})}))
        file = path / "run.json"
        if file.exists():
            if not resume:
                raise TrainingError(
                    f"{path} already holds a run.", "Add --resume to go on with it, or remove the folder."
                )
            try:
                old = json.loads(file.read_text())
            except (OSError, ValueError) as error:
                raise TrainingError(f"{file} cannot be read: {error}.", "Remove the folder to start over.") from error
            if old != stated:
                raise TrainingError(
                    f"{path} holds a run of another recipe, seed or zoo.", "Use the same options, or remove it."
                )
        path.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(stated, indent=2).encode())

    def load(self, trainer: Trainer) -> None:
        """Go on from the checkpoint, if there is one."""
        if not self.checkpoint.exists():
            self._cut_curve(0)
            return
        try:
            trainer.load(torch.load(self.checkpoint, weights_only=True))
        except (OSError, EOFError, RuntimeError, KeyError, ValueError, UnpicklingError) as error:
            reason = str(error).partition("\n")[0][:200] or "it is empty"
            raise TrainingError(f"{self.checkpoint} cannot be read: {reason}.", "Remove it to start over.") from error
        self._cut_curve(trainer.step)

    def _cut_curve(self, step: int) -> None:
        """Drop the lines after the checkpoint: those steps are done again."""
        file = self.path / "curve.csv"
        if not file.exists():
            return
        head, *lines = file.read_text().splitlines(keepends=True)
        kept = [line for line in lines if int(line.partition(",")[0]) <= step]
        write_atomically(file, "".join([head, *kept]).encode())

    def save(self, trainer: Trainer) -> None:
        """Write the checkpoint; the old one stays until the new one is whole."""
        temporary = self.checkpoint.with_suffix(".tmp")
        torch.save(trainer.state(), temporary)
        temporary.replace(self.checkpoint)

    def curve(self) -> Callable[[TrainingStep], None]:
        """A function that appends a line to curve.csv and to the TensorBoard file."""
        try:
            from torch.utils.tensorboard import SummaryWriter  # noqa: PLC0415 - only training has it: tests/requirements.txt
        except ImportError:
            writer = None
        else:
            writer = SummaryWriter(str(self.path))

        def append(line: TrainingStep) -> None:
            file = self.path / "curve.csv"
            new = not file.exists()
            with file.open("a", newline="") as handle:
                rows = csv.DictWriter(handle, list(asdict(line)))
                if new:
                    rows.writeheader()
                rows.writerow(asdict(line))
            if writer is not None:
                for name in ("networks", "shapes", "between", "heldout"):
                    writer.add_scalar(f"loss/{name}", getattr(line, name), line.step)
                writer.flush()

        return append


def train(
    model: NetSpace, data: TrainingData, recipe: Recipe, seed: int, folder: RunFolder | None = None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
) -> tuple[NetSpace, float]:  # fmt: skip
    """Train to the end, with checkpoints every `CHECKPOINT_SECONDS` if there is a folder.

    Returns:
        The model with averaged parameters, and the seconds it took, resumes included.
    """
    trainer = Trainer(model, data, recipe, seed)
    append: Callable[[TrainingStep], None] = lambda line: None  # noqa: E731
    if folder is not None:
        folder.load(trainer)
        append = folder.curve()
    saved = time.monotonic()
    for line in trainer.run():
        append(line)
        progress(line)
        if folder is not None and (time.monotonic() - saved > CHECKPOINT_SECONDS or line.step == recipe.steps):
            folder.save(trainer)
            saved = time.monotonic()
    return trainer.finish(), trainer.seconds
