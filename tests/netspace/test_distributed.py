"""Training by several processes, as torchrun starts them: the same parameters everywhere, other draws in each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from explorer.errors import TrainingError
from explorer.netspace.distributed import ALONE, Group, own_device, started_by_torchrun
from explorer.netspace.trainer import train
from tests.netspace.test_trainer import RECIPE, ShapeTrainer, problem

REPO = Path(__file__).parents[2]

# Each rank trains, and says what it holds then. `ends`: rank 1 is killed at that step, as by a power cut.
PROGRAM = """
import dataclasses, json, os, sys
from pathlib import Path
import torch
from explorer.errors import ExplorerError
from explorer.netspace import trainer as module
from explorer.netspace.distributed import joined
from tests.netspace.test_trainer import RECIPE, ShapeTrainer, parameters, problem

out, ends = Path(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(1)
module.CHECKPOINT_SECONDS = 0.0
recipe = dataclasses.replace(RECIPE, steps=40, networks=3)
with joined() as group:
    model, data = problem()
    own = ShapeTrainer(model, data, recipe, 0)
    step = own.one_step

    def one_step():
        if own.step == ends and group.rank == 1:
            os._exit(9)
        return step()

    own.one_step = one_step
    curve = []
    folder = module.RunFolder(out / "run", recipe, 0, resume=True) if group.writes else None
    try:
        module.train(own, folder, curve.append, every=10)
    except ExplorerError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    drawn = own.draw(10**6, 3).tolist()
    said = {"parameters": parameters(model).tolist(), "drawn": drawn, "curve": [line.row() for line in curve]}
    (out / f"rank{group.rank}.json").write_text(json.dumps(said))
    print("rank", group.rank)
"""


def together(out: Path, ends: int = -1) -> subprocess.CompletedProcess[str]:
    """Two processes on this machine."""
    out.mkdir(exist_ok=True)
    (out / "program.py").write_text(PROGRAM)
    return subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--master-port=0", "--rdzv-backend=c10d",
         "--rdzv-endpoint=localhost:0", str(out / "program.py"), str(out), str(ends)],
        cwd=REPO, env={**os.environ, "PYTHONPATH": str(REPO), "OMP_NUM_THREADS": "1"}, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip


def ranks(out: Path) -> list[dict[str, Any]]:
    return [json.loads((out / f"rank{rank}.json").read_text()) for rank in range(2)]


@pytest.mark.slow  # a minute; and torch may abort as a process of it ends (SIGABRT, seen once in five runs)
def test_ranks_hold_the_same_and_draw_apart_and_go_on_after_one_died(tmp_path: Path) -> None:
    whole = together(tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.split() == ["rank", "0"]  # the other one is silent
    first, second = ranks(tmp_path / "whole")
    assert first["parameters"] == second["parameters"]
    assert first["drawn"] != second["drawn"]
    assert [line["step"] for line in first["curve"]] == [10, 20, 30, 40]

    broken = together(tmp_path / "broken", ends=25)
    assert broken.returncode != 0
    assert "Another process of this training ended" in broken.stderr or "exitcode  : 9" in broken.stderr
    run = tmp_path / "broken" / "run"
    assert int(torch.load(run / "checkpoint.pt", weights_only=True)["step"]) == 20
    assert not [file for file in run.iterdir() if file.suffix == ".tmp"]
    assert together(tmp_path / "broken").returncode == 0
    again = ranks(tmp_path / "broken")
    assert [one["parameters"] for one in again] == [first["parameters"]] * 2
    assert [one["drawn"] for one in again] == [first["drawn"], second["drawn"]]
    assert (run / "curve.csv").read_text().count("\n") == 5  # the head, and a line every ten steps

    # One process with as many networks a step learns as much.
    model, data = problem()
    alone = ShapeTrainer(model, data, RECIPE, 0)
    curve = list[float]()
    train(alone, None, lambda line: curve.append(line.losses["heldout"]), every=10)
    assert first["curve"][-1]["heldout"] == pytest.approx(curve[-1], rel=0.3)

    model, data = problem()
    with pytest.raises(TrainingError, match="of 2 processes, not 1"):
        ShapeTrainer(model, data, RECIPE, 0).load(torch.load(run / "checkpoint.pt", weights_only=True))


def test_alone_nothing_is_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    value = torch.ones(3)
    assert ALONE.mean(value) is value
    assert ALONE.gather(value) == [value]
    assert ALONE.from_first(value) is value
    assert ALONE.writes
    assert len({Group(rank, 4).seed(0) for rank in range(4)}) == 4
    assert ALONE.seed(7) == 7
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    assert not started_by_torchrun()
    assert own_device("cuda") == "cuda"
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert not started_by_torchrun()  # somebody else's variable
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("LOCAL_RANK", "1")
    assert started_by_torchrun()
    assert own_device("cpu") == "cpu"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 4)
    assert own_device("auto") == "cuda:1"
    assert own_device("cuda:3") == "cuda:3"
