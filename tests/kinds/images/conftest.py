"""A small space of pictures, made the real way, once per run: handwritten digits of 8 x 8 pixels, 16 x 16 here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.data.images import load_digits
from explorer.explore.engine.engine import Engine
from explorer.kinds.images.build import ImageMaker, other_pictures, split_of
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.recipes import get_image_recipe
from explorer.kinds.images.space import ImageSpace, load_images_space
from explorer.kinds.images.zoo import PictureFit, Zoo, make_zoo, read_zoo
from explorer.kinds.images.zoo_pictures import pictures_of_data
from explorer.space.build import build_space

COUNT = 140  # two rounds of ten are held out
RECIPE = replace(get_image_recipe("digits-images"), steps=400, signals=200, networks=8, pictures=16, between=4)


@pytest.fixture(scope="session")
def picture_zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    """A finished zoo of 140 small networks. Not to be changed."""
    out = tmp_path_factory.mktemp("picture_zoo") / "digits"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.kinds.images.zoo.MEAN_OF", 20)
        make_zoo(
            out, pictures_of_data(load_digits(), COUNT, 0), arch=picture_siren(width=12, hidden=2),
            config=PictureFit(steps=60),
        )  # fmt: skip
    return read_zoo(out)


@pytest.fixture(scope="session")
def pictures_dir(picture_zoo: Zoo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds one space of pictures, "digits": 120 training and 20 held-out networks."""
    root = tmp_path_factory.mktemp("pretrained_pictures")
    maker = ImageMaker(picture_zoo, other_pictures(picture_zoo, load_digits()), RECIPE)
    build_space(
        maker, root / "digits", title="Tiny digits", seed=0, split=split_of(picture_zoo.pictures, None),
        provenance={"command": "tests", "commit": "unknown"},
    )  # fmt: skip
    return root


@pytest.fixture(scope="session")
def picture_space(pictures_dir: Path) -> ImageSpace:
    """The space "digits", loaded. Not to be changed."""
    return load_images_space(pictures_dir / "digits")


@pytest.fixture(scope="session")
def engine() -> Engine:
    """On the CPU."""
    return Engine("cpu")
