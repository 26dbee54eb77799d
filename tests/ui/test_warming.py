"""What takes long to import is imported once, while the server starts, and whoever needs it waits."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from explorer.ui import warming

ASKED = """
import sys
import streamlit
from explorer.ui import routes, warming
routes.routes(), routes.middleware()
print([name for name in warming.HEAVY if name in sys.modules])
warming.begin()
warming.wait()
print([name for name in warming.HEAVY if name not in sys.modules])
"""


def test_a_server_names_its_routes_without_it_and_has_it_later() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]


def test_who_waits_waits_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun twice, it imports once; before it began nobody waits."""
    go, imported = threading.Event(), list[str]()

    def slowly(name: str) -> None:
        assert go.wait(30)
        imported.append(name)

    monkeypatch.setattr(warming, "_begun", [])
    monkeypatch.setattr(warming.importlib, "import_module", slowly)
    warming.wait()
    warming.begin()
    warming.begin()
    waiting = threading.Thread(target=warming.wait)
    waiting.start()
    assert waiting.is_alive()
    go.set()
    waiting.join(30)
    assert imported == list(warming.HEAVY)
