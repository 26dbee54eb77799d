"""Tables of a model card, in Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 100  # of a line of text in a terminal


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars within cells are written so that they stay in them."""
    lines = [list(head), ["---"] * len(head), *map(list, rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def aligned(markdown: str) -> str:
    """Markdown as one reads it in a terminal: the columns of its tables below each other, no bars, no pictures."""
    out, rows = list[str](), list[list[str]]()
    for line in [*markdown.strip().splitlines(), ""]:
        if line.startswith("| "):
            cells = re.split(r"(?<!\\)\|", line[1:-1])
            rows.append([cell.strip().replace("\\|", "|").replace("`", "") for cell in cells])
            continue
        if line.startswith("!["):
            continue
        if rows:
            out += _columns([row for row in rows if set(row) != {"---"}])
            rows = []
        out.append(textwrap.fill(line, WIDTH))
    return "\n".join(out).rstrip()


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def joined(parts: Iterable[str]) -> str:
    """Those parts of a card that there are, with an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"
