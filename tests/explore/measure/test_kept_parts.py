from __future__ import annotations

from pathlib import Path

from explorer.explore.measure.kept_parts import KeptParts


def test_what_was_kept_is_known_again(tmp_path: Path) -> None:
    numbers = {"accuracy": 0.1 + 0.2, "none": None, "nested": {"k": [1, 2.5]}}
    first = KeptParts(tmp_path / "kept", "v1", resume=False)
    assert first.known("paths: raw") is None
    first.keep("paths: raw", numbers)
    again = KeptParts(tmp_path / "kept", "v1", resume=True)
    assert again.known("paths: raw") == numbers
    assert again.known("paths: zoo") is None


def test_of_another_space_or_a_new_beginning_nothing_is_known(tmp_path: Path) -> None:
    KeptParts(tmp_path / "kept", "v1", resume=False).keep("networks", {"k": 1})
    assert KeptParts(tmp_path / "kept", "v2", resume=True).known("networks") is None
    assert KeptParts(tmp_path / "kept", "v1", resume=False).known("networks") is None
    assert not (tmp_path / "kept").exists()


def test_a_damaged_part_is_measured_again(tmp_path: Path) -> None:
    kept = KeptParts(tmp_path / "kept", "v1", resume=False)
    kept.keep("networks", {"k": 1})
    (file,) = (tmp_path / "kept").iterdir()
    for text in ("{", "[]", '{"version": "v1", "part": "networks", "numbers": 3}'):
        file.write_text(text)
        assert kept.known("networks") is None
