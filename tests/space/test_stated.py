from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from explorer.kinds import registry
from explorer.kinds.protocols import Stating, Storing
from explorer.space.schema import SCHEMA, kind_schema
from explorer.space.stated import list_spaces


@pytest.mark.parametrize("kind", registry.OWN)
def test_what_our_own_kinds_state_is_a_schema(kind: str) -> None:
    """It is not checked again whenever a space is read."""
    stating = registry.promised(kind, Stating)
    assert stating is not None
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(kind_schema(stating.files, stating.schema))


@pytest.mark.parametrize("kind", registry.OWN)
def test_a_space_is_listed_and_opened_by_the_same_rules(kind: str) -> None:
    stating, storing = registry.promised(kind, Stating), registry.promised(kind, Storing)
    assert stating is not None
    assert storing is not None
    assert (stating.files, stating.schema) == (storing.files, storing.schema)


def test_a_file_that_is_missing_or_cut_off_is_found_without_reading_it(space_copy: Path) -> None:
    file = space_copy / "zoo.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    (entry,) = list_spaces(space_copy.parent)
    assert entry.kind is entry.networks is None
    assert "zoo.safetensors is truncated" in str(entry.problem)
    file.unlink()
    (entry,) = list_spaces(space_copy.parent)
    assert "zoo.safetensors is missing" in str(entry.problem)


def test_an_entry_counts_the_networks(space_copy: Path) -> None:
    (entry,) = list_spaces(space_copy.parent)
    assert (entry.kind, entry.networks, entry.more) == ("sdf", 21, {})
