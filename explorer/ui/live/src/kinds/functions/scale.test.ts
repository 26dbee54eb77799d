import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, drawnOutputs, rangeOf, rgb, shaded, ticks } from "./scale.ts";
import { headline, tick, worstConfusion } from "./words.ts";

test("ticks are round and within their range", () => {
  assert.deepEqual(ticks({ low: 0, high: 1 }), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks({ low: -0.13, high: 0.21 }, 4), [-0.1, 0, 0.1, 0.2]);
  assert.deepEqual(ticks({ low: 3, high: 3 }), [3]);
});

test("a range has room, and is never empty", () => {
  assert.deepEqual(rangeOf([]), { low: 0, high: 1 });
  const { low, high } = rangeOf([2, 2, Number.NaN]);
  assert.ok(low < 2 && high > 2);
});

test("the surer, the stronger: a certain class has its colour, one at chance is still seen", () => {
  assert.deepEqual(shaded("#102030", "#ffffff", 1, 4), rgb("#102030"));
  const [r] = shaded("#000000", "#ffffff", 0.25, 4);
  assert.ok(r > 150 && r < 240);
});

test("of many outputs those that reach highest are drawn, in their order", () => {
  assert.deepEqual(drawnOutputs([0.1, 0.9, 0.2, 0.8], 2), [1, 3]);
  assert.deepEqual(drawnOutputs([1, 2], 5), [0, 1]);
  assert.equal(colourOf(12, ["#a", "#b"]), "#a");
});

test("what is written largest is how good it is, else how it agrees, else nothing", () => {
  const base = { by: null, worth: null, input: null, agreement: 0.9, confusion: null } as never;
  assert.equal(headline({ ...(base as object), by: "r2", worth: 0.5 } as never, false)?.text, "0.500");
  assert.equal(headline(base, true)?.text, "90.0 %");
  assert.equal(headline({ ...(base as object), agreement: null } as never, true), null);
  assert.equal(worstConfusion([5, 1, 3, 5], ["a", "b"]), "b taken for a: 3");
  assert.equal(tick(0.00001), "1e-5");
  assert.equal(tick(0.123456), "0.123");
});
