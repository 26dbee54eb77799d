"""Meshes: the laws of a sphere, and coarse-to-fine against the dense grid on shapes made to defeat it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.kinds.shapes.grid import LEAST_SAMPLES, MOST_SAMPLES, Field, dense_grid, sparse_grid
from explorer.kinds.shapes.mesh import contour, dense_values, sdf_to_mesh
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import PRepLayout, flatten
from explorer.networks.siren import Siren

VOXEL = 2 / 63  # at 64 samples per axis


def sphere(centre: tuple[float, float, float], radius: float) -> Field:
    return lambda p: (p - torch.tensor(centre)).norm(dim=1) - radius


def box(low: tuple[float, float, float], high: tuple[float, float, float]) -> Field:
    middle, half = (torch.tensor(low) + torch.tensor(high)) / 2, (torch.tensor(high) - torch.tensor(low)) / 2

    def field(p: Tensor) -> Tensor:
        q = (p - middle).abs() - half
        return q.clamp(min=0).norm(dim=1) + q.amax(1).clamp(max=0)

    return field


def plate(normal: tuple[float, float, float], offset: float, thickness: float) -> Field:
    unit = torch.nn.functional.normalize(torch.tensor(normal, dtype=torch.float32), dim=0)
    return lambda p: ((p @ unit) - offset).abs() - thickness / 2


def union(*fields: Field) -> Field:
    return lambda p: torch.stack([f(p) for f in fields]).amin(0)


def both(*fields: Field) -> Field:
    return lambda p: torch.stack([f(p) for f in fields]).amax(0)


def shell(field: Field, thickness: float) -> Field:
    return lambda p: field(p).abs() - thickness / 2


def scaled(field: Field, factor: float) -> Field:
    return lambda p: factor * field(p)


def scattered_balls(seed: int, resolution: int) -> Field:
    """A large ball and twenty of 0.9 to 3 voxels anywhere, corners of the cube included."""
    generator = torch.Generator().manual_seed(seed)
    centres = torch.rand(20, 3, generator=generator) * 1.9 - 0.95
    radii = (torch.rand(20, generator=generator) * 2.1 + 0.9) * 2 / (resolution - 1)
    return lambda p: torch.minimum(p.norm(dim=1) - 0.3, ((p[:, None] - centres).norm(dim=2) - radii).amin(1))


def assert_same_as_dense(field: Field, resolution: int) -> None:
    dense, sparse = dense_grid(field, resolution), sparse_grid(field, resolution)
    one, other = contour(dense), contour(sparse)
    assert one.n_points > 0
    assert other.n_points == one.n_points
    np.testing.assert_array_equal(other.regular_faces, one.regular_faces)
    np.testing.assert_allclose(other.points, one.points, rtol=0, atol=1e-6)
    # A triangle without area gives a normal of rounding noise: compare where normals mean something.
    agree = (other["Normals"] * one["Normals"]).sum(1)
    assert (agree > 0.999).mean() > 0.999


ADVERSARIAL: dict[str, Field] = {
    "plate of one voxel, along an axis": plate((0, 1, 0), 0.113, VOXEL),
    "plate of half a voxel around a sample": plate((0, 0, 1), VOXEL / 2, VOXEL / 2),
    "plate of one voxel between blocks": plate((1, 0, 0), 16 * VOXEL - 1, 1.01 * VOXEL),
    "tilted plate of one voxel": plate((1, 2, 3), 0.2, VOXEL),
    "plate of one voxel that ends in the cube": box((-0.5, -0.4, 0.1), (0.6, 0.7, 0.1 + VOXEL)),
    "rod of one voxel": box((-0.7, 0.2, 0.3), (0.7, 0.2 + VOXEL, 0.3 + VOXEL)),
    "two plates with a gap of one voxel": union(plate((0, 1, 0), 0.0, VOXEL), plate((0, 1, 0), 2 * VOXEL, VOXEL)),
    "far component of one voxel": union(sphere((-0.6, -0.6, -0.6), 0.3), sphere((0.93, 0.93, 0.93), 0.9 * VOXEL)),
    "hollow shell of one voxel": shell(sphere((0.05, 0, 0), 0.7), VOXEL),
    "shells within shells": shell(shell(sphere((0, 0.03, 0), 0.6), 0.2), VOXEL),
    "hollow box of one voxel": shell(box((-0.6, -0.5, -0.4), (0.6, 0.5, 0.4)), VOXEL),
    "box whose faces lie on samples": box((-1 + 16 * VOXEL,) * 3, (1 - 16 * VOXEL,) * 3),
    "box whose faces lie between blocks": box((-1 + 15.5 * VOXEL,) * 3, (1 - 15.5 * VOXEL,) * 3),
    "ball cut off by a face": sphere((1.0, 0.1, 0.0), 0.4),
    "ball cut off by all faces": sphere((0, 0, 0), 1.2),
    "everything but a bubble": scaled(sphere((0.2, 0.1, 0.0), 0.3), -1),
    "distance too short by half": scaled(sphere((0.1, 0.2, 0.3), 0.5), 0.5),
    "distance too long by three": scaled(shell(sphere((0.1, 0.2, 0.3), 0.5), VOXEL), 3),
    "distance too long on one side": lambda p: sphere((0, 0, 0), 0.5)(p) * (1 + 2 * (p[:, 0] > 0)),
    "inside or outside, no distance": lambda p: torch.sign(sphere((0.1, 0.2, 0.3), 0.5)(p)),
    "distance clamped": lambda p: sphere((0.1, 0.2, 0.3), 0.5)(p).clamp(-0.1, 0.1),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_same_faces_as_dense(name: str) -> None:
    assert_same_as_dense(ADVERSARIAL[name], 64)


@pytest.mark.parametrize("resolution", [8, 9, 17, 31, 50, 101, 128])
def test_same_faces_as_dense_at_any_resolution(resolution: int) -> None:
    voxel = 2 / (resolution - 1)
    assert_same_as_dense(
        union(
            shell(sphere((0.1, 0, 0), 0.6), voxel),
            plate((1, 2, 3), 0.2, 1.5 * voxel),
            sphere((0.8, -0.85, 0.8), 1.5 * voxel),
        ),
        resolution,
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_scattered_ball_is_missed(seed: int) -> None:
    assert_same_as_dense(scattered_balls(seed, 64), 64)


@pytest.mark.parametrize("seed", range(3))
def test_same_faces_as_dense_for_a_network_that_is_no_distance(seed: int) -> None:
    # A Siren as initialised: ripples everywhere, slopes far from one; only a margin taken from the field can do.
    assert_same_as_dense(network(Siren(width=16, hidden=1, omega=12.0), seed), 50)


def test_same_faces_as_dense_for_fitted_networks(fitted: list[Field]) -> None:
    for field in fitted:
        assert_same_as_dense(field, 64)
    assert_same_as_dense(fitted[0], 128)


def test_sphere_has_its_centre_and_radius() -> None:
    centre = np.array([0.1, 0.2, -0.3])
    result = sdf_to_mesh(sphere((0.1, 0.2, -0.3), 0.5), 64)
    mesh = result.mesh
    np.testing.assert_allclose(mesh.center, centre, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(mesh.points - centre, axis=1), 0.5, atol=5e-4)
    assert mesh.n_open_edges == 0
    assert mesh.is_manifold
    # `volume` is positive only if the triangles are wound outwards.
    assert mesh.volume == pytest.approx(4 / 3 * math.pi * 0.5**3, rel=5e-3)
    assert result.evaluations < 0.06 * 64**3


def test_normals_are_unit_and_face_outwards() -> None:
    mesh = sdf_to_mesh(sphere((0.1, 0.2, -0.3), 0.5), 64).mesh
    outwards = (mesh.points - np.array([0.1, 0.2, -0.3])) / 0.5
    normals = mesh.point_data.active_normals
    assert normals is not None
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)
    assert (normals * outwards).sum(1).min() > math.cos(math.radians(6))


def test_axes_are_not_exchanged() -> None:
    low, high = (-0.7, -0.2, 0.1), (0.1, 0.9, 0.3)
    mesh = sdf_to_mesh(box(low, high), 64).mesh
    np.testing.assert_allclose(mesh.bounds, (low[0], high[0], low[1], high[1], low[2], high[2]), atol=1e-3)


@pytest.mark.parametrize("distance", [0.01, 1.0])
def test_no_surface_is_an_empty_mesh(distance: float) -> None:
    result = sdf_to_mesh(lambda p: torch.full((len(p),), distance), 64)
    assert result.is_empty
    assert result.mesh.n_cells == 0


@pytest.mark.parametrize("distance", [-0.01, -5.0])
def test_all_inside_is_the_closed_cube(distance: float) -> None:
    mesh = sdf_to_mesh(lambda p: torch.full((len(p),), distance), 32).mesh
    assert mesh.n_open_edges == 0
    assert mesh.volume == pytest.approx(8, rel=0.01)
    assert np.abs(mesh.points).max() <= 1


def test_shape_cut_off_by_the_cube_is_closed() -> None:
    mesh = sdf_to_mesh(sphere((1, 0, 0), 0.5), 64).mesh
    assert mesh.n_open_edges == 0
    assert mesh.bounds[1] == pytest.approx(1, abs=1e-3)
    assert mesh.volume == pytest.approx(2 / 3 * math.pi * 0.5**3, rel=0.01)


def test_dense_values_are_the_field_at_the_samples() -> None:
    values = dense_values(sphere((0, 0, 0), 0.5), 9)
    assert values[4, 4, 4] == pytest.approx(-0.5)
    assert values[6, 4, 4] == pytest.approx(0, abs=1e-6)
    assert values[8, 4, 4] == pytest.approx(0.5)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_values_that_are_not_finite_are_named(bad: float) -> None:
    with pytest.raises(DataError, match="not finite"):
        sdf_to_mesh(lambda p: torch.full((len(p),), bad), 16)


@pytest.mark.parametrize("resolution", [-1, 0, LEAST_SAMPLES - 1, MOST_SAMPLES + 1])
def test_impossible_resolution_is_named(resolution: int) -> None:
    with pytest.raises(SelectionError, match=str(resolution)):
        sdf_to_mesh(sphere((0, 0, 0), 0.5), resolution)


def network(arch: Siren, seed: int) -> Field:
    params = arch.init(torch.Generator().manual_seed(seed))
    layout = PRepLayout.of(arch.shapes)
    networks = FastSiren(arch, layout, flatten(layout, params)[None])
    return lambda p: networks(p)[0]


@pytest.fixture(scope="module")
def fitted() -> list[Field]:
    """Sirens fitted to furniture for a few seconds: nearly distances, with the ripples of the real ones."""
    from explorer.kinds.shapes.furniture import near_surface_samples, parts, sample_furniture
    from explorer.networks.siren import siren_batch

    arch, nets = Siren(), 4
    generator = torch.Generator().manual_seed(0)
    init = arch.init(generator)
    params = {k: v.expand(nets, *v.shape).clone().requires_grad_() for k, v in init.items()}
    boxes = parts(torch.from_numpy(sample_furniture(nets, 0).parameters))
    points, distances = near_surface_samples(boxes, 8192, generator)
    adam = torch.optim.Adam(params.values(), lr=1e-3)
    for step in range(150):
        part = slice(step % 16 * 512, step % 16 * 512 + 512)
        loss = (siren_batch(arch, params, points[:, part])[..., 0] - distances[:, part]).abs().mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
    layout = PRepLayout.of(arch.shapes)
    weights = flatten(layout, {k: v.detach() for k, v in params.items()})

    def field_of(k: int) -> Callable[[Tensor], Tensor]:
        networks = FastSiren(arch, layout, weights[k : k + 1])
        return lambda p: networks(p)[0]

    return [field_of(k) for k in range(nets)]
