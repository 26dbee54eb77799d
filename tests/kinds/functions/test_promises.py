"""What functions promise: words, frames, files, reading, steering, optimizing, likeness."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import nn

from explorer.errors import DataError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.measure.learning import Trained, outlook, said
from explorer.explore.read.optimize import run_to_end
from explorer.explore.takeaway.export import Pick
from explorer.explore.takeaway.netfile import network_file, snippet
from explorer.explore.travel.curve import valuing_of
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.foreign.hints import Hints
from explorer.kinds.functions.drawing import curve_facts, plane_facts, scatter_facts
from explorer.kinds.functions.figures import draw_curves, draw_plane, draw_scatter
from explorer.kinds.functions.frames import FRAMES, side_at
from explorer.kinds.functions.judgement import JUDGING
from explorer.kinds.functions.judging import judge_network, network_answers
from explorer.kinds.functions.likeness import LIKENESS
from explorer.kinds.functions.measuring import MEASURING
from explorer.kinds.functions.optimizing import OPTIMIZING
from explorer.kinds.functions.probing import PROBING, form_of_module
from explorer.kinds.functions.reading import READING
from explorer.kinds.functions.response import directions_of
from explorer.kinds.functions.running import RUNNING, fitting
from explorer.kinds.functions.space import FunctionSpace
from explorer.kinds.functions.stating import STATING
from explorer.kinds.functions.steering import STEERING
from explorer.kinds.functions.taking import NETWORKS
from explorer.kinds.functions.valuing import VALUING
from explorer.kinds.functions.words import WORDS, form
from explorer.networks.graph import module, trace
from explorer.space.directions import directions
from explorer.ui.live.mapdata import map_message
from tests.kinds.functions.zoos import mlp

SOFT = {"plain": nn.Softplus, "steep": partial(nn.Softplus, beta=100.0)}


def never() -> bool:
    return False


@pytest.fixture(params=["cancer", "diabetes", "policy", "moons"])
def space(request: pytest.FixtureRequest) -> FunctionSpace:
    found: FunctionSpace = request.getfixturevalue(f"{request.param}_space")
    return found


def test_what_is_said(engine: Engine, space: FunctionSpace) -> None:
    assert "20 networks" in WORDS.summary(space) or "16 networks" in WORDS.summary(space)
    opening = WORDS.opening(space)
    assert opening.a != opening.b
    facts = dict(WORDS.facts(engine, space, Decoded.of(space.latents[0]), 0))
    assert facts["parameters"].isdigit()
    assert WORDS.caption(space, 0)
    graphs = [graph.name for graph in space.archs]
    assert STATING.stated(space.info) == {"architectures": graphs, "task": form(space)}


def test_the_first_path_has_no_end_in_an_architecture_of_one_network(moons_space: FunctionSpace) -> None:
    archs = moons_space.zoo.archs.copy()
    assert len({int(archs[i]) for i in (WORDS.opening(moons_space).a, WORDS.opening(moons_space).b)}) == 2
    archs[:] = 0
    archs[int(moons_space.train[0])] = 1
    odd = replace(moons_space, zoo=replace(moons_space.zoo, archs=archs))
    opening = WORDS.opening(odd)
    assert opening.a != opening.b
    assert int(moons_space.train[0]) not in (opening.a, opening.b)


def test_a_few_figures_say_how_good_it_is(space: FunctionSpace) -> None:
    assert MEASURING.brief({**space.info, "metrics": {}}) is None  # not measured yet
    row = {"agreement": 0.9, "gap": 2.5, "largest_gap": 4.0, "rank": 0.8, "worth": 70.0}
    metrics = {
        "measured": {"targets": True, "test_inputs": 9}, "worth": space.worth, "too_few": "Too few networks.",
        "decoded": {"train": row, "heldout": row}, "baselines": {"nearest": row | {"agreement": 0.7, "rank": None}},
    }  # fmt: skip
    brief = MEASURING.brief({**space.info, "metrics": metrics})
    assert brief is not None
    assert brief.warning == "Too few networks."
    assert [name for name, _ in brief.rows] == ["decoded", "the nearest training network instead"]
    assert len(brief.columns) == (1 if space.worth is None else 3)
    assert [cells[0] for _, cells in brief.rows] == (
        ["90.0%", "70.0%"] if space.task.classes else ["0.900", "0.700"]
    )  # fmt: skip
    assert {len(cells) for _, cells in brief.rows} == {len(brief.columns)}


def test_refining_says_how_far_it_is_and_changes_nothing_by_it(cancer_space: FunctionSpace) -> None:
    model = cancer_space.model
    reading = model.read(cancer_space.zoo.weights(range(3)), torch.zeros(3, dtype=torch.long))
    told = list[tuple[int, int]]()
    found = model.encode_told(reading, lambda done, total: told.append((done, total)))
    assert torch.equal(found, model.encode(reading))
    steps = model.encoder.refined
    assert told[0] == (0, 3 * steps)
    assert told[-1] == (3 * steps, 3 * steps)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_frame_holds_what_it_says(engine: Engine, space: FunctionSpace) -> None:
    for source, network in ((Decoded.of(space.latents[1]), 1), (Decoded.of(space.latents[:2].mean(0)), None)):
        facts, body = FRAMES.frame(engine, space, source, network, 64, never)
        told = facts["judged"]
        json.dumps(told, allow_nan=False)
        sizes = [told["curves"], *([told["curves"]] if told["own"] else []), told["planes"], told["points"]]
        sizes += [told["points"]] if told["paired"] else []
        values = np.frombuffer(zlib.decompress(body), "<f4")
        assert len(values) == sum(int(np.prod(size)) for size in sizes)
        assert np.isfinite(values).all()
        assert told["own"] == told["paired"] == (network is not None)
        about = FRAMES.about(space)
        json.dumps(about, allow_nan=False)
        assert len(about["axes"]) == told["curves"][0]
        assert len(about["planes"]) == told["planes"][0]
    assert map_message(space)
    assert FRAMES.picture(engine, space, source, 32, 48, "#dda673").startswith(b"\x89PNG")


def test_large_networks_have_coarser_planes(cancer_space: FunctionSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert side_at(cancer_space, 0, 256) > side_at(cancer_space, 0, 48)
    monkeypatch.setattr("explorer.kinds.functions.frames.WORK", 10_000)
    assert side_at(cancer_space, 0, 256) == 6


def test_figures_show_what_the_networks_give(engine: Engine, space: FunctionSpace) -> None:
    from explorer.figures.style import DARK

    source = Decoded.of(space.latents[0])
    found = directions_of(engine, space)
    assert len(found.axes) == len(space.input_names)
    facts = curve_facts(engine, space, source, found, found.axes[0], Input(0))
    at_base = np.interp(facts.base, facts.values, facts.shown[:, 0])
    exact = space.task.raw(network_answers(engine, space, [source], torch.from_numpy(found.base[None]))[1])[0, 0, 0]
    assert at_base == pytest.approx(float(exact), abs=0.1)
    plane = found.planes()[0]
    inside = plane.inputs(5)
    middle = [(axis.low + axis.high) / 2 for axis in (plane.x, plane.y)]
    np.testing.assert_allclose(plane.places(inside)[12], middle, atol=1e-3)
    judged, own = (judge_network(engine, space, one) for one in (source, Input(0)))
    for figure in (
        draw_curves(facts, DARK, 300), draw_plane(plane_facts(engine, space, source, plane, 0), DARK, 300),
        draw_scatter(scatter_facts(space, judged, own), DARK, 300),
    ):  # fmt: skip
        assert figure.data


def test_worth_along_a_path_and_over_the_map(engine: Engine, space: FunctionSpace) -> None:
    if space.worth is None:
        assert valuing_of(space) is None
        return
    tour = make_tour(space, [0, 1], PathKind.STRAIGHT)
    along = VALUING.along(engine, space, tour, (0.0, 0.5, 1.0), lambda: None)
    assert len(along.values) == 3
    assert along.values[0] == pytest.approx(judge_network(engine, space, Decoded.of(space.latents[0])).worth, abs=1e-3)
    assert len(VALUING.at(engine, space, space.latents[:2], lambda: None).values) == 2
    assert VALUING.groups(space)


def test_judged_and_alike(engine: Engine, space: FunctionSpace) -> None:
    judged = JUDGING.judge(engine, space, Input(0))
    assert len(judged["answers"]) == judged["test_inputs"]
    ids = np.arange(len(space))
    near = LIKENESS.in_function(engine, space, Input(3), ids, lambda done, total: None)
    assert near[1][3] == pytest.approx(0, abs=1e-5)
    weights = LIKENESS.in_weights(engine, space, Input(3), ids, near)
    assert weights[1][weights[0].tolist().index(3)] == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("suffix", ["safetensors", "pt", "onnx"])
def test_a_network_as_a_file_does_the_same(engine: Engine, space: FunctionSpace, suffix: str, tmp_path: Path) -> None:
    source = Decoded.of(space.latents[0])
    weights = engine.weights(space, [source])[0]
    data = network_file(space, Pick(source, "one", "decoded"), weights, suffix)
    ops = " ".join(node.op for node in space.archs[judge_network(engine, space, source).arch].nodes)
    # A torch file holds tensors alone: where two architectures have the same, its activation must be told.
    told = "tanh" if "tanh" in ops else "relu"
    alike = len({tuple(arch.shapes.items()) for arch in space.archs}) < len(space.archs)
    hints = Hints(activation=told) if alike and suffix == "pt" else Hints()
    read = READING.read(engine, space, data, f"one.{suffix}", hints)
    assert read.measured["agreement"] > 0.9
    wanted = network_answers(engine, space, [source], space.examples.inputs[:4])[1][0]
    if suffix == "onnx":
        import onnxruntime

        raw = onnxruntime.InferenceSession(data).run(None, {"inputs": space.examples.inputs[:4].numpy()})[0]
        np.testing.assert_allclose(space.task.answers(torch.tensor(raw).flatten(1)), wanted, atol=1e-4)
        return
    (tmp_path / f"one.{suffix}").write_bytes(data)
    program = snippet(space, Pick(source, "one", "decoded"), suffix, f"one.{suffix}")
    torch.save(space.examples.inputs[:4], tmp_path / "x.pt")
    (tmp_path / "run.py").write_text(f"{program}\ntorch.save(network(torch.load('x.pt')), 'y.pt')\n")
    ran = subprocess.run([sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    raw = torch.load(tmp_path / "y.pt", weights_only=True)
    torch.testing.assert_close(space.task.answers(raw.detach().flatten(1)), wanted, atol=1e-4, rtol=1e-4)


def state(module: nn.Module) -> bytes:
    return save({name: value.contiguous() for name, value in module.state_dict().items()})


def test_networks_from_elsewhere(engine: Engine, cancer_space: FunctionSpace) -> None:
    torch.manual_seed(0)
    wide = nn.Sequential(nn.Linear(30, 20), nn.Tanh(), nn.Linear(20, 2))
    with pytest.raises(DataError, match="activation"):
        READING.read(engine, cancer_space, state(wide), "wide.safetensors", Hints())
    read = READING.read(engine, cancer_space, state(wide), "wide.safetensors", Hints(activation="tanh"))
    assert read.measured["parameters"] == 30 * 20 + 20 + 40 + 2
    assert READING.likeness(engine, cancer_space, read.latent, read) == pytest.approx(
        read.measured["agreement"], abs=1e-4
    )
    buffer = io.BytesIO()
    torch.save({"model": {f"module.{k}": v for k, v in wide.state_dict().items()}}, buffer)
    again = READING.read(engine, cancer_space, buffer.getvalue(), "wide.pt", Hints(activation="tanh"))
    np.testing.assert_allclose(again.latent, read.latent, atol=1e-4)
    for odd, told in (
        (nn.Linear(30, 3), "30 inputs|2 for each|values of shape"),
        (nn.Linear(7, 2), "does not take inputs"),
        (nn.Conv2d(1, 2, 3), "fits none of the architectures"),
    ):
        with pytest.raises(DataError, match=told):
            READING.read(engine, cancer_space, state(odd), "odd.safetensors", Hints(activation="relu"))
    with pytest.raises(DataError):
        READING.read(engine, cancer_space, b"nothing", "odd.onnx", Hints())


def test_modules_are_read_by_running_them(cancer_space: FunctionSpace, moons_space: FunctionSpace) -> None:
    probes = PROBING.inputs(cancer_space)
    assert len(PROBING.latent(cancer_space, torch.randn(len(probes), 2))) == 6
    with pytest.raises(DataError, match="2 for each"):
        PROBING.latent(cancer_space, torch.randn(len(probes), 5))
    with pytest.raises(DataError, match="not finite"):
        PROBING.latent(cancer_space, torch.full((len(probes), 2), torch.nan))
    with pytest.raises(SelectionError, match="form"):
        PROBING.latent(moons_space, torch.randn(len(PROBING.inputs(moons_space)), 1))
    with pytest.raises(DataError, match="take"):
        RUNNING.batch(cancer_space, torch.randn(3, 29))
    tensors = NETWORKS.tensors(cancer_space, Input(2), cancer_space.zoo.weights([2])[0])
    own = RUNNING.own(cancer_space, tensors)
    assert own is not None
    np.testing.assert_allclose(own, cancer_space.latents[2], atol=0.05)
    assert RUNNING.own(cancer_space, {"weight": torch.zeros(3, 3)}) is None


def test_labels_are_directions(engine: Engine, cancer_space: FunctionSpace) -> None:
    learned = directions(cancer_space)
    assert "accuracy" in [one.label for one in learned.labels]
    assert all(np.isfinite(one.pattern).all() for one in learned.labels)
    assert STEERING.applies(cancer_space, "steps").sum() == len(cancer_space) - 1
    assert "accuracy" in STEERING.measured(engine, cancer_space, cancer_space.latents[0])
    effects = STEERING.effects(engine, cancer_space, 3, lambda *_: None)
    assert effects["labels"]["accuracy"]["networks"] == 3


def test_latents_are_optimized(engine: Engine, cancer_space: FunctionSpace, policy_space: FunctionSpace) -> None:
    worst = int(np.nanargmin(cancer_space.labels["accuracy"]))
    done = run_to_end(
        engine, cancer_space, cancer_space.latents[worst], OPTIMIZING.aim(engine, cancer_space, "accuracy"), steps=40
    )
    assert done.facts["test"] > done.facts["start"]
    assert "accuracy" in OPTIMIZING.concluded(cancer_space, done)
    done = run_to_end(
        engine, policy_space, policy_space.latents[0], OPTIMIZING.aim(engine, policy_space, "network:5"), steps=40
    )
    assert done.step.measured > 0.5
    assert OPTIMIZING.stated(policy_space, done)["validation"] == done.step.measured
    for key in ("r2", "network:x", "network:99"):
        with pytest.raises(SelectionError):
            OPTIMIZING.aim(engine, policy_space, key)


def test_what_more_networks_would_bring_is_said_with_its_uncertainty() -> None:
    rng = np.random.default_rng(0)
    falling = [Trained(n, 40 / np.sqrt(n) * rng.uniform(0.9, 1.1, 20)) for n in (12, 24, 48) for _ in range(2)]
    found = outlook(falling)
    low, middle, high = found["half"]
    assert low < 192 < high
    assert middle == pytest.approx(192, rel=0.4)  # an exponent of a half: four times as many
    flat = outlook([Trained(n, rng.uniform(1, 2, 20)) for n in (12, 24, 48)])
    assert flat["half"] is None
    result = {"title": "gap", "heldout": 20, "steps": 5, "baseline": 1.0, "points": [{"networks": 12, "errors": [1.0]}]}
    assert "cannot be said" in "\n".join(said({**result, **flat}))
    assert "half the error" in "\n".join(said({**result, **found}))


def test_tensors_that_fit_two_architectures_are_not_taken_for_one_of_them(moons_space: FunctionSpace) -> None:
    """Networks of tanh and of relu have the same tensors: read as the wrong one, all numbers would be wrong."""
    tanh = mlp(2, 8, 1, nn.Tanh).state_dict()
    with pytest.raises(DataError, match="fit 2 architectures"):
        fitting(moons_space.archs, tanh)
    found = {name: fitting(moons_space.archs, tanh, name) for name in ("tanh", "relu")}
    for name, one in found.items():
        assert one is not None
        assert any(name in node.op for node in moons_space.archs[one[0]].nodes)
    assert fitting(moons_space.archs, tanh, "gelu") is None


def test_softplus_is_told_by_its_beta() -> None:
    """`softplus_1` is torch's own softplus; a graph's name for it has no number in it."""
    graphs = [trace(mlp(2, 8, 1, act), torch.zeros(2, 2), name) for name, act in SOFT.items()]
    state = mlp(2, 8, 1).state_dict()
    for activation, wanted in (("softplus_1", 0), ("softplus", 1)):
        found = fitting(graphs, state, activation)
        assert found is not None
        assert found[0] == wanted
    assert fitting(graphs[:1], state, "softplus") is not None, "where there is one softplus, its name may mean it"
    assert fitting(graphs[1:], state, "softplus_1") is None


class Branches(nn.Module):
    """Two layers side by side, then one: three weights, two layers deep."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right, self.out = nn.Linear(2, 4), nn.Linear(2, 4), nn.Linear(4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.out(torch.tanh(self.left(x)) + self.right(x))
        return out


def test_a_form_counts_layers_by_the_graph(moons_space: FunctionSpace) -> None:
    form = form_of_module(Branches(), moons_space)
    assert form[3] == pytest.approx(2 / 56)
    for arch, graph in enumerate(moons_space.archs):
        torch.testing.assert_close(form_of_module(module(graph), moons_space), moons_space.model.form(arch))
