import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestT, placeAt } from "./course.ts";
import type { XY } from "./view.ts";

const line: XY[] = Array.from({ length: 11 }, (_, k) => [k / 10, 0]);

test("the ends of t are the ends of the course, and beyond them too", () => {
  assert.deepEqual(placeAt(line, 0), [0, 0]);
  assert.deepEqual(placeAt(line, 1), [1, 0]);
  assert.deepEqual(placeAt(line, -3), [0, 0]);
  assert.deepEqual(placeAt(line, 7), [1, 0]);
  assert.ok(Math.abs(placeAt(line, 0.234)[0] - 0.234) < 1e-12);
  assert.deepEqual(placeAt([[2, 3]], 0.5), [2, 3]);
});

test("the place of the nearest t is on the course below the hand", () => {
  assert.ok(Math.abs(nearestT(line, [0.37, 0.2], 0.3, 0.05, 1) - 0.37) < 1e-12);
  assert.equal(nearestT(line, [-5, 1], 0.3, 0.05, 1), 0);
  assert.equal(nearestT(line, [9, 9], 0.3, 0.05, 1), 1);
});

test("the nearest t of a place on the course is its t", () => {
  const arc: XY[] = Array.from({ length: 33 }, (_, k) => [Math.cos(k / 12), Math.sin(k / 12)]);
  for (let t = 0; t <= 1; t += 0.05) assert.ok(Math.abs(nearestT(arc, placeAt(arc, t), t, 0.1, 0.5) - t) < 1e-9);
});

// A hairpin: out along y = 0, back along y = 0.1.
const hairpin: XY[] = [
  ...Array.from({ length: 11 }, (_, k): XY => [k / 10, 0]),
  ...Array.from({ length: 11 }, (_, k): XY => [1 - k / 10, 0.1]),
];

test("near a far part of the course the handle stays on its own", () => {
  const t = nearestT(hairpin, [0.3, 0.07], 0.15, 0.08, 0.3); // nearer to the way back, by 0.04
  assert.ok(t < 0.5);
  assert.ok(Math.abs(placeAt(hairpin, t)[0] - 0.3) < 1e-9);
});

test("on the far part for certain, it goes there", () => {
  assert.ok(nearestT(hairpin, [0.3, 0.2], 0.15, 0.08, 0.3) > 0.5);
});

test("a slow hand follows a hairpin around without a jump", () => {
  let t = 0;
  for (let k = 0; k <= 200; k++) {
    const wanted = k / 200;
    const next = nearestT(hairpin, placeAt(hairpin, wanted), t, 0.08, 0.3);
    assert.ok(Math.abs(next - t) < 0.1, `from ${t} to ${next}`);
    t = next;
  }
  assert.equal(t, 1);
});

test("a hand that jumps along a straight course is followed at once", () => {
  assert.ok(Math.abs(nearestT(line, [0.9, 0], 0.05, 0.08, 0.3) - 0.9) < 1e-12);
});

test("a course that stays in one place has a t", () => {
  assert.ok(
    Number.isFinite(
      nearestT(
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        [1, 1],
        0.5,
        0.1,
        0.1,
      ),
    ),
  );
});
