"""Folders of labelled pictures, laid out as people have them: what is read, and what is told of the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.data.folder import LabelledFolder, read_labelled
from explorer.data.images import ImageData, images_of
from explorer.data.kept import FILE, keep_images, kept_images
from explorer.errors import DataError

EACH = 6


def picture(path: Path, k: int, *, mode: str = "RGB", size: tuple[int, int] = (20, 20)) -> None:
    """A picture that no other is like."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(k).integers(0, 255, (*size[::-1], 3), dtype=np.uint8)
    Image.fromarray(pixels).convert(mode).save(path)


def classes(root: Path, names: tuple[str, ...], each: int = EACH, first: int = 0, **form: object) -> Path:
    for c, name in enumerate(names):
        for i in range(each):
            picture(root / name / f"{i}.png", first + 100 * c + i, **form)  # type: ignore[arg-type]
    return root


def counts(found: LabelledFolder) -> tuple[int, int, int]:
    raw = found.raw
    return len(raw.labels), len(raw.test_labels), 0 if raw.validation_labels is None else len(raw.validation_labels)


# --- layouts


def test_one_folder_a_class(tmp_path: Path) -> None:
    """torchvision's ImageFolder; a fifth of each class is held for testing, always the same."""
    root = classes(tmp_path / "pets", ("dog", "cat"), 10)
    found, again = read_labelled(root, 16), read_labelled(root, 16)
    assert (found.name, found.layout, found.raw.classes) == ("pets", "one folder a class", ("cat", "dog"))
    assert counts(found) == (16, 4, 0)
    assert np.bincount(found.raw.test_labels).tolist() == [2, 2]
    assert found.raw.pixels.shape == (16, 3, 16, 16)
    np.testing.assert_array_equal(found.raw.test_pixels, again.raw.test_pixels)
    assert any("every fifth" in note for note in found.notes)
    assert found.refused == ()
    # The label is that of the picture.
    one = np.asarray(Image.open(root / "dog" / "0.png").resize((16, 16), Image.Resampling.LANCZOS)).transpose(2, 0, 1)
    everything = [*zip(found.raw.pixels, found.raw.labels, strict=True)]
    everything += [*zip(found.raw.test_pixels, found.raw.test_labels, strict=True)]
    assert [label for pixels, label in everything if np.array_equal(pixels, one)] == [1]


@pytest.mark.parametrize("test", ["test", "Test", "testing"])
def test_split_folders(tmp_path: Path, test: str) -> None:
    classes(tmp_path / "train", ("a", "b"))
    classes(tmp_path / test, ("a", "b"), 3, 1000)
    assert counts(read_labelled(tmp_path, 16)) == (12, 6, 0)


@pytest.mark.parametrize("val", ["val", "valid", "validation", "dev"])
def test_a_validation_folder_serves_as_test_folder(tmp_path: Path, val: str) -> None:
    """As in Keras's and PyTorch's tutorials (hymenoptera_data: train and val)."""
    classes(tmp_path / "train", ("ants", "bees"))
    classes(tmp_path / val, ("ants", "bees"), 3, 1000)
    found = read_labelled(tmp_path, 16)
    assert counts(found) == (12, 6, 0)
    assert any("serve as test pictures" in note for note in found.notes)


def test_three_splits_are_kept(tmp_path: Path) -> None:
    classes(tmp_path / "train", ("a", "b"))
    classes(tmp_path / "test", ("a", "b"), 3, 1000)
    classes(tmp_path / "valid", ("a", "b"), 2, 2000)
    found = read_labelled(tmp_path, 16)
    assert counts(found) == (12, 6, 4)
    data = images_of(found)
    assert (len(data.train), len(data.validation), len(data.test)) == (12, 4, 6)


def test_a_folder_around_it_is_looked_into(tmp_path: Path) -> None:
    """As archives unpack: Kaggle's PetImages, flower_photos with a licence beside."""
    classes(tmp_path / "download" / "flower_photos", ("roses", "tulips"))
    (tmp_path / "download" / "flower_photos" / "LICENSE.txt").write_text("CC-BY")
    (tmp_path / "download" / "__MACOSX" / "flower_photos").mkdir(parents=True)
    found = read_labelled(tmp_path / "download", 16)
    assert found.raw.classes == ("roses", "tulips")
    assert found.refused == ()


def test_the_class_in_the_names(tmp_path: Path) -> None:
    """Kaggle's cats and dogs: one folder, cat.0.jpg; beside it an unlabelled test folder."""
    for c, name in enumerate(("cat", "dog")):
        for i in range(EACH):
            picture(tmp_path / "train" / f"{name}.{i}.jpg", 100 * c + i)
    for i in range(3):
        picture(tmp_path / "test" / f"{i + 1}.jpg", 1000 + i)
    found = read_labelled(tmp_path, 16)
    assert (found.layout, found.raw.classes) == ("the class in each file's name, in train", ("cat", "dog"))
    assert counts(found)[0] + counts(found)[1] == 12


@pytest.mark.parametrize("name", ["metadata.csv", "metadata.jsonl", "labels.csv"])
def test_a_table_of_labels(tmp_path: Path, name: str) -> None:
    """Hugging Face's imagefolder; labels as text or numbers, any language."""
    rows = []
    for i in range(2 * EACH):
        picture(tmp_path / "images" / f"{i:04}.png", i)
        rows.append({"file_name": f"images/{i:04}.png", "label": ("Ärger", "Freude")[i % 2], "extra": "x,y"})
    file = tmp_path / name
    if name.endswith("jsonl"):
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    else:
        with file.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.DictWriter(handle, ["file_name", "label", "extra"])
            writer.writeheader()
            writer.writerows(rows)
    found = read_labelled(tmp_path, 16)
    assert (found.layout, found.raw.classes) == (f"by {name}", ("Freude", "Ärger"))
    assert sum(counts(found)) == 12


def test_nested_folders_belong_to_the_class_above(tmp_path: Path) -> None:
    classes(tmp_path / "bird" / "2021", ("owl", "crow"), 3)
    classes(tmp_path, ("fish",), 5, 500)
    assert read_labelled(tmp_path, 16).raw.classes == ("bird", "fish")


def test_numbers_sort_as_numbers(tmp_path: Path) -> None:
    """Folders 0 to 10, as MNIST is often unpacked: not 0, 1, 10, 2."""
    names = tuple(str(k) for k in range(11))
    assert read_labelled(classes(tmp_path, names, 4, mode="L"), 16).raw.classes == names


# --- grey and colour, sizes


def test_grey_pictures_have_one_channel_unless_asked_otherwise(tmp_path: Path) -> None:
    classes(tmp_path / "grey", ("a", "b"), mode="L")
    assert read_labelled(tmp_path / "grey", 16).raw.pixels.shape[1] == 1
    assert read_labelled(tmp_path / "grey", 16, grey=False).raw.pixels.shape[1] == 3
    picture(tmp_path / "grey" / "a" / "red.png", 77)
    assert read_labelled(tmp_path / "grey", 16).raw.pixels.shape[1] == 3
    assert read_labelled(tmp_path / "grey", 16, grey=True).raw.pixels.shape[1] == 1


def test_any_size_and_mode(tmp_path: Path) -> None:
    classes(tmp_path, ("a", "b"))
    for k, (mode, size) in enumerate(
        [("RGBA", (40, 30)), ("P", (7, 50)), ("1", (9, 9)), ("CMYK", (64, 64)), ("LA", (5, 5))]
    ):
        suffix = "tif" if mode == "CMYK" else "png"
        picture(tmp_path / "a" / f"odd{k}.{suffix}", 300 + k, mode=mode, size=size)
    found = read_labelled(tmp_path, 16)
    assert found.refused == ()
    assert sum(counts(found)) == 2 * EACH + 5
    assert read_labelled(tmp_path, 16, crop=True).raw.pixels.shape[2:] == (16, 16)


# --- what is not used, and said


def test_what_cannot_be_used_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    root = classes(tmp_path / "d", ("a", "b"))
    (root / "a" / ".DS_Store").write_bytes(b"\0\1")
    (root / ".hidden").mkdir()
    (root / "a" / "Thumbs.db").write_bytes(b"x")
    (root / "a" / "notes.txt").write_text("no picture")
    (root / "a" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    (root / "a" / "empty.png").write_bytes(b"")
    (root / "a" / "vector.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "a" / "dangling.png").symlink_to(tmp_path / "nowhere.png")
    (root / "b" / "half.png").write_bytes((root / "b" / "0.png").read_bytes()[:60])
    picture(root / "b" / "dot.png", 900, size=(1, 1))
    picture(root / "b" / "strip.png", 901, size=(4, 400))
    (root / "b" / "copy.png").write_bytes((root / "a" / "0.png").read_bytes())
    (root / "empty").mkdir()
    found = read_labelled(root, 16)
    assert found.raw.classes == ("a", "b")
    told = {one.file: one.reason for one in found.refused}
    assert set(told) == {
        "a/broken.jpg", "a/empty.png", "a/vector.svg", "a/dangling.png", "b/half.png", "b/dot.png", "b/strip.png",
        "b/copy.png",
    }  # fmt: skip
    assert "same picture as a/0.png, of the class a" in told["b/copy.png"]
    assert "1 x 1 pixels" in told["b/dot.png"]
    assert "empty" in told["a/empty.png"]
    assert "The class empty holds no picture." in found.notes
    assert sum(counts(found)) == 2 * EACH


def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = classes(tmp_path, ("a", "b"))
    monkeypatch.setattr("explorer.data.picture_files.MAX_PIXELS", 1000)
    picture(root / "a" / "huge.png", 800, size=(40, 40))
    (told,) = read_labelled(root, 16).refused
    assert (told.file, "at most 1,000" in told.reason) == ("a/huge.png", True)


def test_a_test_picture_of_a_class_that_is_not_trained(tmp_path: Path) -> None:
    classes(tmp_path / "train", ("a", "b"))
    classes(tmp_path / "test", ("a", "b", "c"), 2, 1000)
    found = read_labelled(tmp_path, 16)
    assert found.raw.classes == ("a", "b")
    assert [one.file for one in found.refused] == ["test/c/0.png", "test/c/1.png"]


def test_a_picture_of_both_splits_is_a_test_picture(tmp_path: Path) -> None:
    classes(tmp_path / "train", ("a", "b"))
    classes(tmp_path / "test", ("a", "b"), 2)  # the same pictures
    found = read_labelled(tmp_path, 16)
    assert counts(found) == (8, 4, 0)
    assert all("same picture as test/" in one.reason for one in found.refused)


def test_links_to_folders_end(tmp_path: Path) -> None:
    root = classes(tmp_path / "d", ("a", "b"))
    (root / "a" / "again").symlink_to(root, target_is_directory=True)
    found = read_labelled(root, 16)
    assert found.raw.classes == ("a", "b")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda root: root.rmdir(), "is no folder"),
        (lambda root: None, "holds 0 files and no folder"),
        (lambda root: classes(root, ("a", "b"), 0) and (root / "a").mkdir(), "holds no picture that can be used"),
        (lambda root: classes(root, ("only",)), "of one class, 'only', alone"),
        (lambda root: classes(root, ("a", "b"), 3), "of the class 'a' there are 3 pictures"),
        (lambda root: [picture(root / f"IMG_{k}.png", k) for k in range(9)], "nothing says of which class they are"),
        (lambda root: (root / "data_batch_1").write_bytes(b"\x80"), "Python pickles, which can run code"),
        (lambda root: (root / "data_batch_1.bin").write_bytes(b"\0"), "Use --data cifar10 --files"),
        (lambda root: (root / "wnids.txt").write_text("n01"), "Use --data tinyimagenet --files"),
        (lambda root: (root / "train-0001.parquet").write_bytes(b"PAR1"), "holds packed files"),
        (lambda root: (root / "train-images-idx3-ubyte.gz").write_bytes(b"\0"), "holds packed files"),
        (lambda root: (root / "labels.csv").write_text("file_name,label\n"), "holds no rows"),
        (lambda root: (root / "labels.csv").write_text("a,b\n1,2\n"), "has the columns a, b"),
        (lambda root: (root / "labels.csv").write_text("file_name,label\nx.png,\n"), "row 2, has no file or no label"),
        (lambda root: (root / "labels.csv").write_text("file_name,label\n../x.png,a\n"), "lies outside of the folder"),
        (lambda root: (root / "labels.csv").write_text("file_name,label\n/etc/passwd,a\n"), "lies outside"),
        (lambda root: (root / "labels.csv").write_bytes(b"file_name,label\n\xff,a\n"), "labels.csv cannot be read"),
        (lambda root: (root / "metadata.jsonl").write_text("{not json}\n"), "metadata.jsonl cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_folder_of_labelled_pictures(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    root = tmp_path / "data"
    root.mkdir()
    make(root)
    with pytest.raises(DataError) as caught:
        read_labelled(root, 16)
    assert said in str(caught.value)
    assert caught.value.remedy


def test_more_than_memory_holds_is_refused_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.data.folder.MOST_PIXEL_BYTES", 3 * 16 * 16 * 10)
    with pytest.raises(DataError, match="choose a smaller --size"):
        read_labelled(classes(tmp_path, ("a", "b")), 16)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(DataError, match="cannot be read: Permission denied"):
        read_labelled(tmp_path, 16)


# --- kept beside a zoo


@pytest.fixture
def data(tmp_path: Path) -> ImageData:
    return images_of(read_labelled(classes(tmp_path / "Fotos ä", ("a", "b"), 8), 16))


def test_kept_images_are_the_same(data: ImageData, tmp_path: Path) -> None:
    keep_images(data, tmp_path / "zoo")
    found = kept_images(tmp_path / "zoo")
    for part in ("train", "validation", "test"):
        assert (getattr(found, part).pixels == getattr(data, part).pixels).all()
        assert (getattr(found, part).labels == getattr(data, part).labels).all()
    assert (found.name, found.classes, found.mean, found.std, found.sha256) == (
        "Fotos ä", ("a", "b"), data.mean, data.std, data.sha256,
    )  # fmt: skip
    assert [one.name for one in (tmp_path / "zoo").iterdir()] == [FILE]
    assert str(tmp_path) not in found.source


@pytest.mark.parametrize("spoil", [lambda data: data[:-200], lambda data: b"", lambda data: b"PK" + data[2:900]])
def test_a_damaged_file_is_named(data: ImageData, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    keep_images(data, tmp_path)
    (tmp_path / FILE).write_bytes(spoil((tmp_path / FILE).read_bytes()))
    with pytest.raises(DataError, match=r"images\.npz is damaged"):
        kept_images(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"images\.npz is missing"):
        kept_images(tmp_path)
