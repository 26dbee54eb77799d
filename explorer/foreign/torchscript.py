"""TorchScript files: their weights, without their code.

A file of `torch.jit.save` is a zip as `torch.save` writes it, with a tree of objects in `data.pkl` whose attributes are
tensors and further objects; the code lies beside it, in `code/`, and constants in `constants.pkl`. Both are left out.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from torch import Tensor

MOST_DEPTH = 64  # of modules in modules
KEPT = ("data.pkl", "version", "byteorder")


def is_script(names: set[str]) -> bool:
    """Whether a zip with files of these names is one."""
    return any(name.endswith("/constants.pkl") for name in names)


def without_code(archive: zipfile.ZipFile) -> bytes:
    """The same as `torch.save` would have written it: the tree of objects and its numbers, and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for entry in archive.infolist():
            inside = entry.filename.partition("/")[2]
            if inside in KEPT or inside.startswith("data/"):
                made.writestr(f"script/{inside}", archive.read(entry))
    return out.getvalue()


def script_tensors(held: Any) -> dict[str, Tensor]:
    """The tensors of a tree of objects, named as `state_dict()` names them."""
    found: dict[str, Tensor] = {}
    _walk(held, "", 0, found)
    return found


def _walk(held: Any, prefix: str, depth: int, found: dict[str, Tensor]) -> None:
    if depth > MOST_DEPTH:
        return
    for name, value in getattr(held, "__dict__", {}).items():
        if isinstance(value, Tensor):
            found[f"{prefix}{name}"] = value
        else:
            _walk(value, f"{prefix}{name}.", depth + 1, found)
