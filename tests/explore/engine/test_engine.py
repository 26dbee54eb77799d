"""The engine: one answer whoever asks, computed once, kept in bounds, dropped when nobody waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.errors import BundleError, DeviceError, LatentError, SelectionError
from explorer.explore.engine.cache import ByteCache
from explorer.explore.engine.engine import Decoded, Dropped, Engine, Input, Raw, choose_device
from explorer.kinds.shapes import meshes
from explorer.kinds.shapes.mesh import MeshResult
from explorer.kinds.shapes.meshes import distances_of, mesh_of, meshes_of, occupancy_of
from explorer.networks import fastsiren
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import PRepLayout, flatten, unflatten
from explorer.networks.siren import Siren, siren
from explorer.space.bundle import Space

LONG = 300.0  # seconds after which a test gives up


@pytest.fixture
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture
def space(tiny_space: Space) -> Space:
    return tiny_space


class Making:
    """The meshes that were really computed: their resolutions; while held, each goes on asking whether it is wanted."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.started = threading.Event()
        self.released = threading.Event()
        self.released.set()

    def hold(self) -> None:
        self.released.clear()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Making:
    making = Making()
    real = meshes.sdf_to_mesh

    def slow(field: Callable[[torch.Tensor], torch.Tensor], resolution: int, device: torch.device) -> MeshResult:
        making.seen.append(resolution)
        making.started.set()
        field(torch.zeros(1, 3))
        end = time.monotonic() + LONG
        while not making.released.wait(0.005):
            assert time.monotonic() < end, "neither dropped nor released"
            field(torch.zeros(1, 3))
        return real(field, resolution, device)

    monkeypatch.setattr(meshes, "sdf_to_mesh", slow)
    return making


class Waiting:
    """A caller that is there until it leaves; says when it was asked."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.left = threading.Event()

    def __call__(self) -> bool:
        self.asked.set()
        return self.left.is_set()


def test_devices_that_are_not_there_are_named() -> None:
    assert choose_device("cpu").type == "cpu"
    with pytest.raises(DeviceError, match="no device"):
        choose_device("abacus")
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match=r"'cuda' is not there.*cpu"):
            Engine("cuda")
    if not torch.backends.mps.is_available():
        with pytest.raises(DeviceError, match="'mps' is not there"):
            Engine("mps")


@pytest.fixture
def two_workers() -> Iterator[None]:
    """Two threads for the networks, where the tests otherwise use one."""
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    fastsiren._start_workers.cache_clear()
    yield
    torch.set_num_threads(before)
    fastsiren._start_workers.cache_clear()


@pytest.mark.usefixtures("two_workers")
def test_fast_networks_answer_as_plain_ones() -> None:
    arch = Siren()
    layout = PRepLayout.of(arch.shapes)
    params = [arch.init(torch.Generator().manual_seed(k)) for k in range(3)]
    networks = FastSiren(arch, layout, torch.stack([flatten(layout, p) for p in params]))
    for count in (0, 1, 7, 1000, 10_000):
        points = torch.rand(count, 3) * 2 - 1
        expected = torch.stack([siren(arch, p, points)[:, 0] for p in params])
        torch.testing.assert_close(networks(points), expected, atol=1e-5, rtol=0)
        torch.testing.assert_close(networks._on_gpu(points)[..., 0], expected, atol=1e-5, rtol=0)
    assert torch.get_num_threads() == 2


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (2, 1), (3, 2)])
def test_fast_networks_give_all_outputs(inputs: int, outputs: int) -> None:
    arch = Siren(inputs=inputs, width=8, hidden=2, outputs=outputs)
    layout = PRepLayout.of(arch.shapes)
    params = [arch.init(torch.Generator().manual_seed(k)) for k in range(2)]
    networks = FastSiren(arch, layout, torch.stack([flatten(layout, p) for p in params]))
    points = torch.rand(5000, inputs) * 2 - 1
    expected = torch.stack([siren(arch, p, points) for p in params])
    torch.testing.assert_close(networks.values(points), expected, atol=1e-5, rtol=0)
    torch.testing.assert_close(networks._on_gpu(points), expected, atol=1e-5, rtol=0)
    torch.testing.assert_close(networks(points), expected[..., 0], atol=1e-5, rtol=0)


def test_decode_is_the_model_and_batched(engine: Engine, space: Space) -> None:
    weights = engine.decode(space, space.latents[:5])
    assert weights.shape == (5, space.layout.count)
    torch.testing.assert_close(weights[3:4], engine.decode(space, space.latents[3:4]), atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize(("count", "more"), [(1, -1), (3, 1), (0, 1)])
def test_latent_of_the_wrong_size_is_named(engine: Engine, space: Space, count: int, more: int) -> None:
    with pytest.raises(LatentError, match="shape"):
        engine.decode(space, np.zeros((count, space.latents.shape[1] + more), np.float32))


def test_latent_that_is_not_finite_is_named(engine: Engine, space: Space) -> None:
    latent = space.latents[0].copy()
    latent[2] = np.nan
    with pytest.raises(LatentError, match="not finite"):
        mesh_of(engine, space, Decoded.of(latent), 16)


def test_weights_of_every_source_come_in_order(engine: Engine, space: Space) -> None:
    sources = [Input(3), Decoded.of(space.latents[1]), Raw(2, 3, 0.25), Decoded.of(space.latents[0]), Raw(4, 5, 0.0)]
    weights = engine.weights(space, sources)
    inputs = space.zoo.weights(range(6))
    decoded = engine.decode(space, space.latents[:2])
    expected = [inputs[3], decoded[1], 0.75 * inputs[2] + 0.25 * inputs[3], decoded[0], inputs[4]]
    torch.testing.assert_close(weights, torch.stack(expected), atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("source", [Input(21), Input(-1), Raw(0, 99, 0.5), Raw(0, 1, 1.5), Raw(0, 1, float("nan"))])
def test_source_that_does_not_exist_is_named(engine: Engine, space: Space, source: Input | Raw) -> None:
    with pytest.raises(SelectionError):
        mesh_of(engine, space, source, 16)


def test_source_is_the_latent_it_was_made_of(space: Space) -> None:
    source = Decoded.of(space.latents[0].astype(np.float64))
    assert source == Decoded.of(space.latents[0])
    np.testing.assert_array_equal(source.array, space.latents[0])


def test_occupancy_and_mesh_agree_with_the_plain_network(engine: Engine, space: Space) -> None:
    weights = space.zoo.weights([0, 1])
    inside = occupancy_of(engine, space, weights, 24)
    axis = torch.linspace(-1, 1, 24)
    points = torch.cartesian_prod(axis, axis, axis)
    for k in range(2):
        values = siren(space.arch, unflatten(space.layout, weights[k]), points)[:, 0]
        torch.testing.assert_close(distances_of(engine, space, weights, points)[k], values, atol=1e-5, rtol=0)
        plain = (values < 0).reshape(24, 24, 24)
        assert (inside[k] != plain).sum() <= 2  # but for rounding, right at the surface
    mesh = mesh_of(engine, space, Input(0), 64)
    at_vertices = distances_of(engine, space, weights[:1], torch.from_numpy(np.asarray(mesh.points)))
    assert at_vertices.abs().mean() < 0.1 * 2 / 63  # a tenth of a voxel


def test_same_mesh_is_made_once(engine: Engine, space: Space, made: Making) -> None:
    first = mesh_of(engine, space, Input(0), 16)
    again = mesh_of(engine, space, Input(0), 16)
    assert made.seen == [16]
    assert np.shares_memory(first.points, again.points)
    mesh_of(engine, space, Input(0), 17)
    mesh_of(engine, space, Input(1), 16)
    assert made.seen == [16, 17, 16]


def test_callers_do_not_see_each_others_arrays(engine: Engine, space: Space) -> None:
    mesh_of(engine, space, Input(0), 16)["colour"] = np.zeros(mesh_of(engine, space, Input(0), 16).n_points)
    assert "colour" not in mesh_of(engine, space, Input(0), 16).array_names


def test_several_meshes_are_those_of_each(engine: Engine, space: Space) -> None:
    sources = [Decoded.of(space.latents[0]), Input(2), Decoded.of(space.latents[1]), Input(2)]
    together = meshes_of(engine, space, sources, 20)
    for mesh, source in zip(together, sources, strict=True):
        alone = mesh_of(Engine("cpu"), space, source, 20)
        assert mesh.n_points == pytest.approx(alone.n_points, abs=4)
    assert meshes_of(engine, space, [], 20) == []


def test_simultaneous_requests_share_one_computation(engine: Engine, space: Space, made: Making) -> None:
    made.hold()
    callers = [Waiting() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        meshes = [pool.submit(mesh_of, engine, space, Input(0), 16, caller) for caller in callers]
        assert all(caller.asked.wait(LONG) for caller in callers)
        made.released.set()
    assert made.seen == [16]
    assert len({mesh.result().n_points for mesh in meshes}) == 1


def test_many_threads_get_their_own_answers(engine: Engine, space: Space) -> None:
    expected = [mesh_of(Engine("cpu"), space, Input(k), 16).n_points for k in range(6)]
    with ThreadPoolExecutor(6) as pool:
        for _ in range(3):
            engine = Engine("cpu")
            found = list(pool.map(lambda k, e=engine: mesh_of(e, space, Input(k % 6), 16).n_points, range(24)))
            assert found == expected * 4


def test_work_that_nobody_waits_for_is_dropped(engine: Engine, space: Space, made: Making) -> None:
    made.hold()  # it would never end by itself
    with pytest.raises(Dropped):
        mesh_of(engine, space, Input(0), 16, cancelled=made.started.is_set)
    made.released.set()
    assert mesh_of(engine, space, Input(0), 16).n_points > 0  # asked again, it is made anew
    assert made.seen == [16, 16]


def test_work_that_someone_still_waits_for_goes_on(engine: Engine, space: Space, made: Making) -> None:
    made.hold()
    one, two = Waiting(), Waiting()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(mesh_of, engine, space, Input(0), 16, one)
        assert made.started.wait(LONG)
        second = pool.submit(mesh_of, engine, space, Input(0), 16, two)
        assert two.asked.wait(LONG)
        one.left.set()
        one.asked.clear()
        assert one.asked.wait(LONG)  # it has said so
        made.released.set()
        assert second.result().n_points > 0
        assert first.result().n_points > 0
    assert made.seen == [16]


def test_waiter_that_leaves_does_not_wait(engine: Engine, space: Space, made: Making) -> None:
    made.hold()
    two = Waiting()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(mesh_of, engine, space, Input(0), 16)
        assert made.started.wait(LONG)
        second = pool.submit(mesh_of, engine, space, Input(0), 16, two)
        assert two.asked.wait(LONG)
        two.left.set()
        with pytest.raises(Dropped):
            second.result()
        assert not first.done()
        made.released.set()
        assert first.result().n_points > 0
    assert made.seen == [16]


def test_request_that_was_dropped_before_its_turn_costs_nothing(engine: Engine, space: Space, made: Making) -> None:
    with pytest.raises(Dropped):
        mesh_of(engine, space, Input(0), 16, cancelled=lambda: True)
    assert made.seen == []


def test_error_reaches_every_caller_and_is_not_kept(engine: Engine, space: Space) -> None:
    for _ in range(2):
        with pytest.raises(SelectionError, match="resolution"):
            mesh_of(engine, space, Input(0), 3)


def test_cache_drops_what_was_not_used_for_longest() -> None:
    cache: ByteCache[str] = ByteCache(10)
    cache.put("a", "A", 4)
    cache.put("b", "B", 4)
    assert cache.get("a") == "A"
    cache.put("c", "C", 4)
    assert [key in cache for key in "abc"] == [True, False, True]
    assert cache.bytes == 8
    cache.put("a", "A2", 6)
    assert (cache.get("a"), cache.bytes) == ("A2", 10)
    cache.put("huge", "H", 11)
    assert cache.get("huge") is None
    assert (len(cache), cache.bytes) == (2, 10)


def test_meshes_are_kept_within_bounds(space: Space) -> None:
    engine = Engine("cpu", cache_bytes=200_000)
    for k in range(12):
        mesh_of(engine, space, Input(k), 24)
    assert 0 < engine._made.bytes <= 200_000
    assert 0 < len(engine._made) < 12


def test_space_is_loaded_again_only_when_it_changed(engine: Engine, space_copy: Path) -> None:
    path = space_copy
    first = engine.open(path)
    assert engine.open(path) is first
    (path / "space.json").touch()
    assert engine.open(path) is not first
    (path / "map.npz").write_bytes(b"")
    with pytest.raises(BundleError, match="truncated"):
        engine.open(path)


def test_missing_space_is_named(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no space"):
        engine.open(tmp_path / "nowhere")


def test_network_without_a_surface_is_an_empty_mesh(
    engine: Engine, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = space.zoo.weights([0])
    far[0, -1] += 10  # the last bias: everywhere far outside
    monkeypatch.setattr(engine, "weights", lambda *_: far)
    mesh = mesh_of(engine, space, Input(0), 16)
    assert (mesh.n_points, mesh.n_cells) == (0, 0)
