from __future__ import annotations

import numpy as np
import pytest
import torch

from explorer.errors import DataError, ZooError
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.zoo_quality import FitQuality, _mean_angle, cell_centres, judge_fit, judge_zoo
from explorer.networks.siren import Siren
from explorer.zoo.store import ZooFolder


def plane(arch: Siren, offset: float) -> dict[str, torch.Tensor]:
    """A Siren that is sin(omega * 1e-3 * y) / (omega * 1e-3) + offset, almost y + offset: a half space."""
    params = {name: torch.zeros(shape) for name, shape in arch.shapes.items()}
    params["layers.0.weight"][0, 1] = 1e-3
    params["layers.1.weight"][0, 0] = 1 / (arch.omega * 1e-3)
    params["layers.1.bias"][0] = offset
    return params


ARCH = Siren(width=2, hidden=1)
SLAB = torch.tensor([[[0.0, -1.0, 0.0, 2.0, 1.0, 2.0, 0.0]]])  # y from -2 to 0: the lower half of the cube


@pytest.mark.parametrize(("offset", "iou"), [(0.0, 1.0), (0.5, 0.5), (-0.5, 2 / 3)])
def test_iou_of_half_spaces_by_hand(offset: float, iou: float) -> None:
    params = {name: value[None] for name, value in plane(ARCH, offset).items()}
    quality = judge_fit(ARCH, params, SLAB, resolution=16)
    assert quality.iou[0] == pytest.approx(iou, abs=1e-6)


def test_parallel_planes_have_the_same_normal_and_a_turned_one_has_not() -> None:
    boxes = torch.tensor([[[0.0, -0.5, 0.0, 0.9, 0.5, 0.9, 0.0]]])
    params = {name: value[None] for name, value in plane(ARCH, 0.0).items()}
    angle = float(judge_fit(ARCH, params, boxes, resolution=4).angle[0])
    # A box's top agrees (0 degrees), its bottom is opposite (180), its sides are square to it (90): mean 90.
    assert angle == pytest.approx(90, abs=3)


def test_the_summary_by_hand() -> None:
    iou = np.linspace(0.5, 1.0, 21)
    numbers = FitQuality(iou, np.full(21, 4.0), 64).summary()
    assert numbers["iou_mean"] == pytest.approx(0.75)
    assert numbers["iou_p10"] == pytest.approx(0.55)
    assert numbers["iou_worst_tenth"] == pytest.approx(0.5125)
    assert numbers["iou_min"] == 0.5
    assert numbers["angle_mean"] == 4.0
    assert numbers["networks"] == 21


def test_cell_centres_fill_the_cube_evenly() -> None:
    grid = cell_centres(4)
    assert grid.shape == (64, 3)
    assert grid[0].tolist() == [-0.75] * 3
    assert grid[1].tolist() == [-0.75, -0.75, -0.25]
    assert grid[-1].tolist() == [0.75] * 3


def test_wrong_requests_are_errors() -> None:
    params = {name: value[None] for name, value in plane(ARCH, 0.0).items()}
    with pytest.raises(DataError, match="resolution 1"):
        judge_fit(ARCH, params, SLAB, resolution=1)
    with pytest.raises(DataError, match="1 networks and 2 shapes"):
        judge_fit(ARCH, params, SLAB.repeat(2, 1, 1))


def test_a_zoo_is_judged_against_its_own_shapes(tiny_zoo: ZooFolder) -> None:
    quality, ids = judge_zoo(tiny_zoo, 5, resolution=24)
    assert len(ids) == len(quality.iou) == 5
    assert ids == sorted(set(ids))
    assert bool(((quality.iou >= 0) & (quality.iou <= 1)).all())
    assert quality.angle.mean() < 60  # 90 is chance
    # Small networks fit coarsely, but their own shape far better than another one.
    boxes = furniture.parts(torch.from_numpy(furniture.sample_furniture(21, 0).parameters))
    params = tiny_zoo.load_networks()
    own = judge_fit(Siren(**tiny_zoo.config["arch"]), params, boxes, resolution=16).iou.mean()
    other = judge_fit(Siren(**tiny_zoo.config["arch"]), params, boxes.roll(3, 0), resolution=16).iou.mean()
    assert own > 2 * other
    alone = judge_fit(Siren(**tiny_zoo.config["arch"]), params, boxes, resolution=24).iou[ids]
    np.testing.assert_allclose(quality.iou, alone, atol=0.02)  # a cell at the surface may round to either side


def test_a_sample_larger_than_the_zoo_is_the_zoo(tiny_zoo: ZooFolder) -> None:
    _, ids = judge_zoo(tiny_zoo, 999, resolution=4)
    assert ids == list(range(21))


def test_only_furniture_has_exact_shapes(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = ZooFolder.create(tmp_path_factory.mktemp("z"), {"kind": "digits"}, resume=False)
    with pytest.raises(ZooError, match="'digits'"):
        judge_zoo(folder, 3)


def test_a_point_on_the_seam_of_a_rounded_edge_is_left_out() -> None:
    """There the exact gradient is NaN; the mean over the other points must not be."""
    arch = Siren(width=8, hidden=1)
    params = arch.init(torch.Generator().manual_seed(0))
    half, edge = 0.5, 0.012
    boxes = torch.tensor([[[0.0, 0.0, 0.0, half, half, half, 0.0]]])
    seam = torch.tensor([half - edge, half - edge, 0.0])
    points = torch.stack([seam, torch.tensor([0.0, half, 0.1]), torch.tensor([half, 0.2, 0.1])])
    assert np.isfinite(_mean_angle(arch, params, boxes, points))
