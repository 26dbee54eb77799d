"""The tutorial, run as it is written: from a folder of checkpoints to a link, which the app then opens."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import nbformat
import pytest
import streamlit as st
from nbclient import NotebookClient
from streamlit.testing.v1 import AppTest

from explorer.ui.resources import PRETRAINED

REPO = Path(__file__).parent.parent
NOTEBOOK = REPO / "explorer" / "tutorial.ipynb"
MAIN = REPO / "explorer" / "ui" / "main.py"


def printed(notebook: nbformat.NotebookNode) -> str:
    """All that its cells wrote and showed."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(str(output.get("text") or output.get("data", {}).get("text/plain", "")) for output in outputs)


@pytest.mark.slow  # half a minute and more on a busy machine
def test_from_a_folder_of_checkpoints_to_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    monkeypatch.setenv("PYTHONPATH", str(REPO))
    monkeypatch.setenv("TUTORIAL_STEPS", "40")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    said = printed(notebook)
    assert "60 networks taken, 0 refused" in said
    assert "torch.Size([3, 10])" in said
    assert len(re.findall(r"^\d+\.\d %$", said, re.MULTILINE)) == 5
    link = re.search(r"^http://localhost\S+", said, re.MULTILINE)
    assert link is not None
    monkeypatch.setenv(PRETRAINED, str(tmp_path / "spaces"))
    st.cache_resource.clear()
    st.cache_data.clear()
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in parse_qsl(urlsplit(link.group()).query):
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not [error.value for error in app.error]
    assert not [warning.value for warning in app.warning]
    assert "My networks" in str([box.options for box in app.selectbox])


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
