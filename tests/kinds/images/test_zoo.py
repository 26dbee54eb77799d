from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.data.images import ImageData, load_digits
from explorer.data.picture_files import FolderPictures
from explorer.errors import ZooError
from explorer.kinds.images.networks import picture_siren, render_flat
from explorer.kinds.images.pictures import as_floats, psnr
from explorer.kinds.images.zoo import PictureFit, fit_pictures, make_zoo, read_zoo, shared_init
from explorer.kinds.images.zoo_pictures import FILE, ZooPictures, pictures_of_data, pictures_of_folder
from explorer.netspace.model import NetSpace
from explorer.zoo.store import ZooFolder
from tests.closeness import same_networks

ARCH, CONFIG = picture_siren(width=8, hidden=2), PictureFit(steps=15, points=64)


@pytest.fixture(scope="module")
def digits() -> ImageData:
    return load_digits()


@pytest.fixture(autouse=True)
def _quick_init(monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(arch: object, pictures: object, seed: int) -> dict[str, torch.Tensor]:
        return ARCH.init(torch.Generator().manual_seed(seed))

    monkeypatch.setattr("explorer.kinds.images.zoo.shared_init", quick)


def make(out: Path, pictures: ZooPictures, **options: object) -> ZooFolder:
    return make_zoo(out, pictures, **{"batch": 2, "arch": ARCH, "config": CONFIG, **options})


def same(a: ZooFolder, b: ZooFolder) -> bool:
    one, other = a.load_networks(), b.load_networks()
    return list(one) == list(other) and all(torch.equal(one[name], other[name]) for name in one)


class StoppedError(Exception):
    pass


def stop_after(networks: int) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= networks:
            raise StoppedError

    return progress


# --- which pictures


def test_of_seven_rounds_one_is_of_test_images(digits: ImageData) -> None:
    pictures = pictures_of_data(digits, 140, 0)
    assert pictures.groups.tolist() == list(range(10)) * 14
    assert pictures.heldout.tolist() == ([False] * 60 + [True] * 10) * 2
    assert len(set(pictures.names.tolist())) == 140
    for k in range(140):
        part, row = pictures.names[k].split()
        images = digits.test if pictures.heldout[k] else digits.train
        assert part == ("test" if pictures.heldout[k] else "train")
        assert np.array_equal(pictures.pixels[k], images.pixels[int(row)].numpy())
        assert int(images.labels[int(row)]) == pictures.groups[k]


def test_a_longer_list_begins_with_the_shorter_one(digits: ImageData) -> None:
    short, long = pictures_of_data(digits, 75, 3), pictures_of_data(digits, 200, 3)
    assert long.digest(75) == short.digest()
    assert short.digest() != pictures_of_data(digits, 75, 4).digest()


def test_more_pictures_than_there_are(digits: ImageData) -> None:
    with pytest.raises(ZooError, match="needs more"):
        pictures_of_data(digits, 5000, 0)


def folder_pictures(count: int) -> FolderPictures:
    pixels = np.random.default_rng(0).integers(0, 256, (count, 3, 8, 8), dtype=np.uint8)
    names = tuple(f"{'cats' if k % 2 else 'dogs'}/{k}.png" for k in range(count))
    return FolderPictures(pixels, names, tuple(name.partition("/")[0] for name in names), ())


def test_of_a_folder_every_seventh_picture_is_held_out() -> None:
    found = folder_pictures(20)
    pictures = pictures_of_folder(found, None, 0, "mine")
    assert pictures.heldout.nonzero()[0].tolist() == [6, 13]
    assert sorted(pictures.names.tolist()) == sorted(found.names)
    assert pictures.classes == ("cats", "dogs")
    for k, name in enumerate(pictures.names):
        assert np.array_equal(pictures.pixels[k], found.pixels[found.names.index(name)])
        assert name.startswith(pictures.classes[pictures.groups[k]])
    assert pictures_of_folder(found, 15, 0, "mine").digest() == pictures.digest(15)
    for count in (3, 21):
        with pytest.raises(ZooError, match="20 pictures can be used"):
            pictures_of_folder(found, count, 0, "mine")


def test_pictures_are_kept_and_read_back(tmp_path: Path) -> None:
    pictures = pictures_of_folder(folder_pictures(9), None, 1, "mine")
    pictures.save(tmp_path)
    again = ZooPictures.load(tmp_path)
    assert again.digest() == pictures.digest()
    assert (again.classes, again.data, again.source, again.channels, again.side) == (
        pictures.classes, "", "mine", 3, 8,
    )  # fmt: skip


@pytest.mark.parametrize("damage", ["missing", "cut", "text", "shape", "group"])
def test_damaged_pictures(tmp_path: Path, damage: str) -> None:
    pictures_of_folder(folder_pictures(9), None, 1, "mine").save(tmp_path)
    file = tmp_path / FILE
    with np.load(file) as data:
        arrays = {name: data[name] for name in data.files}
    if damage == "shape":
        np.savez(file, **{**arrays, "heldout": arrays["heldout"][:3]})
    elif damage == "group":
        np.savez(file, **{**arrays, "groups": arrays["groups"] + 5})
    elif damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:200])
    elif damage == "text":
        file.write_text("no")
    with pytest.raises(ZooError, match=r"pictures\.npz"):
        ZooPictures.load(tmp_path)


# --- fitting


def test_networks_become_their_pictures(digits: ImageData) -> None:
    pictures = pictures_of_data(digits, 20, 0)
    arch = picture_siren(width=16)
    init = shared_init(arch, pictures, 0)  # imported before it was replaced: the real one
    pixels = as_floats(torch.from_numpy(pictures.pixels[:3]))
    params = fit_pictures(arch, init, pixels, PictureFit(steps=120), torch.Generator().manual_seed(0))
    layout = NetSpace.layout_of(arch)
    flat = torch.cat([params[name].flatten(1) for name, _ in layout.shapes], 1)
    assert float(psnr(render_flat(arch, layout, flat, 16), pixels).min()) > 26


def test_a_colour_picture_is_fitted() -> None:
    y, x = np.mgrid[:8, :8] / 8
    pixels = torch.tensor(np.stack([x, y, 1 - x])[None], dtype=torch.float32)
    arch = picture_siren(3, width=8, hidden=2)
    init = arch.init(torch.Generator().manual_seed(0))
    params = fit_pictures(arch, init, pixels, PictureFit(steps=150, points=20), torch.Generator().manual_seed(0))
    layout = NetSpace.layout_of(arch)
    flat = torch.cat([params[name].flatten(1) for name, _ in layout.shapes], 1)
    assert float(psnr(render_flat(arch, layout, flat, 8), pixels)) > 25


def test_an_interrupted_zoo_resumes_to_the_same_networks(tmp_path: Path, digits: ImageData) -> None:
    pictures = pictures_of_data(digits, 7, 0)
    whole = make(tmp_path / "whole", pictures)
    with pytest.raises(StoppedError):
        make(tmp_path / "parts", pictures, progress=stop_after(2))
    with pytest.raises(ZooError, match="2 of its 7 networks"):
        read_zoo(tmp_path / "parts")
    resumed = make(tmp_path / "parts", pictures, resume=True)
    assert same(whole, resumed)
    zoo = read_zoo(tmp_path / "parts")
    assert len(zoo) == 7
    assert zoo.pictures.digest() == pictures.digest()
    assert zoo.stated["classes"] == list(digits.classes)


def test_batches_side_by_side_give_the_same_networks(
    tmp_path: Path, digits: ImageData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("explorer.kinds.images.zoo.MEAN_OF", 3)
    pictures = pictures_of_data(digits, 5, 0)
    both, again = (make(tmp_path / name, pictures, workers=2) for name in ("both", "again"))
    again.batch_file(0).unlink()  # now it is the last one to be made
    assert same(make(tmp_path / "again", pictures, workers=2, resume=True), both)
    one = make(tmp_path / "one", pictures)
    same_networks(*([*torch.cat([v.flatten(1) for v in z.load_networks().values()], 1)] for z in (both, one)))


def test_a_zoo_grows_and_its_last_batch_with_it(tmp_path: Path, digits: ImageData) -> None:
    make(tmp_path / "zoo", pictures_of_data(digits, 3, 0))
    longer = pictures_of_data(digits, 6, 0)
    seen: list[tuple[int, int]] = []
    make(tmp_path / "zoo", longer, resume=True, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (2, 6)  # the second batch held one network
    assert same(ZooFolder.open(tmp_path / "zoo"), make(tmp_path / "other", longer))
    with pytest.raises(ZooError, match="a zoo of 6 pictures, not 3"):
        make(tmp_path / "zoo", pictures_of_data(digits, 3, 0), resume=True)


def test_other_pictures_and_options_are_not_mixed_in(tmp_path: Path, digits: ImageData) -> None:
    make(tmp_path / "zoo", pictures_of_data(digits, 2, 0))
    with pytest.raises(ZooError, match="already holds"):
        make(tmp_path / "zoo", pictures_of_data(digits, 2, 0))
    with pytest.raises(ZooError, match="other pictures"):
        make(tmp_path / "zoo", pictures_of_data(digits, 2, 1), resume=True)
    with pytest.raises(ZooError, match="seed is 0, not 1"):
        make(tmp_path / "zoo", pictures_of_data(digits, 2, 0), seed=1, resume=True)


def test_nothing_to_do_is_an_error(tmp_path: Path, digits: ImageData) -> None:
    pictures = pictures_of_data(digits, 2, 0)
    with pytest.raises(ZooError, match="at least 1"):
        make(tmp_path / "zoo", pictures, batch=0)
    with pytest.raises(ZooError, match="no picture of 1 channels"):
        make(tmp_path / "zoo", pictures, arch=picture_siren(3))
    assert not (tmp_path / "zoo").exists()
