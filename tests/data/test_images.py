"""Images: IDX files read exactly or refused by name; splits that never mix."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.data import images
from explorer.data.images import Images, balanced, load_digits, load_fashion, load_images, normalised
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


def rows(pixels: torch.Tensor) -> set[bytes]:
    """Every image as its bytes."""
    return {image.numpy().tobytes() for image in pixels}


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
    read = images._read_idx(path)
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
        read = images._read_idx(path)
    except DataError as error:
        assert "some.gz" in error.problem  # noqa: PT017 - a changed time or name in the head leaves the values whole
    else:
        np.testing.assert_array_equal(read, values)


def test_a_gzip_file_with_an_impossible_stream_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.gz"
    packed = gzip.compress(idx(np.arange(200)), mtime=0)
    path.write_bytes(packed[:10] + b"\xff" + packed[11:])  # the stream's first byte: a block of a type that is none
    with pytest.raises(DataError, match=r"some\.gz cannot be read"):
        images._read_idx(path)


def test_sizes_beyond_all_counting_are_no_reason_to_crash(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in (2**31, 2**31, 4)))  # 2**64 values
    with pytest.raises(DataError, match="some holds 0 values"):
        images._read_idx(path)


@pytest.mark.parametrize("name", images._IDX_NAMES)
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


def test_where_nothing_is_the_error_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="dataset-fashion-mnist"):
        load_fashion(tmp_path)

    def offline(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(images, "DEBIAN_FOLDER", tmp_path / "none")
    monkeypatch.setattr("sklearn.datasets.fetch_openml", offline)
    with pytest.raises(DataError, match=r"no network.*dataset-fashion-mnist"):
        load_fashion()


def test_without_files_fashion_mnist_comes_from_openml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrays = write_fashion(tmp_path, 60_000, 10)
    names = ("train-images-idx3-ubyte", "t10k-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte")
    train, test, train_labels, test_labels = (arrays[name] for name in names)
    found = SimpleNamespace(
        data=np.concatenate([train, test]).reshape(60_010, 784),
        target=np.concatenate([train_labels, test_labels]).astype(str).astype(object),  # as OpenML has them
    )
    monkeypatch.setattr(images, "DEBIAN_FOLDER", tmp_path / "none")
    monkeypatch.setattr("sklearn.datasets.fetch_openml", lambda *_, **__: found)
    fetched, read = load_fashion(), load_fashion(tmp_path)
    assert "OpenML" in fetched.source
    assert fetched.sha256 == read.sha256
    assert torch.equal(fetched.train.labels, read.train.labels)
    assert torch.equal(fetched.test.pixels, read.test.pixels)


@pytest.mark.skipif(not images.DEBIAN_FOLDER.is_dir(), reason="Debian's dataset-fashion-mnist is not installed")
def test_the_real_fashion_mnist_has_its_known_sizes_and_mean() -> None:
    data = load_fashion()
    assert (len(data.train), len(data.validation), len(data.test)) == (55_000, 5_000, 10_000)
    assert (data.mean, data.std) == (pytest.approx(0.286, abs=1e-3), pytest.approx(0.353, abs=1e-3))
    assert balanced(data.test, 5000, 10).labels.bincount().tolist() == [500] * 10


def test_digits_are_split_the_same_way_each_time() -> None:
    first, second = load_digits(), load_digits()
    assert (len(first.train), len(first.validation), len(first.test)) == (1236, 112, 449)
    assert first.train.pixels.shape[1:] == (1, 16, 16)
    assert int(first.train.pixels.max()) == 255
    for name in ("train", "validation", "test"):
        assert torch.equal(getattr(first, name).pixels, getattr(second, name).pixels)
    assert first.sha256 == second.sha256


def test_every_digit_is_in_one_part_of_the_split() -> None:
    from sklearn.datasets import load_digits as bundled

    data = load_digits()
    small = torch.from_numpy(np.rint(bundled().images * (255 / 16)).astype(np.uint8))
    wanted = small.repeat_interleave(2, 1).repeat_interleave(2, 2)
    train, validation, test = (rows(part.pixels) for part in (data.train, data.validation, data.test))
    assert train | validation | test == rows(wanted)
    assert len(train) + len(validation) + len(test) == len(wanted) == 1797  # all of them differ: none is in two parts
    labels = {image.numpy().tobytes(): int(k) for image, k in zip(wanted, bundled().target, strict=True)}
    for part in (data.train, data.validation, data.test):
        assert [labels[image.numpy().tobytes()] for image in part.pixels] == part.labels.tolist()


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(0, 40))
def test_balanced_takes_the_first_of_each_class_in_order(labels: list[int], count: int) -> None:
    pixels = torch.arange(len(labels), dtype=torch.uint8)[:, None, None, None]
    chosen = balanced(Images(pixels, torch.tensor(labels)), count, 4)
    places = chosen.pixels.flatten().tolist()
    firsts = [[i for i, label in enumerate(labels) if label == k][: count // 4] for k in range(4)]
    assert places == sorted(sum(firsts, []))  # noqa: RUF017 - four short lists
    assert chosen.labels.tolist() == [labels[i] for i in places]
    assert len(chosen) <= count


def test_normalised_is_what_its_words_say() -> None:
    pixels = torch.tensor([0, 51, 255], dtype=torch.uint8)[:, None, None, None]
    torch.testing.assert_close(normalised(pixels, 0.2, 0.5).flatten(), torch.tensor([-0.4, 0.0, 1.6]))


def test_normalised_training_images_have_mean_0_and_deviation_1() -> None:
    data = load_digits()
    x = normalised(data.train.pixels, data.mean, data.std)
    assert float(x.mean()) == pytest.approx(0, abs=1e-4)
    assert float(x.std()) == pytest.approx(1, abs=1e-4)


def test_wrong_forms_and_names_are_refused() -> None:
    with pytest.raises(DataError, match="4 images and 3 labels"):
        Images(torch.zeros(4, 1, 5, 5, dtype=torch.uint8), torch.zeros(3, dtype=torch.long))
    with pytest.raises(DataError, match="shape"):
        Images(torch.zeros(4, 1, 5, 6, dtype=torch.uint8), torch.zeros(4, dtype=torch.long))
    with pytest.raises(DataError, match="cifar"):
        load_images("cifar")
