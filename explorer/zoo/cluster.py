"""Units of work on a Ray cluster: one that is started on this machine, or one that is there.

Ray is optional, and imported here alone. A unit is a task of one core and one thread, without a state of its own: if
its process or machine dies, Ray does it again elsewhere. What all units hold in common is put into Ray's object store
once; what they make comes back to the process that asked, which writes it. So machines need no common folder; they need
the same Python, Ray and torch, and get this package's source from here.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from explorer.errors import ExplorerError, ZooError

LOCAL = "local"  # the address that stands for a cluster of this machine alone
RETRIES = 5  # how often a unit is done again after its process or machine died
PORT = 6379
AHEAD = 2  # units that wait in the cluster beside those that are being done, so that no core waits for this process
POLL = 2.0  # seconds
GONE = 60.0  # seconds without any machine until it is given up
STORE = 1 << 30  # most bytes of the object store of a local cluster; Ray wants at least 80 MB
LEAST_STORE = 100 << 20
PACKAGE = Path(__file__).parents[1]  # this package's folder
# Of the package, all that no unit needs is left on this machine.
LEFT_OUT = ["ui/live", "**/__pycache__", "**/node_modules"]
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",  # it tells nobody
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DEDUP_LOGS": "0",
}
ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@contextlib.contextmanager
def cluster(address: str, cores: int) -> Iterator[RayWorkers]:
    """A context in which units of work are done by Ray.

    Args:
        address: `LOCAL`: a cluster is started on this machine, and ended with the context. Else HOST or HOST:PORT of
            one that this machine belongs to, "auto" for the one that runs here, or ray://HOST:PORT.
        cores: of a local cluster.

    Raises:
        ZooError: Ray is not installed, or there is no such cluster.
    """
    ray = _ray()
    folder = None
    try:
        if address == LOCAL:
            folder = tempfile.mkdtemp(prefix="explorer-ray-", dir="/tmp")
            _start(ray, cores, folder)
        else:
            _join(ray, address)
        yield RayWorkers(ray)
    finally:
        ray.shutdown()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _ray() -> ModuleType:
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - optional
    except ImportError:
        raise ZooError(
            "Ray is not installed.", 'Install it with: pip install -e ".[ray]", or leave --ray out.'
        ) from None
    module: ModuleType = ray
    return module


def _start(ray: ModuleType, cores: int, folder: str) -> None:
    """A cluster of this machine, which listens to this machine alone."""
    store = STORE
    shared = Path("/dev/shm")  # noqa: S108 - where Ray keeps objects
    free = shutil.disk_usage(shared).free if shared.is_dir() else 0
    place: dict[str, Any] = {}
    if free < 2 * LEAST_STORE:  # a container's 64 MB: then on the disk
        place = {"_plasma_directory": folder}
    else:
        store = min(store, int(0.8 * free))
    os.environ["RAY_OBJECT_STORE_ALLOW_SLOW_STORAGE"] = "1"
    where = os.pathsep.join([str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    ray.init(
        num_cpus=cores, object_store_memory=store, include_dashboard=False, log_to_driver=False,
        logging_level=logging.ERROR, configure_logging=True, _temp_dir=folder, _node_ip_address="127.0.0.1",
        runtime_env={"env_vars": {**ONE_THREAD, "PYTHONPATH": where}}, **place,
    )  # fmt: skip


def _join(ray: ModuleType, address: str) -> None:
    """Join a cluster that is there; this package's source goes with the work.

    Raises:
        ZooError: there is none, or it is of another version of Ray or Python.
    """
    remedy = "Start one with `ray start --head`, join other machines with `ray start --address=HOST:6379`."
    if address != "auto" and "://" not in address:
        host, _, port = address.partition(":")
        if not host or not (port or "0").isdecimal():
            raise ZooError(f"{address!r} is no address of a Ray cluster.", "Give HOST:PORT, auto or ray://HOST:PORT.")
        address = f"{host}:{port or PORT}"
        try:  # at once, where Ray would try for a minute
            socket.create_connection((host, int(port or PORT)), timeout=10).close()
        except (OSError, OverflowError) as error:
            raise ZooError(f"No Ray cluster answers at {address}: {error}.", remedy) from None
    try:
        ray.init(
            address=address, log_to_driver=False, logging_level=logging.ERROR,
            runtime_env={"env_vars": ONE_THREAD, "py_modules": [str(PACKAGE)], "excludes": LEFT_OUT},
        )  # fmt: skip
    except (ConnectionError, RuntimeError, ValueError, TimeoutError, ray.exceptions.RayError) as error:
        said = " ".join(str(error).split())[:300]
        raise ZooError(f"The Ray cluster at {address} cannot be joined: {said}", remedy) from error


class RayWorkers:
    """Units of work as tasks of the cluster that this process has joined.

    Args:
        ray: the module.
    """

    def __init__(self, ray: ModuleType) -> None:
        self.ray = ray

    @property
    def beside(self) -> int:
        """Cores of the cluster, now."""
        return max(1, self._cores())

    def _cores(self) -> int:
        return int(self.ray.cluster_resources().get("CPU", 0))

    def run(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """See `Workers.run`.

        Raises:
            ZooError: a unit ended its process again and again, no machine is left, or one has another torch.
        """
        ray = self.ray
        task = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=False)(_unit)
        common = ray.put(work)
        rest, waiting = enumerate(items), dict[Any, int]()
        cores, looked, last = self._cores(), time.monotonic(), time.monotonic()
        try:
            while True:
                while len(waiting) < cores + AHEAD and (following := next(rest, None)) is not None:
                    place, item = following
                    waiting[task.remote(common, item, torch.__version__)] = place
                if not waiting:
                    return
                ready, _ = ray.wait([*waiting], num_returns=1, timeout=POLL)
                for reference in ready:
                    yield waiting.pop(reference), self._get(reference)
                if time.monotonic() - looked > POLL:  # machines come and go
                    cores, looked = self._cores(), time.monotonic()
                    last = looked if cores else last
                    if looked - last > GONE:
                        raise ZooError("No machine is left in the Ray cluster.", "Add one, and go on with --resume.")
        finally:
            for reference in waiting:
                ray.cancel(reference, force=True)

    def _get(self, reference: Any) -> Any:
        errors = self.ray.exceptions
        try:
            return self.ray.get(reference)
        except errors.RayTaskError as error:
            if isinstance(error.cause, ExplorerError):
                raise error.cause from None
            raise
        except errors.RayError as error:
            said = " ".join(str(error).split())[:300]
            raise ZooError(
                f"A unit of work ended its process {RETRIES + 1} times: {said}",
                "See Ray's own logs; give a task more memory (fewer cores a machine), and go on with --resume.",
            ) from error


def _unit(work: Callable[[Any], Any], item: Any, version: str) -> Any:
    """One unit, on one thread as in a process of `Processes`: the same result on the same kind of machine."""
    if torch.__version__ != version:
        raise ZooError(
            f"The machine {socket.gethostname()} has torch {torch.__version__}, not {version}.",
            "Install the same requirements on all machines.",
        )
    torch.set_num_threads(1)
    return work(item)
