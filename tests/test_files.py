from __future__ import annotations

import ast
import errno
import hashlib
import io
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

import explorer
from explorer.data.examples import read_examples
from explorer.errors import DataError, ExplorerError
from explorer.files import (
    NoFileError,
    read_bounded,
    read_json,
    read_npz,
    regular,
    remove_left,
    replacing,
    save_tensors,
    sha256,
    tensor_bytes,
    write_atomically,
)
from explorer.jobs.plan import Plan, Step
from explorer.jobs.states import State
from explorer.jobs.store import Job, Status
from explorer.kinds.shapes.mesh_store import load_mesh
from explorer.locks import held
from explorer.recipes.recipe import read_toml
from explorer.space.bundle import Space, load_space
from explorer.zoo.store import ZooFolder


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


def test_tensors_and_what_is_said_of_them_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    tensors, said = (
        {"b": torch.arange(6.0).reshape(2, 3), "a": torch.ones(1)},
        {f"key {k}": f"größer {k}" for k in range(9)},
    )
    (data,) = {tensor_bytes(tensors, said) for _ in range(20)}
    (tmp_path / "net.safetensors").write_bytes(data)
    found = load_file(tmp_path / "net.safetensors")
    assert found.keys() == tensors.keys()
    assert all(torch.equal(found[name], tensors[name]) for name in tensors)
    with safe_open(tmp_path / "net.safetensors", "pt") as file:
        assert file.metadata() == said


def test_hash(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"netspace")
    assert sha256(file) == hashlib.sha256(b"netspace").hexdigest()


def test_a_missing_folder_is_named_and_no_temporary_file(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "net.onnx"
    for write in (
        lambda: write_atomically(target, b"data"),
        lambda: save_tensors(target, {"a": torch.zeros(1)}),
    ):
        with pytest.raises(FileNotFoundError) as refused:
            write()
        assert refused.value.filename == str(target.parent)
        assert "make it first" in str(refused.value)


# --- plain files only


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket has at most some hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


OTHERS: dict[str, Callable[[Path], None]] = {
    "a pipe": pipe, "a socket": listening, "a device": endless, "a folder": Path.mkdir,
}  # fmt: skip


@contextmanager
def at_once(seconds: int = 20) -> Iterator[None]:
    """Whoever waits for a pipe is woken, and fails."""

    def woken(*_: Any) -> None:
        raise AssertionError("it waited for what is no file")

    before = signal.signal(signal.SIGALRM, woken)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_no_file_is_not_opened(tmp_path: Path, what: str) -> None:
    path = tmp_path / "x"
    OTHERS[what](path)
    with at_once():
        with pytest.raises(NoFileError, match=f"it is {what}, not a file"):
            regular(path)
        for read in (sha256, read_json, lambda p: read_npz(p, 100)):
            with pytest.raises(NoFileError):
                read(path)
        with pytest.raises(DataError, match=f"it is {what}"):
            read_bounded(path, 100)
        for reader in (read_examples, read_toml):
            with pytest.raises(ExplorerError, match=f"it is {what}"):
                reader(path)
        with pytest.raises(NoFileError), held(path, 1.0):
            pass


BUNDLE = ("space.json", "netspace.safetensors", "zoo.safetensors", "map.npz")


@pytest.mark.parametrize("name", BUNDLE)
def test_a_space_with_a_pipe_under_the_name_of_a_file(tiny_space: Space, tmp_path: Path, name: str) -> None:
    path = tmp_path / "space"
    shutil.copytree(tiny_space.path, path)
    assert {file.name for file in path.iterdir()} >= set(BUNDLE)
    (path / name).unlink()
    os.mkfifo(path / name)
    with at_once(), pytest.raises(ExplorerError) as error:
        load_space(path)
    assert error.value.remedy


def whole(path: Path) -> None:
    zoo = ZooFolder.open(path)
    zoo.load_init()
    zoo.load_networks()


@pytest.mark.parametrize("name", ["zoo.json", "init.safetensors", "batches/00000.safetensors"])
def test_a_zoo_with_a_pipe_under_the_name_of_a_file(tiny_zoo: ZooFolder, tmp_path: Path, name: str) -> None:
    path = tmp_path / "zoo"
    shutil.copytree(tiny_zoo.path, path)
    (path / name).unlink()
    os.mkfifo(path / name)
    with at_once(), pytest.raises(ExplorerError, match="it is a pipe"):
        whole(path)


def test_a_zoo_of_meshes_and_a_job_with_pipes(tmp_path: Path) -> None:
    (tmp_path / "meshes").mkdir()
    os.mkfifo(tmp_path / "meshes" / "k.npz")
    os.mkfifo(tmp_path / "log.txt")
    with at_once():
        with pytest.raises(ExplorerError, match="it is a pipe"):
            load_mesh(tmp_path, "k", "k", z_up=False, size=1.0)
        step = Step("x", ("spaces",))
        assert Job(tmp_path, Plan("x", "x", "x", (step,)), Status(State.QUEUED), tmp_path).log == ""


READING = {"read_bytes", "read_text"}
PLAIN = ("regular(", "BytesIO", "_opened(", "(file", "archive.open", "(out, ")
OPENING = {
    "safe_open", "load_file", "np.load", "torch.load", "h5py.File", "gzip.open", "Image.open", "zipfile.ZipFile",
}  # fmt: skip
# Where the path is a plain file for sure: our own package's, the system's, what was written or looked at just before.
KNOWN = {
    "ui/chart.py", "ui/live/component.py", "ui/live/route.py", "jobs/processes.py", "kinds/functions/memory.py",
    "kinds/protocols/explained.py", "ui/help_panel.py", "apart.py", "heap.py", "bench/costs.py", "bench/opened.py",
    "explore/takeaway/film.py", "files.py",
}  # fmt: skip


def test_every_reader_of_a_path_asks_whether_it_is_a_plain_file() -> None:
    root = Path(explorer.__file__).parent
    found = []
    for file in sorted(root.rglob("*.py")):
        own = str(file.relative_to(root))
        for node in ast.walk(ast.parse(file.read_text())) if own not in KNOWN else ():
            if not isinstance(node, ast.Call):
                continue
            name, text = ast.unparse(node.func), ast.unparse(node)
            mode = node.args[0] if node.args else None
            opens = name.endswith(".open") and isinstance(mode, ast.Constant) and str(mode.value).startswith("r")
            reads = name.rpartition(".")[2] in READING or name in OPENING or opens
            if reads and not any(
                w in text for w in ("regular(", "BytesIO", "_opened(", "(file", "archive.open", "(out, ")
            ):
                found.append(f"{own}:{node.lineno}: {text[:80]}")
    # A recipe's size is asked of `regular` in the line before.
    assert [one for one in found if not one.startswith("recipes/recipe.py")] == []


def packed(**arrays: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def claiming(header: str) -> bytes:
    """An .npz of one array whose header says this."""
    text = header.encode().ljust(117) + b"\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.npy", b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(80))
    return buffer.getvalue()


def test_arrays_come_back() -> None:
    given = {
        "a": np.arange(6.0).reshape(2, 3), "f": np.asfortranarray(np.eye(3)), "s": np.array("x"), "none": np.zeros(0),
    }  # fmt: skip
    back = read_npz(packed(**given), 10_000)
    assert set(back) == set(given)
    assert all(np.array_equal(back[key], value) for key, value in given.items())
    back["a"][0] = 7  # it can be written to


HEADERS = {
    "huge": "{'descr': '<f8', 'fortran_order': False, 'shape': (10000000000, 1000000), }",
    "negative": "{'descr': '<f8', 'fortran_order': False, 'shape': (-5,), }",
    "objects": "{'descr': '|O', 'fortran_order': False, 'shape': (5,), }",
    "code": "{'descr': '<f8', 'fortran_order': False, 'shape': (exit(),), }",
    "cut": "{'descr': '<f8', 'fortran_order': False, 'shape': (500,), }",
    "no Python": "{'descr': '<f8', 'fortran_order': (((((((((((((((",
    "records": "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }",
}


@pytest.mark.parametrize("kind", HEADERS)
def test_damaged_arrays_are_value_errors(kind: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_npz(claiming(HEADERS[kind]), 10_000)


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, a=np.zeros(10_000_000))
    with pytest.raises(ValueError, match="unpacks to 80,000,128 bytes"):
        read_npz(buffer.getvalue(), 10_000)


def test_json_that_is_too_deep_or_too_large(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("[" * 100_000)
    with pytest.raises(ValueError, match="nested too deep"):
        read_json(tmp_path / "a")
    (tmp_path / "a").write_text(json.dumps("x" * 100))
    with pytest.raises(ValueError, match="102 bytes, and at most 50"):
        read_json(tmp_path / "a", 50)


def test_what_dead_processes_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = [tmp_path / f".{name}.{ended.pid}.tmp" for name in ("a.txt", "b.txt")]
    stay = [tmp_path / name for name in (f".a.txt.{os.getpid()}.tmp", "a.txt.1.tmp", ".a.txt.x.tmp", ".a.txt.tmp")]
    for file in (*gone, *stay):
        file.write_text("")
    remove_left(tmp_path, "a.txt")
    assert [file.exists() for file in gone] == [False, True]
    remove_left(tmp_path)
    assert [file.exists() for file in gone] == [False, False]
    assert all(file.exists() for file in stay)
    remove_left(tmp_path / "missing")


def test_an_error_names_the_file_and_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "a.bin") as temporary:
            temporary.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device", str(temporary))

    with pytest.raises(OSError, match="No space left") as told:
        fail()
    assert told.value.filename == str(tmp_path / "a.bin")
    assert list(tmp_path.iterdir()) == []


def test_tensors_that_do_not_fit_on_the_disk_are_an_error_of_the_system(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large") as told:
            save_tensors(tmp_path / "a.safetensors", {"a": torch.zeros(1000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told.value.filename == str(tmp_path / "a.safetensors")
    assert list(tmp_path.iterdir()) == []
