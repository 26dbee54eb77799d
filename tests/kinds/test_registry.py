"""Which kinds there are: lazily imported, those of other packages among them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from explorer.cli.main import main
from explorer.errors import BundleError, KindError, SelectionError
from explorer.kinds import registry
from explorer.kinds.protocols import Drawing, Probing, Storing
from explorer.kinds.registry import GROUP, Kind
from explorer.space.bundle import load_space
from explorer.space.stated import list_spaces

REPO = Path(__file__).parents[2]
PLUGIN = """
from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind
KIND = Kind("stone", "stones", {p.Storing: "stonespaces.storing:STORING"}, package="netspace-stones")
"""

Offer = Callable[..., None]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Offer]:
    """Another distribution that offers the kind "stone", written in a module `stonespaces`."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(registry, "entry_points", lambda group: [p for p in points if p.group == group])
    monkeypatch.setattr(registry, "_known", registry._Known())
    monkeypatch.syspath_prepend(tmp_path)

    def written(program: str = PLUGIN, target: str = "stonespaces:KIND", **modules: str) -> None:
        package = tmp_path / "stonespaces"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text(program)
        for name, text in modules.items():
            (package / f"{name}.py").write_text(text)
        points[:] = [EntryPoint("stone", target, GROUP)]

    yield written
    for name in [name for name in sys.modules if name.partition(".")[0] == "stonespaces"]:
        del sys.modules[name]


def imported_by(program: str) -> list[str]:
    """Modules that a program imports in a fresh interpreter."""
    printed = f"import sys; {program}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", printed], cwd=REPO, check=True, capture_output=True, text=True)
    return ran.stdout.split()


def test_no_kind_is_imported_before_it_is_asked_for() -> None:
    def kinds(modules: list[str]) -> set[str]:
        parts = [name.split(".") for name in modules if name.startswith("explorer.kinds.")]
        return {part[2] for part in parts} - {"registry", "protocols"}

    assert kinds(imported_by("import explorer.kinds.registry, explorer.kinds.protocols")) == set()
    modules = imported_by("from explorer.kinds import registry; registry.kind('sdf')")
    assert kinds(modules) == {"shapes"}
    assert not {"torch", "numpy", "explorer.kinds.shapes.storing"} & set(modules)


def test_commands_are_added_without_what_they_need_to_run() -> None:
    modules = imported_by(
        "import argparse; from explorer.cli import train, zoo; s = argparse.ArgumentParser().add_subparsers(); "
        "zoo.add_parser(s); train.add_parser(s)"
    )
    assert {"explorer.kinds.shapes.commands", "explorer.kinds.classifiers.commands"} <= set(modules)
    assert not {"torch", "numpy", "pyvista", "plotly", "streamlit", "umap"} & set(modules)


@pytest.mark.parametrize("name", registry.OWN)
def test_our_own_kinds_say_who_they_are(name: str) -> None:
    own = registry.kind(name)
    assert own.name == name
    assert own.networks
    assert own.package == ""
    assert Storing in own.promises


@pytest.mark.parametrize("name", registry.OWN)
def test_our_own_kinds_keep_what_they_promise(name: str) -> None:
    for protocol in registry.kind(name).promises:
        kept = registry.promised(name, protocol)
        assert isinstance(kept, protocol), f"{name}: {type(kept)} lacks a part of {protocol.__name__}"


def test_an_unknown_kind_is_named_with_those_that_are_known() -> None:
    with pytest.raises(KindError, match=r"'poem' are not known here\. Known are: sdf, classifier"):
        registry.kind("poem")
    with pytest.raises(KindError, match="'poem'"):
        registry.promised("poem", Storing)


def test_a_promise_that_is_not_made() -> None:
    assert registry.promised("classifier", Drawing) is None
    with pytest.raises(SelectionError, match=r"Spaces of image classifiers cannot be filmed\. .* those of shapes"):
        registry.promise("classifier", Drawing, "be filmed")


def test_a_kind_registered_by_hand_is_known_until_it_is_forgotten() -> None:
    keeper = registry.promised("sdf", Probing)
    registry.register(Kind("stone", "stones", {Probing: keeper}))
    try:
        assert registry.names()[-1] == "stone"
        assert registry.promised("stone", Probing) is keeper
        assert registry.promised("stone", Storing) is None
        registry.register(Kind("stone", "pebbles", {}))
        assert registry.kind("stone").networks == "pebbles"
    finally:
        registry.forget("stone")
    registry.forget("stone")  # twice does no harm
    assert "stone" not in registry.names()
    with pytest.raises(KindError, match="not known"):
        registry.kind("stone")


def test_a_kind_of_another_distribution(offer: Offer) -> None:
    offer(storing="from explorer.kinds.shapes.storing import STORING")
    assert registry.names() == (*registry.OWN, "stone")
    assert "stonespaces" not in sys.modules
    assert registry.kind("stone").networks == "stones"
    assert "stonespaces.storing" not in sys.modules
    assert registry.promised("stone", Storing) is registry.promised("sdf", Storing)
    assert registry.every(Storing)["stone"] is registry.promised("sdf", Storing)


def test_a_promise_that_is_kept_by_a_wrong_object_says_what_it_lacks(offer: Offer) -> None:
    offer(storing="class Half:\n    group = 'a'\n    files = ()\nSTORING = Half()")
    with pytest.raises(KindError, match=r"promise of Storing: it lacks model, neighbours, networks, schema, space\."):
        registry.promised("stone", Storing)
    assert set(registry.every(Storing)) == set(registry.OWN)


def test_a_package_that_ends_the_program_does_not_end_it(offer: Offer) -> None:
    offer("import sys; sys.exit(3)")
    with pytest.raises(KindError, match="SystemExit"):
        registry.kind("stone")


WORDLESS = """
class Raising:
    group, neighbours, files = "a", 5, ()
    schema = {SCHEMA}
    def model(self, info): return {}["nothing"]
    def networks(self, model, tensors): ...
    def space(self, path, shared): ...
STORING = Raising()
"""


@pytest.mark.parametrize("schema", ["{'required': 5}", "{'properties': {'title': {'type': 'no type'}}}", "5", "{}"])
def test_a_package_that_fails_where_it_reads_a_space_leaves_the_others_usable(
    offer: Offer, space_copy: Path, schema: str
) -> None:
    offer(storing=WORDLESS.replace("{SCHEMA}", schema))
    stone = space_copy.with_name("stones")
    shutil.copytree(space_copy, stone)
    stated = json.loads((stone / "space.json").read_text())
    (stone / "space.json").write_text(json.dumps(stated | {"kind": "stone"}))
    with pytest.raises(BundleError, match="stone"):
        load_space(stone)
    assert [entry.name for entry in list_spaces(space_copy.parent) if entry.kind == "sdf"] == ["tiny"]
    assert len(load_space(space_copy)) == 21


def test_a_space_json_of_a_million_brackets_is_refused_in_words(space_copy: Path) -> None:
    (space_copy / "space.json").write_text("[" * 1_000_000)
    with pytest.raises(BundleError, match=r"space\.json cannot be read"):
        load_space(space_copy)
    assert [entry.kind for entry in list_spaces(space_copy.parent)] == [None]


@pytest.mark.parametrize(
    ("program", "target", "reason"),
    [
        ("raise RuntimeError('no moon')", "stonespaces:KIND", "cannot be imported: RuntimeError('no moon')"),
        ("import no_such_module", "stonespaces:KIND", "cannot be imported: ModuleNotFoundError"),
        ("", "stonespaces:KIND", "cannot be imported: AttributeError"),
        ("KIND = 'stone'", "stonespaces:KIND", "stonespaces:KIND is not the kind 'stone'"),
        (PLUGIN.replace('"stone"', '"pebble"'), "stonespaces:KIND", "is not the kind 'stone'"),
        ("", "nowhere:KIND", "cannot be imported: ModuleNotFoundError"),
    ],
)
def test_a_broken_package_is_named_and_the_others_stay(offer: Offer, program: str, target: str, reason: str) -> None:
    offer(program, target)
    for _ in range(2):  # what is known to be broken is not imported again
        with pytest.raises(KindError) as caught:
            registry.kind("stone")
        assert reason in str(caught.value)
        assert "Mend or remove the package" in caught.value.remedy
    told: list[KindError] = []
    assert set(registry.every(Storing, told.append)) == set(registry.OWN)
    assert [error.problem for error in told] == [caught.value.problem]
    with pytest.raises(SelectionError, match="those of shapes"):
        registry.promise("classifier", Drawing, "be filmed")


def test_a_promise_whose_module_cannot_be_imported(offer: Offer) -> None:
    offer(storing="raise RuntimeError('no moon')")
    assert registry.kind("stone").networks == "stones"
    with pytest.raises(KindError, match=r"stonespaces\.storing:STORING of the kind 'stone'.*no moon"):
        registry.promised("stone", Storing)


@pytest.mark.parametrize("broken", [False, True])
def test_a_space_whose_package_is_missing_or_broken_names_it_and_the_others_stay_usable(
    offer: Offer, space_copy: Path, capsys: pytest.CaptureFixture[str], *, broken: bool
) -> None:
    if broken:
        offer("raise RuntimeError('no moon')")
    stone = space_copy.with_name("stones")
    stone.mkdir()
    stated = json.loads((space_copy / "space.json").read_text())
    (stone / "space.json").write_text(json.dumps(stated | {"kind": "stone", "package": "netspace-stones"}))
    with pytest.raises(BundleError, match=r"space\.json: .*'stone'.*Install the package netspace-stones") as caught:
        load_space(stone)
    assert ("no moon" in str(caught.value)) == broken
    good, bad = sorted(list_spaces(space_copy.parent), key=lambda entry: entry.problem is not None)
    assert (good.name, good.kind, good.problem) == ("tiny", "sdf", None)
    assert bad.name == "stones"
    assert "netspace-stones" in str(bad.problem)
    assert len(load_space(space_copy)) == 21
    assert main(["spaces", str(space_copy.parent)]) == 2
    out = capsys.readouterr().out
    assert "stones: unusable" in out
    assert "tiny: Tiny furniture, 21 networks" in out
