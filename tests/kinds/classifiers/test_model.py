from __future__ import annotations

import dataclasses

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.data.images import Images, normalised
from explorer.errors import LatentError, RecipeError, SelectionError, TrainingError
from explorer.kinds.classifiers.commands import TRAINING
from explorer.kinds.classifiers.image_probe import form_of
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Classifier, run
from explorer.kinds.classifiers.plans import make_plan
from explorer.kinds.classifiers.recipes import ClassifierRecipe
from explorer.kinds.classifiers.trainer import ClassifierData, ClassifierTrainer, signals
from explorer.kinds.classifiers.wanted import Wanted
from explorer.netspace.decoders.chunked import ChunkedDecoder
from explorer.netspace.encoders.answers import FORM, SIZE
from explorer.netspace.model import ModelConfig
from explorer.netspace.trainer import train
from explorer.networks.prep import PRepLayout
from explorer.recipes.shelf import of_kind

ARCHS = tuple(
    Classifier(name, 1, 16, 4, width, 2)
    for name, width in (("LeNetLike", 3), ("VanillaCNN", 3), ("ResNet8", 2), ("ResNet32", 2))
)
CONFIG = ModelConfig(
    "probe", "chunked", 6, 8, {"probes": 10, "hidden": 16}, {"hidden": 16, "embedding": 4, "chunk": 32}
)
RECIPE = ClassifierRecipe(CONFIG, steps=30, rate=3e-3, networks=2, between=2, images=16, pool=64)


def nets_of(model: ClassifierNetSpace, each: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Fresh networks of every architecture, as PRep entries, and their indices."""
    torch.manual_seed(1)
    rows, archs = [], []
    for a, arch in enumerate(model.archs):
        for _ in range(each):
            module = arch.module(norm=False)
            rows.append(model.entries(a, {n: 1.5 * v.detach() for n, v in module.named_parameters()}))
            archs.append(a)
    return torch.stack(rows), torch.tensor(archs)


def problem(
    archs: tuple[Classifier, ...] = ARCHS, config: ModelConfig = CONFIG, each: int = 4
) -> tuple[ClassifierNetSpace, ClassifierData]:
    torch.manual_seed(0)
    model = ClassifierNetSpace(archs, config, 0.3, 0.4)
    nets, index = nets_of(model, each)
    generator = torch.Generator().manual_seed(2)
    pixels = torch.randint(0, 256, (64, 1, 16, 16), generator=generator, dtype=torch.uint8)
    images = Images(pixels, torch.randint(0, 4, (64,), generator=generator))
    model.prepare(nets, index, pixels[:10])
    several = len(archs) > 1
    teacher = torch.randn(64, 4, generator=generator) if several else None
    networks, held = signals(model, nets, index), signals(model, nets[:3], index[:3])
    return model, ClassifierData(networks, images, teacher, held, images, teacher)


# --- the model


def test_entries_and_parameters_are_inverse() -> None:
    model, _ = problem()
    nets, archs = nets_of(model, 1)
    for net, a in zip(nets, archs.tolist(), strict=True):
        params = model.params(a, net)
        assert {n: tuple(v.shape) for n, v in params.items()} == dict(model.archs[a].shapes)
        assert torch.equal(model.entries(a, params), net)
        assert not net[model.archs[a].count :].any()


def test_logits_are_those_of_each_network_run_alone() -> None:
    model, _ = problem()
    nets, archs = nets_of(model, 3)
    images = torch.randn(5, 1, 16, 16, generator=torch.Generator().manual_seed(0))
    for a in range(4):
        own = nets[archs == a]
        together = model.logits(a, own, images)
        for net, logits in zip(own, together, strict=True):
            torch.testing.assert_close(logits, run(model.archs[a], model.params(a, net), images), rtol=1e-4, atol=1e-5)


def test_the_decoder_starts_at_fresh_networks_of_the_right_size() -> None:
    model, _ = problem(each=6)
    nets, archs = nets_of(model, 6)
    for a in range(4):
        mix = torch.eye(4)[a][None]
        count = model.archs[a].count
        with torch.no_grad():
            made = model.decoder(torch.zeros(1, 6), mix)[0]
        assert not made[count:].any()  # no entries where the architecture has no parameters
        for part in model.layouts[a].slices:
            if part.stop - part.start >= 32:
                ratio = float(made[part].std() / nets[archs == a][:, part].std())
                assert 0.3 < ratio < 1.5  # fresh networks have two thirds of the spread of this zoo


def test_networks_are_read_one_by_one_as_together() -> None:
    model, _ = problem()
    nets, archs = nets_of(model, 2)
    order = torch.randperm(len(nets), generator=torch.Generator().manual_seed(3))
    together = model.read(nets[order], archs[order])
    alone = torch.cat([model.read(nets[k][None], archs[k][None]) for k in order.tolist()])
    torch.testing.assert_close(together, alone, rtol=1e-3, atol=1e-4)
    assert together.shape[1] == 10 * 4 + SIZE + FORM


def test_the_form_tells_architectures_apart() -> None:
    forms = torch.stack([form_of(arch, 10_000) for arch in ARCHS])
    assert float(torch.cdist(forms, forms).fill_diagonal_(9).min()) > 0.01
    assert float(forms.abs().max()) < 2


def test_one_architecture_needs_no_scores_and_no_form() -> None:
    model, _ = problem(ARCHS[:1])
    assert model.which is None
    assert torch.equal(model.scores(torch.randn(3, 6)), torch.zeros(3, 1))
    assert not model.encoder.form


def test_wrong_latents_names_and_architectures_are_refused() -> None:
    model, _ = problem()
    with pytest.raises(LatentError, match=r"\(2, 5\)"):
        model.decode(torch.zeros(2, 5))
    with pytest.raises(SelectionError, match="'AlexNet'"):
        model.index("AlexNet")
    with pytest.raises(RecipeError, match="'vit'"):
        ClassifierNetSpace(ARCHS, dataclasses.replace(CONFIG, encoder="vit"), 0.0, 1.0)
    with pytest.raises(RecipeError, match="same images"):
        ClassifierNetSpace((ARCHS[0], Classifier("ResNet8", 1, 28, 4, 2, 2)), CONFIG, 0.0, 1.0)


@settings(deadline=None, max_examples=20)
@given(count=st.integers(1, 300), chunk=st.integers(1, 64), archs=st.integers(1, 3))
def test_any_count_is_cut_into_chunks(count: int, chunk: int, archs: int) -> None:
    decoder = ChunkedDecoder(PRepLayout.of({"entries": (count,)}), 4, archs, chunk, 8, 4)
    latents, mix = torch.randn(2, 4), torch.softmax(torch.randn(2, archs), -1)
    both = decoder(latents, mix)
    assert both.shape == (2, count)
    torch.testing.assert_close(both[1], decoder(latents[1:], mix[1:])[0], atol=1e-4, rtol=1e-4)


def test_every_recipe_builds_a_model_of_its_zoo() -> None:
    for recipe in of_kind("classifier", TRAINING).values():
        zoo = recipe.zoo
        if zoo is None or zoo.command not in ("fashion", "digits"):
            continue
        with torch.device("meta"):
            model = ClassifierNetSpace(
                make_plan(zoo.command, zoo.options["kind"]).archs, recipe.training.model, 0.3, 0.4
            )
        assert model.config.latent == recipe.training.model.latent


# --- training


@pytest.mark.parametrize("archs", [ARCHS[2:3], ARCHS], ids=["single", "multi"])
def test_training_lowers_the_loss(archs: tuple[Classifier, ...]) -> None:
    model, data = problem(archs)
    if len(archs) > 1:  # from a teacher of pure noise there is nothing to learn: this one says always the same
        images = Images(data.images.pixels, torch.ones_like(data.images.labels))
        teacher = torch.tensor([0.0, 3.0, 0.0, 0.0]).repeat(len(images), 1)
        data = dataclasses.replace(data, images=images, teacher=teacher, heldout_images=images, heldout_teacher=teacher)
    trainer = ClassifierTrainer(model, data, dataclasses.replace(RECIPE, steps=200, rate=1e-2), 0, bfloat16=False)
    before = trainer.heldout_loss()
    lines = list(trainer.run())
    assert lines[-1].losses["heldout"] < 0.5 * before
    if len(archs) > 1:
        assert lines[-1].losses["architecture"] < 1.3  # the mean over the whole run; log 4 = 1.39 is chance
        assert lines[-1].losses["between"] > 0


def test_mixed_signals_lie_between_two_networks() -> None:
    model, data = problem(ARCHS[2:3])
    trainer = ClassifierTrainer(model, data, dataclasses.replace(RECIPE, mixed=5), 0, bfloat16=False)
    images = normalised(data.images.pixels[:16], model.mean, model.std)
    own = trainer._answers(data.networks, torch.arange(len(data.networks)), images)
    rows = torch.arange(len(data.networks))
    asked = Wanted(data.networks.archs, own, trainer.temperatures, trainer.weights)
    answers, blends = trainer._blended(rows, asked, torch.arange(16))
    assert torch.equal(blends.temperatures, torch.full((5,), 4.0))  # the paper's, unless the recipe says otherwise
    assert answers.shape == (5, 10, 4)
    wanted = blends.answers
    assert wanted.shape == (5, 16, 4)
    assert torch.equal(blends.weights, torch.ones(5))
    low, high = own.min(0).values, own.max(0).values
    assert bool(((wanted >= low - 1e-3) & (wanted <= high + 1e-3)).all())
    lines = list(trainer.run())
    assert lines[-1].losses["mixed"] > 0
    with pytest.raises(RecipeError, match="only the encoder 'probe'"):
        dataclasses.replace(RECIPE, model=ModelConfig("conv", "conv"), mixed=2)


def test_a_teacher_mixed_in_is_learned_from() -> None:
    model, data = problem(ARCHS[2:3])
    recipe = dataclasses.replace(RECIPE, mixed=1, taught=20, steps=10)
    with pytest.raises(TrainingError, match="there is none"):
        ClassifierTrainer(model, data, recipe, 0, bfloat16=False)
    teacher, at_probes = torch.full((64, 4), 50.0), torch.full((10, 4), 50.0)
    data = dataclasses.replace(data, teacher=teacher, teacher_answers=at_probes)
    trainer = ClassifierTrainer(model, data, recipe, 0, bfloat16=False)
    own = torch.zeros(len(data.networks), 16, 4)
    asked = Wanted(data.networks.archs, own, trainer.temperatures, trainer.weights)
    answers, blends = trainer._blended(torch.arange(len(data.networks)), asked, torch.arange(16))
    assert answers.shape == (21, 10, 4)
    wanted = blends.answers
    assert not wanted[0].any()  # between two networks the teacher says nothing
    shares = wanted[1:, 0, 0] / 50
    assert bool(((shares > 0) & (shares < 1)).all())
    assert float(shares.mean()) > 0.55  # mostly near the teacher
    assert next(iter(trainer.run())).losses["mixed"] > 0


def test_a_decoded_network_comes_nearer_to_its_own_accuracy() -> None:
    """What a recipe's `performance` adds to the loss of a draw falls where it is followed, and by much."""
    model, data = problem(ARCHS[2:3])
    images = normalised(data.images.pixels, model.mean, model.std)
    assert data.networks.networks is not None
    right = model.logits(0, data.networks.networks[:1], images)[0].argmax(1)  # so that the first is a good one
    data = dataclasses.replace(data, images=Images(data.images.pixels, right))

    def added() -> torch.Tensor:
        recipes = [dataclasses.replace(RECIPE, performance=performance) for performance in (0.0, 30.0)]
        without, with_it = (ClassifierTrainer(model, data, r, 0, bfloat16=False).losses()[0] for r in recipes)
        return with_it - without

    before = float(added())
    assert before > 0
    adam = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], 3e-3)
    for _ in range(40):
        adam.zero_grad()
        added().backward()
        adam.step()
    assert -1e-5 < float(added()) < 0.5 * before
    with pytest.raises(RecipeError, match="trains nothing"):
        dataclasses.replace(RECIPE, performance=-1.0)


def test_a_basis_moves_the_network_as_a_whole() -> None:
    layout = PRepLayout.of({"entries": (300,)}, 8)
    decoder = ChunkedDecoder(layout, 6, chunk=32, hidden=16, embedding=4, basis=2)
    latent, mix = torch.randn(2, 6), torch.ones(2, 1)
    plain = decoder(latent, mix)
    assert decoder.basis is not None
    with torch.no_grad():
        decoder.basis[0] = 1.0  # one direction, the same for all entries
    moved = decoder(latent, mix) - plain
    torch.testing.assert_close(moved, moved[:, :1].expand_as(moved), atol=1e-5, rtol=1e-5)
    assert float(moved.abs().min()) > 0


def test_conv_and_conv_train_too() -> None:
    config = ModelConfig("conv", "conv", 32, 8, {"gain": 1.0, "channels": (4, 4), "kernel": 3})
    model, data = problem(ARCHS[2:3], config)
    trainer = ClassifierTrainer(model, data, dataclasses.replace(RECIPE, model=config, steps=100), 0, bfloat16=False)
    before = trainer.heldout_loss()
    train(trainer)
    assert trainer.heldout_loss() < before


def test_in_between_latents_are_labelled_with_the_architectures_in_between() -> None:
    model, data = problem()
    trainer = ClassifierTrainer(model, data, dataclasses.replace(RECIPE, between=50), 0, bfloat16=False)
    pairs = trainer._pairs(torch.tensor([0, 1, 2, 3, 3]))
    # Only ids that differ by more than n - 2 = 2: the first with each of the last two, at thirds.
    columns = (pairs.first, pairs.second, pairs.archs, pairs.share)
    found = sorted(zip(*(column.tolist() for column in columns), strict=True))
    assert [one[:3] for one in found] == [(0, 3, 1), (0, 3, 2), (0, 4, 1), (0, 4, 2)]
    assert [one[3] for one in found] == pytest.approx([1 / 3, 2 / 3, 1 / 3, 2 / 3])


def test_two_architectures_have_nothing_in_between() -> None:
    model, data = problem(ARCHS[:2])
    trainer = ClassifierTrainer(model, data, RECIPE, 0, bfloat16=False)
    pairs = trainer._pairs(torch.tensor([0, 1]))
    assert len(pairs.first) == len(pairs.archs) == 0


def test_the_seed_decides_and_a_resumed_run_ends_where_a_whole_one_does() -> None:
    ends = []
    for _ in range(2):
        model, data = problem()
        train(ClassifierTrainer(model, data, dataclasses.replace(RECIPE, noise=0.1), 5, bfloat16=False))
        ends.append(torch.cat([p.detach().flatten() for p in model.parameters()]))
    assert torch.equal(*ends)
    model, data = problem()
    half = ClassifierTrainer(model, data, dataclasses.replace(RECIPE, noise=0.1), 5, bfloat16=False)
    for _ in range(11):
        half.one_step()
    state = {k: (v.clone() if isinstance(v, torch.Tensor) else v) for k, v in half.state().items()}
    again, data = problem()
    rest = ClassifierTrainer(again, data, dataclasses.replace(RECIPE, noise=0.1), 77, bfloat16=False)
    rest.load(state)
    list(rest.run())
    rest.finish()
    assert torch.equal(torch.cat([p.detach().flatten() for p in again.parameters()]), ends[0])


def test_impossible_recipes_are_refused() -> None:
    with pytest.raises(RecipeError, match="trains nothing"):
        dataclasses.replace(RECIPE, steps=0)
    with pytest.raises(RecipeError, match="not possible"):
        dataclasses.replace(RECIPE, rate=0.0)
