"""CIFAR-10: its binary files read exactly or refused by name; OpenML where there is no folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.data import cifar
from explorer.data.cifar import FOLDER, TEST_FILE, TRAIN_FILES, read_cifar10
from explorer.data.images import load_images
from explorer.errors import DataError

RECORDS = 30  # of each file, instead of 10,000


@pytest.fixture(autouse=True)
def _short_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cifar, "RECORDS", RECORDS)


def record(label: int, pixels: np.ndarray) -> bytes:
    """One record, written from the words on CIFAR-10's page: the label, then red, green, blue, each row by row."""
    return bytes([label]) + b"".join(bytes(row.tolist()) for channel in pixels for row in channel)


def write_cifar(folder: Path, seed: int = 0) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """A small CIFAR-10: by file name its pixels and labels."""
    rng = np.random.default_rng(seed)
    arrays = {}
    for name in (*TRAIN_FILES, TEST_FILE):
        pixels = rng.integers(0, 256, (RECORDS, 3, 32, 32), dtype=np.uint8)
        labels = rng.permutation(np.arange(RECORDS) % 10)
        (folder / name).write_bytes(b"".join(map(record, labels.tolist(), pixels)))
        arrays[name] = pixels, labels
    return arrays


@pytest.mark.parametrize("inner", [False, True])
def test_cifar10_is_read_from_its_folder_or_the_one_around_it(tmp_path: Path, inner: bool) -> None:
    folder = tmp_path / FOLDER if inner else tmp_path
    folder.mkdir(exist_ok=True)
    arrays = write_cifar(folder)
    data = load_images("cifar-10", tmp_path)
    assert (data.name, data.channels, data.size, len(data.classes)) == ("cifar-10", 3, 32, 10)
    assert (len(data.train), len(data.validation), len(data.test)) == (138, 12, RECORDS)
    pixels, labels = arrays[TEST_FILE]
    np.testing.assert_array_equal(data.test.pixels.numpy(), pixels)
    np.testing.assert_array_equal(data.test.labels.numpy(), labels)
    wanted = {
        image.tobytes(): int(label)
        for name in TRAIN_FILES
        for image, label in zip(*arrays[name], strict=True)
    }  # fmt: skip
    both = [*zip(data.train.pixels, data.train.labels, strict=True)]
    both += zip(data.validation.pixels, data.validation.labels, strict=True)
    assert {image.numpy().tobytes(): int(label) for image, label in both} == wanted
    assert len(both) == len(wanted) == 5 * RECORDS


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 9), st.integers(0, 2), st.integers(0, 31), st.integers(0, 31))
def test_a_pixel_lies_where_the_format_says(label: int, channel: int, row: int, column: int) -> None:
    data = bytearray(RECORDS * 3073)
    data[0], data[1 + 1024 * channel + 32 * row + column] = label, 200
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cifar, "regular", lambda path: path)
        patch.setattr(Path, "read_bytes", lambda _: bytes(data))
        raw = read_cifar10(Path("some"))
    assert np.argwhere(raw.pixels[:RECORDS]).tolist() == [[0, channel, row, column]]
    assert raw.labels[0] == label


@pytest.mark.parametrize("name", [*TRAIN_FILES, TEST_FILE])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write_cifar(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DataError, match=rf"holds no {name}") as caught:
        load_images("cifar-10", tmp_path)
    assert "cifar-10-binary.tar.gz" in caught.value.remedy
    assert "--data" in caught.value.remedy


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (3073 * RECORDS - 1, "92,189 bytes"),
        (3073 * (RECORDS - 1), "89,117 bytes"),
        (3074, "not 92,190"),
    ],
)
def test_a_truncated_file_is_named_even_between_records(tmp_path: Path, size: int, said: str) -> None:
    write_cifar(tmp_path)
    file = tmp_path / "data_batch_3.bin"
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(DataError, match=rf"data_batch_3\.bin holds .*{said}"):
        read_cifar10(tmp_path)


def test_a_file_that_is_too_long_is_named(tmp_path: Path) -> None:
    write_cifar(tmp_path)
    file = tmp_path / TEST_FILE
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(DataError, match=r"test_batch\.bin holds 92,191 bytes"):
        read_cifar10(tmp_path)


def test_an_impossible_label_is_named(tmp_path: Path) -> None:
    """As in CIFAR-100's files, or where the file is no CIFAR-10 at all."""
    write_cifar(tmp_path)
    file = tmp_path / "data_batch_2.bin"
    file.write_bytes(b"\x0a" + file.read_bytes()[1:])
    with pytest.raises(DataError, match=r"data_batch_2\.bin holds the label 10"):
        read_cifar10(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write_cifar(tmp_path)
    (tmp_path / TEST_FILE).unlink()
    (tmp_path / TEST_FILE).mkdir()
    with pytest.raises(DataError, match=r"test_batch\.bin cannot be read"):
        read_cifar10(tmp_path)
    with pytest.raises(DataError, match="holds no data_batch_1"):
        read_cifar10(tmp_path / "nowhere")


def openml(arrays: dict[str, tuple[np.ndarray, np.ndarray]]) -> SimpleNamespace:
    """The same as OpenML has it: rows of numbers, labels as text."""
    pixels, labels = (np.concatenate([arrays[name][k] for name in (*TRAIN_FILES, TEST_FILE)]) for k in (0, 1))
    return SimpleNamespace(data=pixels.reshape(-1, 3072).astype(np.float64), target=labels.astype(str).astype(object))


def test_without_a_folder_cifar10_comes_from_openml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = openml(write_cifar(tmp_path))
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr("sklearn.datasets.fetch_openml", lambda *a, **_: asked.append(a) or found)
    fetched, read = load_images("cifar-10"), load_images("cifar-10", tmp_path)
    assert asked == [("CIFAR_10",)]
    assert "OpenML" in fetched.source
    assert fetched.sha256 == read.sha256
    assert torch.equal(fetched.train.pixels, read.train.pixels)
    assert torch.equal(fetched.test.labels, read.test.labels)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda f: SimpleNamespace(data=f.data[:-1], target=f.target[:-1]),
        lambda f: SimpleNamespace(data=f.data[:, :-1], target=f.target),
        lambda f: SimpleNamespace(data=f.data, target=np.roll(np.sort(f.target), 7)),  # in another order
    ],
)
def test_what_openml_gives_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object) -> None:
    found = spoil(openml(write_cifar(tmp_path)))  # type: ignore[operator]
    monkeypatch.setattr("sklearn.datasets.fetch_openml", lambda *_, **__: found)
    with pytest.raises(DataError, match="OpenML's CIFAR_10"):
        load_images("cifar-10")


def test_without_folder_and_network_the_error_says_where_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr("sklearn.datasets.fetch_openml", offline)
    with pytest.raises(DataError, match=r"no network.*cifar-10-binary\.tar\.gz"):
        load_images("cifar-10")


def test_a_python_version_beside_it_is_never_unpickled(tmp_path: Path) -> None:
    write_cifar(tmp_path)
    for name in TRAIN_FILES:
        shutil.move(tmp_path / name, tmp_path / name.removesuffix(".bin"))
    with pytest.raises(DataError, match=r"holds no data_batch_1\.bin"):
        read_cifar10(tmp_path)
