import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { WireError } from "../../wire/checked.ts";
import { readBinary } from "../../wire/protocol.ts";
import { HEADER, message, PLAIN } from "../../wire/testing.ts";
import { decodePicture, picturesOf } from "./wire.ts";

const PICTURE = {
  width: 2, height: 1, channels: 3,
  beside: [{ name: "input", width: 2, height: 2, channels: 1 }, { name: "original", width: 1, height: 1, channels: 1 }],
  psnr: 31.25, facts: [["label", "boot"]],
};
const PIXELS = Uint8Array.from({ length: 11 }, (_, i) => i);
const decode = (patch: object = {}, pixels = PIXELS) =>
  decodePicture({ picture: { ...PICTURE, ...patch } }, new Uint8Array(deflateSync(pixels)));

test("a picture is read with those beside it, one after the other", async () => {
  const read = readBinary(message({ ...HEADER, resolution: 2, picture: PICTURE }, deflateSync(PIXELS)), PLAIN);
  assert.ok(read?.type === "frame");
  const { picture, beside, psnr, facts, held } = await decodePicture(read.header, read.body);
  assert.deepEqual([picture.width, picture.height, picture.channels, ...picture.pixels], [2, 1, 3, 0, 1, 2, 3, 4, 5]);
  assert.deepEqual(beside.map(({ name, pixels }) => [name, ...pixels]), [["input", 6, 7, 8, 9], ["original", 10]]);
  assert.deepEqual([psnr, facts, held], [31.25, [["label", "boot"]], 11]);
});

test("a place that no network is at has nothing beside it", async () => {
  const read = await decode({ beside: [], psnr: null, facts: [] }, PIXELS.slice(0, 6));
  assert.deepEqual([read.beside, read.psnr, read.facts], [[], null, []]);
});

test("what does not fit is an error", async () => {
  const wrong: object[] = [
    { width: 0 }, { width: 1e6 }, { height: 1.5 }, { channels: 2 }, { beside: null }, { beside: [{ name: "x" }] },
    { beside: Array(9).fill(PICTURE.beside[1]) }, { psnr: "much" }, { facts: null }, { facts: [["one"]] }, { facts: [[1, 2]] },
  ];
  for (const patch of wrong) await assert.rejects(decode(patch), WireError, JSON.stringify(patch));
  await assert.rejects(decode({}, PIXELS.slice(0, 10)), WireError);
  await assert.rejects(decode({}, new Uint8Array(12)), WireError);
  await assert.rejects(decodePicture({}, new Uint8Array()), /"picture"/);
});

test("what a space of pictures says of itself is read", () => {
  const about = { channels: 1, size: 28, data: "FashionMNIST", classes: ["boot"] };
  assert.deepEqual(picturesOf(about), about);
  assert.deepEqual(picturesOf({ ...about, classes: null }).classes, []);
  assert.throws(() => picturesOf({ ...about, channels: 5 }), WireError);
});
