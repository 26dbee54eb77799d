import assert from "node:assert/strict";
import { test } from "node:test";
import type { Judged } from "./types.ts";
import { shades, spokenJudged, worstConfusion } from "./words.ts";

const JUDGED: Judged = {
  accuracy: 75, count: 4, input: 50, teacher: 100, arch: 1, shares: [0.1, 0.9], parameters: 7,
  confusion: [1, 1, 0, 2], precision: [1, 0.67], recall: [0.5, 1], channels: 1, size: 2, samples: [],
};
const KINDS = { classes: ["cat", "dog"], archs: ["LeNetLike", "ResNet8"], data: "pets" };

test("the main facts are said in one line", () => {
  const line = spokenJudged(JUDGED, KINDS);
  assert.equal(line, "Accuracy 75.0 percent of 4 test images, input network 50.0, teacher 100.0, ResNet8");
  assert.ok(!spokenJudged({ ...JUDGED, input: null }, null).includes("input"));
});

test("the most frequent confusion is named", () => {
  assert.equal(worstConfusion(JUDGED, KINDS.classes), "cat taken for dog: 1");
  assert.equal(worstConfusion({ ...JUDGED, confusion: [2, 0, 0, 2] }, KINDS.classes), "");
});

test("a row's cells are shaded by the root of their share", () => {
  assert.deepEqual(shades([1, 3, 0, 0], 2), [0.5, Math.sqrt(0.75), 0, 0]);
});
