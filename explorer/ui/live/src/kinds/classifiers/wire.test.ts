import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { test } from "node:test";
import { WireError } from "../../wire/checked.ts";
import { classifiersOf, decodeVerdict } from "./wire.ts";

const JUDGED = {
  accuracy: 75.5, count: 500, input: null, teacher: 91, arch: 0, shares: [1], parameters: 10,
  confusion: [1, 2, 3, 4], precision: [0.1, 0.2], recall: [0.3, 0.4], pixels: [1, 2],
  samples: [{ image: 7, label: 1, predicted: 0, confidence: 0.5, reference: 1 }],
};
const PIXELS = deflateSync(Uint8Array.of(1, 2, 3, 4));
const decode = (patch: object = {}, body: Uint8Array = PIXELS) => decodeVerdict({ judged: { ...JUDGED, ...patch } }, Uint8Array.from(body));

test("a judged classifier is read with its samples' pixels", async () => {
  const { judged, held } = await decode();
  assert.equal(judged.accuracy, 75.5);
  assert.deepEqual([...judged.samples[0]!.pixels], [1, 2, 3, 4]);
  assert.equal(held, 4 + 8 * 4);
});

test("what does not fit is an error", async () => {
  for (const patch of [{ confusion: [1] }, { pixels: [1, 4000] }, { pixels: [0.5, 2] }, { recall: [1] }, { accuracy: "much" }])
    await assert.rejects(decode(patch), WireError);
  await assert.rejects(decode({ samples: [{ ...JUDGED.samples[0], predicted: 2 }] }), WireError);
  await assert.rejects(decode({}, deflateSync(Uint8Array.of(1, 2, 3))), WireError);
  await assert.rejects(decodeVerdict({}, new Uint8Array()), /"judged"/);
});

test("what a space of them tells apart is read", () => {
  const about = { classes: ["cat"], archs: ["ResNet8"], channels: 3, size: 32, data: "pets", tests: 9 };
  assert.deepEqual(classifiersOf(about), { classes: ["cat"], archs: ["ResNet8"], data: "pets", tests: 9 });
  assert.throws(() => classifiersOf({ ...about, archs: null }), WireError);
});
