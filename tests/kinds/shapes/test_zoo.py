from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from explorer.errors import ZooError
from explorer.kinds.shapes.fit import ShapeFit
from explorer.kinds.shapes.zoo import make_zoo
from explorer.networks.siren import Siren
from explorer.zoo.store import ZooFolder
from tests.closeness import same_networks

ARCH, CONFIG = Siren(width=8, hidden=2), ShapeFit(steps=20, points=64, pool=512)


def make(out: Path, count: int = 6, **options: object) -> ZooFolder:
    return make_zoo(out, count, **{"batch": 2, "arch": ARCH, "config": CONFIG, **options})


def same(a: ZooFolder, b: ZooFolder) -> bool:
    one, other = a.load_networks(), b.load_networks()
    return list(one) == list(other) and all(torch.equal(one[name], other[name]) for name in one)


def rows(zoo: ZooFolder) -> list[torch.Tensor]:
    return [*torch.cat([value.flatten(1) for value in zoo.load_networks().values()], 1)]


class StoppedError(Exception):
    pass


def stop_after(networks: int):  # noqa: ANN201
    def progress(done: int, total: int) -> None:
        if done >= networks:
            raise StoppedError

    return progress


def test_a_zoo_has_as_many_networks_as_asked_for(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    zoo = make(tmp_path / "zoo", 5, progress=lambda done, total: seen.append((done, total)))
    networks = zoo.load_networks()
    assert {len(value) for value in networks.values()} == {5}
    assert {name: tuple(value.shape[1:]) for name, value in networks.items()} == ARCH.shapes
    assert seen == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert len(zoo.load_networks(limit=3)["layers.0.weight"]) == 3
    seconds = zoo.seconds_per_network()
    assert seconds is not None
    assert seconds > 0


def test_an_interrupted_zoo_resumes_to_the_same_networks(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole")
    with pytest.raises(StoppedError):
        make(tmp_path / "parts", progress=stop_after(2))
    assert ZooFolder.open(tmp_path / "parts").finished() == 1
    before = {f: f.stat().st_mtime_ns for f in (tmp_path / "parts" / "batches").iterdir()}
    resumed = make(tmp_path / "parts", resume=True)
    assert same(whole, resumed)
    assert all(f.stat().st_mtime_ns == t for f, t in before.items()), "a finished batch was made again"


def test_batches_side_by_side_give_the_same_networks(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    both = make(tmp_path / "both", 5, workers=2, progress=lambda done, total: seen.append((done, total)))
    again = make(tmp_path / "again", 5, workers=2)
    again.batch_file(0).unlink()  # now it is the last one to be made
    assert same(make(tmp_path / "again", 5, workers=2, resume=True), both)
    same_networks(rows(both), rows(make(tmp_path / "one", 5)))
    assert seen[0] == (0, 5)
    assert seen[-1] == (5, 5)
    assert sorted(seen) == seen
    assert len(seen) == 4  # one for each of the three batches


def test_a_hole_in_a_zoo_is_filled(tmp_path: Path) -> None:
    whole, zoo = make(tmp_path / "whole"), make(tmp_path / "zoo")
    zoo.batch_file(1).unlink()  # as if the second of two workers had been stopped earlier than the first
    seen: list[tuple[int, int]] = []
    assert same(whole, make(tmp_path / "zoo", resume=True, progress=lambda done, total: seen.append((done, total))))
    assert seen == [(4, 6), (6, 6)]


def test_a_longer_zoo_starts_with_the_shorter_one(tmp_path: Path) -> None:
    make(tmp_path / "zoo", 4)
    assert same(make(tmp_path / "zoo", 6, resume=True), make(tmp_path / "other", 6))


def test_a_killed_process_loses_at_most_the_batch_in_flight(tmp_path: Path) -> None:
    out = tmp_path / "zoo"
    program = (
        "import sys, explorer.kinds.shapes.zoo as z\n"
        "from explorer.networks.siren import Siren\n"
        "from pathlib import Path\n"
        "z.shared_init = lambda arch, seed: arch.init(__import__('torch').Generator().manual_seed(seed))\n"
        "z.make_zoo(Path(sys.argv[1]), 2000, batch=2, arch=Siren(width=8, hidden=2),\n"
        "           config=z.ShapeFit(steps=20, points=64, pool=512), resume=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(out)], cwd=Path(__file__).parents[3])
    try:
        limit = time.monotonic() + 300
        while not (out / "batches" / "00002.safetensors").exists():
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < limit, "no batch in five minutes"
            time.sleep(0.01)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    zoo = ZooFolder.open(out)
    finished = zoo.finished()
    assert finished >= 3
    assert len(zoo.load_networks()["layers.0.weight"]) == finished * 2  # every one of them can be read


def test_a_zoo_is_not_overwritten_unasked(tmp_path: Path) -> None:
    make(tmp_path / "zoo", 2)
    with pytest.raises(ZooError, match="already holds a zoo") as caught:
        make(tmp_path / "zoo", 2)
    assert "--resume" in caught.value.remedy


@pytest.mark.parametrize(
    ("options", "said"),
    [({"seed": 1}, "seed is 0, not 1"), ({"batch": 3}, "batch is 2, not 3"), ({"arch": Siren()}, "arch is")],
)
def test_another_zoo_is_not_mixed_in(tmp_path: Path, options: dict[str, object], said: str) -> None:
    make(tmp_path / "zoo", 2)
    with pytest.raises(ZooError, match=said):
        make(tmp_path / "zoo", 2, resume=True, **options)


@pytest.mark.parametrize(("count", "batch"), [(0, 2), (2, 0)])
def test_nothing_to_do_is_an_error(tmp_path: Path, count: int, batch: int) -> None:
    with pytest.raises(ZooError, match="at least 1"):
        make(tmp_path / "zoo", count, batch=batch)
    assert not (tmp_path / "zoo").exists()


# --- the folder


def test_a_missing_zoo(tmp_path: Path) -> None:
    with pytest.raises(ZooError, match=r"zoo\.json is missing"):
        ZooFolder.open(tmp_path)


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"format": 99}', "\x00"])
def test_a_damaged_description(tmp_path: Path, text: str) -> None:
    (tmp_path / "zoo.json").write_text(text)
    with pytest.raises(ZooError, match=r"zoo\.json"):
        ZooFolder.open(tmp_path)


def test_a_zoo_without_batches_says_how_to_go_on(tmp_path: Path) -> None:
    folder = ZooFolder.create(tmp_path / "zoo", {"count": 4, "batch": 2}, resume=False)
    with pytest.raises(ZooError, match="holds no finished batch"):
        folder.load_networks()
    assert folder.seconds_per_network() is None


def test_a_truncated_batch_is_named(tmp_path: Path) -> None:
    zoo = make(tmp_path / "zoo", 4)
    file = zoo.batch_file(1)
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(ZooError, match=r"00001\.safetensors cannot be read"):
        zoo.load_networks()


def test_the_description_says_what_was_made(tmp_path: Path) -> None:
    make(tmp_path / "zoo", 2, seed=4)
    stated = json.loads((tmp_path / "zoo" / "zoo.json").read_text())
    assert stated["kind"] == "furniture"
    assert stated["seed"] == 4
    assert stated["arch"]["width"] == 8
    assert stated["fit"]["steps"] == 20
