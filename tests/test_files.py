from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from explorer.files import save_tensors, sha256, write_atomically


def test_write_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    write_atomically(file, b"old")
    with pytest.raises(TypeError):
        write_atomically(file, "text is not bytes")  # type: ignore[arg-type]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_tensors_come_back(tmp_path: Path) -> None:
    file = tmp_path / "t.safetensors"
    tensors = {"a": torch.randn(3, 4).T, "b": torch.arange(5)}
    save_tensors(file, tensors)
    back = load_file(file)
    assert all(torch.equal(back[name], value) for name, value in tensors.items())
    assert list(tmp_path.iterdir()) == [file]


def test_hash(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"netspace")
    assert sha256(file) == hashlib.sha256(b"netspace").hexdigest()
