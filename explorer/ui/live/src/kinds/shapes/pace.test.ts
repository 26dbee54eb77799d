import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "./pace.ts";

function run(pace: Pace, frames: number, spent: number): void {
  for (let i = 0, now = 1000; i <= frames; i += 1, now += spent) pace.tick(now, i > 0);
}

test("only frames that follow one another are counted", () => {
  const pace = new Pace(0);
  assert.equal(pace.tick(0, false), 0);
  assert.equal(pace.tick(16, true), 16);
  assert.equal(pace.tick(5000, false), 0); // nothing was drawn in between, so nothing was late
  assert.deepEqual(pace.animation, { frames: 1, late: 0 });
});

test("a rounded 60 frames a second is on time, 50 is not", () => {
  const [good, bad] = [new Pace(0), new Pace(0)];
  run(good, 100, 16.7);
  run(bad, 100, 20);
  assert.equal(good.animation.late, 0);
  assert.equal(bad.animation.late, 100);
});

test("late frames make it thriftier, step by step and no further than 2", () => {
  const pace = new Pace(0);
  run(pace, 30, 40);
  assert.equal(pace.thrift, 1);
  run(pace, 200, 40);
  assert.equal(pace.thrift, 2);
});

test("frames on time leave it as it is", () => {
  const pace = new Pace(1);
  run(pace, 200, 16.7);
  assert.equal(pace.thrift, 1);
});
