"""Fashion-MNIST: IDX files read exactly or refused by name."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.data import fashion
from explorer.data.fashion import read_idx
from explorer.data.images import balanced, load_fashion, load_images
from explorer.errors import DataError


def idx(values: np.ndarray) -> bytes:
    """Bytes of an IDX file."""
    sizes = b"".join(size.to_bytes(4, "big") for size in values.shape)
    return b"\0\0\x08" + bytes([values.ndim]) + sizes + values.astype(np.uint8).tobytes()


def write_fashion(folder: Path, train: int = 120, test: int = 40, *, packed: bool = True) -> dict[str, np.ndarray]:
    """A tiny Fashion-MNIST."""
    rng = np.random.default_rng(0)
    arrays = {
        "train-images-idx3-ubyte": rng.integers(0, 256, (train, 28, 28)),
        "train-labels-idx1-ubyte": np.arange(train) % 10,
        "t10k-images-idx3-ubyte": rng.integers(0, 256, (test, 28, 28)),
        "t10k-labels-idx1-ubyte": np.arange(test) % 10,
    }
    for name, values in arrays.items():
        data = idx(values)
        (folder / (f"{name}.gz" if packed else name)).write_bytes(gzip.compress(data) if packed else data)
    return arrays


@pytest.mark.parametrize("packed", [True, False])
def test_fashion_mnist_is_read_from_a_folder(tmp_path: Path, packed: bool) -> None:
    arrays = write_fashion(tmp_path, packed=packed)
    data = load_images("fashion-mnist", tmp_path)
    assert (len(data.train), len(data.validation), len(data.test)) == (110, 10, 40)
    assert (data.channels, data.size, len(data.classes)) == (1, 28, 10)
    np.testing.assert_array_equal(data.test.pixels[:, 0].numpy(), arrays["t10k-images-idx3-ubyte"])
    np.testing.assert_array_equal(data.test.labels.numpy(), arrays["t10k-labels-idx1-ubyte"])
    images_to_labels = zip(
        arrays["train-images-idx3-ubyte"].astype(np.uint8), arrays["train-labels-idx1-ubyte"], strict=True
    )
    wanted = {image.tobytes(): int(label) for image, label in images_to_labels}
    both = [*zip(data.train.pixels, data.train.labels, strict=True)]
    both += zip(data.validation.pixels, data.validation.labels, strict=True)
    assert {image.numpy().tobytes(): int(label) for image, label in both} == wanted
    assert len(both) == len(wanted) == 120


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(0, 2**31), st.booleans())
def test_what_an_idx_file_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], seed: int, packed: bool
) -> None:
    values = np.random.default_rng(seed).integers(0, 256, sizes).astype(np.uint8)
    path = tmp_path_factory.mktemp("idx") / ("some.gz" if packed else "some")
    path.write_bytes(gzip.compress(idx(values)) if packed else idx(values))
    read = read_idx(path)
    assert read.shape == values.shape
    np.testing.assert_array_equal(read, values)


@pytest.mark.parametrize(
    "spoil", [lambda d: d[:-1], lambda d: d + b"x", lambda d: b"\0\0\x0d" + d[3:], lambda d: d[:3]]
)
def test_a_damaged_file_is_named(tmp_path: Path, spoil: object) -> None:
    write_fashion(tmp_path, packed=False)
    file = tmp_path / "t10k-labels-idx1-ubyte"
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte"):
        load_fashion(tmp_path)


def test_a_truncated_gzip_file_is_named(tmp_path: Path) -> None:
    write_fashion(tmp_path)
    file = tmp_path / "train-images-idx3-ubyte.gz"
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(DataError, match=r"train-images-idx3-ubyte\.gz cannot be read"):
        load_fashion(tmp_path)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_gzip_file_with_a_changed_byte_is_read_or_named(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values = np.random.default_rng(0).integers(0, 40, 300).astype(np.uint8)
    packed = bytearray(gzip.compress(idx(values)))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("idx") / "some.gz"
    path.write_bytes(packed)
    try:
        read = read_idx(path)
    except DataError as error:
        assert "some.gz" in error.problem  # noqa: PT017 - a changed time or name in the head leaves the values whole
    else:
        np.testing.assert_array_equal(read, values)


def test_a_gzip_file_with_an_impossible_stream_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.gz"
    packed = gzip.compress(idx(np.arange(200)), mtime=0)
    path.write_bytes(packed[:10] + b"\xff" + packed[11:])  # the stream's first byte: a block of a type that is none
    with pytest.raises(DataError, match=r"some\.gz cannot be read"):
        read_idx(path)


def test_sizes_beyond_all_counting_are_no_reason_to_crash(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in (2**31, 2**31, 4)))  # 2**64 values
    with pytest.raises(DataError, match="some holds 0 values"):
        read_idx(path)


@pytest.mark.parametrize("name", fashion.FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write_fashion(tmp_path)
    (tmp_path / f"{name}.gz").unlink()
    with pytest.raises(DataError, match=name) as caught:
        load_fashion(tmp_path)
    assert "--data" in caught.value.remedy


def test_images_of_another_size_are_refused(tmp_path: Path) -> None:
    write_fashion(tmp_path, packed=False)
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx(np.zeros((40, 27, 27))))
    with pytest.raises(DataError, match="27, 27"):
        load_fashion(tmp_path)


@pytest.mark.parametrize(("train", "test"), [(0, 40), (99, 40), (120, 0)])
def test_a_folder_of_hardly_any_images_is_refused(tmp_path: Path, train: int, test: int) -> None:
    write_fashion(tmp_path, train, test)
    with pytest.raises(DataError, match=rf"{tmp_path} holds {train} training and {test} test images"):
        load_fashion(tmp_path)
    write_fashion(tmp_path, 100, 1)
    assert len(load_fashion(tmp_path).test) == 1


def test_where_nothing_is_the_error_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="dataset-fashion-mnist"):
        load_fashion(tmp_path)

    def offline(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(fashion, "DEBIAN_FOLDER", tmp_path / "none")
    monkeypatch.setattr("sklearn.datasets.fetch_openml", offline)
    with pytest.raises(DataError, match=r"no network.*dataset-fashion-mnist"):
        load_fashion()


def test_without_files_fashion_mnist_comes_from_openml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrays = write_fashion(tmp_path, 150, 10)
    names = ("train-images-idx3-ubyte", "t10k-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte")
    train, test, train_labels, test_labels = (arrays[name] for name in names)
    found = SimpleNamespace(
        data=np.concatenate([train, test]).reshape(160, 784),
        target=np.concatenate([train_labels, test_labels]).astype(str).astype(object),  # as OpenML has them
    )
    monkeypatch.setattr(fashion, "TRAIN", 150)
    monkeypatch.setattr(fashion, "DEBIAN_FOLDER", tmp_path / "none")
    monkeypatch.setattr("sklearn.datasets.fetch_openml", lambda *_, **__: found)
    fetched, read = load_fashion(), load_fashion(tmp_path)
    assert "OpenML" in fetched.source
    assert fetched.sha256 == read.sha256
    assert torch.equal(fetched.train.labels, read.train.labels)
    assert torch.equal(fetched.test.pixels, read.test.pixels)


@pytest.mark.skipif(not fashion.DEBIAN_FOLDER.is_dir(), reason="Debian's dataset-fashion-mnist is not installed")
def test_the_real_fashion_mnist_has_its_known_sizes_and_mean() -> None:
    data = load_fashion()
    assert (len(data.train), len(data.validation), len(data.test)) == (55_000, 5_000, 10_000)
    assert (data.mean, data.std) == (pytest.approx(0.286, abs=1e-3), pytest.approx(0.353, abs=1e-3))
    assert balanced(data.test, 5000, 10).labels.bincount().tolist() == [500] * 10


@pytest.mark.parametrize("way", ["tables", "folders", "dots"])
def test_fashion_mnist_under_kaggles_names(tmp_path: Path, way: str) -> None:
    arrays = write_fashion(tmp_path, packed=False)
    plain = {name: tmp_path / name for name in arrays}
    wanted = load_images("fashion-mnist", tmp_path)
    if way == "tables":
        names = list(arrays)
        for k, table in enumerate(("train", "test")):
            pixels, labels = arrays[names[2 * k]].reshape(-1, 784), arrays[names[2 * k + 1]]
            head = ",".join(["label", *(f"pixel{n + 1}" for n in range(784))])
            lines = [",".join(map(str, [label, *row])) for label, row in zip(labels, pixels, strict=True)]
            (tmp_path / f"fashion-mnist_{table}.csv").write_text("\n".join([head, *lines]) + "\n")
    for name, path in plain.items():
        if way == "tables":
            path.unlink()
        elif way == "dots":
            path.rename(tmp_path / name.replace("-idx", ".idx"))
        else:
            content = path.read_bytes()
            path.unlink()
            path.mkdir()
            (path / name).write_bytes(content)
    found = load_images("fashion-mnist", tmp_path)
    assert torch.equal(found.test.pixels, wanted.test.pixels)
    assert torch.equal(found.train.labels, wanted.train.labels)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "no table of a label and 784 pixels"),
        (",".join(["label", *("p",) * 784]) + "\n1,2\n", "columns"),
        (",".join(["label", *("p",) * 784]) + "\n" + ",".join(["999"] * 785) + "\n", "cannot be read"),
        (",".join(["label", *("p",) * 784]) + "\n" + ",".join(["x"] * 785) + "\n", "cannot be read"),
    ],
)
def test_other_tables_are_refused(tmp_path: Path, text: str, says: str) -> None:
    for name in fashion.TABLES:
        (tmp_path / name).write_text(text)
    with pytest.raises(DataError, match=says):
        load_fashion(tmp_path)
