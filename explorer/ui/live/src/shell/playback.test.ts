import assert from "node:assert/strict";
import { test } from "node:test";
import { advance, ahead, onGrid, playSeconds, startPlayback } from "./playback.ts";

test("playback reaches the end, smoothly, and rests there before it turns", () => {
  let now = startPlayback(0);
  const whole = playSeconds(1, 1);
  let seconds = 0;
  let largest = 0;
  while (!now.done && seconds < 60) {
    const before = now.t;
    now = advance(now, 1 / 60, whole, false);
    largest = Math.max(largest, now.t - before);
    seconds += 1 / 60;
  }
  assert.equal(now.t, 1);
  assert.ok(Math.abs(seconds - whole) < whole * 0.2, `${seconds} s`);
  assert.ok(largest < 2 / (60 * whole));
  const turned = advance({ t: 0.999, direction: 1, resting: 0, done: false }, 1, whole, true);
  assert.deepEqual([turned.t, turned.direction], [1, -1]);
  assert.ok(turned.resting > 0);
  assert.equal(startPlayback(1).t, 0);
});

test("where playback will be lies ahead, on the grid, and on the path", () => {
  const now = startPlayback(0.5);
  assert.ok(ahead(now, 0.1, 5) > 0.5);
  assert.equal(ahead({ ...now, t: 0.999 }, 10, 5), 1);
  assert.equal(onGrid(0.5), 0.5);
});
