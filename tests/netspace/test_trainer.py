from __future__ import annotations

import csv
import dataclasses
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from explorer.errors import RecipeError, TrainingError
from explorer.kinds.shapes.losses import sdf_loss, short
from explorer.kinds.shapes.recipes import Recipe, get_recipe, shape_recipes
from explorer.kinds.shapes.signals import Between, Signals
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.halting import halting
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.netspace.trainer import RunFolder, TrainingStep, train
from explorer.networks.prep import flatten, unflatten
from explorer.networks.siren import Siren, siren_batch

ARCH = Siren(width=8, hidden=2, omega=10.0)
CONFIG = ModelConfig("probe", "residual", 8, 8, {"probes": 32, "hidden": 24}, {"rank": 6, "hidden": 24})
RECIPE = Recipe(CONFIG, steps=40, rate=3e-3, networks=6, points=64)


def problem(encoder: str = "probe") -> tuple[NetSpace, TrainingData]:
    """A model and ten networks near an initialisation, as training signals."""
    generator = torch.Generator().manual_seed(0)
    torch.manual_seed(0)
    config = CONFIG if encoder == "probe" else dataclasses.replace(CONFIG, encoder="conv", encoder_options={})
    model = NetSpace(ARCH, config)
    init = flatten(model.layout, ARCH.init(generator))
    weights = init + 0.1 * torch.randn(10, len(init), generator=generator)
    model.decoder.prepare(init, weights)
    points = torch.rand(10, 128, 3, generator=generator) * 2 - 1
    with torch.no_grad():
        wanted = siren_batch(ARCH, unflatten(model.layout, weights), points)[..., 0]
        signals = Signals(model.read(weights).half(), points.half(), wanted.half())
    held = Signals(signals.readings[:2], signals.points[:2], signals.distances[:2])
    return model, TrainingData(signals, None, None, held)


def parameters(model: NetSpace) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in model.parameters()])


# --- loss and recipes


def test_the_loss_by_hand() -> None:
    decoded = torch.tensor([[0.0, 0.10], [0.2, 0.5]])
    target = torch.tensor([[0.0, 0.07], [0.1, 0.5]])
    expected = torch.tensor([(0 + 0.03 / 0.1) / 2, (0.1 / 0.13) / 2])
    torch.testing.assert_close(sdf_loss(decoded, target, 0.03), expected, atol=1e-6, rtol=1e-4)


def test_every_recipe_builds_a_model() -> None:
    for name in shape_recipes():
        with torch.device("meta"):  # no memory, no time: only that names, options and sizes fit
            model = NetSpace(Siren(), get_recipe(name).model)
        assert model.config.latent == shape_recipes()[name].model.latent


def test_unknown_and_impossible_recipes() -> None:
    with pytest.raises(RecipeError, match="'sofa'") as caught:
        get_recipe("sofa")
    assert "furniture" in caught.value.remedy
    with pytest.raises(RecipeError, match="trains nothing"):
        dataclasses.replace(RECIPE, steps=0)
    with pytest.raises(RecipeError, match="only probe and volume read them"):
        Recipe(ModelConfig("conv", "residual"), shapes=2, signals=10)
    with pytest.raises(RecipeError, match="no probes that could be watched"):
        Recipe(ModelConfig("conv", "residual"), watched=8)
    with pytest.raises(RecipeError, match=r"cannot be evened by 1\.5"):
        Recipe(evened=1.5)


# --- training


def test_mistakes_are_the_worst_of_what_is_watched_and_are_unlearned() -> None:
    model, data = problem()
    recipe = dataclasses.replace(RECIPE, steps=120, watched=32, mistakes=4)
    trainer = ShapeTrainer(model, data, recipe, 0)
    known = data.networks.readings[:3].float()
    weights = model.decode(model.encode(known)).detach()
    params = unflatten(model.layout, weights)
    got = siren_batch(ARCH, params, model.encoder.probes[None].expand(3, -1, -1))
    wrong = short(got[..., 0], known)
    found = trainer._mistakes(weights, model.encoder.probes, known)
    assert found.shape == (3, 4)
    torch.testing.assert_close(wrong.gather(1, found), wrong.topk(4, 1).values)
    curve = list(trainer.run(every=20))
    assert set(curve[0].losses) == {"networks", "shapes", "between", "mistakes", "heldout"}
    assert 0 < curve[-1].losses["mistakes"] < 0.6 * curve[0].losses["mistakes"]


def test_without_watching_there_are_no_mistakes() -> None:
    model, data = problem()
    line = next(ShapeTrainer(model, data, RECIPE, 0).run(every=2))
    assert line.losses["mistakes"] == 0


def test_sources_of_which_fewer_points_are_kept_are_compared_at_as_many() -> None:
    """Of a zoo of solid models half as many points are kept of the shapes as of their networks."""
    model, data = problem()
    few = Signals(data.networks.readings, data.networks.points[:, :80], data.networks.distances[:, :80])
    data = dataclasses.replace(data, shapes=few)
    recipe = dataclasses.replace(RECIPE, networks=1, shapes=3, signals=1, steps=30)
    (line,) = ShapeTrainer(model, data, recipe, 0).run()
    assert line.losses["shapes"] > 0


def test_shapes_that_are_drawn_anew_are_so_at_the_same_steps_after_a_resume() -> None:
    recipe = dataclasses.replace(RECIPE, networks=1, shapes=3, signals=1, steps=25, redrawn=10)
    asked = list[int]()

    def begun() -> ShapeTrainer:
        model, data = problem()
        between = Between(data.networks, *torch.zeros(2, 10, dtype=torch.long), torch.rand(10))

        def redraw(times: int) -> tuple[Signals, Between]:
            asked.append(times)
            return Signals(*(value.roll(times, 0) for value in vars(data.networks).values())), between

        shapes, _ = redraw(0)
        return ShapeTrainer(model, dataclasses.replace(data, shapes=shapes, redraw=redraw), recipe, 3)

    whole = begun()
    list(whole.run())
    assert asked == [0, 1, 2]
    half = begun()
    list(half.run(halted=lambda: half.step == 13))
    rest = begun()
    rest.load(half.state())
    asked.clear()
    list(rest.run())
    assert asked == [1, 2]
    assert torch.equal(parameters(rest.model), parameters(whole.model))
    never = ShapeTrainer(whole.model, whole.data, dataclasses.replace(recipe, redrawn=0), 3)
    never.one_step()
    assert asked == [1, 2]


@pytest.mark.parametrize("encoder", ["probe"])
def test_training_lowers_the_loss(encoder: str) -> None:
    model, data = problem(encoder)
    trainer = ShapeTrainer(model, data, dataclasses.replace(RECIPE, steps=250), 0)
    before = trainer.heldout_loss()
    lines = list(trainer.run())
    assert [line.step for line in lines] == [250]
    assert lines[-1].losses["heldout"] < 0.8 * before
    assert lines[-1].seconds > 0
    assert lines[-1].losses["shapes"] == lines[-1].losses["between"] == 0


def test_a_resumed_run_ends_where_a_whole_one_does() -> None:
    model, data = problem()
    train(ShapeTrainer(model, data, RECIPE, 3))

    first, data = problem()
    half = ShapeTrainer(first, data, RECIPE, 3)
    for _ in range(17):
        half.one_step()
    half.step, state = 17, half.state()
    state = {k: (v.clone() if isinstance(v, torch.Tensor) else v) for k, v in state.items()}

    second, data = problem()
    rest = ShapeTrainer(second, data, RECIPE, 99)
    rest.load(state)
    list(rest.run())
    rest.finish()
    assert torch.equal(parameters(second), parameters(model))


def test_the_seed_decides_the_draws() -> None:
    results = []
    for seed in (0, 0, 1):
        model, data = problem()
        train(ShapeTrainer(model, data, dataclasses.replace(RECIPE, steps=5), seed))
        results.append(parameters(model))
    assert torch.equal(results[0], results[1])
    assert not torch.equal(results[0], results[2])


def test_the_average_is_swapped_in_and_out() -> None:
    model, data = problem()
    trainer = ShapeTrainer(model, data, RECIPE, 0)
    for _ in range(3):
        trainer.one_step()
    raw = parameters(model)
    with trainer.averaged():
        assert not torch.equal(parameters(model), raw)
    assert torch.equal(parameters(model), raw)


def test_a_loss_that_is_not_finite_stops_the_training() -> None:
    model, data = problem()
    data.networks.distances[:] = float("nan")
    with pytest.raises(TrainingError, match="not finite at step 40"):
        list(ShapeTrainer(model, data, RECIPE, 0).run())


# --- the run's folder


@pytest.mark.parametrize("left", ["", "step,sec", "step,seconds,loss,heldout\r\n1", "step,seconds,loss,heldout\r\n,"])
def test_a_curve_that_was_cut_off_by_a_kill_is_begun_again(left: str, tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    (tmp_path / "run" / "curve.csv").write_text(left, newline="")
    folder._cut_curve(0)
    folder.curve()(TrainingStep(1, 0.5, {"loss": 2.0, "heldout": 3.0}))
    with (tmp_path / "run" / "curve.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [{"step": "1", "seconds": "0.5", "loss": "2.0", "heldout": "3.0"}]


def test_a_run_leaves_a_checkpoint_and_a_curve(tmp_path: Path) -> None:
    model, data = problem()
    folder = RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    seconds = train(ShapeTrainer(model, data, RECIPE, 0), folder)
    with (tmp_path / "run" / "curve.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["step"] for row in rows] == ["40"]
    assert set(rows[0]) == {"step", "seconds", "networks", "shapes", "between", "mistakes", "heldout"}
    # All of it is done: resuming does no step, and gives the same model.
    again, data = problem()
    spent = train(ShapeTrainer(again, data, RECIPE, 0), RunFolder(tmp_path / "run", RECIPE, 0, resume=True))
    assert torch.equal(parameters(again), parameters(model))
    assert spent == pytest.approx(seconds)


def test_an_interrupted_run_has_no_line_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.netspace.trainer.EVERY", 10)
    monkeypatch.setattr("explorer.netspace.trainer.CHECKPOINT_SECONDS", 1e9)

    class StoppedError(Exception):
        pass

    def stop(line: TrainingStep) -> None:
        if line.step == 30:
            raise StoppedError

    model, data = problem()
    with pytest.raises(StoppedError):
        train(ShapeTrainer(model, data, RECIPE, 0), RunFolder(tmp_path / "run", RECIPE, 0, resume=False), stop)
    model, data = problem()
    train(ShapeTrainer(model, data, RECIPE, 0), RunFolder(tmp_path / "run", RECIPE, 0, resume=True))
    with (tmp_path / "run" / "curve.csv").open() as file:
        assert [row["step"] for row in csv.DictReader(file)] == ["10", "20", "30", "40"]


def test_a_run_is_not_overwritten_unasked(tmp_path: Path) -> None:
    RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    with pytest.raises(TrainingError, match="already holds a run") as caught:
        RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    assert "--resume" in caught.value.remedy


def test_another_run_is_not_mixed_in(tmp_path: Path) -> None:
    RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    other = dataclasses.replace(RECIPE, rate=1.0)
    for recipe, seed, data in ((other, 0, {}), (RECIPE, 1, {}), (RECIPE, 0, {"heldout": 3})):
        with pytest.raises(TrainingError, match="another recipe, seed or zoo"):
            RunFolder(tmp_path / "run", recipe, seed, resume=True, data=data)


@pytest.mark.parametrize("content", [b"", b"no checkpoint", b"PK\x03\x04" + bytes(100)])
def test_a_damaged_checkpoint_is_named(tmp_path: Path, content: bytes) -> None:
    folder = RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    folder.checkpoint.write_bytes(content)
    model, data = problem()
    with pytest.raises(TrainingError, match=r"checkpoint\.pt cannot be read"):
        train(ShapeTrainer(model, data, RECIPE, 0), folder)


def test_a_damaged_description_of_a_run_is_named(tmp_path: Path) -> None:
    RunFolder(tmp_path / "run", RECIPE, 0, resume=False)
    (tmp_path / "run" / "run.json").write_text("{")
    with pytest.raises(TrainingError, match=r"run"):
        RunFolder(tmp_path / "run", RECIPE, 0, resume=True)


# --- being asked to stop


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C as a terminal's: a shell that starts the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_writes_a_checkpoint_at_the_end_of_the_step_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    whole, data = problem()
    train(ShapeTrainer(whole, data, RECIPE, 0))
    model, data = problem()
    trainer = ShapeTrainer(model, data, RECIPE, 0)
    step = trainer.one_step

    def one_step() -> list[float]:
        done = step()
        if trainer.step == 17:  # far from a line of the curve, and from a checkpoint by the clock
            os.kill(os.getpid(), number)
        return done

    monkeypatch.setattr(trainer, "one_step", one_step)
    with pytest.raises(KeyboardInterrupt):
        train(trainer, RunFolder(tmp_path / "run", RECIPE, 0, resume=False))
    assert signal.getsignal(number) is before
    again, data = problem()
    resumed = ShapeTrainer(again, data, RECIPE, 0)
    folder = RunFolder(tmp_path / "run", RECIPE, 0, resume=True)
    folder.load(resumed)
    assert resumed.step == 17
    train(resumed, folder)
    assert torch.equal(parameters(again), parameters(whole))


@pytest.mark.usefixtures("heard")
def test_a_second_signal_ends_it_at_once() -> None:
    with halting() as halted:
        assert not halted()
        os.kill(os.getpid(), signal.SIGTERM)
        assert halted()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_signals_that_are_ignored_stay_so() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with halting() as halted:
            os.kill(os.getpid(), signal.SIGTERM)
            assert not halted()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
