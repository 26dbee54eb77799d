"""Recipe files: what they hold is what the tables in Python held, and what is wrong in one is told in words."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import torch

from explorer.errors import ExplorerError, RecipeError
from explorer.kinds import registry
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.protocols import Training, ZooCommands
from explorer.netspace.model import NetSpace
from explorer.networks.siren import Siren
from explorer.recipes.options import arguments
from explorer.recipes.recipe import SpaceRecipe
from explorer.recipes.shelf import FOLDER, every, find, read_recipe

BEFORE = json.loads((Path(__file__).parent / "as_python_had_them.json").read_text(encoding="utf-8"))
PRETRAINED = Path(__file__).parents[2] / "pretrained"


def shipped() -> dict[str, SpaceRecipe]:
    return {one.name: one for one in every(registry.every(Training))}


def test_the_files_hold_what_the_tables_in_python_held() -> None:
    found = shipped()
    for kind, recipes in BEFORE.items():
        for name, before in recipes.items():
            one = found[name]
            now = json.loads(json.dumps(asdict(one.training)))
            assert one.kind == kind
            assert {key: now[key] for key in before if key != "model"} == {
                key: value for key, value in before.items() if key != "model"
            }, name
            assert {key: now["model"][key] for key in before["model"]} == before["model"], name


def test_every_file_is_a_recipe_of_some_kind() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} <= set(shipped())


@pytest.mark.parametrize(
    "name", ["furniture", "household", "fashion-resnet8", "fashion-joint", "fashion-unseen", "fashion-images"]
)
def test_the_shipped_spaces_were_made_by_their_recipes(name: str) -> None:
    """Stage by stage: what space.json records is what the recipe says, as far as there were such settings then."""
    info = json.loads((PRETRAINED / name / "space.json").read_text(encoding="utf-8"))
    runs = [info["provenance"]]
    while "started_from" in runs[0]:
        runs.insert(0, runs[0]["started_from"])
    recipe = find(name, registry.every(Training))
    if name == "household":  # its first stage goes on from a space of furniture, which the command names
        assert "--start pretrained/furniture" in runs[-len(recipe.stages)]["command"]
        runs = runs[-len(recipe.stages) :]
    assert len(runs) == len(recipe.stages)
    for run, stage in zip(runs, recipe.stages, strict=True):
        now = json.loads(json.dumps(asdict(stage.training)))
        assert run["seed"] == stage.seed
        for key, value in run["recipe"].items():
            wanted = now[key] if key != "model" else {part: now[key][part] for part in value}
            assert wanted == value, key
        options = dict(re.findall(r'--(\w+) ("[^"]+"|\S+)', run["command"]))
        held = str(recipe.heldout or recipe.options.get("heldout"))
        assert options.get("heldout", held) == held
        assert options.get("ship", str(recipe.ship)) == str(recipe.ship)
        assert ("--only LeNetLike ResNet32" in run["command"]) == (
            recipe.options == {"only": ["LeNetLike", "ResNet32"]}
        )
    assert (recipe.zoo is None) == (name == "household")
    if recipe.zoo and "count" in recipe.zoo.options:
        assert recipe.zoo.options["count"] == runs[-1]["zoo"]["count"]
    assert recipe.title == info["title"]


@pytest.mark.parametrize("recipe", shipped().values(), ids=lambda one: one.name)
def test_zoo_and_options_are_the_commands_own(recipe: SpaceRecipe) -> None:
    training = registry.promise(recipe.kind, Training, "be trained")
    arguments(training.options, recipe.options, recipe.name)
    if recipe.zoo is not None:
        commands = {one.name: one for kept in registry.every(ZooCommands).values() for one in kept.zoos}
        arguments(commands[recipe.zoo.command].options, recipe.zoo.options, recipe.name)


def test_every_recipe_of_sirens_builds_a_model() -> None:
    for kind, arch in (("sdf", Siren()), ("image", picture_siren())):
        for one in shipped().values():
            if one.kind == kind and not one.name.startswith("paper"):
                with torch.device("meta"):
                    assert NetSpace(arch, one.training.model).config.latent == one.training.model.latent


# --- what one may write


GOOD = """
kind = "classifier"
title = "Mine"
heldout = 3

[zoo]
command = "digits"
options = { kind = "single", count = 12 }

[model]
encoder = "probe"
decoder = "chunked"
latent = 8
encoder_options = { probes = 32 }

[training]
steps = 20
rate = 1

[[then]]
seed = 4
steps = 5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_of_ones_own(file: Path) -> None:
    recipe = read_recipe(file)
    assert (recipe.name, recipe.kind, recipe.title, recipe.heldout, recipe.file) == (
        "mine", "classifier", "Mine", 3, file,
    )  # fmt: skip
    first, second = recipe.stages
    assert (first.seed, first.training.steps, first.training.rate) == (0, 20, 1.0)
    assert (second.seed, second.training.steps, second.training.model) == (4, 5, first.training.model)
    assert isinstance(first.training.rate, float)
    assert recipe.zoo is not None
    assert recipe.zoo.options == {"kind": "single", "count": 12}


def test_as_editors_save_it(file: Path) -> None:
    """With Windows' line ends and a byte order mark."""
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_recipe(file).title == "Mine"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "classifier"', "", "does not say of which kind"),
        ('kind = "classifier"', "kind = 3", "does not say of which kind"),
        ('kind = "classifier"', 'kind = "classifiers"', "'classifiers' are not known here"),
        ('title = "Mine"', 'tilte = "Mine"', "mine.toml knows no 'tilte'. Did you mean 'title'?"),
        ('title = "Mine"', "title = Mine", "mine.toml is no TOML"),
        ('title = "Mine"', f'title = "{"x" * 300}"', "title has 300 characters"),
        ('title = "Mine"', "title = 3", "title is 3. It must be a text"),
        ("heldout = 3", 'heldout = "3"', "heldout is '3'. It must be a whole number"),
        ("heldout = 3", "heldout = 0", "heldout is 0. It must be above 0"),
        ("heldout = 3", "heldout = true", "heldout is True. It must be a whole number"),
        ("heldout = 3", "heldout = 3.0", "heldout is 3.0. It must be a whole number"),
        ("heldout = 3", "seed = -1", "seed is -1"),
        ("[model]", "[models]", "knows no 'models'. Did you mean 'model'?"),
        ("[training]\nsteps", "[training]\nstep", "[training] knows no 'step'. Did you mean 'steps'?"),
        ("rate = 1", "learning_rate = 1", "knows no 'learning_rate'. Allowed are: steps, rate"),
        ("rate = 1", "rate = 2", "A learning rate of 2.0 is not possible"),
        ("rate = 1", "rate = nan", "rate is nan. It must be a finite number"),
        ("rate = 1", "rate = 1" + "0" * 400, "rate is 1000"),
        ("rate = 1", "rate = inf", "rate is inf"),
        ("rate = 1", "relative = 1", "relative is 1. It must be true or false"),
        ("rate = 1", "momentum = [0.9]", "momentum lists 1 values. It must list 2"),
        ("rate = 1", "momentum = [0.9, 1]", "momentum) are not possible"),
        ("rate = 1", 'schedule = "exponential"', "Unknown schedule 'exponential'. Choose from: cosine, constant"),
        ("rate = 1", "model = { latent = 3 }", "[training] has a model"),
        ("steps = 20", "steps = 0", "A recipe of 0 steps trains nothing"),
        ("steps = 20", "steps = 20\nnetworks = -1", "A recipe with networks = -1 trains nothing"),
        ("latent = 8", "latent = 0", "latent is 0"),
        ("latent = 8", "latent = 100000000", "Choose 1 to 65,536"),
        ("latent = 8", "latent_size = 8", "[model] knows no 'latent_size'"),
        ('encoder = "probe"', 'encoder = "grid"', "unknown encoder 'grid'. Choose from: probe, conv"),
        ("probes = 32", "probe = 32", "encoder_options knows no 'probe'. Did you mean 'probes'?"),
        ("probes = 32", 'probes = "32"', "encoder_options: probes is '32'"),
        ("[model]\nencoder", "model = 3\n[other]\nencoder", "knows no 'other'"),
        ("[[then]]", "[then]", "then is no list of tables"),
        ("seed = 4", "latent = 4", "stage 2 knows no 'latent'"),
        ("seed = 4", 'model = "x"', "stage 2 has a model. All stages train one model"),
        ("steps = 5", "steps = -5", "stage 2: A recipe of -5 steps"),
        ('command = "digits"', "", "[zoo] does not say its command"),
        ('command = "digits"', 'command = "digits"\nname = "../elsewhere"', "is no folder's name"),
        ("options = { kind", "opts = { kind", "[zoo] knows no 'opts'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(file: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ExplorerError) as caught:
        read_recipe(file)
    assert said in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "is no UTF-8 text"),
        (b"", "does not say of which kind"),
        (b"kind", "is no TOML"),
        (b"[" * 20_000, "is no TOML"),
        (b"#" * (2**20 + 1), "At most 1,048,576 are read"),
        (b'kind = "sdf"\nkind = "image"', "is no TOML"),
    ],
)
def test_what_is_no_recipe(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(RecipeError, match=said):
        read_recipe(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"There is no recipe file .*absent\.toml"):
        find(str(tmp_path / "absent.toml"), {})
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(RecipeError, match=r"folder\.toml cannot be read"):
        read_recipe(tmp_path / "folder.toml")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"knid": "single"}, "knows no 'knid'. Did you mean 'kind'?"),
        ({"kind": "both"}, "invalid choice: 'both'"),
        ({"kind": "single", "count": "many"}, "'many' is no whole number"),
        ({"kind": "single", "count": {"of": 3}}, "count is {'of': 3}"),
        ({"kind": "single", "count": []}, "count is []"),
        ({"kind": "--resume"}, "must not begin with a dash"),
    ],
)
def test_options_of_a_zoo_are_checked(options: dict[str, Any], said: str) -> None:
    commands = {one.name: one for kept in registry.every(ZooCommands).values() for one in kept.zoos}
    with pytest.raises(RecipeError) as caught:
        arguments(commands["digits"].options, options, "mine: [zoo] options")
    assert said in str(caught.value)
    assert "mine: [zoo] options" in str(caught.value)
