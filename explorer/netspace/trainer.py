"""Training a NetSpace: one loop, resumable, for every kind of space and every pairing of encoder and decoder."""

from __future__ import annotations

import csv
import json
import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from explorer.errors import TrainingError
from explorer.files import read_json, regular, remove_left, replacing, write_atomically
from explorer.netspace.compute import Compute, enough_memory, moved
from explorer.netspace.distributed import group
from explorer.netspace.events import event_writer
from explorer.netspace.halting import halting
from explorer.netspace.recipes import TrainingRecipe

CHECKPOINT_SECONDS = 120.0
AVERAGE_EVERY = 5  # steps
EVERY = 250  # steps between two lines of the curve, unless something else is asked for


@dataclass(frozen=True)
class TrainingStep:
    """A line of the training curve.

    Attributes:
        step: optimizer steps done.
        seconds: training time so far, resumes included.
        losses: means since the line before by name, and "heldout": the averaged model's on held-out networks.
    """

    step: int
    seconds: float
    losses: Mapping[str, float]

    def row(self) -> dict[str, int | float]:
        """As a line of `curve.csv`."""
        return {"step": self.step, "seconds": self.seconds, **self.losses}


class Trainer(ABC):
    """Trains a model step by step; its whole state can be saved and loaded.

    What is learned is a subclass's: `losses` of one step, named by `names`, and `heldout_loss`. It computes on the CPU
    until it is placed elsewhere; what a subclass makes new at a step must be on `self.compute.device`, as what `draw`
    and `encode` give is.

    Args:
        model: trained in place.
        recipe: how long and how fast.
        seed: of the draws.
    """

    names: tuple[str, ...]
    bfloat16 = False  # whether what tolerates it runs in bfloat16

    def __init__(self, model: nn.Module, recipe: TrainingRecipe, seed: int) -> None:
        self.model, self.recipe = model, recipe
        self.step, self.seconds = 0, 0.0
        self.compute = Compute()
        self.group = group()  # in which each process draws for itself
        self.generator = torch.Generator().manual_seed(self.group.seed(seed))
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.optimizer = self._optimizer()
        self.average = [p.detach().clone() for p in self.parameters]

    def _optimizer(self) -> torch.optim.Optimizer:
        recipe = self.recipe
        return torch.optim.AdamW(
            self.parameters, lr=recipe.rate, weight_decay=recipe.weight_decay, betas=recipe.momentum, fused=True
        )

    def place(self, compute: Compute) -> None:
        """Go to a device, with all that is learned from; before the first step and before `load`."""
        self.compute = compute
        self.bfloat16 = compute.bfloat16(self.bfloat16)
        if compute.device.type == "cpu":
            return
        for name, value in vars(self).items():
            if name not in ("generator", "optimizer", "compute", "recipe", "group"):
                setattr(self, name, moved(value, compute.device))
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = self._optimizer()

    def draw(self, total: int, count: int) -> Int[Tensor, " count"]:
        """Numbers below `total`, drawn with replacement; the same on every device."""
        return torch.randint(0, total, (count,), generator=self.generator).to(self.compute.device)

    def lowered(self) -> AbstractContextManager[Any]:
        """A context for what tolerates bfloat16, if that is wanted."""
        return self.compute.autocast(self.bfloat16)

    def encode(self, reading: Tensor) -> Tensor:
        """The model's latents, in float32 whatever it computes in."""
        with self.lowered():
            latents: Tensor = self.model.encode(reading)  # type: ignore[operator]
        return latents.float()

    def decode(self, latents: Tensor) -> Tensor:
        """The model's weights, in float32 whatever it computes in."""
        with self.lowered():
            weights: Tensor = self.model.decode(latents)  # type: ignore[operator]
        return weights.float()

    @abstractmethod
    def losses(self) -> tuple[Float[Tensor, ""], list[float]]:
        """The loss of one draw, and its parts in the order of `names`, for the curve."""

    @abstractmethod
    def heldout_loss(self) -> float:
        """Loss of the averaged model on held-out networks; 0 without any."""

    def run(self, every: int | None = None, halted: Callable[[], bool] = lambda: False) -> Iterator[TrainingStep]:
        """Train to the recipe's last step; yields a line of the curve every so many steps and at the end.

        Args:
            every: steps between two lines; None: `EVERY`.
            halted: asked before every step; once it says so, no step follows.

        Raises:
            TrainingError: the loss is not finite.
        """
        sums = torch.zeros(len(self.names))
        count = 0
        every = every or EVERY
        while self.step < self.recipe.steps and not halted():
            start = time.monotonic()
            sums += torch.tensor(self.one_step())
            self.seconds += time.monotonic() - start
            count += 1
            if self.step % every == 0 or self.step == self.recipe.steps:
                mean = self.group.mean(sums / count).tolist()
                if not all(math.isfinite(v) for v in mean):
                    raise TrainingError(
                        f"The loss is not finite at step {self.step}.", "Lower the recipe's rate and train again."
                    )
                sums, count = torch.zeros(len(self.names)), 0
                losses = {**dict(zip(self.names, mean, strict=True)), "heldout": self.heldout_loss()}
                yield TrainingStep(self.step, round(self.seconds, 1), losses)

    @enough_memory("Give the training less: smaller batches in a recipe of your own, or --device cpu.")
    def one_step(self) -> list[float]:
        """One optimizer step; the parts of its loss.

        Raises:
            DeviceError: there is not enough memory.
        """
        recipe = self.recipe
        factor = min(1.0, (self.step + 1) / max(1, recipe.warmup))
        if recipe.schedule == "cosine":
            factor = factor * (0.5 + 0.5 * math.cos(math.pi * self.step / recipe.steps)) + 1e-3
        self.optimizer.param_groups[0]["lr"] = recipe.rate * factor
        loss, parts = self.losses()
        self.optimizer.zero_grad()
        loss.backward()
        self.group.average_gradients(self.parameters)
        if recipe.clip:
            torch.nn.utils.clip_grad_norm_(self.parameters, recipe.clip)
        self.optimizer.step()
        self.step += 1
        if self.step % AVERAGE_EVERY == 0 or self.step == self.recipe.steps:  # it is a pass over all parameters
            # The average of a short run reaches back a tenth of it, not to the beginning.
            decay = min(self.recipe.average**AVERAGE_EVERY, 1 - AVERAGE_EVERY / (AVERAGE_EVERY + self.step / 10))
            with torch.no_grad():
                for average, parameter in zip(self.average, self.parameters, strict=True):
                    average.lerp_(parameter, 1 - decay)
        return parts

    def averaged(self) -> _Swapped:
        """A context in which the model holds the running average of its parameters."""
        return _Swapped(self.parameters, self.average)

    def finish(self) -> None:
        """Give the model its averaged parameters, and set it to evaluation."""
        with torch.no_grad():
            for parameter, average in zip(self.parameters, self.average, strict=True):
                parameter.copy_(average)
        self.model.eval()

    def state(self) -> dict[str, Any]:
        """Everything that `load` needs to go on exactly here; all processes of a group must ask for it together."""
        generators = self.group.gather(self.generator.get_state())
        others = {"generators": generators} if len(generators) > 1 else {}
        return {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "generator": generators[0],
            "step": self.step,
            "seconds": self.seconds,
            **others,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from `state()`.

        Raises:
            TrainingError: it is of another number of processes.
        """
        generators = state.get("generators", [state["generator"]])
        if len(generators) != self.group.size:
            raise TrainingError(
                f"The checkpoint is of {len(generators)} processes, not {self.group.size}.",
                "Go on with as many: each has draws of its own.",
            )
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for own, saved in zip(self.average, state["average"], strict=True):
            own.copy_(saved)
        self.generator.set_state(generators[self.group.rank])
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
        self, path: Path, recipe: TrainingRecipe, seed: int, *, resume: bool, data: Mapping[str, Any] | None = None
    ) -> None:
        self.path = path
        self.checkpoint = path / "checkpoint.pt"
        stated = json.loads(json.dumps({"recipe": recipe.stated(), "seed": seed, "data": dict(data or {})}))
        file = path / "run.json"
        if file.exists():
            if not resume:
                raise TrainingError(
                    f"{path} already holds a run.", "Add --resume to go on with it, or remove the folder."
                )
            try:
                old = read_json(file)
            except (OSError, ValueError) as error:
                raise TrainingError(f"{file} cannot be read: {error}.", "Remove the folder to start over.") from error
            if old != stated:
                raise TrainingError(
                    f"{path} holds a run of another recipe, seed or zoo.", "Use the same options, or remove it."
                )
        path.mkdir(parents=True, exist_ok=True)
        remove_left(path)
        write_atomically(file, json.dumps(stated, indent=2).encode())

    def load(self, trainer: Trainer) -> dict[str, Any] | None:
        """Go on from the checkpoint, if there is one; what it holds."""
        if not self.checkpoint.exists():
            self._cut_curve(0)
            return None
        try:
            state: dict[str, Any] = torch.load(regular(self.checkpoint), map_location="cpu", weights_only=True)
            trainer.load(state)
        except (OSError, EOFError, RuntimeError, KeyError, ValueError, UnpicklingError) as error:
            reason = str(error).partition("\n")[0][:200] or "it is empty"
            raise TrainingError(f"{self.checkpoint} cannot be read: {reason}.", "Remove it to start over.") from error
        self._cut_curve(trainer.step)
        return state

    def _cut_curve(self, step: int) -> None:
        """Drop the lines after the checkpoint: those steps are done again."""
        file = self.path / "curve.csv"
        if not file.exists():
            return
        lines = regular(file).read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        # What is cut off, by a kill or a full disk, may be the head itself, or a step that looks like an earlier one.
        head, *rest = [line for line in lines if line.endswith("\n")] or [""]
        kept = [line for line in rest if line.partition(",")[0].isdecimal() and int(line.partition(",")[0]) <= step]
        write_atomically(file, "".join([head, *kept]).encode())

    def save(self, state: Mapping[str, Any]) -> None:
        """Write a trainer's state as the checkpoint; the old one stays until the new one is whole.

        Raises:
            OSError: it cannot be written: a full disk, ...
        """
        with replacing(self.checkpoint) as temporary, temporary.open("wb") as file:
            try:
                torch.save(state, file)
            except RuntimeError as error:  # torch's words for a full disk are of its own insides
                raise error.__context__ if isinstance(error.__context__, OSError) else error from None

    def curve(self) -> Callable[[TrainingStep], None]:
        """A function that appends a line to curve.csv and to the TensorBoard file."""
        writer = event_writer(self.path)

        def append(line: TrainingStep) -> None:
            file = self.path / "curve.csv"
            new = not file.exists() or not file.stat().st_size
            with file.open("a", newline="") as handle:
                rows = csv.DictWriter(handle, list(line.row()))
                if new:
                    rows.writeheader()
                rows.writerow(line.row())
            if writer is not None:
                for name, value in line.losses.items():
                    writer.add_scalar(f"loss/{name}", value, line.step)
                writer.flush()

        return append


def train(
    trainer: Trainer,
    folder: RunFolder | None = None,
    progress: Callable[[TrainingStep], None] = lambda line: None,
    every: int | None = None,
) -> float:
    """Train to the end, with checkpoints every `CHECKPOINT_SECONDS` if there is a folder.

    The trainer's model then holds the averaged parameters. Asked to stop (Ctrl-C, SIGTERM), a training that is alone
    and has a folder ends its step and writes a checkpoint first.

    Args:
        trainer: trains.
        folder: keeps checkpoint and curve.
        progress: called with each line of the curve.
        every: see `Trainer.run`.

    Returns:
        The seconds it took, resumes included.

    Raises:
        KeyboardInterrupt: it was asked to stop.
    """
    together = trainer.group
    append: Callable[[TrainingStep], None] = lambda line: None  # noqa: E731
    begun = None
    if folder is not None:  # rank 0 has one
        begun = folder.load(trainer)
        append = folder.curve()
    if together.size > 1:
        fresh = trainer.state()  # asked for by all
        trainer.load(together.from_first(begun or fresh))
    with halting() if folder is not None and together.size == 1 else nullcontext(lambda: False) as halted:
        saved = time.monotonic()
        for line in trainer.run(every, halted):
            append(line)
            progress(line)
            due = time.monotonic() - saved > CHECKPOINT_SECONDS or line.step == trainer.recipe.steps
            if together.from_first(folder is not None and due):
                state = trainer.state()
                if folder is not None:
                    folder.save(state)
                saved = time.monotonic()
        if halted() and folder is not None:
            if trainer.step < trainer.recipe.steps:
                folder.save(trainer.state())
            raise KeyboardInterrupt
    trainer.finish()
    return trainer.seconds
