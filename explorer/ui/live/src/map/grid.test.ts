import assert from "node:assert/strict";
import { test } from "node:test";
import { Grid } from "./grid.ts";
import { scattered } from "./testing.ts";

const positions = scattered(3000, 5);
const grid = new Grid(positions);
const distance = (id: number, x: number, y: number) => Math.hypot(positions[2 * id]! - x, positions[2 * id + 1]! - y);

/** What the grid must find, by looking at all. */
function slowly(x: number, y: number, radius: number, accept: (id: number) => boolean): number | null {
  let best: number | null = null;
  for (let id = 0; id < 3000; id++) {
    if (accept(id) && distance(id, x, y) <= radius && (best === null || distance(id, x, y) < distance(best, x, y)))
      best = id;
  }
  return best;
}

test("finds the nearest accepted point that looking at all of them finds", () => {
  const places = scattered(200, 9);
  for (let k = 0; k < 200; k++) {
    const [x, y] = [places[2 * k]! * 1.3, places[2 * k + 1]! * 1.3]; // some outside
    for (const radius of [0.01, 0.05, 10, Infinity]) {
      const odd = (id: number) => id % 3 === 1;
      assert.equal(
        grid.nearest(x, y, radius),
        slowly(x, y, radius, () => true),
      );
      assert.equal(grid.nearest(x, y, radius, odd), slowly(x, y, radius, odd));
    }
  }
});

test("a point's own place is that point", () => {
  for (let id = 0; id < 3000; id += 97)
    assert.equal(grid.nearest(positions[2 * id]!, positions[2 * id + 1]!, 0.02), id);
});

test("every point is in exactly one cell", () => {
  const seen = new Uint8Array(3000);
  grid.visit(-9, -9, 9, 9, (id) => seen[id]!++);
  assert.ok(seen.every((n) => n === 1));
});

test("points that are all the same, one, or none", () => {
  assert.equal(new Grid(new Float32Array()).nearest(0, 0, 1), null);
  assert.equal(new Grid(new Float32Array([1, 2])).nearest(1, 2.1, 0.2), 0);
  assert.equal(
    new Grid(new Float32Array([1, 1, 1, 1, 1, 1])).nearest(1, 1, 0.1, (id) => id === 2),
    2,
  );
});

test("a cross of points: each arrow leads to its arm, and not beyond the edge", () => {
  const cross = new Grid(new Float32Array([0, 0, -1, 0, 1, 0, 0, 1, 0, -1]));
  assert.deepEqual(
    (["left", "right", "up", "down"] as const).map((d) => cross.towards(0, d)),
    [1, 2, 3, 4],
  );
  assert.equal(cross.towards(1, "left"), null);
  assert.equal(
    cross.towards(0, "right", (id) => id !== 2),
    null,
  );
});

test("going right never goes left, and reaches the edge", () => {
  let id = grid.nearest(-1, 0, Infinity)!;
  for (let steps = 0; ; steps++) {
    const next = grid.towards(id, "right");
    if (next === null) break;
    assert.ok(positions[2 * next]! > positions[2 * id]!);
    assert.ok(steps < 3000);
    id = next;
  }
  assert.ok(positions[2 * id]! > 0.8);
});
