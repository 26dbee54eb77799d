"""How much memory the app's server holds: with a page of a space open, after a drag, and with all spaces open."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

from explorer.bench.pages import opened
from explorer.bench.rows import Row, Setting
from explorer.bench.serving import REPO, resident, running
from explorer.bench.viewers import entered, together
from explorer.errors import BenchError
from explorer.space.stated import list_spaces

AIM_MIB = 700.0
QUICK_S, LONG_S = 3.0, 600.0  # of dragging
TORCH = "import os, torch; torch.randn(64, 64) @ torch.randn(64, 64); print(open('/proc/self/statm').read())"


def memory(setting: Setting) -> Row:
    """A server with a page of the space of shapes, dragged; then pages of all the spaces beside it, too.

    In a hurry the drag takes seconds, and no other space is opened: what is kept of meshes has then not grown to its
    bound (`explorer.explore.engine.engine.CACHE_BYTES`).
    """
    held = asyncio.run(_held(setting))
    torch_mib = torch_alone()
    own = {name: mib - torch_mib for name, mib in held.items()}
    after = own["dragged"]
    said = ", ".join(f"{name} {mib:,.0f}" for name, mib in own.items())
    note = f"MiB beside the {torch_mib:,.0f} of a process that only imports torch: {said}"
    ratio = round(AIM_MIB / after, 2)
    name = f"memory of the server after {QUICK_S if setting.quick else LONG_S:g} s of dragging"
    return Row(name, f"the aim, {AIM_MIB:g} MiB beside torch's own", ratio, ratio, ratio, 1.0, note)


def torch_alone() -> float:
    """MiB that a process holds which has multiplied two matrices with torch, and nothing else.

    Raises:
        BenchError: the system does not say.
    """
    command = [sys.executable, "-c", TORCH]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise BenchError("How much memory a process holds is not told here.", "Run it on Linux.")
    return int(done.stdout.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


async def _held(setting: Setting) -> dict[str, float]:
    """MiB, step by step."""
    root, name = setting.shapes.resolve().parent, setting.shapes.resolve().name
    entries = {entry.name: entry for entry in list_spaces(root) if entry.networks}
    found = dict[str, float]()
    with running(root) as server:
        found["started"] = resident(server.pid)
        async with opened(server.url, name) as door:
            found["opened"] = resident(server.pid)
            count = int(entries[name].networks or 0)
            async with entered(door, [0, count // 2]) as viewer:
                await together([viewer], QUICK_S if setting.quick else LONG_S)
            found["dragged"] = resident(server.pid)
        for other in [] if setting.quick else sorted(set(entries) - {name}):
            async with opened(server.url, other):
                found[f"and {other}"] = resident(server.pid)
    return found
