"""Examples from files of all forms, good and bad."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.data.examples import Examples, Stated, draw_examples, examples_bytes, read_examples, seeded_split
from explorer.errors import DataError


def saved(path: Path, **arrays: Any) -> Path:
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize("inputs", ["inputs", "x", "X", "data"])
@pytest.mark.parametrize("targets", ["targets", "y", "labels"])
def test_files_under_the_names_that_people_use(tmp_path: Path, inputs: str, targets: str) -> None:
    x, y = np.random.default_rng(0).normal(size=(20, 3)), np.arange(20) % 4
    read = read_examples(saved(tmp_path / "a.npz", **{inputs: x, targets: y}))
    assert read.inputs.dtype == torch.float32
    np.testing.assert_allclose(read.inputs.numpy(), x, rtol=1e-6)
    assert read.targets is not None
    assert read.classify
    assert read.targets.tolist() == y.tolist()
    assert (read.shape, len(read), read.stated) == ((3,), 20, None)


def test_numbers_of_all_kinds(tmp_path: Path) -> None:
    images = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
    read = read_examples(saved(tmp_path / "a.npz", x=images, y=np.array([[0.5], [2.0]], np.float16)))
    assert read.inputs.tolist() == images.tolist()
    assert read.targets is not None
    assert not read.classify
    assert read.targets.shape == (2, 1)
    read = read_examples(saved(tmp_path / "b.npz", x=images > 3, y=np.array(["cat", "ant"])))
    assert read.targets is not None
    assert read.targets.tolist() == [1, 0]
    assert read.classes == ("ant", "cat")
    np.save(tmp_path / "c.npy", np.asfortranarray(images[0].astype(">f8")))
    read = read_examples(tmp_path / "c.npy")
    assert read.inputs.tolist() == images[0].tolist()
    assert read.targets is None


def test_splits(tmp_path: Path) -> None:
    x = np.zeros((4, 2))
    read = read_examples(saved(tmp_path / "a.npz", x=x, split=np.array(["train", "val", "test", "train"])))
    assert read.split.tolist() == [0, 1, 2, 0]
    assert len(read.only("train")[0]) == 2
    keras = {"x_train": np.zeros((20, 2)), "y_train": np.zeros(20, int), "x_test": np.ones((5, 2))}
    read = read_examples(saved(tmp_path / "b.npz", **keras, y_test=np.ones(5, int)))
    assert [len(read.rows(s)) for s in ("train", "validation", "test")] == [18, 2, 5]
    assert read.only("test")[0].min() == 1
    split = seeded_split(1000)
    assert torch.equal(split, seeded_split(1000))
    assert torch.bincount(split.long()).tolist() == [600, 100, 300]
    assert sorted(seeded_split(3).tolist()) == [0, 1, 2]
    assert seeded_split(2).tolist() == [0, 0]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    drawn = draw_examples((2, 3), 50, Stated.read("uniform:-2:1", seed=5))
    named = Examples(drawn.inputs, torch.arange(50) % 2, drawn.split, None, ("no", "yes"), tuple("abcdef"))
    for examples in (drawn, named):
        (tmp_path / "e.npz").write_bytes(examples_bytes(examples))
        read = read_examples(tmp_path / "e.npz")
        assert torch.equal(read.inputs, examples.inputs)
        assert torch.equal(read.split, examples.split)
        assert (read.stated, read.classes, read.names) == (examples.stated, examples.classes, examples.names)
    assert -2 <= drawn.inputs.min() < -1.5
    assert 0.5 < drawn.inputs.max() <= 1
    assert torch.equal(drawn.inputs, draw_examples((2, 3), 50, Stated("uniform", -2.0, 1.0, 5)).inputs)
    assert abs(float(draw_examples((9,), 1000, Stated.read("normal:3:0.1")).inputs.mean()) - 3) < 0.01


@pytest.mark.parametrize("text", ["", "gauss", "normal:1", "normal:0:0", "uniform:1:1", "uniform:a:b", "normal:nan:1"])
def test_what_is_no_distribution(text: str) -> None:
    with pytest.raises(DataError):
        Stated.read(text)


def npy(shape: str, descr: str = "<f4") -> bytes:
    """A header alone."""
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}}}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return file.getvalue()


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


X = np.zeros((4, 2))
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "no .npz or .npy file"),
    "text": (lambda: b"1,2,3\n4,5,6\n", "no .npz or .npy file"),
    "parquet": (lambda: b"PAR1" + bytes(50) + b"PAR1", "no .npz or .npy file"),
    "no inputs": (lambda: npz(weights=X), "no inputs: it holds 'weights.npy'"),
    "targets alone": (lambda: npz(y=X), "no inputs"),
    "cut short": (lambda: npz(x=np.random.default_rng(0).normal(size=(100, 9)))[:900], "damaged"),
    "objects": (lambda: npz(x=np.array([{}, 1], dtype=object)), "not numbers"),
    "texts": (lambda: npz(x=np.array(["a", "b"])), "type <U1"),
    "complex": (lambda: npz(x=X.astype(complex)), "not numbers"),
    "dates": (lambda: npz(x=np.zeros(3, "M8[s]")), "not numbers"),
    "not a number": (lambda: npz(x=np.array([[1.0, np.nan], [1.0, 1.0]])), "not finite, in 1 of 2 rows"),
    "beyond float32": (lambda: npz(x=np.array([[1e300]])), "not finite"),
    "no rows": (lambda: npz(x=np.zeros((0, 3))), "shape"),
    "one number": (lambda: npz(x=np.float32(3)), "shape"),
    "other length": (lambda: npz(x=X, y=np.zeros(3, int)), "4 inputs, and targets"),
    "names of classes as objects": (lambda: npz(x=X, y=np.array(["a"] * 4, dtype=object)), "not numbers or text"),
    "names of classes as bytes": (lambda: npz(x=X, y=np.array([b"a"] * 4)), "not numbers or text"),
    "targets of three axes": (lambda: npz(x=X, y=np.zeros((4, 2, 2))), "shape"),
    "an unknown split": (lambda: npz(x=X, split=np.array(["train", "dev", "secret", "test"])), "secret"),
    "a split of other numbers": (lambda: npz(x=X, split=np.array([0, 1, 2, 3])), "not of the right form"),
    "a short split": (lambda: npz(x=X, split=np.array([0, 1])), "split of shape"),
    "names for other inputs": (lambda: npz(x=X, input_names=np.array(["a"])), "1 names for 2"),
    "too few names of classes": (lambda: npz(x=X, y=np.array([0, 1, 2, 3]), classes=np.array(["a"])), "too few"),
    "a huge array": (lambda: zipped(x=npy("(1000000, 1000000)")), "shape"),
    "a huge array in an npy": (lambda: npy("(1000000, 1000000)"), "shape"),
    "a bomb": (lambda: zipped(x=npy("(5, 5)") + b"\0" * 2**24)[:200], "damaged"),
    "a negative shape": (lambda: zipped(x=npy("(-5, 5)")), "shape"),
    "code in the header": (lambda: zipped(x=npy("__import__('os')")), "no array"),
    "less than the header says": (lambda: zipped(x=npy("(5, 5)") + b"\0" * 50), "cut short"),
    "many arrays": (lambda: zipped(**{f"a{k}": npy("(1,)") for k in range(300)}), "300 arrays"),
}


@pytest.mark.parametrize("targets", [[0, -1, 1, 2], [250_000, 180_000, 99, 1], [0, 1, 1, 2**40]])
def test_whole_numbers_beyond_those_of_classes_are_values(tmp_path: Path, targets: list[int]) -> None:
    """Prices and differences are whole numbers, too."""
    file = tmp_path / "prices.npz"
    file.write_bytes(npz(x=X, y=np.array(targets)))
    found = read_examples(file)
    assert not found.classify
    assert found.targets is not None
    assert found.targets.flatten().tolist() == pytest.approx(targets)


@pytest.mark.parametrize("names", [("features", "label"), ("data", "target"), ("arr_0", "arr_1"), ("X", "y")])
def test_arrays_by_their_usual_names(tmp_path: Path, names: tuple[str, str]) -> None:
    file = tmp_path / "usual.npz"
    file.write_bytes(npz(**{names[0]: X, names[1]: np.array([0, 1, 1, 0])}))
    found = read_examples(file)
    assert found.inputs.dtype == torch.float32
    assert found.classify


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_refused_in_words(tmp_path: Path, kind: str) -> None:
    make, words = BAD[kind]
    file = tmp_path / "bad.npz"
    file.write_bytes(make())
    with pytest.raises(DataError, match=words) as error:
        read_examples(file)
    assert error.value.remedy
    assert "bad.npz" in error.value.problem or kind in ("names for other inputs", "too few names of classes")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.npz", tmp_path):
        with pytest.raises(DataError, match="cannot be read"):
            read_examples(path)


def test_a_pipe_and_a_header_without_end_are_refused(tmp_path: Path) -> None:
    """The first would be waited for without end, the second raised an error of Python's tokenizer."""
    pipe, file = tmp_path / "pipe.npz", tmp_path / "odd.npy"
    os.mkfifo(pipe)
    file.write_bytes(b"\x93NUMPY\x01\x00\x0a\x00((((((((((")
    for path in (pipe, file):
        with pytest.raises(DataError, match=path.name):
            read_examples(path)
