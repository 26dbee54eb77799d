import assert from "node:assert/strict";
import { test } from "node:test";
import { walked } from "./walks.ts";

test("a way is chosen while the path's stops are its networks, in order", () => {
  const offered = [
    { name: "run0", ids: [1, 2, 3] },
    { name: "run1", ids: [4, 5] },
  ];
  assert.equal(walked(offered, [4, 5]), 1);
  assert.equal(walked(offered, [1, 2]), -1);
  assert.equal(walked(offered, [3, 2, 1]), -1);
  assert.equal(walked([], []), -1);
});
