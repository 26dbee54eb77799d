import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { test } from "node:test";
import { openJudged } from "./wire.ts";
import { readBinary, readText, WireError } from "../../wire/protocol.ts";
import { HEADER, message } from "../../wire/testing.ts";

const JUDGED = {
  accuracy: 75.5, count: 500, input: null, teacher: 91, arch: 0, shares: [1], parameters: 10,
  confusion: [1, 2, 3, 4], precision: [0.1, 0.2], recall: [0.3, 0.4], pixels: [1, 2],
  samples: [{ image: 7, label: 1, predicted: 0, confidence: 0.5, reference: 1 }],
};
const frame = (patch: object = {}, body: Uint8Array = deflateSync(Uint8Array.of(1, 2, 3, 4))) =>
  message({ ...HEADER, vertices: 0, faces: 0, judged: { ...JUDGED, ...patch } }, body);

test("a judged classifier is read with its samples' pixels", async () => {
  const read = readBinary(frame());
  assert.ok(read?.type === "frame" && read.facts.judged);
  const judged = await openJudged(read.facts.judged, read.body);
  assert.equal(judged.accuracy, 75.5);
  assert.deepEqual([...judged.samples[0]!.pixels], [1, 2, 3, 4]);
});

test("what does not fit is an error", async () => {
  for (const patch of [{ confusion: [1] }, { pixels: [1, 4000] }, { pixels: [0.5, 2] }, { recall: [1] }, { accuracy: "much" }])
    assert.throws(() => readBinary(frame(patch)), WireError);
  assert.throws(() => readBinary(frame({ samples: [{ ...JUDGED.samples[0], predicted: 2 }] })), WireError);
  const read = readBinary(frame({}, deflateSync(Uint8Array.of(1, 2, 3))));
  assert.ok(read?.type === "frame" && read.facts.judged);
  await assert.rejects(openJudged(read.facts.judged, read.body), WireError);
});

test("a curve has as many values as shares", () => {
  const curve = { type: "curve", slot: 0, key: "k", shares: [0, 1], accuracy: [80, 90], archs: [0, 1] };
  assert.deepEqual(readText(JSON.stringify(curve)), {
    type: "curve", slot: 0, curve: { key: "k", shares: [0, 1], accuracy: [80, 90], archs: [0, 1] },
  });
  assert.throws(() => readText(JSON.stringify({ ...curve, accuracy: [80] })), WireError);
  assert.throws(() => readText(JSON.stringify({ ...curve, shares: [0], accuracy: [1], archs: [0] })), WireError);
});

test("a terrain has three bytes a cell", () => {
  const header = { type: "terrain", columns: 2, rows: 1, box: [0, 0, 2, 1], done: 0.5 };
  const read = readBinary(message(header, Uint8Array.of(180, 255, 0, 1, 255, 9)));
  assert.ok(read?.type === "terrain");
  assert.deepEqual([...read.terrain.accuracy], [180, 255]);
  assert.deepEqual([...read.terrain.archs], [0, 1]);
  assert.deepEqual([...read.terrain.near], [255, 9]);
  assert.throws(() => readBinary(message(header, Uint8Array.of(1, 2, 3, 4))), WireError);
  assert.throws(() => readBinary(message({ ...header, columns: 1e6 }, new Uint8Array())), WireError);
});
