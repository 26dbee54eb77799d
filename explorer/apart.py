"""Files of strangers read in a process of its own: what crashes or never ends there ends that process, not this one.

Readers of meshes, torch files and ONNX are C++ that a damaged file can crash, or keep busy without end. `call` runs a
function of this package in a *reader*: a process that has loaded those libraries and waits for the next file, with
limits on memory, time and what it may write. Its answers are pickled; it is our own program, run by the same user.
"""

from __future__ import annotations

import atexit
import importlib
import io
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, ParamSpec, TypeVar, cast

import explorer.errors as errors_of
from explorer.errors import DataError, ExplorerError

P = ParamSpec("P")
Result = TypeVar("Result")

SECONDS = 120.0  # for one call, on the clock and of the processor
MEMORY = 4 * 2**30  # bytes of address space beyond what the reader has when it is ready
START_S = 600.0  # for a reader to be ready, on a busy machine
MOST_READERS = 2  # at a time; each holds its libraries, some hundred megabytes
MOST_ANSWER = 2**31
_LENGTH = struct.Struct("<Q")
_PRELOAD = "explorer.foreign.apart", "onnxruntime", "onnx", "trimesh", "igl", "pyvista", "vtkmodules.vtkFiltersCore"
_REMEDY = "The file is damaged or made on purpose; export it again, or a simpler one."


class ReaderError(DataError):
    """A reader's process ended, or did not answer in time."""


def call(function: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
    """Run a function of a module in a reader, and give back what it gives.

    Args:
        function: found by its module and name; of what it is given and gives back copies travel.
        args: of it; the first text among them names the file in what is said.
        kwargs: of it.

    Raises:
        ExplorerError: what the function raises.
        ReaderError: the process ended, took too long, or could not be started.
    """
    name = next((value for value in (*args, *kwargs.values()) if isinstance(value, str)), "The file")
    with _readers.taken() as reader:
        return cast("Result", reader.ask(pickle.dumps((function, args, kwargs)), name))


def warm() -> None:
    """Start a reader in the background, so that the first file need not wait for it; once."""
    if not _readers.begun:
        _readers.begun = True
        threading.Thread(target=_readers.warm, daemon=True).start()


class _Reader:
    """A process that waits for files."""

    def __init__(self) -> None:
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from explorer.apart import serve; serve()"], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )  # fmt: skip
        except OSError as error:
            problem = f"No process to read files in can be started: {error.strerror or error}."
            raise ReaderError(problem, "Free some memory.") from error
        self.ready = False

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def wait_ready(self) -> None:
        """Wait until its libraries are loaded."""
        if not self.ready:
            try:
                self._receive(time.monotonic() + START_S)
            except (EOFError, TimeoutError) as error:
                self.end()
                raise ReaderError("The process that reads files could not be started.", "Free some memory.") from error
            self.ready = True

    def ask(self, request: bytes, name: str) -> Any:
        """Its answer; the process is ended where there is none."""
        self.wait_ready()
        try:
            _send(cast("IO[bytes]", self.process.stdin), request)
            answer = self._receive(time.monotonic() + SECONDS)
        except TimeoutError as error:
            self.end()
            problem = f"{name} could not be read within {SECONDS:g} seconds; the process that read it was ended."
            raise ReaderError(problem, _REMEDY) from error
        except (EOFError, OSError) as error:
            self.end()
            raise ReaderError(f"{name} could not be read: the process that read it {self._fate()}.", _REMEDY) from error
        except BaseException:
            self.end()  # it may be in the midst of an answer that nobody waits for
            raise
        kind, *found = pickle.loads(answer)  # noqa: S301 - of our own process
        if kind == "value":
            return found[0]
        if kind == "memory":
            raise ReaderError(f"{name} needs more than {MEMORY >> 30} GiB of memory to be read.", _REMEDY)
        if kind == "said":
            module, problem, remedy = found
            made = getattr(errors_of, module, DataError)
            raise made(problem, remedy)
        raise RuntimeError(f"In the process that reads files: {found[0]}")

    def _receive(self, until: float) -> bytes:
        pipe = cast("IO[bytes]", self.process.stdout)
        length = _LENGTH.unpack(_exactly(pipe, _LENGTH.size, until))[0]
        if length > MOST_ANSWER:
            raise EOFError
        return _exactly(pipe, length, until)

    def _fate(self) -> str:
        code = self.process.wait()
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"used the processor for more than {SECONDS:g} seconds"
        return f"crashed ({signal.strsignal(-code)})" if code < 0 else f"ended with status {code}"

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                cast("IO[bytes]", pipe).close()
            except OSError:  # what could not be written any more
                continue


class _Readers:
    """Those that wait, and how many there are."""

    def __init__(self) -> None:
        self.begun = False
        self._idle: list[_Reader] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_READERS)
        self._owner = os.getpid()

    @contextmanager
    def taken(self) -> Iterator[_Reader]:
        """A reader, for one call."""
        reader = self.take()
        try:
            yield reader
        finally:
            self.put(reader)

    def take(self) -> _Reader:
        self._places.acquire()
        try:
            with self._lock:
                if self._owner != os.getpid():  # a fork has the pipes of its parent's readers, which are not its own
                    self._idle, self._owner = [], os.getpid()
                while self._idle:
                    reader = self._idle.pop()
                    if reader.alive:
                        return reader
                    reader.end()
            self.begun = True
            return _Reader()
        except BaseException:
            self._places.release()
            raise

    def put(self, reader: _Reader) -> None:
        with self._lock:
            if reader.alive:
                self._idle.append(reader)
        self._places.release()

    def warm(self) -> None:
        reader = self.take()
        try:
            reader.wait_ready()
        except ReaderError:
            return  # said when a file is read
        finally:
            self.put(reader)

    def end(self) -> None:
        with self._lock:
            for reader in self._idle if self._owner == os.getpid() else ():
                reader.end()
            self._idle = []


_readers = _Readers()
atexit.register(_readers.end)


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _exactly(pipe: IO[bytes], count: int, until: float) -> bytes:
    """So many bytes, read until a time.

    Raises:
        EOFError: the other end is closed.
        TimeoutError: they are not there in time.
    """
    made = io.BytesIO()
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while made.tell() < count:
            left = until - time.monotonic()
            if left <= 0 or not waiting.select(left):
                raise TimeoutError
            part = os.read(pipe.fileno(), min(count - made.tell(), 1 << 20))
            if not part:
                raise EOFError
            made.write(part)
    return made.getvalue()


# --- in the reader


def serve() -> None:
    """Read files until the other end closes. What is printed here is dropped: stdout carries answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = os.fdopen(os.dup(0), "rb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that asked, which ends this one
    for name in _PRELOAD:
        importlib.import_module(name)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for printed in (1, 2):  # no file may be written, and a log is one
        os.dup2(nothing, printed)
    _limit()
    _send(answers, b"ready")
    while len(head := requests.read(_LENGTH.size)) == _LENGTH.size:
        request = requests.read(_LENGTH.unpack(head)[0])
        _limit_time()
        _send(answers, _answer(request))


def _answer(request: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(request)  # noqa: S301 - of the process that started this one
        return pickle.dumps(("value", function(*args, **kwargs)), protocol=5)
    except ExplorerError as error:
        return pickle.dumps(("said", type(error).__name__, error.problem, error.remedy))
    except MemoryError:
        return pickle.dumps(("memory",))
    except Exception as error:  # noqa: BLE001 - a bug, to be raised where it is seen
        return pickle.dumps(("bug", f"{type(error).__name__}: {error}"))


def _limit() -> None:
    """Bound memory, and write no files; where a system has such limits."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    if sys.platform == "linux":  # elsewhere the limit on address space is not kept
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path of ours
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Bound what this process may use of the processor from now on: it ends itself if nobody is left to end it."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + SECONDS * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
