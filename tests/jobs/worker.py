"""Commands that a job of the tests runs: quick, and of every way to end. `python -m tests.jobs.worker WHAT FILE`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from explorer.jobs.progress import teller


def main(what: str, file: Path, *options: str) -> int:
    resumed = "--resume" in options
    with file.open("a") as log:
        log.write(f"{what}{' resumed' if resumed else ''}\n")
    print(f"{what} begins", file=sys.stderr)
    if what == "fail":
        print("error: The moon is not full.\nWait for it.", file=sys.stderr)
        return 2
    if what == "crash":
        raise RuntimeError("a bug")
    tell = teller("counting")
    try:
        for k in range(5 if what == "quick" or resumed else 600):
            tell(k, 600)
            time.sleep(0.05)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
