import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { decodeResponse, functionsOf } from "./wire.ts";

const FACTS = {
  by: "accuracy", worth: 95.5, input: 96, agreement: 0.98, count: 20, arch: 0, shares: [1], parameters: 12,
  confusion: [9, 1, 2, 8], curves: [1, 3, 2], own: true, planes: [1, 2, 2, 2], points: [2, 2], paired: true,
};
const SIZES = [6, 6, 8, 4, 4];

function body(sizes: readonly number[]): Uint8Array<ArrayBuffer> {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return new Uint8Array(deflateSync(Buffer.from(Float32Array.from({ length: total }, (_, i) => i).buffer)));
}

test("a frame's blocks lie one after the other", async () => {
  const { answers } = await decodeResponse({ judged: FACTS }, body(SIZES));
  assert.deepEqual([...answers.curves.data], [0, 1, 2, 3, 4, 5]);
  assert.equal(answers.own?.data[0], 6);
  assert.equal(answers.planes.data[0], 12);
  assert.equal(answers.points.data[0], 20);
  assert.equal(answers.ownPoints?.data[3], 27);
});

test("without an input network there is nothing beside it", async () => {
  const facts = { ...FACTS, own: false, paired: false, input: null, agreement: null };
  const { answers } = await decodeResponse({ judged: facts }, body([6, 8, 4]));
  assert.equal(answers.own, null);
  assert.equal(answers.ownPoints, null);
  assert.equal(answers.planes.data[0], 6);
});

test("frames that do not fit are refused", async () => {
  await assert.rejects(decodeResponse({ judged: { ...FACTS, confusion: [1, 2] } }, body(SIZES)), /matrix/);
  await assert.rejects(decodeResponse({ judged: { ...FACTS, curves: [1, -3, 2] } }, body(SIZES)), /shape/);
  await assert.rejects(decodeResponse({ judged: { ...FACTS, curves: [4000, 3000, 2] } }, body(SIZES)), /numbers/);
  await assert.rejects(decodeResponse({ judged: { ...FACTS, by: "beauty" } }, body(SIZES)), /by/);
  await assert.rejects(decodeResponse({ judged: FACTS }, body([3])));
});

test("what a space says of itself is read; an axis of no length is refused", () => {
  const axis = { name: "x", low: 0, high: 1 };
  const about = {
    classes: [], outputs: ["output"], archs: ["mlp"], worth: null, axes: [{ ...axis, base: 0.5 }], inputs: 3,
    planes: [{ name: "x × y", x: axis, y: axis, points: [[0, 1]] }], targets: [1, [2, 3]], values: [[0, 1]],
    runs: [{ name: "run0", ids: [1, 2] }], tooFew: null,
  };
  const read = functionsOf(about);
  assert.deepEqual(read.targets, [[1], [2, 3]]);
  assert.deepEqual(read.runs[0], { name: "run0", ids: [1, 2] });
  assert.throws(() => functionsOf({ ...about, axes: [{ ...axis, high: 0, base: 0 }] }), /axis/);
});
