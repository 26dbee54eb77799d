"""Images: IDX files read exactly or refused by name; splits that never mix."""

from __future__ import annotations

import gzip
from pathlib import Path

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


@pytest.fixture
def factory(tmp_path_factory: pytest.TempPathFactory) -> pytest.TempPathFactory:
    """Folders for one example each."""
    return tmp_path_factory


@pytest.mark.parametrize("packed", [True, False])
def test_fashion_mnist_is_read_from_a_folder(tmp_path: Path, packed: bool) -> None:
    arrays = write_fashion(tmp_path, packed=packed)
    data = load_images("fashion-mnist", tmp_path)
    assert (len(data.train), len(data.validation), len(data.test)) == (110, 10, 40)
    assert (data.channels, data.size, len(data.classes)) == (1, 28, 10)
    np.testing.assert_array_equal(data.test.pixels[:, 0].numpy(), arrays["t10k-images-idx3-ubyte"])
    both = torch.cat([data.train.pixels, data.validation.pixels])[:, 0].numpy().reshape(120, -1)
    wanted = arrays["train-images-idx3-ubyte"].reshape(120, -1)
    np.testing.assert_array_equal(np.sort(both, 0), np.sort(wanted, 0))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(0, 2**31))
def test_what_an_idx_file_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], seed: int
) -> None:
    values = np.random.default_rng(seed).integers(0, 256, sizes).astype(np.uint8)
    path = tmp_path_factory.mktemp("idx") / "some"
    path.write_bytes(idx(values))
    np.testing.assert_array_equal(images._read_idx(path), values)


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
    parts = [part.pixels[:, 0, ::2, ::2].flatten(1) for part in (data.train, data.validation, data.test)]
    ours = np.sort(torch.cat(parts).numpy(), 0)
    np.testing.assert_array_equal(ours, np.sort(np.rint(bundled().data * (255 / 16)).astype(np.uint8), 0))


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
