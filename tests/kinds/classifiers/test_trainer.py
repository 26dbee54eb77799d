"""What a training of classifiers asks for: of joint spaces, where a latent tells architecture and accuracy."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from explorer.data.images import load_digits, normalised
from explorer.errors import RecipeError, TrainingError
from explorer.kinds.classifiers.build import ClassifierMaker
from explorer.kinds.classifiers.networks import run
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.trainer import ClassifierTrainer
from explorer.kinds.classifiers.wanted import Wanted
from explorer.kinds.classifiers.zoo import Trained
from explorer.netspace.model import ModelConfig
from explorer.space.split import Split
from tests.conftest import TINY_CLASSIFIER_RECIPE


@pytest.fixture(scope="module")
def joint_trainer(tiny_classifier_zoo: Trained) -> ClassifierTrainer:
    recipe = dataclasses.replace(
        TINY_CLASSIFIER_RECIPE, joint=True, mixed=2, taught=1, turned=3, ensembles=2, relative=True, temperature=0.25,
        performance=1.0, steps=4,
    )  # fmt: skip
    options = {**recipe.model.encoder_options, "apart": True}
    recipe = dataclasses.replace(recipe, model=dataclasses.replace(recipe.model, encoder_options=options))
    maker = ClassifierMaker.of(tiny_classifier_zoo, load_digits(), recipe)
    split = Split.of(10, 2, None)
    torch.manual_seed(0)
    model = maker.model()
    maker.prepare(model, split.train)
    return maker.trainer(model, split, 0, lambda what, done, total: None)


def test_in_a_joint_space_what_is_wanted_is_what_each_network_answers(
    joint_trainer: ClassifierTrainer, tiny_classifier_zoo: Trained
) -> None:
    networks = joint_trainer.data.networks
    assert networks.networks is not None
    assert networks.answers is not None
    data = load_digits()
    images = normalised(data.train[:16].pixels, data.mean, data.std)
    rows = torch.tensor([5, 0, 3])
    wanted = joint_trainer._answers(networks, rows, images)
    for k, row in enumerate(rows.tolist()):
        arch = joint_trainer.model.archs[int(networks.archs[row])]
        own = run(arch, tiny_classifier_zoo.params[row], images)
        assert torch.allclose(wanted[k], own, atol=0.02 * float(own.abs().max()))  # it may run in bfloat16


def test_mixtures_are_of_one_architecture_and_places_between_answer_as_both(joint_trainer: ClassifierTrainer) -> None:
    archs = torch.tensor([0, 0, 1, 1])
    own = Wanted(archs, torch.arange(4.0)[:, None, None].expand(4, 5, 10), torch.ones(4), torch.full((4,), 2.0))
    half = own.between(torch.tensor([0]), torch.tensor([3]), torch.tensor([0.5]), torch.tensor([1]))
    assert half.answers.unique().tolist() == [1.5]
    assert (half.archs.tolist(), half.weights.tolist()) == ([1], [2.0])
    rows = torch.cat([every[:2] for _, every in joint_trainer.groups])
    images = normalised(joint_trainer.data.images.pixels[:8], 0.0, 1.0)
    answers = joint_trainer._answers(joint_trainer.data.networks, rows, images)
    wanted = Wanted(joint_trainer.data.networks.archs[rows], answers, torch.ones(4), torch.ones(4))
    readings, blends = joint_trainer._mixed(rows, wanted.archs, wanted, torch.arange(8))
    assert blends.archs.tolist() == [0, 0, 0, 1, 1, 1]
    forms = torch.stack([joint_trainer.forms[0], joint_trainer.forms[1]])  # type: ignore[list-item]
    assert torch.equal(readings[:, -forms.shape[1] :], forms[blends.archs])
    lowest, highest = answers[:2].amin(0), answers[:2].amax(0)
    assert bool((blends.answers[:2] >= lowest - 1e-5).all())
    assert bool((blends.answers[:2] <= highest + 1e-5).all())


def test_a_joint_training_has_finite_parts_and_gradients_everywhere(joint_trainer: ClassifierTrainer) -> None:
    assert joint_trainer.names == ("predictions", "architecture", "between")
    lines = [joint_trainer.one_step() for _ in range(3)]
    assert np.isfinite(lines).all()
    assert all(p.grad is not None for p in joint_trainer.parameters if p.requires_grad)
    assert np.isfinite(joint_trainer.heldout_loss())


def test_a_turned_network_is_wanted_as_it_answers_one_step_away(joint_trainer: ClassifierTrainer) -> None:
    networks, model = joint_trainer.data.networks, joint_trainer.model
    rows = torch.arange(6)
    own = Wanted(networks.archs[rows], torch.randn(6, 5, 10), torch.ones(6), torch.arange(6.0))
    noise, joint_trainer.noise = joint_trainer.noise, torch.zeros_like(joint_trainer.noise)
    readings, wanted = joint_trainer._turned(rows, own)
    joint_trainer.noise = noise
    sources = wanted.weights.long()  # which of the six each is
    assert torch.equal(wanted.answers, own.answers[sources])
    assert torch.equal(wanted.archs, 1 - own.archs[sources])
    with torch.no_grad():
        before, after = model.encode(networks.readings[rows[sources]]), model.encode(readings)
    places = model.places()
    assert places is not None
    assert torch.allclose(after - before, places[wanted.archs] - places[own.archs[sources]], atol=1e-4)


def test_between_networks_of_one_architecture_their_ensemble_is_wanted(joint_trainer: ClassifierTrainer) -> None:
    archs = torch.tensor([0, 0, 1])
    own = Wanted(archs, torch.randn(3, 5, 10), torch.ones(3), torch.ones(3))
    latents = torch.tensor([[0.0] * 6, [1.0] * 6, [9.0] * 6])
    places, wanted = joint_trainer._ensembles(latents, own)
    assert wanted.archs.tolist() == [0, 0]  # of the other architecture there is one
    share = places[:, :1, None]
    mixed = (1 - share) * own.answers[0].softmax(-1) + share * own.answers[1].softmax(-1)
    assert torch.allclose(wanted.answers.softmax(-1), mixed, atol=1e-5)


def test_snapshots_of_training_networks_alone_are_learned_from(tiny_classifier_zoo: Trained) -> None:
    recipe = dataclasses.replace(TINY_CLASSIFIER_RECIPE, joint=True, snapshots=True)
    split = Split.of(10, 2, None)
    doubled = tuple([{name: 2 * value for name, value in one.items()}] for one in tiny_classifier_zoo.params)
    zoo = dataclasses.replace(tiny_classifier_zoo, snapshots=doubled)
    maker = ClassifierMaker.of(zoo, load_digits(), recipe)
    model = maker.model()
    maker.prepare(model, split.train)
    made = maker.trainer(model, split, 0, lambda what, done, total: None).data.networks
    assert len(made) == 16
    assert made.networks is not None
    assert torch.equal(made.networks[:8], maker.nets[split.train])
    assert torch.equal(made.networks[8:], 2 * made.networks[:8])
    assert made.archs[8:].tolist() == made.archs[:8].tolist()
    none = ClassifierMaker.of(tiny_classifier_zoo, load_digits(), recipe)
    with pytest.raises(TrainingError, match="kept no networks on the way"):
        none.trainer(model, split, 0, lambda what, done, total: None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"turned": 2}, "joint"),
        ({"joint": True, "turned": 2, "model": ModelConfig("conv", "chunked", 6)}, "probe"),
        ({"ensembles": 2, "networks": 1}, "networks to 2"),
    ],
)
def test_recipes_that_cannot_be_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        ClassifierRecipe(**options)  # type: ignore[arg-type]
