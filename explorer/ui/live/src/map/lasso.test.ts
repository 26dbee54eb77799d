import assert from "node:assert/strict";
import { test } from "node:test";
import { Grid } from "./grid.ts";
import { enclosed, inside } from "./lasso.ts";
import { scattered } from "./testing.ts";
import type { XY } from "./view.ts";

const square: XY[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

test("inside and outside a square, whichever way it was drawn", () => {
  for (const polygon of [square, [...square].reverse()]) {
    assert.equal(inside(polygon, 0.5, 0.5), true);
    assert.equal(inside(polygon, 1.5, 0.5), false);
    assert.equal(inside(polygon, 0.5, -0.1), false);
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
  assert.equal(inside(letterU, 1.5, 2), false);
  assert.equal(inside(letterU, 0.5, 2), true);
  assert.equal(inside(letterU, 1.5, 0.5), true);
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
