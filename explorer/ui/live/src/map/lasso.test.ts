import assert from "node:assert/strict";
import { test } from "node:test";
import { Grid } from "./grid.ts";
import { enclosed } from "./lasso.ts";
import { scattered } from "./testing.ts";
import type { XY } from "./view.ts";

const square: XY[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Whether a place lies inside a polygon, by the even-odd rule, every edge looked at. */
function inside(polygon: readonly XY[], x: number, y: number): boolean {
  return polygon.filter(([xi, yi], i) => {
    const [xj, yj] = polygon.at(i - 1)!;
    return yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi;
  }).length % 2 === 1;
}

/** Which of some places a polygon encloses. */
function which(polygon: readonly XY[], places: readonly XY[]): number[] {
  const positions = Float32Array.from(places.flat());
  return enclosed(polygon, new Grid(positions), positions, () => true);
}

test("inside and outside a square, whichever way it was drawn", () => {
  for (const polygon of [square, [...square].reverse()]) {
    assert.deepEqual(which(polygon, [[0.5, 0.5], [1.5, 0.5], [0.5, -0.1]]), [0]);
  }
});

test("the notch of a hollow shape is outside", () => {
  const letterU: XY[] = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ];
  assert.deepEqual(which(letterU, [[1.5, 2], [0.5, 2], [1.5, 0.5]]), [1, 2]);
});

test("a line that crosses itself, level edges and a flat one among them, as every edge says", () => {
  const positions = scattered(3000, 5);
  const grid = new Grid(positions);
  for (const seed of [1, 2, 3, 4]) {
    const corners = scattered(40, seed);
    const drawn = Array.from({ length: 40 }, (_, k): XY => [corners[2 * k]!, k % 5 === 0 ? 0.25 : corners[2 * k + 1]!]);
    const ids = enclosed(drawn, grid, positions, () => true);
    const wanted = Array.from({ length: 3000 }, (_, id) => id).filter((id) => inside(drawn, positions[2 * id]!, positions[2 * id + 1]!));
    assert.deepEqual(ids, wanted);
  }
  assert.deepEqual(enclosed([[-1, 0], [0, 0], [1, 0]], grid, positions, () => true), []);
});

test("a circle encloses the points nearer than its radius", () => {
  const positions = scattered(2000, 3);
  const circle = Array.from({ length: 2000 }, (_, k): XY => {
    const a = (k / 2000) * 2 * Math.PI;
    return [0.2 + 0.4 * Math.cos(a), -0.1 + 0.4 * Math.sin(a)];
  });
  const even = (id: number) => id % 2 === 0;
  const ids = enclosed(circle, new Grid(positions), positions, even);
  const wanted: number[] = [];
  for (let id = 0; id < 2000; id += 2) {
    const d = Math.hypot(positions[2 * id]! - 0.2, positions[2 * id + 1]! + 0.1);
    if (d < 0.3999) assert.ok(ids.includes(id));
    if (d < 0.4) wanted.push(id);
  }
  assert.ok(Math.abs(ids.length - wanted.length) <= 1);
  assert.ok(ids.length > 50);
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => a - b),
  );
});

test("a line that is no area encloses nothing", () => {
  const positions = new Float32Array([0, 0, 1, 1]);
  assert.deepEqual(
    enclosed(
      [
        [0, 0],
        [1, 1],
      ],
      new Grid(positions),
      positions,
      () => true,
    ),
    [],
  );
});
