"""`zoo classifiers`: any data set, any folder of pictures, any architecture."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.api.opened import open_space
from explorer.cli.main import main
from explorer.data.images import load_digits
from explorer.errors import SelectionError, ZooError
from explorer.kinds.classifiers import build
from explorer.kinds.classifiers.plans import AskedZoo, asked_plan, make_plan
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.classifiers.zoo import read_zoo
from explorer.space.bundle import load_space

QUICK = ["--steps", "1:3", "--teacher", "ResNet8", "--teacher-steps", "2", "--workers", "1"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("explorer.space.build.fit_map", lambda latents, seed, neighbours: latents[:, :2])


@pytest.fixture
def photos() -> Path:
    """A folder of colour pictures, three classes; one of its files is broken."""
    rng = np.random.default_rng(0)
    for c, name in enumerate(("rot", "grün", "blau")):
        for k in range(12):
            path = Path("photos") / name / f"{k}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            pixels = rng.integers(0, 90, (24, 30, 3), dtype=np.uint8)
            pixels[..., c] += 150
            Image.fromarray(pixels).save(path)
    (Path("photos") / "rot" / "broken.png").write_bytes(b"\x89PNG")
    return Path("photos")


def test_from_a_folder_of_colour_pictures_to_a_space(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["zoo", "classifiers", "--data", str(photos), "--size", "16", "--count", "6", "--width", "2", *QUICK]
    assert main([*command, "--out", "z"]) == 0
    said = capsys.readouterr().out
    assert "photos: 30 training and 6 test pictures of 3 classes (one folder a class; colour, 16 x 16)." in said
    assert "rot/broken.png: " in said
    assert "6 networks and their teacher in z" in said
    shutil.rmtree(photos)  # the zoo keeps what it needs
    assert main([*command, "--out", "z", "--resume"]) == 0
    stated = json.loads((Path("z") / "zoo.json").read_text())
    assert (stated["data"], stated["kept"], stated["archs"][0]["channels"]) == ("photos", True, 3)
    assert main(["zoo", "check", "z", "--json"]) == 0
    capsys.readouterr()
    train = ["train", "classifiers", "--zoo", "z", "--out", "s", "--recipe", "classifiers-single", "--heldout", "2"]
    assert main([*train, "--steps", "2"]) == 0
    space = classifiers_only(load_space(Path("s")))
    assert (space.images.name, space.images.classes) == ("photos", ("blau", "grün", "rot"))
    assert space.images.test.pixels.shape == (6, 3, 16, 16)
    # All that is shown, exported and read takes three channels.
    opened = open_space("s")
    latent = opened.latents[0]
    assert opened.judge(latent)["test_images"] == 6
    for file in ("n.onnx", "n.safetensors"):
        opened.save(latent, file)
        assert main(["encode", "s", file, "--json"]) == 0
    assert "photos" not in json.dumps(stated["sha256"])
    assert str(Path.cwd()) not in (Path("s") / "space.json").read_text()


def test_networks_of_ones_own_on_a_folder(photos: Path) -> None:
    Path("nets.py").write_text(
        "from torch import nn\n"
        "def small(width=4):\n"
        "    return nn.Sequential(nn.Conv2d(3, width, 3, 2), nn.GELU(), nn.Flatten(), nn.Linear(width * 49, 3))\n"
    )
    own = ["--network", "Mine=nets.py:small", "--args", "width=2", "--architecture", "LeNetLike", "--kind", "multi"]
    options = ["--data", str(photos), "--size", "16", "--count", "2", "3", "--width", "2", *own, *QUICK]
    assert main(["zoo", "classifiers", *options, "--out", "z"]) == 0
    made = read_zoo(Path("z"))
    assert [arch.name for arch in made.plan.archs] == ["LeNetLike", "Mine"]
    assert made.plan.counts == (2, 3)


@pytest.mark.slow
def test_the_names_are_the_zoos_that_have_commands_of_their_own() -> None:
    """`zoo classifiers --data digits` is `zoo digits`."""
    for name in ("classifiers --data digits", "digits"):
        out = name.replace(" ", "")
        assert main(["zoo", *name.split(), "--kind", "single", "--count", "1", "--out", out, "--workers", "1"]) == 0
    one, other = (json.loads((Path(out) / "zoo.json").read_text()) for out in ("classifiers--datadigits", "digits"))
    assert one == other
    assert one["archs"] == [{"name": "ResNet8", "channels": 1, "size": 16, "classes": 10, "width": 8, "stem_stride": 2}]
    assert make_plan("digits", "single", 1).counts == (1,)


def test_ctrl_c_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    called = list[object]()

    def interrupted(out: Path, plan: object, data: object, **options: object) -> None:
        called.append(plan)
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.kinds.classifiers.zoo.make_zoo", interrupted)
    options = ["--data", "digits", "--kind", "multi", "--architecture", "ResNet8", "LeNetLike", "--count", "2", "0"]
    options += ["--width", "3", "--stride", "1", "--rate", "0.01", "--batch", "7", "--precision", "float32"]
    assert main(["zoo", "classifiers", *options, *QUICK, "--out", "z", "--seed", "3"]) == 130
    hint = capsys.readouterr().err.split("Go on with: python -m explorer ")[1]
    assert main(shlex.split(hint)) == 130
    assert called[0] == called[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--data", "nowhere"], "nowhere is no folder, and no data set"),
        (["--data", "digits", "--size", "32"], "The images of digits are used as they are"),
        (["--data", "photos", "--files", "x"], "--files is where a named data set's files are"),
        (["--data", "photos", "--size", "8", "--architecture", "LeNetLike"], "Images of 8 x 8 are too small for"),
        (["--data", "photos", "--architecture", "AlexNet"], "Unknown architecture 'AlexNet'"),
        (["--data", "photos", "--architecture", "ResNet8", "ResNet32"], "Use --kind multi or joint, or name one"),
        (["--data", "photos", "--count", "3", "4"], "--count gives 2 numbers for 1 architectures"),
        (["--data", "photos", "--count", "0"], "Give one at least 1"),
        (["--data", "photos", "--steps", "9:3"], "the longest no shorter than the shortest"),
        (["--data", "photos", "--device", "cuda:99"], "The device 'cuda:99' is not there"),
        (["--data", "photos", "--network", "absent.py:net"], "absent.py"),
        (["--data", "cifar10", "--files", "."], "holds no data_batch_1.bin"),
        (["--data", "tinyimagenet", "--files", "."], "holds no wnids.txt"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_left(
    options: list[str], said: str, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zoo", "classifiers", *options, "--out", "z"]) == 2
    assert said in capsys.readouterr().err
    assert not Path("z").exists()


def test_plans_of_any_images() -> None:
    data = load_digits()
    plan = asked_plan(data, AskedZoo("multi", counts=(3, 0, 0, 5), widths=(4,)))
    assert [arch.name for arch in plan.archs] == ["LeNetLike", "VanillaCNN", "ResNet8", "ResNet32"]
    assert (plan.total, plan.best, plan.archs[0].channels, plan.archs[0].size) == (8, True, 1, 16)  # type: ignore[union-attr]
    assert sorted({plan.arch_of(k) for k in range(8)}) == [0, 3]
    with pytest.raises(ZooError, match="named twice"):
        asked_plan(data, AskedZoo("multi", ("ResNet8", "ResNet8")))
    with pytest.raises(SelectionError, match="Unknown architecture"):
        asked_plan(data, AskedZoo("single", teacher="Oracle"))


def test_large_pictures_are_fewer_in_a_space(monkeypatch: pytest.MonkeyPatch, photos: Path) -> None:
    monkeypatch.setattr(build, "SHIPPED_BYTES", 8000 * 3 * 16 * 16 // 1000)
    options = ["--data", str(photos), "--size", "16", "--count", "2", "--width", "2", *QUICK]
    assert main(["zoo", "classifiers", *options, "--out", "z"]) == 0
    zoo = read_zoo(Path("z"))
    from explorer.kinds.classifiers.zoo import zoo_images

    shipped = build.shipped_images(zoo, zoo_images(Path("z"), zoo.stated))
    assert (len(shipped.train), len(shipped.validation), len(shipped.test)) == (2, 1, 3)
