"""Examples: what networks of any kind are run on, and what they should give for it, where that is known.

Read from a file (npz or npy), or drawn from a distribution that is stated, never a silent one.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
import torch
from jaxtyping import Float, Int8
from torch import Tensor

from explorer.errors import DataError
from explorer.files import read_array, regular

# What arrays are called; numpy itself calls those that were given no name arr_0 and arr_1.
INPUTS = ("inputs", "x", "X", "data", "features", "arr_0")
TARGETS = ("targets", "y", "Y", "labels", "target", "label", "arr_1")
CLASSES = ("classes", "class_names")
SPLITS: tuple[Split, ...] = ("train", "validation", "test")
SPLIT_SEED = 20_220_605
CHOOSING, JUDGING = 0.1, 0.3  # of the examples, where no split is stated: few would make accuracies too coarse
MOST_BYTES = 2 * 1024**3  # of an array
MOST_EXAMPLES, MOST_CLASSES, MOST_ARRAYS = 10_000_000, 100_000, 256
Split: TypeAlias = Literal["train", "validation", "test"]
_CALLED = {"train": 0, "training": 0, "validation": 1, "valid": 1, "val": 1, "dev": 1, "test": 2, "testing": 2}
_SAVE = "Write it as one: np.savez('examples.npz', inputs=..., targets=...), with one example a row."
_AS_TEXT = "Save numbers as such (.astype('float32')), and names of classes as text (.astype(str))."
_FORM = "Give a .npz with `inputs` (n, ...) and, if there are any, `targets` (n), or a .npy with the inputs."


@dataclass(frozen=True)
class Stated:
    """A distribution that inputs were drawn from, each number on its own.

    Attributes:
        form: "normal" or "uniform".
        low: the mean, or the least value.
        high: the standard deviation, or the greatest value.
        seed: of the draw.

    Raises:
        DataError: there is no such distribution.
    """

    form: str = "normal"
    low: float = 0.0
    high: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        finite = math.isfinite(self.low) and math.isfinite(self.high)
        if self.form not in ("normal", "uniform") or not finite:
            raise DataError(f"There is no distribution {self.form!r} of {self.low}, {self.high}.", "normal or uniform.")
        if (self.high <= 0 and self.form == "normal") or (self.high <= self.low and self.form == "uniform"):
            raise DataError(f"{self.words} is no distribution.", "normal: mean and deviation; uniform: from and to.")

    @property
    def words(self) -> str:
        """As it is told."""
        if self.form == "normal":
            return f"drawn from a normal distribution of mean {self.low:g} and deviation {self.high:g}"
        return f"drawn evenly between {self.low:g} and {self.high:g}"

    @classmethod
    def read(cls, text: str, seed: int = 0) -> Stated:
        """From `normal`, `normal:MEAN:DEVIATION`, `uniform` (-1 to 1) or `uniform:FROM:TO`.

        Raises:
            DataError: it is written otherwise.
        """
        form, *numbers = text.strip().split(":")
        try:
            low, high = map(float, numbers) if numbers else ((-1.0, 1.0) if form == "uniform" else (0.0, 1.0))
        except ValueError:
            raise DataError(f"{text!r} is no distribution.", "Write normal:0:1 or uniform:-1:1.") from None
        return cls(form, low, high, seed)


@dataclass(frozen=True)
class Examples:
    """Inputs, and what belongs to them.

    Attributes:
        inputs: float32, finite.
        targets: classes (n,) int64, or numbers (n, k) float32; None: not known.
        split: of each example: 0 to train on, 1 to choose by, 2 to judge on; an index of `SPLITS`.
        stated: the distribution that the inputs were drawn from; None: they are somebody's.
        classes: names of the classes; () where they have none.
        names: of each number of an input, flat; () where they have none.

    Raises:
        DataError: the parts do not fit each other.
    """

    inputs: Float[Tensor, n * input]
    targets: Tensor | None
    split: Int8[Tensor, " rows"]
    stated: Stated | None = None
    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.inputs)
        if not n or len(self.split) != n or (self.targets is not None and len(self.targets) != n):
            targets = "no" if self.targets is None else len(self.targets)
            raise DataError(f"There are {n} inputs, {targets} targets, {len(self.split)} of a split.", "Give as many.")
        if self.names and len(self.names) != math.prod(self.shape):
            raise DataError(f"There are {len(self.names)} names for {math.prod(self.shape)} inputs.", "Give as many.")
        if self.classify and self.targets is not None and self.classes and int(self.targets.max()) >= len(self.classes):
            raise DataError(f"There are {len(self.classes)} names of classes, too few for the targets.", "Name all.")
        if not bool(torch.isfinite(self.inputs).all()):
            raise DataError("The inputs have values that are not finite.", "Leave those examples out.")

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of one input."""
        return tuple(self.inputs.shape[1:])

    @property
    def words(self) -> str:
        """What they are: where the inputs come from, how many of which shape, and what belongs to them."""
        if self.stated is not None:
            return self.stated.words
        shape = " x ".join(map(str, self.shape)) or "one number"
        if self.targets is None:
            targets = "no targets"
        elif self.classify:
            targets = f"{len(self.classes) or int(self.targets.max()) + 1:,} classes as targets"
        else:
            values = self.targets.shape[1] if self.targets.dim() > 1 else 1
            targets = f"{values:,} {'value' if values == 1 else 'values'} as targets"
        return f"{len(self):,} of the user's, shape {shape}, {targets}"

    @property
    def classify(self) -> bool:
        """Whether the targets are classes."""
        return self.targets is not None and not self.targets.is_floating_point()

    def rows(self, split: Split) -> Tensor:
        """Indices of the examples of a split."""
        return torch.nonzero(self.split == SPLITS.index(split)).flatten()

    def only(self, split: Split) -> tuple[Tensor, Tensor | None]:
        """Inputs and targets of a split."""
        rows = self.rows(split)
        return self.inputs[rows], None if self.targets is None else self.targets[rows]


def seeded_split(count: int, seed: int = SPLIT_SEED) -> Int8[Tensor, " n"]:
    """A split by chance: a tenth to choose by, three to judge on; at least one each from three examples on."""
    judging, choosing = (max(1, round(part * count)) if count >= 3 else 0 for part in (JUDGING, CHOOSING))
    order = torch.from_numpy(np.random.default_rng(seed).permutation(count))
    split = torch.zeros(count, dtype=torch.int8)
    split[order[:judging]], split[order[judging : judging + choosing]] = 2, 1
    return split


def draw_examples(shape: tuple[int, ...], count: int, stated: Stated) -> Examples:
    """Inputs from a distribution; the same for the same seed.

    Raises:
        DataError: so many cannot be drawn.
    """
    if count < 1 or count > MOST_EXAMPLES or 4 * count * math.prod(shape) > MOST_BYTES:
        raise DataError(f"{count:,} examples of shape {shape} cannot be drawn.", "Ask for fewer, and at least 1.")
    generator = torch.Generator().manual_seed(stated.seed)
    if stated.form == "normal":
        inputs = torch.randn((count, *shape), generator=generator) * stated.high + stated.low
    else:
        inputs = torch.rand((count, *shape), generator=generator) * (stated.high - stated.low) + stated.low
    return Examples(inputs, None, seeded_split(count), stated)


def read_examples(path: Path) -> Examples:
    """Examples from a file.

    A `.npz` with `inputs` (or another of `INPUTS`), `targets` (or another of `TARGETS`) and `split`, or with `x_train`,
    `y_train`, `x_test`, `y_test`; or a `.npy` with the inputs alone.

    Raises:
        DataError: the file cannot be read, holds something else, is too large, or has values that are not finite.
    """
    try:
        with regular(path).open("rb") as file:
            start = file.read(6)
            file.seek(0)
            if start[:2] != b"PK" and start != np.lib.format.MAGIC_PREFIX:
                raise DataError(f"{path} is no .npz or .npy file.", _SAVE)
            arrays = _of_zip(file, path) if start[:2] == b"PK" else {"inputs": _array(file, path, path.name)}
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    return examples_of(arrays, str(path))


def examples_of(arrays: Mapping[str, np.ndarray], name: str) -> Examples:
    """Examples from arrays as a file has them.

    Args:
        arrays: by name, see `read_examples`.
        name: of the file, for errors.

    Raises:
        DataError: see `read_examples`.
    """
    arrays = _joined(dict(arrays), name)
    key = next((key for key in INPUTS if key in arrays), None)
    if key is None:
        found = ", ".join(map(repr, arrays)) or "nothing"
        raise DataError(f"{name} has no inputs: it holds {found}.", _FORM)
    inputs = _numbers(arrays[key], f"{key} of {name}")
    other = next((key for key in TARGETS if key in arrays), None)
    targets, classes = (None, ()) if other is None else _targets(arrays[other], f"{other} of {name}")
    for what, values in (("targets", targets), ("split", arrays.get("split"))):
        if values is not None and (values.ndim < 1 or len(values) != len(inputs)):
            raise DataError(f"{name} has {len(inputs)} inputs, and {what} of shape {tuple(values.shape)}.", _FORM)
    split = _split(arrays["split"], name) if "split" in arrays else seeded_split(len(inputs))
    classes = next((_names(arrays[key]) for key in CLASSES if key in arrays), classes)
    stated = _stated(arrays["stated"], name) if "stated" in arrays else None
    names = _names(arrays["input_names"]) if "input_names" in arrays else ()
    return Examples(inputs, targets, split, stated, classes, names)


def examples_bytes(examples: Examples) -> bytes:
    """Examples as a `.npz` that `read_examples` reads."""
    arrays: dict[str, Any] = {"inputs": examples.inputs.numpy(), "split": examples.split.numpy()}
    if examples.targets is not None:
        arrays["targets"] = examples.targets.numpy()
    if examples.classes:
        arrays["classes"] = np.array(examples.classes)
    if examples.names:
        arrays["input_names"] = np.array(examples.names)
    if examples.stated is not None:
        arrays["stated"] = np.array(json.dumps(asdict(examples.stated)))
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _of_zip(file: Any, path: Path) -> dict[str, np.ndarray]:
    wanted = {*INPUTS, *TARGETS, *CLASSES, "split", "input_names", "stated"}
    wanted |= {f"{a}_{s}" for a in (*INPUTS, *TARGETS) for s in _CALLED}
    try:
        with zipfile.ZipFile(file) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(".npy")]
            if len(members) > MOST_ARRAYS:
                raise DataError(f"{path} has {len(members)} arrays.", f"At most {MOST_ARRAYS} are read.")
            arrays = {}
            for member in members:
                name = member.filename.removesuffix(".npy")
                if name in wanted:
                    with archive.open(member) as inside:
                        arrays[name] = _array(inside, path, name)
            if not arrays:
                found = ", ".join(repr(m.filename) for m in archive.infolist()[:5]) or "nothing"
                raise DataError(f"{path} has no inputs: it holds {found}.", _FORM)
            return arrays
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise DataError(f"{path} is damaged: {error}.", _FORM) from error


def _array(file: Any, path: Path, name: str) -> np.ndarray:
    """An array of numbers or texts."""
    try:
        values = read_array(file, MOST_BYTES)
    except ValueError as error:
        problem = f"{name} of {path} is no array of numpy that is read: {error}."
        raise DataError(problem, _AS_TEXT if "object" in str(error) else _FORM) from error
    if values.dtype.kind == "S":
        raise DataError(f"{name} of {path} holds {values.dtype}, not numbers or text.", _AS_TEXT)
    if values.dtype.kind not in "biufU":
        raise DataError(f"{name} of {path} holds {values.dtype}, not numbers.", _FORM)
    if values.ndim and len(values) > MOST_EXAMPLES:
        raise DataError(f"{name} of {path} has the shape {values.shape}.", f"At most {MOST_EXAMPLES:,} rows are read.")
    return values


def _joined(arrays: dict[str, np.ndarray], name: str) -> dict[str, np.ndarray]:
    """`x_train`, `x_test`, ... as one array each, and a split."""
    if any(key in arrays for key in INPUTS):
        return arrays
    parts = [(s, k, f"{k}_{s}") for s in _CALLED for k in INPUTS if f"{k}_{s}" in arrays]
    if not parts:
        return arrays
    targets = [next((f"{t}_{s}" for t in TARGETS if f"{t}_{s}" in arrays), None) for s, _, _ in parts]
    try:
        out = {"inputs": np.concatenate([arrays[key] for _, _, key in parts])}
        if all(targets):
            out["targets"] = np.concatenate([arrays[str(key)] for key in targets])
    except ValueError as error:
        raise DataError(f"The parts of {name} do not fit each other: {error}.", _FORM) from error
    split = np.concatenate([np.full(len(arrays[key]), _CALLED[s], np.int8) for s, _, key in parts])
    held = np.flatnonzero(split == 0)
    if not (split == 1).any() and len(held) >= 2:  # a tenth of the training examples to choose by
        chosen = np.random.default_rng(SPLIT_SEED).permutation(len(held))[: max(1, round(CHOOSING * len(held)))]
        split[held[chosen]] = 1
    return {**out, "split": split}


def _numbers(values: np.ndarray, what: str) -> Tensor:
    if values.dtype.kind not in "biuf" or values.ndim < 1 or not values.size:
        raise DataError(f"{what} has the shape {values.shape} and the type {values.dtype}.", _FORM)
    with np.errstate(over="ignore"):
        floats = values.astype(np.float32)
    if not np.isfinite(floats).all():
        rows = int((~np.isfinite(floats.reshape(len(floats), -1))).any(1).sum())
        raise DataError(
            f"{what} has values that are not finite, in {rows:,} of {len(floats):,} rows.",
            "Leave those examples out, or fill them in.",
        )
    return torch.from_numpy(floats)


def _targets(values: np.ndarray, what: str) -> tuple[Tensor, tuple[str, ...]]:
    if values.dtype.kind == "U":
        names, index = np.unique(values.reshape(-1), return_inverse=True)
        return torch.from_numpy(index.astype(np.int64)), tuple(map(str, names))
    if values.ndim == 2 and values.shape[1] == 1 and values.dtype.kind in "biu":
        values = values[:, 0]
    # Whole numbers beyond those of classes (prices, differences) are values.
    if (
        values.ndim == 1
        and values.size
        and values.dtype.kind in "biu"
        and 0 <= values.min() <= values.max() < MOST_CLASSES
    ):
        return torch.from_numpy(values.astype(np.int64)), ()
    if values.ndim not in (1, 2):
        raise DataError(f"{what} has the shape {values.shape}.", "Targets are (n) classes, or (n, k) numbers.")
    return _numbers(values.reshape(len(values), -1), what), ()


def _names(values: np.ndarray) -> tuple[str, ...]:
    """Names; () where they are none."""
    return tuple(map(str, values.reshape(-1))) if values.dtype.kind == "U" else ()


def _split(values: np.ndarray, name: str) -> Tensor:
    if values.ndim == 1 and values.dtype.kind == "U":
        odd = sorted({str(v) for v in values} - set(_CALLED))
        if not odd:
            return torch.tensor([_CALLED[str(v)] for v in values], dtype=torch.int8)
        raise DataError(f"split of {name} says {odd[0]!r}.", f"It must say one of: {', '.join(SPLITS)}.")
    if values.ndim != 1 or values.dtype.kind not in "iu" or not set(np.unique(values).tolist()) <= {0, 1, 2}:
        raise DataError(f"split of {name} is not of the right form.", "0: train, 1: validation, 2: test.")
    return torch.from_numpy(values.astype(np.int8))


def _stated(value: np.ndarray, name: str) -> Stated:
    try:
        said = json.loads(str(value))
        return Stated(str(said["form"]), float(said["low"]), float(said["high"]), int(said["seed"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise DataError(f"What {name} says of its distribution cannot be read.", "Make it again.") from error
