import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracyScale, archSpans, levelsOf } from "./accuracy.ts";

const curve = (accuracy: number[], archs: number[]) => ({
  key: "k",
  shares: accuracy.map((_, i) => i / (accuracy.length - 1)),
  values: accuracy,
  groups: archs,
});

test("a flat curve keeps a range of some points", () => {
  const { low, high } = accuracyScale([curve([88, 88, 88], [0, 0, 0])]);
  assert.ok(high - low >= 4);
  assert.ok(low < 88 && high > 88);
});

test("both curves are on the scale", () => {
  const { low, high } = accuracyScale([curve([30, 90], [0, 0]), curve([20, 95], [0, 0])]);
  assert.ok(low < 20 && high > 95);
});

test("names have room above the curve", () => {
  const [plain, named] = [false, true].map((one) => accuracyScale([curve([30, 90], [0, 1])], one));
  assert.ok(named!.high > plain!.high + 10);
  assert.equal(named!.low, plain!.low);
});

test("a few round levels are marked, none that no network reaches", () => {
  assert.deepEqual(levelsOf({ low: 22.8, high: 117 }), [50, 100]);
  assert.deepEqual(levelsOf({ low: 73, high: 94 }), [80, 90]);
  assert.deepEqual(levelsOf({ low: 85.5, high: 91 }), [86, 88, 90]);
});

test("architectures have their spans, changing half way between two points", () => {
  assert.deepEqual(archSpans(curve([1, 2, 3, 4, 5], [0, 0, 1, 1, 3])), [
    { from: 0, to: 0.375, arch: 0 },
    { from: 0.375, to: 0.875, arch: 1 },
    { from: 0.875, to: 1, arch: 3 },
  ]);
});
