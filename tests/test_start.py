"""What is not imported before it is needed: it would be waited for at every start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent
PRETRAINED = REPO / "pretrained"
# What nothing needs that opens a space, or shows one: seconds, together.
HEAVY = (
    "umap", "numba", "sklearn", "matplotlib", "torch._dynamo", "torch.fx.experimental.symbolic_shapes", "sympy",
    "scipy.stats", "scipy.optimize", "scipy.interpolate",
)  # fmt: skip
COMMAND = "from explorer.cli.main import main; status = main(sys.argv[1:]); assert status == 0, status"
SCREEN = (
    "from streamlit.testing.v1 import AppTest; app = AppTest.from_file(sys.argv[1], default_timeout=300);"
    "app.query_params['space'] = sys.argv[2]; app.run(); assert not app.exception, app.exception;"
    "assert [e for e in app.main if e.type == 'bidi_component']"  # the map
)


def imported(program: str, *arguments: str, heavy: tuple[str, ...]) -> list[str]:
    """Which of some modules a program imports that is run by a process of its own, as a user starts it."""
    ends = f"print('imported', *(set({heavy!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{ends}", *arguments],
        cwd=REPO, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()[1:]


def test_the_list_of_spaces_needs_json_alone() -> None:
    heavy = (*HEAVY, "torch", "numpy", "scipy", "pandas", "streamlit", "plotly")
    assert not imported(COMMAND, "spaces", "pretrained", heavy=heavy)


@pytest.mark.parametrize(
    ("space", "suffix"), [("furniture", "stl"), ("fashion-images", "png"), ("fashion-joint", "pt")]
)
def test_a_file_of_one_network_needs_nothing_else(tmp_path: Path, space: str, suffix: str) -> None:
    out = tmp_path / f"network.{suffix}"
    heavy = (*HEAVY, "pandas", "streamlit", "plotly", "scipy.ndimage", "trimesh", "networkx", "onnxruntime")
    assert not imported(COMMAND, "export", str(PRETRAINED / space), "--id", "5", "--out", str(out), heavy=heavy)
    assert out.stat().st_size > 100


@pytest.mark.parametrize("space", ["furniture", "fashion-images", "fashion-joint"])
def test_the_first_map_needs_nothing_else(space: str) -> None:
    """Pandas comes with Streamlit's components, and plotly with the server's routes."""
    heavy = (*HEAVY, "trimesh", "networkx", "onnxruntime", "onnx")
    assert not imported(SCREEN, str(REPO / "explorer" / "ui" / "main.py"), space, heavy=heavy)
