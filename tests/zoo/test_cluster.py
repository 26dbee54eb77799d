"""Work on a Ray cluster: the same as in processes, also when a machine dies; what cannot be joined is said."""

from __future__ import annotations

import os
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.data.images import load_digits
from explorer.errors import DataError, ZooError
from explorer.kinds.images.networks import picture_siren
from explorer.kinds.images.zoo import PictureFit, make_zoo
from explorer.kinds.images.zoo_pictures import pictures_of_data
from explorer.zoo.cluster import SETTINGS, cluster
from explorer.zoo.store import ZooFolder
from explorer.zoo.workers import in_order, side_by_side

REPO = Path(__file__).parents[2]


def pictures_zoo(out: Path, **options: Any) -> ZooFolder:
    """24 small networks in 12 batches, each a second or so."""
    return make_zoo(
        out, pictures_of_data(load_digits(), 24, 0), batch=2, arch=picture_siren(width=16, hidden=2),
        config=PictureFit(steps=150), **options,
    )  # fmt: skip


def same(a: ZooFolder, b: ZooFolder) -> bool:
    one, other = a.load_networks(), b.load_networks()
    return list(one) == list(other) and all(torch.equal(one[name], other[name]) for name in one)


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """A head without cores, and two raylets of one core each, as two machines would be."""
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        options = {"object_store_memory": 100 << 20, "include_dashboard": False}
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **options})
        for _ in range(2):
            made.add_node(num_cpus=1, object_store_memory=100 << 20)
        yield made
        ray.shutdown()
        made.shutdown()


def twice(item: int) -> int:
    return 2 * item


def refused(item: int) -> int:
    raise DataError(f"{item} is no number.", "Take another.")


def failing(item: int) -> int:
    return 1 // item


def ending(item: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.slow  # half a minute; a minute and more on a busy machine
def test_a_machine_that_dies_midway_changes_nothing(
    machines: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two raylets is killed after the second batch; all networks are there, bit for bit those of processes."""
    monkeypatch.setattr("explorer.kinds.images.zoo.MEAN_OF", 3)
    killed: list[int] = []
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 4 and not killed:
            node = machines.worker_nodes.copy().pop()
            killed.append(done)
            machines.remove_node(node, allow_graceful=False)

    with cluster(machines.address, 2) as workers:
        assert workers.beside == 2
        zoo = pictures_zoo(tmp_path / "ray", workers=workers, progress=progress)
        assert killed
        # A machine that comes later takes part, and work that fails is told as it is here.
        machines.add_node(num_cpus=1, object_store_memory=100 << 20)
        assert [*in_order(twice, range(20), workers)] == [*range(0, 40, 2)]
        with pytest.raises(DataError, match="7 is no number") as caught:
            [*side_by_side(refused, [7], workers)]
        assert caught.value.remedy == "Take another."
        with pytest.raises(ZeroDivisionError):
            [*side_by_side(failing, [0], workers)]
        monkeypatch.setattr("explorer.zoo.cluster.RETRIES", 0)
        with pytest.raises(ZooError, match="ended its process 1 times"):
            [*side_by_side(ending, [1], workers)]
    assert zoo.finished() == 12
    assert sorted(file.name for file in (zoo.path / "batches").iterdir()) == [f"{k:05d}.safetensors" for k in range(12)]
    assert seen[0] == (0, 24)
    assert seen == sorted(seen)
    assert len(seen) == 13
    assert same(zoo, pictures_zoo(tmp_path / "processes", workers=2))


def test_a_cluster_of_this_machine() -> None:
    pytest.importorskip("ray")
    before = {file.name for file in Path("/tmp").glob("explorer-ray-*")}  # noqa: S108 - where Ray's own files are
    with cluster("local", 1) as workers:
        assert workers.beside == 1
        assert [*in_order(twice, range(5), workers)] == [*range(0, 10, 2)]
        with pytest.raises(DataError, match="7 is no number") as caught:
            [*side_by_side(refused, [7], workers)]
        assert caught.value.remedy == "Take another."
    assert {file.name for file in Path("/tmp").glob("explorer-ray-*")} <= before  # noqa: S108


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:9", "No Ray cluster answers at 127.0.0.1:9"),
        ("no.such.machine.invalid", "No Ray cluster answers at no.such.machine.invalid:6379"),
        ("127.0.0.1:port", "no address"),
        (":6379", "no address"),
        ("127.0.0.1:99999999", "No Ray cluster answers"),
    ],
)
def test_a_cluster_that_is_not_there(address: str, said: str) -> None:
    pytest.importorskip("ray")
    start = time.monotonic()
    with pytest.raises(ZooError, match=said) as caught, cluster(address, 1):
        pass
    assert caught.value.remedy
    assert time.monotonic() - start < 30


def test_without_ray_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ZooError, match="Ray is not installed") as caught, cluster("local", 1):
        pass
    assert ".[ray]" in caught.value.remedy


def test_tests_need_the_ray_that_is_offered() -> None:
    offered = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]["optional-dependencies"]["ray"]
    lines = (REPO / "tests" / "requirements.txt").read_text().splitlines()
    assert offered == [line.partition("#")[0].strip() for line in lines if line.startswith("ray==")]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_comes_in_any_order_is_put_in_order(workers: int) -> None:
    assert [*in_order(twice, range(7), workers)] == [*range(0, 14, 2)]
    assert sorted(side_by_side(twice, iter([3, 1]), workers)) == [2, 6]
    assert [*side_by_side(twice, [], workers)] == []
    large = np.arange(10)
    assert [value.tolist() for value in in_order(np.negative, [large], workers)] == [(-large).tolist()]
