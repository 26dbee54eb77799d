"""Procedural furniture as exact signed distance functions.

Every piece is the union of at most 24 rounded boxes and upright (rounded) cylinders, described by one
vector of parameters that all kinds share. A stool is a chair whose back has shrunk into the seat, a bench a
wide stool, a table a tall one, and a shelf a table whose legs have grown into side panels and whose boards
have slid down out of the top. So any mixture of two parameter vectors is again one connected piece of
furniture: that is what makes in-between shapes real, and measurable.

Coordinates: the cube [-1, 1]^3, y up, the floor at y = `FLOOR`, x and z centred. Lengths are in cube units
(the cube's edge is 2). Distances are negative inside. Outside, and on the surface, the distance of a union
is exact; inside it is a lower bound of the depth (the minimum over parts), with the right sign everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError

FLOOR = -0.85
EDGE_RADIUS = 0.012  # rounds every edge, as a router would; sharp edges are the hardest thing for a Siren
OVERLAP = 2 * EDGE_RADIUS  # flush parts overlap by this much, so that rounded edges leave no groove between them
POST = 0.11  # width of the posts of a back and depth of the front posts of an armrest
RAIL = 0.11  # height of the top rail of a back and of an armrest's rail
BOARD = 0.08  # thickness of the boards of a shelf
STRETCHER = 0.08  # height and depth of a stretcher

CONTINUOUS: tuple[str, ...] = (
    "width",
    "depth",
    "seat_height",
    "seat_thickness",
    "leg_width",
    "leg_depth",
    "back_height",
    "back_thickness",
    "arm_height",
    "arm_width",
    "arm_opening",
    "stretcher_height",
    "board_1",
    "board_2",
    "board_3",
    "leg_roundness",
    "top_roundness",
    "back_style",
)
"""The parameter vector, in order. Lengths in cube units; `stretcher_height` and `board_*` are fractions of
the seat height (1: drawn into the top, hence invisible); `arm_opening`, `leg_roundness`, `top_roundness` in
[0, 1]; `back_style` in [-1, 1]: -1 slats (horizontal), 0 solid, 1 bars (vertical)."""

LABELS: tuple[str, ...] = CONTINUOUS[:12]
"""The continuous parameters that mean something to a reader by themselves: the map can be coloured by them."""

APPLIES_WITH: dict[str, tuple[str, str]] = {
    "back_thickness": ("back", "none"),
    "arm_width": ("arms", "none"),
    "arm_opening": ("arms", "none"),
    "stretcher_height": ("stretchers", "no"),
}
"""Labels that say nothing of a piece with this value of a discrete label: it has no such part."""

KINDS: tuple[str, ...] = ("chair", "stool", "bench", "table", "sofa", "bed", "shelf")


@dataclass(frozen=True)
class Furniture:
    """A batch of furniture.

    Attributes:
        parameters: (N, 18) float32, columns as in `CONTINUOUS`.
        kinds: N names out of `KINDS`.
    """

    parameters: Float[np.ndarray, "n 18"]
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.kinds)

    def labels(self, index: int) -> dict[str, str | float]:
        """Kind, discrete and continuous labels of one piece, by name."""
        row = dict(zip(CONTINUOUS, (float(v) for v in self.parameters[index]), strict=True))
        labels: dict[str, str | float] = {"kind": self.kinds[index], **discrete_labels(row)}
        labels.update({name: round(row[name], 4) for name in LABELS})
        return labels


def discrete_labels(row: dict[str, float]) -> dict[str, str]:
    """The discrete labels that a row of parameters stands for."""
    style = row["back_style"]
    back = "none" if row["back_height"] < 0.03 else "solid" if abs(style) < 0.25 else "bars" if style > 0 else "slats"
    legs = "panel" if row["leg_depth"] >= 0.5 * row["depth"] else "round" if row["leg_roundness"] > 0.5 else "square"
    boards = sum(1 for k in (1, 2, 3) if row[f"board_{k}"] < 0.97)
    return {
        "legs": legs,
        "back": back,
        "stretchers": "yes" if row["stretcher_height"] < 0.9 else "no",
        "top": "round" if row["top_roundness"] > 0.5 else "square",
        "arms": "none" if row["arm_height"] < 0.03 else "open" if row["arm_opening"] > 0.5 else "solid",
        "boards": str(boards),
    }


# Ranges of the uniform draws, per kind. They overlap on purpose (see the module's docstring).
_RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "chair": {"width": (0.70, 1.10), "depth": (0.70, 1.05), "seat_height": (0.60, 0.85), "seat_thickness": (0.09, 0.18),
              "leg_width": (0.11, 0.18), "back_height": (0.02, 0.85), "back_thickness": (0.09, 0.16)},
    "stool": {"width": (0.60, 0.95), "depth": (0.60, 0.95), "seat_height": (0.65, 1.20), "seat_thickness": (0.09, 0.20),
              "leg_width": (0.11, 0.18), "back_height": (0.0, 0.0), "back_thickness": (0.09, 0.14)},
    "bench": {"width": (1.00, 1.80), "depth": (0.55, 0.85), "seat_height": (0.50, 0.80), "seat_thickness": (0.09, 0.20),
              "leg_width": (0.11, 0.20), "back_height": (0.0, 0.45), "back_thickness": (0.09, 0.15)},
    "table": {"width": (0.90, 1.80), "depth": (0.80, 1.50), "seat_height": (0.85, 1.25), "seat_thickness": (0.09, 0.16),
              "leg_width": (0.11, 0.20), "back_height": (0.0, 0.0), "back_thickness": (0.09, 0.14)},
    "sofa": {"width": (1.05, 1.80), "depth": (0.80, 1.15), "seat_height": (0.45, 0.65), "seat_thickness": (0.20, 0.40),
             "leg_width": (0.12, 0.20), "back_height": (0.20, 0.70), "back_thickness": (0.14, 0.26)},
    "bed": {"width": (0.90, 1.50), "depth": (1.30, 1.80), "seat_height": (0.38, 0.60), "seat_thickness": (0.15, 0.32),
            "leg_width": (0.12, 0.20), "back_height": (0.0, 0.60), "back_thickness": (0.09, 0.16)},
    "shelf": {"width": (0.80, 1.60), "depth": (0.45, 0.80), "seat_height": (1.00, 1.65), "seat_thickness": (0.09, 0.13),
              "leg_width": (0.09, 0.14), "back_height": (0.0, 0.0), "back_thickness": (0.09, 0.12)},
}  # fmt: skip

# Chances of the discrete choices, per kind: round legs, stretchers, round top, open arms given arms, arms.
_CHANCES: dict[str, dict[str, float]] = {
    "chair": {"round_legs": 0.5, "stretchers": 0.4, "round_top": 0.0, "arms": 0.5, "open_arms": 0.8},
    "stool": {"round_legs": 0.5, "stretchers": 0.5, "round_top": 0.5, "arms": 0.0, "open_arms": 0.0},
    "bench": {"round_legs": 0.5, "stretchers": 0.4, "round_top": 0.0, "arms": 0.4, "open_arms": 0.5},
    "table": {"round_legs": 0.5, "stretchers": 0.2, "round_top": 0.45, "arms": 0.0, "open_arms": 0.0},
    "sofa": {"round_legs": 0.5, "stretchers": 0.0, "round_top": 0.0, "arms": 0.9, "open_arms": 0.0},
    "bed": {"round_legs": 0.3, "stretchers": 0.0, "round_top": 0.0, "arms": 0.0, "open_arms": 0.0},
    "shelf": {"round_legs": 0.0, "stretchers": 0.0, "round_top": 0.0, "arms": 0.0, "open_arms": 0.0},
}


def sample_furniture(count: int, seed: int, kinds: Sequence[str] = KINDS) -> Furniture:
    """Draw furniture at random, the kinds in turn (so that every prefix is balanced).

    Args:
        count: how many, at least 1.
        seed: seed of the draw; piece `i` of a seed does not depend on `count`.
        kinds: which kinds.

    Raises:
        DataError: `count` is not positive or a kind is unknown.
    """
    if count < 1:
        raise DataError(f"Cannot draw {count} pieces of furniture.", "Ask for at least 1.")
    unknown = [k for k in kinds if k not in KINDS]
    if unknown:
        raise DataError(f"Unknown kind of furniture {unknown[0]!r}.", f"Choose from: {', '.join(KINDS)}.")
    rows, names = [], []
    for i in range(count):
        kind = kinds[i % len(kinds)]
        rows.append(_draw(kind, np.random.default_rng([seed, i])))
        names.append(kind)
    return Furniture(np.asarray(rows, dtype=np.float32), tuple(names))


def _draw(kind: str, rng: np.random.Generator) -> list[float]:
    chance = _CHANCES[kind]
    row = {name: float(rng.uniform(*bounds)) for name, bounds in _RANGES[kind].items()}
    row["leg_depth"] = row["leg_width"]
    row["leg_roundness"] = 1.0 if rng.random() < chance["round_legs"] else 0.0
    row["top_roundness"] = 1.0 if rng.random() < chance["round_top"] else 0.0
    arms = rng.random() < chance["arms"]
    row["arm_height"] = float(rng.uniform(0.02, 0.38)) if arms else 0.0
    row["arm_opening"] = 1.0 if rng.random() < chance["open_arms"] else 0.0
    row["arm_width"] = float(rng.uniform(0.14, 0.24) if kind == "sofa" else rng.uniform(0.10, 0.15))
    row["stretcher_height"] = float(rng.uniform(0.25, 0.6)) if rng.random() < chance["stretchers"] else 1.0
    style = float(rng.choice([-1.0, 0.0, 1.0])) if kind in ("chair", "bench") else 0.0
    row["back_style"] = style if row["back_height"] > 0.35 else 0.0
    boards = [1.0, 1.0, 1.0]
    if kind == "shelf":
        row["leg_depth"] = row["depth"] / 2 + OVERLAP
        boards = _shelf_boards(int(rng.integers(1, 4)), rng)
    elif kind == "table" and rng.random() < 0.25:
        boards[2] = float(rng.uniform(0.2, 0.5))
    row.update(board_1=boards[0], board_2=boards[1], board_3=boards[2])
    return [row[name] for name in CONTINUOUS]


def _shelf_boards(visible: int, rng: np.random.Generator) -> list[float]:
    """Heights of a shelf's boards, from the top; the hidden ones stay in the top."""
    evenly = np.arange(visible, 0, -1) / (visible + 1) + 0.12 / (visible + 1)
    jitter = rng.uniform(-0.05, 0.05, visible)
    return [1.0] * (3 - visible) + [float(v) for v in evenly + jitter]


def parts(parameters: Float[Tensor, "n 18"]) -> Float[Tensor, "n 24 7"]:
    """The parts of each piece: centre (3), half extents (3), and the radius of the upright edges (1).

    Parts that a piece does not have lie inside others, so every piece has all 24.
    """
    p = dict(zip(CONTINUOUS, parameters.unbind(-1), strict=True))
    zero = torch.zeros_like(p["width"])
    half_w, half_d = p["width"] / 2, p["depth"] / 2
    seat_top = FLOOR + p["seat_height"]
    seat_bottom = seat_top - p["seat_thickness"]
    corner = p["top_roundness"] * torch.minimum(half_w, half_d)
    boxes: list[tuple[Tensor, ...]] = []  # x0, x1, y0, y1, z0, z1, radius

    boxes.append((-half_w, half_w, seat_bottom, seat_top, -half_d, half_d, corner))

    leg_w = torch.minimum(p["leg_width"], half_w)
    leg_d = torch.minimum(p["leg_depth"], half_d + OVERLAP)  # two that meet in the middle are a side panel
    # A corner rounded with radius r lies r(1 - 1/sqrt 2) inside the square one: the legs follow it inwards.
    inset = corner * 0.30
    leg_r = p["leg_roundness"] * torch.minimum(leg_w, leg_d) / 2
    floor = zero + FLOOR
    for sx in (-1, 1):
        for sz in (-1, 1):
            cx, cz = sx * (half_w - inset - leg_w / 2), sz * (half_d - inset - leg_d / 2)
            boxes.append(
                (cx - leg_w / 2, cx + leg_w / 2, floor, seat_top - 0.02, cz - leg_d / 2, cz + leg_d / 2, leg_r)
            )

    for k in (1, 2, 3):
        top = FLOOR + p[f"board_{k}"] * p["seat_height"]
        w, d = half_w - inset - 0.02, half_d - inset - 0.02
        boxes.append((-w, w, top - BOARD, top, -d, d, zero))

    top = FLOOR + p["stretcher_height"] * (p["seat_height"] - 0.01)
    x, z = half_w - inset - leg_w / 2, half_d - inset - leg_d / 2
    s = zero + STRETCHER / 2
    boxes += [(-x, x, top - STRETCHER, top, sz * z - s, sz * z + s, zero) for sz in (-1, 1)]
    boxes += [(sx * x - s, sx * x + s, top - STRETCHER, top, -z, z, zero) for sx in (-1, 1)]

    boxes += _back(p, half_w - inset, half_d - inset, seat_bottom, seat_top)
    boxes += _arms(p, half_w - inset, half_d - inset, seat_bottom, seat_top)

    stacked = torch.stack([torch.stack(b, -1) for b in boxes], dim=-2)
    low, high, radius = stacked[..., 0:6:2], stacked[..., 1:6:2], stacked[..., 6:]
    return torch.cat([(low + high) / 2, (high - low) / 2, radius], dim=-1)


def _back(
    p: dict[str, Tensor], half_w: Tensor, half_d: Tensor, seat_bottom: Tensor, seat_top: Tensor
) -> list[tuple[Tensor, ...]]:
    """Two posts, a top rail and three fillings: bars for a style > 0, slats for a style < 0."""
    zero = torch.zeros_like(half_w)
    top = seat_top + p["back_height"]
    base = seat_bottom
    z0, z1 = -half_d, -half_d + p["back_thickness"]
    inner = half_w - POST
    rail = torch.maximum(top - RAIL, base)
    boxes: list[tuple[Tensor, ...]] = [
        (-half_w, -inner, base, top, z0, z1, zero),
        (inner, half_w, base, top, z0, z1, zero),
        (-half_w, half_w, rail, top, z0, z1, zero),
    ]
    bars = p["back_style"] >= 0
    share = 1 - 0.55 * p["back_style"].abs()  # the share of each cell that its filling takes
    left, right = -inner - OVERLAP, inner + OVERLAP
    rise = (rail - seat_top).clamp(min=0) / 2
    for k in range(3):
        x_mid, x_half = -inner + (2 * k + 1) * inner / 3, share * inner / 3 + OVERLAP / 2
        x0, x1 = torch.where(bars, x_mid - x_half, left), torch.where(bars, x_mid + x_half, right)
        y_mid = seat_top + (min(k, 1) + 0.5) * rise  # there are two slats: the third lies in the second
        y_half = share * rise / 2 + OVERLAP / 2
        y0 = torch.where(bars, base, torch.maximum(y_mid - y_half, base))
        y1 = torch.minimum(torch.where(bars, rail + OVERLAP, y_mid + y_half), top)
        y1 = torch.maximum(y1, y0 + OVERLAP)
        boxes.append((x0, x1, y0, y1, z0, z1, zero))
    return boxes


def _arms(
    p: dict[str, Tensor], half_w: Tensor, half_d: Tensor, seat_bottom: Tensor, seat_top: Tensor
) -> list[tuple[Tensor, ...]]:
    """Per side a rail, a front post, and a panel below the rail that an opening lowers into the seat."""
    zero = torch.zeros_like(half_w)
    top = seat_top + p["arm_height"]
    base = seat_bottom
    rail = torch.maximum(top - RAIL, base)
    fill = seat_top + (1 - p["arm_opening"]) * p["arm_height"]
    boxes: list[tuple[Tensor, ...]] = []
    for side in (-1, 1):
        outer, inner = side * half_w, side * (half_w - p["arm_width"])
        x0, x1 = torch.minimum(outer, inner), torch.maximum(outer, inner)
        boxes.append((x0, x1, rail, top, -half_d, half_d, zero))
        boxes.append((x0, x1, base, top, half_d - POST, half_d, zero))
        boxes.append((x0, x1, base, fill, -half_d, half_d, zero))
    return boxes


def parts_sdf(boxes: Float[Tensor, "n k 7"], points: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p"]:
    """Signed distance of the union of parts (see `parts`) at the points of each piece.

    A part is an upright prism over a rounded rectangle with rounded edges; its distance is exact (Quilez,
    *Distance functions*: rounded rectangle, extrusion, rounding).
    """
    # A loop over the parts keeps the working set in the cache; all 24 at once are three times slower.
    total: Tensor | None = None
    for part in boxes.unbind(-2):
        centre, half, corner = part[:, None, 0:3], part[:, None, 3:6], part[:, None, 6]
        edge = half.amin(-1).clamp(max=EDGE_RADIUS)
        q = (points - centre).abs() - half
        x, y, z = q.unbind(-1)
        corner = torch.maximum(corner, edge)
        x, z = x + corner, z + corner
        flat = torch.maximum(x, z).clamp(max=0) + torch.hypot(x.clamp(min=0), z.clamp(min=0)) - corner
        flat, y = flat + edge, y + edge
        d = torch.maximum(flat, y).clamp(max=0) + torch.hypot(flat.clamp(min=0), y.clamp(min=0)) - edge
        total = d if total is None else torch.minimum(total, d)
    assert total is not None
    return total


def furniture_sdf(parameters: Float[Tensor, "n 18"], points: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p"]:
    """Exact signed distance of each piece at its points, in cube units, negative inside."""
    return parts_sdf(parts(parameters), points)


def surface_points(
    boxes: Float[Tensor, "n k 7"], count: int, generator: torch.Generator, evened: float = 0.0
) -> Float[Tensor, "n count 3"]:
    """Points on each piece's surface, spread evenly over the area of its parts.

    Points are drawn on the parts in proportion to their area and pulled onto the union along the gradient of
    its distance; those that lie deep inside another part are replaced by ones that do not.

    Args:
        boxes: the parts (see `parts`).
        count: points of each piece.
        generator: of the draws.
        evened: in [0, 1]; a part's share goes with its area to the power of 1 - `evened`, so that small parts get more.
    """
    n = boxes.shape[0]
    draw = 3 * count  # about half of the parts' area is buried inside other parts
    half = boxes[..., 3:6]
    area = torch.stack([half[..., 1] * half[..., 2], half[..., 0] * half[..., 2], half[..., 0] * half[..., 1]], -1)
    if evened:
        area = area / area.sum(-1, keepdim=True).clamp(min=1e-9) ** evened
    choice = torch.multinomial(area.flatten(1), draw, replacement=True, generator=generator)
    part, axis = choice // 3, choice % 3
    chosen = torch.gather(boxes, 1, part[..., None].expand(-1, -1, 7))
    unit = torch.rand(n, draw, 3, generator=generator) * 2 - 1
    sign = torch.randint(0, 2, (n, draw, 1), generator=generator) * 2.0 - 1
    unit = torch.where(torch.nn.functional.one_hot(axis, 3).bool(), sign, unit)
    points = chosen[..., :3] + unit * chosen[..., 3:6]
    points, distance = _pull(boxes, points)
    good = distance.abs() < 2e-3
    order = torch.argsort(good.to(torch.int8), dim=1, descending=True, stable=True)
    kept = good.sum(1).clamp(min=1)
    pick = torch.arange(count)[None].expand(n, -1) % kept[:, None]
    rows = torch.gather(order, 1, pick)
    return torch.gather(points, 1, rows[..., None].expand(-1, -1, 3))


def _pull(boxes: Tensor, points: Tensor) -> tuple[Tensor, Tensor]:
    """One Newton step onto the surface (forward differences), and the distance that is left."""
    h = 1e-3
    distance = parts_sdf(boxes, points)
    steps = [parts_sdf(boxes, points + h * torch.eye(3)[k]) for k in range(3)]
    gradient = torch.nn.functional.normalize((torch.stack(steps, -1) - distance[..., None]) / h, dim=-1)
    points = points - distance[..., None] * gradient
    return points, parts_sdf(boxes, points)


def near_surface_samples(
    boxes: Float[Tensor, "n k 7"],
    count: int,
    generator: torch.Generator,
    surface_share: float = 0.75,
    evened: float = 0.0,
) -> tuple[Float[Tensor, "n count 3"], Float[Tensor, "n count"]]:
    """Training points and their exact distances, in random order.

    `surface_share` of them lie at the surface, moved by Gaussian noise of 0.01 (60 %) or 0.05 (40 %) cube
    units; the rest is uniform in the cube. `evened`: see `surface_points`.
    """
    n, at_surface = boxes.shape[0], int(count * surface_share)
    near = surface_points(boxes, at_surface, generator, evened)
    sigma = torch.where(torch.rand(n, at_surface, 1, generator=generator) < 0.6, 0.01, 0.05)
    near = near + sigma * torch.randn(n, at_surface, 3, generator=generator)
    uniform = torch.rand(n, count - at_surface, 3, generator=generator) * 2 - 1
    points = torch.cat([near, uniform], 1)[:, torch.randperm(count, generator=generator)]
    return points, torch.cat([parts_sdf(boxes, chunk) for chunk in points.split(4096, 1)], 1)
