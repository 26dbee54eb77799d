"""A kind of network that no module of the package knows, in this one file: from its zoo to the screen and to a file.

Its networks go from the line to the line: x to y, a hidden layer of tanh, fitted to a sine each. What it does not
promise (steering, optimization, reading files, meshes, films) must be absent by itself, with a clear message where it
is asked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import streamlit as st
import torch
from safetensors.torch import load_file
from streamlit.testing.v1 import AppTest
from torch import Tensor, nn

from explorer.cli.main import main
from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.kinds import protocols as p
from explorer.kinds import registry
from explorer.netspace.decoders.residual import ResidualDecoder
from explorer.netspace.encoders.probe import ProbeEncoder
from explorer.netspace.model import ModelConfig, build_part
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.networks.prep import PRepLayout, flatten, unflatten
from explorer.space.build import Judged
from explorer.space.bundle import Space, save_space
from explorer.space.split import Split
from explorer.space.zooweights import ZooWeights
from explorer.ui import resources
from explorer.ui.resources import PRETRAINED
from explorer.zoo.store import ZooFolder

NAME = "toy-line"
SHAPES = {"a.weight": (8, 1), "a.bias": (8,), "b.weight": (1, 8), "b.bias": (1,)}
MAIN = Path(__file__).parents[1] / "explorer" / "ui" / "main.py"


# --- the networks, and what they are fitted to


def run(params: Mapping[str, Tensor], x: Tensor) -> Tensor:
    """What networks (a batch axis in front) answer at the points x: (nets, points)."""
    hidden = torch.tanh(x[None, :, None] * params["a.weight"][:, None, :, 0] + params["a.bias"][:, None])
    return (hidden @ params["b.weight"].mT)[..., 0] + params["b.bias"]


def sines(count: int, seed: int) -> tuple[Tensor, Tensor]:
    """Frequencies and phases; every second network is of the fast kind."""
    rng = np.random.default_rng(seed)
    frequency = np.where(np.arange(count) % 2, 2.5, 1.0) + rng.uniform(0, 0.5, count)
    return torch.tensor(frequency, dtype=torch.float32), torch.tensor(rng.uniform(-1, 1, count), dtype=torch.float32)


def fit(count: int, seed: int) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    params = {
        name: (torch.randn(shape, generator=generator) * 0.7)[None].repeat(count, *[1] * len(shape)).requires_grad_()
        for name, shape in SHAPES.items()
    }
    adam = torch.optim.Adam(params.values(), lr=0.02)
    x = torch.linspace(-1, 1, 64)
    frequency, phase = sines(count, seed)
    wanted = torch.sin(frequency[:, None] * x + phase[:, None])
    for _ in range(400):
        loss = (run(params, x) - wanted).square().mean(1).sum()
        adam.zero_grad()
        loss.backward()
        adam.step()
    return {name: value.detach() for name, value in params.items()}


# --- what it promises


class ToyModel(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.layout = PRepLayout.of(SHAPES, config.prep_height)
        options = {"inputs": 1, "clamp": 2.0, **config.encoder_options}
        self.encoder = build_part(
            {"probe": ProbeEncoder}, "encoder", config.encoder, self.layout, config.latent, options
        )
        self.decoder = build_part(
            {"residual": ResidualDecoder}, "decoder", config.decoder, self.layout, config.latent, config.decoder_options
        )

    def read(self, weights: Tensor) -> Tensor:
        return run(unflatten(self.layout, weights), self.encoder.probes[:, 0])

    def encode(self, reading: Tensor) -> Tensor:
        return self.encoder(reading)

    def decode(self, latent: Tensor) -> Tensor:
        return self.decoder(latent)

    def parts(self) -> dict[str, Any]:
        return vars(self.config).copy()


@dataclass(frozen=True, kw_only=True)
class ToySpace(Space):
    kind: ClassVar[str] = NAME
    group: ClassVar[str] = "tempo"

    def encode(self, weights: Tensor, like: int) -> Tensor:
        del like
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights))

    def check_average(self, ids: Sequence[int]) -> None:
        """All have one form."""


class ToyStoring:
    group = ToySpace.group
    neighbours = 10
    files: tuple[str, ...] = ()
    schema: Mapping[str, Any] = {"required": ["hidden"], "properties": {"hidden": {"const": 8}}}

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        return ToyModel(ModelConfig(**info["model"]))

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> ZooWeights:
        return ZooWeights.from_tensors(model.layout, tensors)

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        del path
        return ToySpace(**shared)


def make(args: argparse.Namespace, report: Callable[[int, int], None]) -> str:
    config = {"kind": NAME, "count": args.count, "seed": args.seed, "batch": args.count}
    zoo = ZooFolder.create(args.out, config, resume=args.resume)
    zoo.save_batch(0, fit(args.count, args.seed), 0.1)
    report(args.count, args.count)
    return f"{args.count} lines"


class ToyZoos:
    zoos = (
        p.Command(
            "lines", "fit lines", "fitting", lambda parser: parser.add_argument("--count", type=int, default=30), make,
            lambda args: ["--count", str(args.count)],
        ),
    )  # fmt: skip
    folders = (NAME,)

    def check(self, folder: ZooFolder, args: argparse.Namespace, report: Callable[[int, int], None]) -> dict[str, Any]:
        del args
        params = folder.load_networks()
        count = len(params["b.bias"])
        x = torch.linspace(-1, 1, 50)
        frequency, phase = sines(count, int(folder.config["seed"]))
        wanted = torch.sin(frequency[:, None] * x + phase[:, None])
        report(count, count)
        return {"rmse": float((run(params, x) - wanted).square().mean().sqrt())}


class ToyTrainer(Trainer):
    names = ("values",)

    def __init__(self, model: ToyModel, weights: Tensor, held: Tensor, recipe: TrainingRecipe, seed: int) -> None:
        super().__init__(model, recipe, seed)
        self.weights, self.held = weights, held

    def _loss(self, weights: Tensor) -> Tensor:
        model: Any = self.model
        x = torch.rand(40, generator=self.generator) * 2 - 1
        decoded = model.decode(model.encode(model.read(weights)))
        difference = run(unflatten(model.layout, decoded), x) - run(unflatten(model.layout, weights), x)
        return difference.square().mean()

    def losses(self) -> tuple[Tensor, list[float]]:
        loss = self._loss(self.weights)
        return loss, [loss.item()]

    @torch.no_grad()
    def heldout_loss(self) -> float:
        with self.averaged():
            return float(self._loss(self.held))


@dataclass(frozen=True)
class ToyMaker:
    folder: ZooFolder
    recipe: TrainingRecipe
    kind: ClassVar[str] = NAME

    @property
    def zoo(self) -> Mapping[str, Any]:
        return self.folder.config

    @property
    def rows(self) -> np.ndarray:
        return np.arange(int(self.folder.config["count"]))

    @property
    def weights(self) -> Tensor:
        return flatten(PRepLayout.of(SHAPES), self.folder.load_networks())

    def model(self) -> ToyModel:
        return ToyModel(self.recipe.model)

    def form(self, model: Any) -> Any:
        return model.layout

    def prepare(self, model: Any, ids: np.ndarray) -> None:
        model.decoder.prepare(self.weights[ids].mean(0), self.weights[ids])

    def trainer(self, model: Any, split: Split, seed: int, report: p.Report) -> Trainer:
        del report
        return ToyTrainer(model, self.weights[split.train], self.weights[split.heldout], self.recipe, seed)

    def stated(self) -> dict[str, Any]:
        return {"data": "sines"}

    def pack(self, model: Any, ids: np.ndarray) -> ZooWeights:
        return ZooWeights.pack(model.layout, self.weights.mean(0), self.weights[ids])

    def read(self, model: Any, weights: Tensor, ids: np.ndarray) -> Tensor:
        del ids
        return model.read(weights)

    def judge(self, model: Any, weights: Tensor, latents: Tensor, ids: np.ndarray) -> Judged:
        del model, weights, latents
        frequency, _ = sines(len(self.rows), int(self.folder.config["seed"]))
        tempo = np.where(frequency.numpy()[ids] > 2, "fast", "slow")
        return Judged({"tempo": tempo, "frequency": frequency.numpy()[ids]})

    def save(self, path: Path, *, provenance: Mapping[str, Any], **fields: Any) -> None:
        save_space(path, kind=NAME, stated={"hidden": 8}, provenance=provenance, **fields)


class ToyTraining:
    name = "lines"
    help = "a space of lines"
    recipe: str | None = "lines"
    heldout = 6

    def options(self, parser: argparse.ArgumentParser) -> None:
        """None."""

    def repeat(self, args: argparse.Namespace) -> list[str]:
        del args
        return []

    def recipes(self) -> Mapping[str, TrainingRecipe]:
        model = ModelConfig("probe", "residual", 4, 8, {"probes": 32, "hidden": 32}, {"rank": 8, "hidden": 32})
        return {"lines": TrainingRecipe(model, steps=250, rate=5e-3)}

    def lesson(self, args: argparse.Namespace, recipe: TrainingRecipe) -> p.Lesson:
        return p.Lesson(ToyMaker(ZooFolder.open(args.zoo, NAME), recipe), "Lines")


def values(engine: Engine, space: Space, sources: Sequence[Source], x: Tensor) -> np.ndarray:
    with torch.inference_mode():
        return np.asarray(run(unflatten(space.layout, engine.weights(space, sources).cpu()), x))


class ToyMeasuring:
    def evaluate(self, engine: Engine, space: Space, report: p.Report) -> dict[str, Any]:
        x = torch.linspace(-1, 1, 50)
        out: dict[str, Any] = {"space": space.name, "kind": space.kind}
        for split in ("train", "heldout"):
            ids = np.flatnonzero(space.split == split).tolist()
            own = values(engine, space, [Input(i) for i in ids], x)
            decoded = values(engine, space, [Decoded.of(space.latents[i]) for i in ids], x)
            out[split] = {"rmse": round(float(np.sqrt(np.square(own - decoded).mean())), 4), "size": float(own.std())}
            report(split, len(ids), len(ids))
        return out

    def card(self, info: Mapping[str, Any]) -> str:
        return f"RMSE {info['metrics']['heldout']['rmse']}"


class ToyNetworks:
    formats = ("safetensors", "pt")

    def parameters(self, space: Space, source: Source) -> int:
        del source
        return space.layout.count

    def tensors(self, space: Space, source: Source, weights: Tensor) -> dict[str, Tensor]:
        del source
        return {name: value.contiguous().clone() for name, value in unflatten(space.layout, weights).items()}

    def facts(self, space: Space, source: Source) -> dict[str, str]:
        del space, source
        return {"architecture": "1-8-1, tanh"}

    def columns(self, engine: Engine, space: Space, source: Source) -> dict[str, str]:
        del engine
        return {"parameters": str(self.parameters(space, source))}

    def module(self, space: Space, source: Source) -> nn.Module:
        raise NotImplementedError

    def snippet(self, space: Space, source: Source, load: str, imports: str) -> str:
        del space, source
        return f"{imports}params = {load}\n"

    def onnx(self, space: Space, source: Source, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> bytes:
        raise NotImplementedError

    def onnx_snippet(self, space: Space, source: Source, file: str) -> str:
        raise NotImplementedError


class ToyPanels:
    def view(self, space: Space, view: Any, shown: Sequence[Any]) -> None:
        del view
        x = torch.linspace(-1, 1, 50)
        for subject in shown:
            st.caption(f"y of x: {subject.title}")
            st.line_chart(values(resources.engine(), space, [subject.source], x)[0])

    def below(self, space: Space, view: Any, shown: Sequence[Any]) -> None:
        """Nothing."""

    def strip(self, space: Space, view: Any) -> bool:
        return False

    def more(self, space: Space, view: Any, subject: Any) -> None:
        """Nothing."""


STORING, ZOO, TRAINING, MEASURING, NETWORKS, PANELS = (
    ToyStoring(), ToyZoos(), ToyTraining(), ToyMeasuring(), ToyNetworks(), ToyPanels(),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def toy() -> Iterator[None]:
    """The kind is known while a test of this file runs."""
    promises = {
        p.Storing: "STORING", p.ZooCommands: "ZOO", p.Training: "TRAINING", p.Measuring: "MEASURING",
        p.TakingNetworks: "NETWORKS", p.Panels: "PANELS",
    }  # fmt: skip
    registry.register(registry.Kind(NAME, "lines", {what: f"{__name__}:{name}" for what, name in promises.items()}))
    yield
    registry.forget(NAME)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zoo of lines and a space of them, by the commands."""
    root = tmp_path_factory.mktemp("toy")
    zoo, space = root / "zoo", root / "pretrained" / "lines"
    assert main(["zoo", "lines", "--count", "30", "--out", str(zoo), "--seed", "3"]) == 0
    assert main(["train", "lines", "--zoo", str(zoo), "--out", str(space), "--run", str(root / "run")]) == 0
    assert main(["evaluate", str(space), "--write"]) == 0
    return root


# --- what comes of it


def test_a_zoo_is_checked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zoo", "check", str(made / "zoo"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rmse"] < 0.1


def test_a_space_is_measured(made: Path) -> None:
    info = json.loads((made / "pretrained" / "lines" / "space.json").read_text())
    assert info["kind"] == NAME
    assert info["metrics"]["train"]["rmse"] < 0.5 * info["metrics"]["train"]["size"]
    assert info["provenance"]["data"] == "sines"


def test_it_is_listed(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spaces", str(made / "pretrained"), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["spaces"]
    assert (row["title"], row["kind"], row["networks"], row["problem"]) == ("Lines", NAME, 30, None)


@pytest.mark.parametrize("suffix", ["safetensors", "csv", "svg"])
def test_a_network_is_exported(made: Path, tmp_path: Path, suffix: str) -> None:
    space, file = made / "pretrained" / "lines", tmp_path / f"one.{suffix}"
    assert main(["export", str(space), "--id", "2", "--input", "--out", str(file)]) == 0
    if suffix == "safetensors":
        params = {name: value[None] for name, value in load_file(file).items()}
        x = torch.linspace(-1, 1, 20)
        engine = Engine("cpu")
        own = values(engine, engine.open(space), [Input(2)], x)
        np.testing.assert_allclose(run(params, x).numpy(), own, atol=1e-5)
    else:
        assert file.stat().st_size > 100


@pytest.mark.parametrize(
    "command",
    [
        ["export", "SPACE", "--id", "2", "--out", "OUT.stl"],
        ["morph", "SPACE", "--a", "1", "--b", "2", "--out", "OUT.mp4"],
        ["sheet", "SPACE", "--out", "OUT.png"],
        ["optimize", "SPACE", "--toward", "accuracy"],
        ["compare", "SPACE", "--steps", "1"],
        ["encode", "SPACE", "OUT.stl"],
    ],
)
def test_what_is_not_promised_is_said(
    made: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out.stl").write_bytes(b"solid")
    names = {"SPACE": str(made / "pretrained" / "lines"), "OUT": str(tmp_path / "out")}
    words = [names.get(word, word.replace("OUT", names["OUT"])) for word in command]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "lines" in said
    assert "Traceback" not in said


def test_it_opens_in_the_plain_view(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PRETRAINED, str(made / "pretrained"))
    st.cache_resource.clear()
    st.cache_data.clear()
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert not app.exception
    assert not [error.value for error in app.error]
    said = [element.value for element in app.caption]
    assert any(text.startswith("y of x:") for text in said), said
    labels = [element.label for element in app.get("expander")]
    assert not {"Optimize", "Read a network"} & set(labels), labels
