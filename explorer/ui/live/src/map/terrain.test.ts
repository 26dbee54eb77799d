import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracyRange } from "./terrain.ts";

const terrain = (accuracy: number[]) => ({
  columns: accuracy.length,
  rows: 1,
  box: [0, 0, 1, 1] as const,
  done: 1,
  accuracy: Uint8Array.from(accuracy),
  archs: new Uint8Array(accuracy.length),
});

test("the range is in percent and leaves out what is unknown", () => {
  assert.deepEqual(accuracyRange(terrain([255, 100, 181, 255])), { low: 50, high: 90.5 });
  assert.equal(accuracyRange(terrain([255, 255])), null);
});
