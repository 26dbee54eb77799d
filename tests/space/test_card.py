"""Model cards: the figures are those of `space.json`, and what people wrote around them stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.cli.main import main
from explorer.errors import BundleError
from explorer.space.bundle import update_metrics
from explorer.space.card import BEGIN, CARD, END, numbers, renewed, write_card
from explorer.space.stated import read_info

PRETRAINED = Path(__file__).parents[2] / "pretrained"
SHIPPED = sorted(path.parent for path in PRETRAINED.glob("*/space.json"))


@pytest.mark.parametrize("space", SHIPPED, ids=lambda path: path.name)
def test_shipped_cards_state_what_was_measured(space: Path) -> None:
    """Else: `python -m explorer card pretrained/*/`."""
    text = (space / CARD).read_text(encoding="utf-8")
    assert renewed(text, read_info(space), CARD) == text
    assert "## What is weak" in text
    assert "## Licence" in text
    assert f"({space.name}/README.md)" in (PRETRAINED / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("space", SHIPPED, ids=lambda path: path.name)
def test_pictures_of_cards_are_there_and_small(space: Path) -> None:
    text = (space / CARD).read_text(encoding="utf-8")
    for part in text.split("](")[1:]:
        target = part.partition(")")[0]
        if "://" not in target:
            assert (space / target).is_file(), target
    for picture in space.glob("*.gif"):
        assert picture.stat().st_size <= 3e6


def test_a_card_is_begun_where_there_is_none(space_copy: Path) -> None:
    card = write_card(space_copy)
    assert card == space_copy / CARD
    text = card.read_text(encoding="utf-8")
    assert text.startswith("# Tiny furniture\n")
    assert "14 training, 7 held out" in text
    assert "```\ntests\n```" in text  # the command that the space says it was made by
    assert "Not measured yet" in text


def test_makers_of_models_are_named_by_licence(space_copy: Path) -> None:
    info = read_info(space_copy)
    owed = {"CC BY 3.0": {"Ada": ["Bed", "Chair", "Chair"], "Bo": ["Lamp"]}}
    said = numbers({**info, "provenance": {**info["provenance"], "credits": owed}})
    whose = "The networks were fitted to these models of other people's; the models themselves are not in this space."
    assert said.endswith(f"## Credits\n\n{whose}\n\nCC BY 3.0\n\n- Ada: Bed, Chair (2)\n- Bo: Lamp\n")
    assert "Credits" not in numbers(info)


def test_prose_around_the_numbers_is_kept(space_copy: Path) -> None:
    card = space_copy / CARD
    card.write_text(f"# Mine\n\nBefore.\n\n{BEGIN}\nold figures\n{END}\n\nAfter.\n", encoding="utf-8")
    write_card(space_copy)
    text = card.read_text(encoding="utf-8")
    assert text.startswith("# Mine\n\nBefore.\n")
    assert text.endswith(f"{END}\n\nAfter.\n")
    assert "old figures" not in text
    write_card(space_copy)
    assert card.read_text(encoding="utf-8") == text
    info = read_info(space_copy)
    without = renewed("# Mine\n\nAll of it prose.\n", info, CARD)
    assert without.startswith("# Mine\n\nAll of it prose.\n\n")
    assert renewed(without, info, CARD) == without


@pytest.mark.parametrize("text", [BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}{END}{END}"])
def test_broken_markers_are_refused(text: str, space_copy: Path) -> None:
    (space_copy / CARD).write_text(text, encoding="utf-8")
    with pytest.raises(BundleError, match="markers"):
        write_card(space_copy)
    assert (space_copy / CARD).read_text(encoding="utf-8") == text


def test_runs_are_told_in_the_order_in_which_they_were(space_copy: Path) -> None:
    info = json.loads((space_copy / "space.json").read_text(encoding="utf-8"))
    first = {"command": "the first", "commit": "a" * 40, "seed": 0, "training_seconds": 120}
    info["provenance"] = {"command": "the second", "commit": "b" * 40, "seed": 1, "started_from": first}
    text = numbers(info)
    assert text.index("the first") < text.index("the second")
    assert "commit `aaaaaaaaaaaa`, 2 minutes." in text


def test_the_command(space_copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["card", str(space_copy)]) == 0
    assert BEGIN in (space_copy / CARD).read_text(encoding="utf-8")
    update_metrics(space_copy, {})
    assert main(["card", str(space_copy)]) == 0
    assert main(["card", str(tmp_path / "nothing")]) == 2
    assert "space.json is missing" in capsys.readouterr().err
