"""The help of the plain view says what the live view's does, of every kind of ours."""

from __future__ import annotations

import pytest

from explorer.kinds.protocols import Explaining
from explorer.kinds.registry import OWN, promised
from tests.ui.conftest import Start, texts


def test_the_plain_view_has_help_and_the_live_one_its_own(start: Start) -> None:
    app = start(plain="1")
    assert "A point of the learned space" not in texts(app)  # until somebody asks
    app.session_state["help_open"] = True
    app.run()
    assert not app.exception
    said = texts(app)
    assert "**Latent**: A point of the learned space" in said
    assert "At most 1.5 times as far" in said
    assert "{" not in "".join(line for line in said.splitlines() if "times as far" in line)
    assert "**IoU**" in said
    assert any("explorer train shapes" in code.value for code in app.code)
    live = start(plain="0")
    live.session_state["help_open"] = True
    assert "A point of the learned space" not in texts(live.run())


@pytest.mark.parametrize("kind", OWN)
def test_every_kind_explains_itself(kind: str) -> None:
    found = promised(kind, Explaining)
    assert found is not None
    assert found.source.endswith(".")
    assert all(meaning.endswith(".") for _, meaning in found.glossary)
    assert any(" train " in command for command in found.commands)
