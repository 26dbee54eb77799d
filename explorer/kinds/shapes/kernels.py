"""The inner loops of drawing shapes large, compiled by numba: what takes numpy tenths of a second takes milliseconds.

They let go of Python's lock, so that frames are drawn side by side in threads. Compiled code is kept on disk, beside
this file or in the user's cache folder; the first time it takes some seconds. Nothing imports this module before
something is drawn: numba takes a second to import. The same in numpy: `tests/kinds/shapes/slowly.py`.

Points on a screen are (column, row downwards, nearness: positive, larger is nearer). Faces are counter-clockwise for
who sees them from the front; others are not drawn.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np
from jaxtyping import Float32, Float64, Int32, Int64, UInt8

Given = ParamSpec("Given")
Value = TypeVar("Value")

LEVELS = 1 << 14  # steps of the table that brightness is looked up in


def compiled(function: Callable[Given, Value]) -> Callable[Given, Value]:
    """A function as machine code that needs no Python; kept on disk where there is a place for it."""
    plain = inspect.unwrap(function)  # tests check types at run time around each function
    try:
        made: Callable[Given, Value] = numba.njit(cache=True, nogil=True)(plain)
    except RuntimeError:  # nowhere to keep it: compiled anew in each process
        made = numba.njit(nogil=True)(plain)
    return made


@compiled
def _looked_up(table: Float32[np.ndarray, " n"], at: float) -> Any:
    """A value between two of a table."""
    step = int(at)
    return table[step] + np.float32(at - step) * (table[min(step + 1, len(table) - 1)] - table[step])


@compiled
def cover(
    points: Float32[np.ndarray, "v 3"], faces: Int32[np.ndarray, "f 3"], width: int, height: int
) -> tuple[Float32[np.ndarray, "height width"], Int32[np.ndarray, "height width"]]:
    """What each pixel's centre shows: how near it is (0: nothing), and which face (-1: none).

    Args:
        points: on the screen, whose first pixel begins at (0, 0).
        faces: indices of points.
        width: of the screen, in pixels.
        height: of it.
    """
    near = np.zeros((height, width), np.float32)
    face = np.full((height, width), -1, np.int32)
    half, one, zero = np.float32(0.5), np.float32(1), np.float32(0)
    for f in range(len(faces)):
        i, j, k = faces[f, 0], faces[f, 1], faces[f, 2]
        x0, y0, n0 = points[i, 0], points[i, 1], points[i, 2]
        ax, ay = points[j, 0] - x0, points[j, 1] - y0
        bx, by = points[k, 0] - x0, points[k, 1] - y0
        area = ax * by - bx * ay
        if not area < zero:  # rows go down: a front is clockwise there
            continue
        left = max(int(np.ceil(x0 + min(zero, ax, bx) - half)), 0)
        right = min(int(np.floor(x0 + max(zero, ax, bx) - half)), width - 1)
        top = max(int(np.ceil(y0 + min(zero, ay, by) - half)), 0)
        bottom = min(int(np.floor(y0 + max(zero, ay, by) - half)), height - 1)
        to_second_x, to_second_y = by / area, -bx / area
        to_third_x, to_third_y = -ay / area, ax / area
        an, bn = points[j, 2] - n0, points[k, 2] - n0
        for row in range(top, bottom + 1):
            dy = np.float32(row) + half - y0
            for column in range(left, right + 1):
                dx = np.float32(column) + half - x0
                second = to_second_x * dx + to_second_y * dy
                third = to_third_x * dx + to_third_y * dy
                if second >= zero and third >= zero and second + third <= one:
                    n = n0 + second * an + third * bn
                    if n >= near[row, column]:
                        near[row, column] = n
                        face[row, column] = f
    return near, face


@compiled
def vertices_of(face: Int32[np.ndarray, "h w"], faces: Int32[np.ndarray, "f 3"], count: int) -> Int64[np.ndarray, " s"]:
    """The vertices, of `count`, of those faces that pixels show, ascending."""
    seen = np.zeros(count, np.bool_)
    for row in range(face.shape[0]):
        last = -1
        for column in range(face.shape[1]):
            f = face[row, column]
            if f not in (-1, last):
                last = f
                for k in range(3):
                    seen[faces[f, k]] = True
    return np.flatnonzero(seen)


@compiled
def sunlit(
    near: Float32[np.ndarray, "side side"],
    points: Float32[np.ndarray, "v 3"],
    taps: Float32[np.ndarray, "t 2"],
    slack: float,
) -> Float32[np.ndarray, " v"]:
    """The share of the light that reaches each point past what the light sees (`near`), softened over `taps`."""
    last = len(near) - 1
    out = np.empty(len(points), np.float32)
    for v in range(len(points)):
        seen = 0
        for t in range(len(taps)):
            column = int(min(max(points[v, 0] + taps[t, 0], 0.0), last))
            row = int(min(max(points[v, 1] + taps[t, 1], 0.0), last))
            seen += near[row, column] <= points[v, 2] + slack
        out[v] = seen / len(taps)
    return out


@compiled
def vertex_light(
    points: Float32[np.ndarray, "v 3"],
    normals: Float32[np.ndarray, "v 3"],
    sun: Float32[np.ndarray, " v"],
    sky: Float32[np.ndarray, " v"],
    eye: Float64[np.ndarray, " 3"],
    key: Float64[np.ndarray, " 3"],
    rim: Float64[np.ndarray, " 3"],
) -> Float32[np.ndarray, "v 2"]:
    """Light that each vertex sends back: as the material's colour, and as shine in the light's own.

    Args:
        points: vertices.
        normals: there, facing outwards.
        sun: the share of the key light that reaches each.
        sky: how much of the sky each sees.
        eye: where the camera is.
        key: towards the light.
        rim: towards the light from behind.
    """
    out = np.empty((len(points), 2), np.float32)
    for v in range(len(points)):
        x, y, z = normals[v, 0], normals[v, 1], normals[v, 2]
        dx, dy, dz = eye[0] - points[v, 0], eye[1] - points[v, 1], eye[2] - points[v, 2]
        away = np.sqrt(dx * dx + dy * dy + dz * dz)
        hx, hy, hz = dx / away + key[0], dy / away + key[1], dz / away + key[2]
        half = (x * hx + y * hy + z * hz) / np.sqrt(hx * hx + hy * hy + hz * hz)
        lit = min(max(x * key[0] + y * key[1] + z * key[2], 0.0), 1.0) * sun[v]
        edge = min(max(x * rim[0] + y * rim[1] + z * rim[2], 0.0), 1.0) * sky[v]
        above = sky[v] * (0.62 + 0.38 * y)
        out[v, 0] = 0.42 * above + 0.90 * lit + 0.14 * edge + 0.10 * (1 - y)
        out[v, 1] = 0.10 * lit * min(max(half, 0.0), 1.0) ** 24
    return out


@compiled
def shadows(
    points: Float32[np.ndarray, "v 3"],
    faces: Int32[np.ndarray, "f 3"],
    layers: Float64[np.ndarray, " l"],
    key: Float64[np.ndarray, " 3"],
    ground: float,
    corner: Float64[np.ndarray, " 2"],
    edge: float,
    cells: int,
) -> tuple[Float32[np.ndarray, "m 2 cells cells"], Float64[np.ndarray, " m"]]:
    """How much of each cell of the ground the faces cover, layer by layer of their height, sharp.

    Args:
        points: vertices.
        faces: of the shape.
        layers: heights that part the layers, ascending from 0.
        key: towards the light.
        ground: its height.
        corner: z and x of the corner of the first cell.
        edge: of a cell.
        cells: each way; rows along z.

    Returns:
        Seen from the light and from above, in cells' areas (backs cover nothing); and the mean height of each layer's
        faces, negative where it has none.
    """
    count = len(layers) - 1
    covered = np.zeros((count, 2, cells, cells), np.float32)
    height, number = np.zeros(count), np.zeros(count)
    for f in range(len(faces)):
        i, j, k = faces[f, 0], faces[f, 1], faces[f, 2]
        ax, ay, az = points[j, 0] - points[i, 0], points[j, 1] - points[i, 1], points[j, 2] - points[i, 2]
        bx, by, bz = points[k, 0] - points[i, 0], points[k, 1] - points[i, 1], points[k, 2] - points[i, 2]
        nx, ny, nz = (ay * bz - az * by) / 2, (az * bx - ax * bz) / 2, (ax * by - ay * bx) / 2
        x = (points[i, 0] + points[j, 0] + points[k, 0]) / 3
        z = (points[i, 2] + points[j, 2] + points[k, 2]) / 3
        high = max((points[i, 1] + points[j, 1] + points[k, 1]) / 3 - ground, 0.0)
        layer = -1
        for low in range(count):
            if layers[low] <= high < layers[low + 1]:
                layer = low
        if layer < 0:
            continue
        height[layer] += high
        number[layer] += 1
        towards = (nx * key[0] + ny * key[1] + nz * key[2]) / key[1]
        for seen, area, at_z, at_x in (
            (0, towards, z - high * key[2] / key[1], x - high * key[0] / key[1]),
            (1, ny, z, x),
        ):
            row, column = int(np.floor((at_z - corner[0]) / edge)), int(np.floor((at_x - corner[1]) / edge))
            if area > 0 and 0 <= row < cells and 0 <= column < cells:
                covered[layer, seen, row, column] += area / (edge * edge)
    return covered, np.where(number > 0, height / np.maximum(number, 1), -1.0)


@compiled
def blur(covered: Float32[np.ndarray, "g g"], weights: Float32[np.ndarray, " r"]) -> Float32[np.ndarray, "g g"]:
    """Blurred along rows and columns; what is empty costs nothing, and nothing lies beyond the edges.

    Args:
        covered: mostly empty.
        weights: of a cell and of those 1, 2, ... cells to either side.
    """
    size, radius = len(covered), len(weights) - 1
    across = np.zeros((size, size), np.float32)
    used = np.zeros(size, np.bool_)
    for row in range(size):
        for column in range(size):
            value = covered[row, column]
            if value != 0:
                used[row] = True
                for at in range(max(column - radius, 0), min(column + radius, size - 1) + 1):
                    across[row, at] += value * weights[abs(at - column)]
    out = np.zeros((size, size), np.float32)
    for row in range(size):
        if used[row]:
            for at in range(max(row - radius, 0), min(row + radius, size - 1) + 1):
                weight = weights[abs(at - row)]
                for column in range(size):
                    out[at, column] += weight * across[row, column]
    return out


@compiled
def draw_ground(
    picture: UInt8[np.ndarray, "h w 3"],
    light: Float32[np.ndarray, "cells cells"],
    rows: Float64[np.ndarray, "h 4"],
    noise: Float32[np.ndarray, "h w"],
    colour: Float32[np.ndarray, " 3"],
    gamma: Float32[np.ndarray, " levels"],
) -> None:
    """Draw the ground where it is shaded, over a picture of the ground in full light.

    Args:
        picture: written into.
        light: that each cell of the ground sends back, 0 to 1.
        rows: of each row of pixels the cell (row, column) that its first pixel shows, and the step to the next pixel's.
        noise: that rounds up or down by chance, 0 to 1.
        colour: of the ground in full light, 0 to 255.
        gamma: table of brightness as the eye has it by light, 0 to 1.
    """
    cells = len(light)
    top = np.float32(len(gamma) - 1)
    for y in range(picture.shape[0]):
        row, column, down, right = rows[y, 0], rows[y, 1], rows[y, 2], rows[y, 3]
        # The pixels of this row that show a cell.
        begin, end = 0.0, float(picture.shape[1])
        for first, step in ((row, down), (column, right)):
            if step == 0:
                if not 0 <= first < cells - 1:
                    end = begin
                continue
            a, b = -first / step, (cells - 1 - first) / step
            begin, end = max(begin, min(a, b)), min(end, max(a, b))
        for x in range(int(np.ceil(begin)), int(np.ceil(end))):
            at_row, at_column = row + x * down, column + x * right
            r = min(max(int(at_row), 0), cells - 2)
            c = min(max(int(at_column), 0), cells - 2)
            if light[r, c] >= 1 and light[r, c + 1] >= 1 and light[r + 1, c] >= 1 and light[r + 1, c + 1] >= 1:
                continue
            u, v = np.float32(at_row - r), np.float32(at_column - c)
            above = light[r, c] + v * (light[r, c + 1] - light[r, c])
            below = light[r + 1, c] + v * (light[r + 1, c + 1] - light[r + 1, c])
            bright = _looked_up(gamma, (above + u * (below - above)) * top)
            picture[y, x, 0] = np.uint8(bright * colour[0] + noise[y, x])
            picture[y, x, 1] = np.uint8(bright * colour[1] + noise[y, x])
            picture[y, x, 2] = np.uint8(bright * colour[2] + noise[y, x])


@compiled
def draw_shape(
    picture: UInt8[np.ndarray, "h w 3"],
    face: Int32[np.ndarray, "high wide"],
    points: Float32[np.ndarray, "v 3"],
    faces: Int32[np.ndarray, "f 3"],
    light: Float32[np.ndarray, "v 2"],
    colour: Float32[np.ndarray, " 3"],
    gamma: Float32[np.ndarray, " levels"],
    linear: Float32[np.ndarray, " 256"],
    finer: int,
) -> None:
    """Draw a shape over a picture: the mean of the samples in each pixel, mixed as light, not as bytes.

    Args:
        picture: written into: the part that `face` is of.
        face: which face each sample shows (`cover`).
        points: vertices on the screen, in samples, from the first sample of `face`.
        faces: their faces.
        light: of each vertex: of the material's colour, and white.
        colour: of the material, as light.
        gamma: as in `draw_ground`.
        linear: light by byte.
        finer: samples a pixel, each way.
    """
    top = np.float32(len(gamma) - 1)
    zero, one, half = np.float32(0), np.float32(1), np.float32(0.5)
    samples = np.float32(finer * finer)
    last = -1  # neighbours mostly show the same face: what is known of it is kept
    x0 = y0 = second_x = second_y = third_x = third_y = zero
    base, base_shine, to_second, to_third, shine_second, shine_third = zero, zero, zero, zero, zero, zero
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            covered, coloured, white = zero, zero, zero
            for row in range(y * finer, (y + 1) * finer):
                for column in range(x * finer, (x + 1) * finer):
                    f = face[row, column]
                    if f < 0:
                        continue
                    if f != last:
                        last = f
                        i, j, k = faces[f, 0], faces[f, 1], faces[f, 2]
                        x0, y0 = points[i, 0], points[i, 1]
                        ax, ay = points[j, 0] - x0, points[j, 1] - y0
                        bx, by = points[k, 0] - x0, points[k, 1] - y0
                        over = one / (ax * by - bx * ay)
                        second_x, second_y, third_x, third_y = by * over, -bx * over, -ay * over, ax * over
                        base, base_shine = light[i, 0], light[i, 1]
                        to_second, to_third = light[j, 0] - base, light[k, 0] - base
                        shine_second, shine_third = light[j, 1] - base_shine, light[k, 1] - base_shine
                    dx, dy = np.float32(column) + half - x0, np.float32(row) + half - y0
                    second, third = second_x * dx + second_y * dy, third_x * dx + third_y * dy
                    covered += one
                    coloured += base + second * to_second + third * to_third
                    white += base_shine + second * shine_second + third * shine_third
            if covered > zero:
                share, coloured, white = one - covered / samples, coloured / samples, white / samples
                for c in range(3):
                    value = linear[picture[y, x, c]] * share + coloured * colour[c] + white
                    bright = _looked_up(gamma, min(max(value, zero), one) * top)
                    picture[y, x, c] = np.uint8(bright * np.float32(255) + half)
