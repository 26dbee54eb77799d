"""The README: its code runs as it is written, its commands parse, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import torch
import trimesh

from explorer.cli.main import build_parser
from tests.closeness import is_closed

REPO = Path(__file__).parent.parent
TEXTS = [REPO / "README.md", REPO / "explorer" / "README.md", REPO / "pretrained" / "README.md"]
TEXTS += [REPO / "explorer" / "SCALING.md", REPO / "tests" / "README.md"]
TEXTS += sorted((REPO / "pretrained").glob("*/README.md"))
NAMES = [str(text.relative_to(REPO)) for text in TEXTS]


def blocks(text: Path, language: str) -> list[str]:
    """Code blocks of a language; "" are those without one."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [code for name, code in found if name == language]


def anchors(text: Path) -> set[str]:
    """What headings of a file are called in links."""
    heads = re.findall(r"^#+ (.+)$", text.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_first_page_is_short() -> None:
    assert len(TEXTS[0].read_text(encoding="utf-8").splitlines()) <= 150


def test_the_api_does_what_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks(TEXTS[0], "python")
    assert len(code.splitlines()) <= 10
    (tmp_path / "pretrained").symlink_to(REPO / "pretrained")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own text
    distances, network = names["distances"], names["network"]
    assert isinstance(distances, torch.Tensor)
    assert distances.shape == (5, 1000, 1)
    assert isinstance(network, torch.nn.Module)
    assert is_closed(trimesh.load(tmp_path / "between.stl"))


def test_the_test_command_is_found_by_ci() -> None:
    """`.ci/run` greps for it."""
    pattern = re.search(r"grep -E '(.+?)' README.md", (REPO / ".ci" / "run").read_text(encoding="utf-8"))
    assert pattern is not None
    assert len(re.findall(pattern[1], TEXTS[0].read_text(encoding="utf-8"), re.MULTILINE)) == 1


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_commands_parse(text: Path) -> None:
    """Those that can be copied; what made a space is a record of its time."""
    if text.parent.parent == REPO / "pretrained":
        return
    lines = [line for block in blocks(text, "") for line in block.replace("\\\n", " ").splitlines()]
    for line in lines + re.findall(r"`(python -m explorer [^`.]+)`", text.read_text(encoding="utf-8")):
        words = shlex.split(line, comments=True)
        if words[:3] == ["python", "-m", "explorer"] and "--list" not in words:  # it prints and ends
            assert build_parser().parse_args(words[3:]).run is not None, line


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_links_lead_somewhere(text: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        path = text.parent / file if file else text
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), target


def test_promises_have_the_tests_that_they_name() -> None:
    """Each row of the tables of tests/README.md names at least one, by a file and a function that are there."""
    text = (REPO / "tests" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!---)(.+) \|$", text, re.MULTILINE)
    rows = [row for row in rows if not row.endswith("| tests")]
    assert len(rows) > 40
    for row in rows:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", row)
        assert named, f"No test is named: {row}"
        for file, test in named:
            source = (REPO / "tests" / file).read_text(encoding="utf-8")
            assert re.search(rf"^def {test}\(", source, re.MULTILINE), f"{file} has no {test}"


def test_every_folder_is_described() -> None:
    text = TEXTS[1].read_text(encoding="utf-8")
    root = REPO / "explorer"
    folders = [path for path in root.iterdir() if (path / "__init__.py").is_file()]
    rooms = [path for name in ("explore", "kinds") for path in (root / name).iterdir() if path.is_dir()]
    for path in [*folders, *rooms]:
        name = path.relative_to(root).as_posix()
        if "__pycache__" not in name and name not in ("explore", "kinds"):
            assert f"| `{name}` |" in text, f"{name} is not described in explorer/README.md"


def test_every_command_is_described() -> None:
    text = TEXTS[1].read_text(encoding="utf-8")
    for command in (REPO / "explorer" / "cli").glob("*.py"):
        name = command.stem.rstrip("_").replace("_", "-")  # import_.py is `import`
        if command.stem not in ("__init__", "main", "common", "interrupts"):
            assert re.search(rf"^\| `{name}\b", text, re.MULTILINE), name
