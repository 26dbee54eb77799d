"""A small space of pictures, made the real way once; what is built, kept, measured and drawn of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.data.images import ImageData, load_digits
from explorer.errors import BundleError, DataError, SelectionError, TrainingError
from explorer.explore.engine.engine import Engine
from explorer.files import sha256
from explorer.kinds.images.build import ImageMaker, fitting_config, other_pictures, split_of, training_data
from explorer.kinds.images.evaluate import (
    Evaluation,
    between_pictures,
    evaluate_space,
    heldout_pairs,
    interpolated,
    judge_networks,
    natural,
    nearest_psnr,
)
from explorer.kinds.images.measuring import MEASURING
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.pictures import psnr
from explorer.kinds.images.recipes import ImageRecipe, get_image_recipe
from explorer.kinds.images.sheet import draw_sheet, enlarged, png, zoo_sheet
from explorer.kinds.images.space import ImageSpace, images_only, load_images_space
from explorer.kinds.images.zoo import PictureFit, Zoo, make_zoo, read_zoo
from explorer.kinds.images.zoo_pictures import pictures_of_data
from explorer.kinds.images.zoo_quality import judge_fit, some_rows
from explorer.kinds.registry import kind
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.trainer import RunFolder
from explorer.space.build import build_space
from tests.closeness import same_latent

COUNT = 140  # two rounds of ten are held out
RECIPE = replace(get_image_recipe("digits-images"), steps=150, signals=60, networks=8, pictures=8, between=4)
PROVENANCE = {"command": "test", "seed": 0, "commit": "none"}


@pytest.fixture(scope="module")
def digits() -> ImageData:
    return load_digits()


@pytest.fixture(scope="module")
def zoo_path(tmp_path_factory: pytest.TempPathFactory, digits: ImageData) -> Path:
    out = tmp_path_factory.mktemp("zoo") / "digits"
    arch, config = picture_siren(width=12, hidden=2), PictureFit(steps=60)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.kinds.images.zoo.MEAN_OF", 20)
        make_zoo(out, pictures_of_data(digits, COUNT, 0), arch=arch, config=config)
    return out


@pytest.fixture(scope="module")
def zoo(zoo_path: Path) -> Zoo:
    return read_zoo(zoo_path)


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory, zoo: Zoo, digits: ImageData) -> ImageSpace:
    return build(zoo, tmp_path_factory.mktemp("space") / "digits", RECIPE, digits, ship=100)


def build(
    zoo: Zoo, out: Path, recipe: ImageRecipe, data: ImageData | None, *, ship: int | None = None, **options: object
) -> ImageSpace:
    maker = ImageMaker(zoo, other_pictures(zoo, data), recipe)
    given = {"title": "Digits", "seed": 0, "provenance": PROVENANCE, **options}
    build_space(maker, out, split=split_of(zoo.pictures, ship), **given)  # type: ignore[arg-type]
    return load_images_space(out)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


# --- building


def test_the_space_holds_what_was_made(space: ImageSpace, zoo: Zoo) -> None:
    assert (len(space), len(space.train), len(space.heldout)) == (120, 100, 20)
    assert np.array_equal(space.zoo_rows, np.r_[zoo_rows(zoo, held=False)[:100], zoo_rows(zoo, held=True)])
    assert np.array_equal(space.pictures.pixels, zoo.pictures.pixels[space.zoo_rows])
    assert space.labels["kind"].tolist() == [str(zoo.pictures.groups[k]) for k in space.zoo_rows]
    assert set(space.labels) == {"kind", "brightness", "contrast", "lit", "width", "height", "psnr"}
    assert space.info["pictures"]["name"] == "digits"
    precision = space.info["provenance"]["zoo_precision"]
    assert 0 <= precision["psnr_full"] - precision["psnr_stored"] < 0.3
    assert kind(space.kind).networks == "pictures"
    assert space.info["provenance"]["trained_on"] == 120
    assert space.info["provenance"]["pictures"] == len(load_digits().train)
    space.check_average([0, 1])


def zoo_rows(zoo: Zoo, *, held: bool) -> np.ndarray:
    return np.flatnonzero(zoo.pictures.heldout == held)


def test_decoded_networks_are_like_their_inputs(space: ImageSpace, engine: Engine) -> None:
    held = judge_networks(engine, space, space.heldout)
    assert float(held.decoded.mean()) > float(nearest_psnr(space, space.heldout).mean())
    own = space.drawn(space.zoo.weights([3]))
    again = psnr(space.drawn(engine.decode(space, space.latents[[3]]).cpu()), own)
    assert float(again) == pytest.approx(float(space.labels["psnr"][3]), abs=0.01)
    latents = space.encode(space.zoo.weights([3]), 3)
    same_latent(latents.numpy(), space.latents[[3]])


def test_the_split_is_the_zoos(zoo: Zoo) -> None:
    split = split_of(zoo.pictures, 7)
    assert (len(split.train), len(split.heldout), len(split.shipped)) == (120, 20, 7)
    assert not zoo.pictures.heldout[split.train].any()
    with pytest.raises(TrainingError, match="0 held out"):
        split_of(replace(zoo.pictures, heldout=np.zeros(COUNT, dtype=bool)), None)


def test_held_out_pictures_are_no_signals(zoo: Zoo, digits: ImageData) -> None:
    split = split_of(zoo.pictures, None)
    held = {one.tobytes() for one in zoo.pictures.pixels[split.heldout]}
    for data in (digits, None):
        pictures = other_pictures(zoo, data)
        assert not held & {one.numpy().tobytes() for one in pictures}
    assert len(other_pictures(zoo, None)) == 120
    with pytest.raises(TrainingError, match="other images"):
        other_pictures(zoo, replace(digits, sha256="0" * 64))


def test_pictures_that_fill_their_frame_have_no_in_between(zoo: Zoo) -> None:
    maker = ImageMaker(zoo, torch.full((20, 1, 16, 16), 99, dtype=torch.uint8), RECIPE)
    with pytest.raises(TrainingError, match="no outlines"):
        training_data(maker.model(), maker, split_of(zoo.pictures, None), 0, lambda done, total: None)


def test_going_on_from_a_space(tmp_path: Path, space: ImageSpace, zoo: Zoo, digits: ImageData) -> None:
    recipe = replace(RECIPE, steps=3, rate=1e-4)
    run = RunFolder(tmp_path / "run", recipe, 1, resume=False)
    more = build(zoo, tmp_path / "more", recipe, digits, seed=1, run=run, start=space)
    assert more.info["provenance"]["started_from"]["seed"] == 0
    assert (tmp_path / "run" / "checkpoint.pt").exists()
    assert len(more) == COUNT
    other = replace(recipe, model=replace(recipe.model, latent=9))
    with pytest.raises(TrainingError, match="not the recipe's"):
        build(zoo, tmp_path / "x", other, digits, start=space)


def test_networks_alone_from_a_folders_pictures(tmp_path: Path, zoo: Zoo) -> None:
    recipe = ImageRecipe(replace(RECIPE.model, latent=5), steps=3, networks=4)
    own = build(zoo, tmp_path / "own", recipe, None, ship=20)
    assert own.model.config.latent == 5
    assert own.info["provenance"]["pictures"] == 0


def test_an_encoder_that_asks_networks_knows_their_form() -> None:
    colour = picture_siren(3)
    grid = fitting_config(ModelConfig("grid", encoder_options={"side": 4}), colour)
    assert grid.encoder_options == {"side": 4, "inputs": 2, "outputs": 3}
    assert fitting_config(ModelConfig("probe"), colour).encoder_options == {"inputs": 2, "outputs": 3, "clamp": 1.0}
    assert fitting_config(ModelConfig("conv"), colour).encoder_options == {}
    assert NetSpace(colour, grid).encoder.straight.in_features == 48


# --- on disk


@pytest.mark.parametrize("damage", ["missing", "cut", "shape", "names", "channels"])
def test_a_damaged_space_is_refused(tmp_path: Path, space: ImageSpace, damage: str) -> None:
    path = tmp_path / "bad"
    shutil.copytree(space.path, path)
    file, info = path / "pictures.npz", json.loads((path / "space.json").read_text())
    with np.load(file) as data:
        arrays = {name: data[name] for name in data.files}
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(b"PK" + file.read_bytes()[2:300])
    elif damage == "shape":
        np.savez(file, **{**arrays, "pixels": arrays["pixels"][:, :, :8]})
    elif damage == "names":
        np.savez(file, **{**arrays, "names": arrays["names"][:4]})
    else:
        info["pictures"]["channels"] = 3
    if file.exists():
        info["files"]["pictures.npz"] = {"sha256": sha256(file), "bytes": file.stat().st_size}
    (path / "space.json").write_text(json.dumps(info))
    with pytest.raises(BundleError, match=r"pictures|channels"):
        load_images_space(path)


def test_a_space_of_another_kind(tiny_space: object) -> None:
    with pytest.raises(SelectionError, match="space of shapes"):
        images_only(tiny_space)  # type: ignore[arg-type]


# --- measures


def test_everything_is_measured(space: ImageSpace, engine: Engine) -> None:
    seen: list[tuple[str, int, int]] = []
    found = evaluate_space(engine, space, Evaluation(30, None, 6), lambda *told: seen.append(told))
    json.dumps(found)
    assert found["networks"] == {"train": 100, "heldout": 20}
    assert found["measured"] == {"train": 30, "heldout": 20, "pairs": 6, "side": 16}
    assert found["psnr"]["heldout"]["p10"] <= found["psnr"]["heldout"]["mean"]
    assert found["psnr_picture"]["input"]["heldout"]["mean"] > found["psnr_picture"]["decoded"]["heldout"]["mean"]
    assert 0.1 < found["probes"]["linear"] <= 1
    between = found["between_pictures"]
    assert set(between) == {"latent", "zoo_path", "raw", "cross_fade", "outline", "pictures", "ends"}
    assert all(0 < one["distance"] < 1 and 0 < one["agree"] <= 1 and 0 <= one["faint"] <= 1 for one in between.values())
    assert "outline" not in between["outline"]
    assert {what for what, _, _ in seen} == {
        "training networks", "held-out networks", "paths", "drawn pictures", "zoo pictures",
    }  # fmt: skip
    card = MEASURING.card({**space.info, "metrics": found})
    assert f"{found['psnr']['heldout']['mean']:.1f}" in card
    assert "path through the zoo" in card
    assert "logistic regression" in card
    assert MEASURING.card(space.info) == ""
    assert MEASURING.evaluate.__doc__


def test_training_pictures_are_natural(space: ImageSpace) -> None:
    found = natural(space, space.originals([0, 5]))
    assert found["distance"] == pytest.approx(0, abs=1e-3)


def test_pairs_are_of_different_kinds_and_always_the_same(space: ImageSpace) -> None:
    pairs = heldout_pairs(space, 10)
    assert pairs == heldout_pairs(space, 10)
    kinds = space.labels["kind"]
    assert all(kinds[a] != kinds[b] and {a, b} <= set(space.heldout.tolist()) for a, b in pairs)
    one = replace(space, labels={**space.labels, "kind": np.full(len(space), "picture")})
    assert len(heldout_pairs(one, 4)) == 4
    assert "probes" not in evaluate_space(Engine("cpu"), one, Evaluation(10, 10, 1))


def test_without_held_out_networks_nothing_can_be_said(space: ImageSpace, engine: Engine) -> None:
    bare = replace(space, split=np.full(len(space), "train"))
    with pytest.raises(DataError, match="no held-out networks"):
        evaluate_space(engine, bare)
    assert between_pictures(engine, bare, 3) == {}


def test_pictures_at_another_size(space: ImageSpace) -> None:
    torch.testing.assert_close(interpolated(space, [2, 3], 16), space.originals([2, 3]), atol=2e-5, rtol=0)
    assert interpolated(space, [2], 64).shape == (1, 1, 64, 64)


def test_zoo_quality_by_hand(zoo: Zoo) -> None:
    rows = some_rows(len(zoo), 9)
    assert len(rows) == 9
    assert np.array_equal(rows, some_rows(len(zoo), 9))
    quality = judge_fit(zoo, rows)
    assert quality.pixels[2] == pytest.approx(judge_fit(zoo, rows[2:3]).pixels[0], abs=1e-3)
    summary = quality.summary()
    assert summary["networks"] == 9
    assert summary["psnr_min"] <= summary["psnr_p10"] <= summary["psnr_mean"]
    assert summary["psnr_mean"] > 20
    assert summary["psnr_finer_mean"] > 20
    with pytest.raises(DataError, match="no networks"):
        judge_fit(zoo, rows[:0])


# --- sheets


def test_a_sheet_has_every_picture_in_its_place() -> None:
    rows = [torch.full((3, 1, 4, 4), value) for value in (0.0, 0.2, 0.4, 0.6)]
    sheet = draw_sheet(rows, gap=2, group=2)
    assert sheet.shape == (4 * 6 + 2 + 8, 3 * 6 + 2, 3)
    assert sheet[0, 0].tolist() == [255, 255, 255]
    assert sheet[2, 2].tolist() == [0, 0, 0]
    assert sheet[8, 14].tolist() == [51] * 3
    assert sheet[14 + 8, 2].tolist() == [102] * 3  # after the wider gap
    assert png(sheet)[:4] == b"\x89PNG"
    with pytest.raises(SelectionError, match="nothing to draw"):
        draw_sheet([])


def test_a_zoos_sheet_has_its_networks_above_their_pictures(zoo: Zoo) -> None:
    sheet = zoo_sheet(zoo, np.arange(14), 16)
    assert sheet.shape == (4 * 18 + 2 + 8, 12 * 18 + 2, 3)
    original = sheet[20:36, 2:18, 0].astype(float)
    assert np.abs(original - zoo.pictures.pixels[0, 0]).max() <= 1
    assert np.abs(sheet[2:18, 2:18, 0] - original).mean() < 20


def test_enlarged_pixels_are_squares() -> None:
    big = enlarged(torch.tensor([[[[0.0, 1.0], [0.5, 0.2]]]]), 4)
    assert big[0, 0].tolist() == [
        [0, 0, 1, 1],
        [0, 0, 1, 1],
        [0.5, 0.5, pytest.approx(0.2), pytest.approx(0.2)],
        [0.5, 0.5, pytest.approx(0.2), pytest.approx(0.2)],
    ]
