import assert from "node:assert/strict";
import { test } from "node:test";
import { isolated, knownHidden, toggled, visibleMask } from "./filter.ts";
import { FURNITURE } from "./testing.ts";

const shown = (hidden: string[]) => [...visibleMask(FURNITURE, hidden)];

test("names of a link hide what they say, and unknown ones nothing", () => {
  assert.deepEqual(shown([]), [1, 1, 1, 1]);
  assert.deepEqual(shown(["chair"]), [0, 1, 0, 1]);
  assert.deepEqual(shown(["split:held out"]), [1, 1, 0, 0]);
  assert.deepEqual(shown(["chair", "split:held out"]), [0, 1, 0, 0]);
  assert.deepEqual(shown(["sofa", "legs", "seat_height:0"]), [1, 1, 1, 1]);
  assert.deepEqual(knownHidden(FURNITURE, ["sofa", "chair", "chair", "split:training", "training"]), [
    "chair",
    "split:training",
  ]);
});

test("a click hides, the next shows again", () => {
  const once = toggled(FURNITURE, ["split:training"], "kind", ["chair"]);
  assert.deepEqual(once, ["split:training", "chair"]);
  assert.deepEqual(toggled(FURNITURE, once, "kind", ["chair"]), ["split:training"]);
});

test("a group of several categories is hidden and shown as one", () => {
  const both = toggled(FURNITURE, ["chair"], "kind", ["chair", "table"]);
  assert.deepEqual([...both].sort(), ["chair", "table"]);
  assert.deepEqual(toggled(FURNITURE, both, "kind", ["chair", "table"]), []);
});

test("isolated: only it is shown, whatever was hidden; once more: all; other labels stay as they are", () => {
  const alone = isolated(FURNITURE, ["table", "split:training"], "kind", ["table"]);
  assert.deepEqual([...alone].sort(), ["armchair", "chair", "split:training"]);
  assert.deepEqual(isolated(FURNITURE, alone, "kind", ["table"]), ["split:training"]);
  assert.deepEqual(isolated(FURNITURE, [], "seat_height", ["0"]), []);
});
