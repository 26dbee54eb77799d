"""Fuzz one reader: `python -m tests.fuzz.work READER COUNT [SEED]`, in a process with limits; says what it found.

Memory is bounded by the address space, each input by time of the processor (an alarm), and an audit hook of Python sees
every file that is opened, every process that is begun and every socket.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

import torch
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz import damage, seeds
from tests.fuzz.readers import READERS

MEMORY = 3 * 2**30  # beyond what the process has when all is loaded
EACH = 20  # inputs from one draw of hypothesis'
NEVER = ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "socket.connect", "socket.bind")


class TooLongError(BaseException):
    """An input took longer than it may."""


class Watched:
    """What the readers did beside reading."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.on = str(folder), False
        self.found: list[str] = []
        roots = (sys.prefix, sys.base_prefix, str(seeds.REPO), "/proc/", "/sys/", "/usr/", "/etc/ld", "/dev/null")
        self.roots = (*roots, "/dev/urandom")

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in NEVER:
            self.found.append(f"{event} {str(args)[:80]}")
        elif event == "open" and isinstance(args[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(args[0]))  # noqa: PTH100 - of any bytes
            writing = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if not path.startswith(self.folder) and (writing or not path.startswith(self.roots)):
                self.found.append(f"open {path[:120]} {args[1:]}")


def main(name: str, count: int, number: int = 0) -> int:  # noqa: C901 - a script
    """Fuzz; 1 if something was found."""
    torch.set_num_threads(1)
    reader = READERS[name]
    good = reader.made()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    os.chdir(folder)
    watched = Watched(folder)
    sys.addaudithook(watched)
    problems: dict[str, str] = {}
    seen = {"inputs": 0, "read": 0, "refused": 0}
    slowest = 0.0
    known = seen.copy()

    def ring(*_: Any) -> None:
        raise TooLongError

    def one(data: bytes) -> None:
        nonlocal slowest
        seen["inputs"] += 1
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, reader.seconds)
        try:
            watched.on = True
            reader.read(data, folder)
            seen["read"] += 1
        except reader.allowed:
            seen["refused"] += 1
        except (Exception, TooLongError) as error:  # noqa: BLE001 - what is looked for
            where = traceback.extract_tb(error.__traceback__)
            ours = [frame for frame in where if "explorer/" in frame.filename]
            last = ours[-1] if ours else where[-1]
            key = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
            if key not in problems:
                problems[key] = " ".join(str(error).split())[:200]
                (folder / f"bad-{len(problems)}").write_bytes(data)
                print(f"PROBLEM {key}: {problems[key]} [{folder}/bad-{len(problems)}]", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            watched.on = False
            slowest = max(slowest, time.process_time() - start)

    signal.signal(signal.SIGPROF, ring)
    for data in good:
        one(data)  # all that is imported lazily is there now
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    watched.found.clear()
    known = seen.copy()

    @seed(number)
    @settings(
        max_examples=max(1, count // EACH), deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(damage.plans)
    def fuzz(plan: tuple[int, int]) -> None:
        for k in range(EACH):
            if seen["inputs"] - known["inputs"] < count:
                one(damage.damaged(good, plan[0] + k, plan[1] + k))

    while seen["inputs"] - known["inputs"] < count:
        fuzz()
        number += 1
    if (folder / seeds.FORBIDDEN).exists():
        problems["code was run"] = seeds.FORBIDDEN
    for found in dict.fromkeys(watched.found):
        problems[f"beside reading: {found}"] = ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = {"reader": name, "inputs": seen["inputs"], "read": seen["read"], "refused": seen["refused"]}
    print(json.dumps({**said, "slowest_s": round(slowest, 3), "peak_mib": peak, "problems": problems}), flush=True)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
