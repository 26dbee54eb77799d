"""Runs commands of the program, each in a process of its own that is killed at a chosen moment.

`python -m tests.faults.work` imports everything once, reads a job a line (JSON), forks a process for each, and answers
with a line. A moment is a number of changes to files (the process ends just before the next one), or a share of the
processor's time; so it does not depend on what else the machine does.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHANGES = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link", "os.symlink")
POLL_S = 0.002
LIMIT_S = 300.0  # of a job, in processor time
TICKS = os.sysconf("SC_CLK_TCK")


class Changes:
    """Counts changes to files below a folder, as an audit hook; kills this process before one of them."""

    def __init__(self, folder: str, last: int | None, number: int) -> None:
        self.folder, self.last, self.number, self.count = folder, last, number, 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event in CHANGES:
            path = args[0]
        else:
            return
        if not isinstance(path, str | bytes | os.PathLike):
            return
        if not os.path.abspath(os.fsdecode(path)).startswith(self.folder):  # noqa: PTH100 - of any bytes
            return
        if self.count == self.last:
            os.kill(os.getpid(), self.number)
        self.count += 1


def warm() -> None:
    """Import what the commands need."""
    import torch

    torch.set_num_threads(1)
    for name in (
        "explorer.cli.main", "explorer.space.build", "explorer.space.map", "explorer.importing.making",
        "sklearn.datasets",
        "explorer.kinds.shapes.commands", "explorer.kinds.images.commands", "explorer.kinds.classifiers.commands",
        "explorer.kinds.shapes.mesh_zoo", "explorer.kinds.images.zoo", "explorer.kinds.classifiers.zoo",
        "explorer.kinds.images.build", "explorer.kinds.classifiers.build", "explorer.explore.read.encode",
        "explorer.explore.engine.engine", "explorer.explore.takeaway.export", "trimesh", "scipy.spatial",
        "torch.utils.tensorboard",
    ):  # fmt: skip
        importlib.import_module(name)
    from explorer.netspace import trainer
    from explorer.space import build

    # UMAP compiles itself for half a minute, and writes nothing; checkpoints come with every line of the curve.
    build.fit_map = lambda latents, seed, neighbours: latents[:, :2]
    trainer.CHECKPOINT_SECONDS = 0.0
    os.cpu_count = lambda: 1  # zoos are made in this process


def child(job: dict[str, Any]) -> None:
    """Run a command; never returns."""
    from explorer.cli.main import main

    os.chdir(job["cwd"])
    for stream, name in ((sys.stdout, "stdout"), (sys.stderr, "stderr")):
        handle = os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, stream.fileno())
    if job.get("largest") is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest"], job["largest"]))
    changes = Changes(job["cwd"], job.get("change"), int(job.get("signal", signal.SIGKILL)))
    sys.addaudithook(changes)
    status = 99
    try:
        status = main(job["argv"])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with open(job["stdout"] + ".count", "w") as file:  # noqa: PTH123 - in no folder that is watched
            file.write(str(changes.count))
        os._exit(status)


def serve(job: dict[str, Any], run: Callable[[dict[str, Any]], None] = child) -> dict[str, Any]:
    """Fork, wait, kill when it is time."""
    pid = os.fork()
    if pid == 0:
        try:
            run(job)
        finally:
            os._exit(98)
    moment = float(job.get("seconds") or LIMIT_S)
    used = 0.0
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used = (int(fields[11]) + int(fields[12])) / TICKS
        except OSError:
            continue
        if used >= moment:
            os.kill(pid, signal.SIGKILL)
        time.sleep(POLL_S)
    code = os.waitstatus_to_exitcode(status)
    count = Path(job["stdout"] + ".count")
    return {"code": code, "seconds": used, "changes": int(count.read_text()) if code >= 0 and count.exists() else None}


if __name__ == "__main__":
    warm()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)
