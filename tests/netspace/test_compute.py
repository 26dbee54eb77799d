"""Devices and precision: chosen by name, and everything that a step touches is on the device.

There is no GPU here. A step is done on torch's device "meta", whose tensors refuse to meet others, as a GPU's do.
"""

from __future__ import annotations

import copy
from contextlib import nullcontext
from dataclasses import dataclass

import pytest
import torch

from explorer.data.images import Images, load_digits
from explorer.errors import DeviceError
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Classifier
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.trainer import ClassifierData, ClassifierTrainer, signals
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.recipes import ImageRecipe
from explorer.kinds.images.signals import NetworkSource, PictureSource
from explorer.kinds.images.trainer import ImageTrainer
from explorer.kinds.images.trainer import TrainingData as ImageData
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import Signals
from explorer.kinds.shapes.trainer import ShapeTrainer
from explorer.kinds.shapes.trainer import TrainingData as ShapeData
from explorer.netspace.compute import Compute, choose_device, moved
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.trainer import Trainer
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren

ARCH = Siren(width=8, hidden=2)


def shapes() -> Trainer:
    config = ModelConfig("probe", "residual", 4, 8, {"probes": 16, "hidden": 8}, {"rank": 4, "hidden": 8})
    model = NetSpace(ARCH, config)
    generator = torch.Generator().manual_seed(0)
    nets = torch.stack([flatten(model.layout, ARCH.init(generator)) for _ in range(5)])
    some = Signals(model.read(nets).detach(), torch.rand(5, 32, 3).half(), torch.rand(5, 32).half())
    return ShapeTrainer(model, ShapeData(some, None, None, some), Recipe(config, steps=4, networks=3, points=16), 0)


def pictures() -> Trainer:
    arch = picture_siren(width=8, hidden=2)
    config = ModelConfig("grid", "residual", 4, 8, {"side": 6, "hidden": 8}, {"rank": 4, "hidden": 8})
    model = NetSpace(arch, config)
    generator = torch.Generator().manual_seed(0)
    nets = torch.stack([flatten(model.layout, arch.init(generator)) for _ in range(5)])
    drawn = PictureSource(model, torch.randint(0, 255, (4, 1, 6, 6), dtype=torch.uint8))
    data = ImageData(NetworkSource(model, nets), drawn, None, NetworkSource(model, nets), 6)
    return ImageTrainer(model, data, ImageRecipe(config, steps=4, networks=3, pictures=2, points=16), 0)


def classifiers(names: tuple[str, ...]) -> Trainer:
    archs = tuple(Classifier(name, 1, 16, 10, 2, 2) for name in names)
    config = ModelConfig("probe", "chunked", 4, 8, {"probes": 6, "hidden": 8}, {"hidden": 8, "embedding": 4})
    model = ClassifierNetSpace(archs, config, 0.3, 0.4)
    every = torch.arange(len(archs)).repeat(3)
    nets = torch.stack([model.entries(a, dict(archs[a].module(norm=False).named_parameters())) for a in every.tolist()])
    nets, several = nets.detach(), len(archs) > 1
    digits = load_digits()
    model.prepare(nets, every, digits.train.pixels[:6])
    images = digits.train[:32]
    teacher, answers = torch.randn(32, 10), torch.randn(6, 10)
    learned = signals(model, nets, every)
    data = ClassifierData(learned, images, teacher, learned, images, teacher if several else None, answers)
    recipe = ClassifierRecipe(
        config, steps=4, networks=2, mixed=0 if several else 2, taught=0 if several else 1, between=2, images=8,
        relative=True, temperature=0.0 if several else 0.25, performance=0.0 if several else 1.0, noise=0.1,
    )  # fmt: skip
    return ClassifierTrainer(model, data, recipe, 0, bfloat16=False)


TRAINERS = {
    "shapes": shapes,
    "pictures": pictures,
    "one architecture": lambda: classifiers(("ResNet8",)),
    "several": lambda: classifiers(("LeNetLike", "VanillaCNN", "ResNet8")),
}


@pytest.mark.parametrize("name", TRAINERS)
def test_a_step_computes_on_the_device_that_it_is_given(name: str) -> None:
    """On the CPU as before: the same numbers whether it is placed there or not; and in bfloat16 near them."""
    torch.manual_seed(0)
    plain = TRAINERS[name]()
    placed, lower = copy.deepcopy(plain), copy.deepcopy(plain)
    placed.place(Compute.of("cpu", "float32"))
    lower.place(Compute.of("cpu", "bfloat16"))
    assert lower.bfloat16
    first = [plain.one_step() for _ in range(3)]
    assert first == [placed.one_step() for _ in range(3)]
    assert torch.tensor([lower.one_step() for _ in range(3)]).isfinite().all()
    assert plain.heldout_loss() == placed.heldout_loss()
    assert all(parameter.dtype == torch.float32 for parameter in lower.model.parameters())
    assert lower.heldout_loss() == pytest.approx(plain.heldout_loss(), rel=0.2, abs=0.2)


@dataclass(frozen=True)
class Nested:
    one: torch.Tensor
    parts: tuple[torch.Tensor | None, ...]
    images: Images
    words: str


def test_all_that_is_learned_from_is_moved() -> None:
    images = Images(torch.zeros(2, 1, 4, 4, dtype=torch.uint8), torch.zeros(2, dtype=torch.long))
    nested = Nested(torch.ones(2), (torch.ones(1), None), images, "x")
    there = moved(nested, torch.device("meta"))
    assert {there.one.device.type, there.parts[0].device.type, there.images.pixels.device.type} == {"meta"}  # type: ignore[union-attr]
    assert (there.parts[1], there.words) == (None, "x")
    assert nested.one.device.type == "cpu"
    assert moved("text", torch.device("meta")) == "text"
    assert moved({"a": [torch.ones(1)]}, torch.device("meta"))["a"][0].device.type == "meta"


@pytest.mark.parametrize("name", ["shapes", "pictures", "one architecture"])  # where several are, values decide
def test_nothing_of_a_step_stays_behind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the device "meta", which computes nothing, but does not let its tensors meet those of another."""
    torch.manual_seed(0)
    trainer = TRAINERS[name]()
    monkeypatch.setattr(Trainer, "_optimizer", lambda self: None)  # fused steps are for devices that compute
    monkeypatch.setattr(Trainer, "lowered", lambda self: nullcontext())
    trainer.place(Compute(torch.device("meta")))
    # Values are not known there: what is only told is not asked for.
    monkeypatch.setattr(torch.Tensor, "item", lambda self: 0.0)
    monkeypatch.setattr(torch.Tensor, "tolist", lambda self: [0.0] * len(self))
    monkeypatch.setattr(torch.Tensor, "__setitem__", lambda self, key, value: None)
    loss, _ = trainer.losses()
    assert loss.device.type == "meta"
    loss.backward()
    assert all(one.grad is None or one.grad.device.type == "meta" for one in trainer.model.parameters())
    assert any(one.grad is not None for one in trainer.model.parameters())


def test_devices_by_name() -> None:
    assert choose_device("cpu").type == "cpu"
    assert choose_device("auto") == choose_device(None)
    with pytest.raises(DeviceError, match="'tpu9' is no device"):
        choose_device("tpu9")
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match=r"The device 'cuda' is not there\. Choose one of:"):
            Compute.of("cuda", None)
    with pytest.raises(DeviceError, match="Unknown precision 'float8'"):
        Compute.of("cpu", "float8")
    assert Compute.of(None, None).device.type == "cpu"
    assert Compute.of("cpu", None).bfloat16(True)
    assert not Compute.of("cpu", "float32").bfloat16(True)
