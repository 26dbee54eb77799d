import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed } from "./words.ts";

test("what is nothing has no sign", () => {
  const said = [-0.001, -0, 0.004, -0.006, -12.34].map((value) => fixed(value, 2));
  assert.deepEqual(said, ["0.00", "0.00", "0.00", "-0.01", "-12.34"]);
});
