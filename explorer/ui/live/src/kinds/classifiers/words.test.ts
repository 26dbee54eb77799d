import assert from "node:assert/strict";
import { test } from "node:test";
import type { Judged } from "./types.ts";
import { plusMinus, readable, shades, spokenAccuracy, spokenJudged, worstConfusion } from "./words.ts";

const JUDGED: Judged = {
  accuracy: 75, count: 4, input: 50, teacher: 100, arch: 1, shares: [0.1, 0.9], parameters: 7,
  confusion: [1, 1, 0, 2], precision: [1, 0.67], recall: [0.5, 1], channels: 1, size: 2, samples: [],
};
const KINDS = { classes: ["cat", "dog"], archs: ["LeNetLike", "ResNet8"], data: "pets", tests: 4 };

test("the main facts are said in one line", () => {
  const line = spokenJudged(JUDGED, KINDS);
  assert.equal(line, "Accuracy 75.0 percent of 4 test images, input network 50.0, teacher 100.0, ResNet8");
  assert.ok(!spokenJudged({ ...JUDGED, input: null }, null).includes("input"));
});

test("an accuracy on some of the images says how far that on all of them may be", () => {
  assert.equal(spokenAccuracy(58.5, 5000, 5000), "58.5 %");
  assert.equal(spokenAccuracy(61.8, 500, 5000), "61.8 ± 4.0 %"); // 58.5 on all of them was seen, and is within
  assert.equal(spokenAccuracy(50, 1000, 10_000), "50.0 ± 2.9 %");
  assert.ok(plusMinus(100, 500, 5000) > 0 && plusMinus(0, 500, 5000) > 0); // none wrong among 500 is no proof for 5,000
});

test("the most frequent confusion is named", () => {
  assert.equal(worstConfusion(JUDGED, KINDS.classes), "cat taken for dog: 1");
  assert.equal(worstConfusion({ ...JUDGED, confusion: [2, 0, 0, 2] }, KINDS.classes), "");
});

test("a row's cells are shaded by the root of their share", () => {
  assert.deepEqual(shades([1, 3, 0, 0], 2), [0.5, Math.sqrt(0.75), 0, 0]);
});

test("a darker cell is never drawn lighter, and none in a shade that no text can be read on", () => {
  const drawn = Array.from({ length: 101 }, (_, k) => readable(k / 100));
  assert.deepEqual([drawn[0]!.drawn, drawn[100]!.drawn], [0, 1]);
  for (const [k, { drawn: shade, strong }] of drawn.entries()) {
    assert.ok(k === 0 || shade >= drawn[k - 1]!.drawn);
    assert.ok(strong ? shade > 0.8 : shade < 0.66);
  }
});
