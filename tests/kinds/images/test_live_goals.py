"""What a browser may wish a picture to become: a picture of the space, never a file of the server's."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.kinds.images.space import ImageSpace
from explorer.ui.live.messages import Malformed, read_message
from explorer.ui.live.optimizing import _aim


@pytest.mark.parametrize("goal", ["etc:1", "shape:1", "picture:१", "../../etc/passwd", "file:///etc/passwd"])
def test_a_browser_never_makes_the_server_read_a_file(
    engine: Engine, picture_space: ImageSpace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goal: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "etc:1").write_bytes(b"secret")
    with pytest.raises(SelectionError, match="cannot be optimized toward"):
        _aim(engine, picture_space, goal, 0)


def test_a_browser_may_name_any_picture(engine: Engine, picture_space: ImageSpace) -> None:
    assert _aim(engine, picture_space, "picture:1", 0).title == _aim(engine, picture_space, "network:1", 0).title
    with pytest.raises(SelectionError, match="no network 99999"):
        _aim(engine, picture_space, "picture:99999", 0)


def test_half_a_character_is_no_message() -> None:
    with pytest.raises(Malformed):
        read_message("\ud800", 10)
