import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracy, optimizing } from "./measure.ts";

const RESULT = { index: 2, test: 61.25, start: 39.5, zoo: 90.2, ratio: 0.8, seconds: 3.2 };
const ASKED = { a: 1, b: 2, id: null, name: String };

test("accuracies are said of the images they are of", () => {
  assert.equal(accuracy.spoken(62.5), "62.5 %");
  assert.equal(accuracy.step(62.5), "62.5 % of the validation images");
  assert.equal(accuracy.result(RESULT, 62.5), "Step 2: 61.3 % of all test images; start 39.5 %, zoo's best 90.2 %");
  assert.equal(accuracy.result({ ...RESULT, zoo: null }, 62.5), "Step 2: 61.3 % of all test images; start 39.5 %, zoo's best –");
});

test("one can wish for accuracy, and for an architecture where there are several", () => {
  const about = { classes: [], archs: ["LeNetLike", "ResNet8"], data: "pets", tests: 4 };
  const goals = optimizing.goals({ ...ASKED, about });
  assert.deepEqual(goals.map(({ value }) => value), ["accuracy", "arch:LeNetLike", "arch:ResNet8"]);
  assert.equal(optimizing.goals({ ...ASKED, about: { ...about, archs: ["ResNet8"] } }).length, 1);
  assert.equal(optimizing.goals({ ...ASKED, about: null }).length, 1);
});
