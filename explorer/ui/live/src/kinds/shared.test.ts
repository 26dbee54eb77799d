import assert from "node:assert/strict";
import { test } from "node:test";
import { laidOpen, likeness, sameness } from "./shared.ts";

test("one can wish to be like what is looked at, the end of the path first, each once", () => {
  const name = (id: number) => `chair ${id}`;
  assert.deepEqual(likeness("shape", { a: 1, b: 2, id: 1, name }), [
    { value: "shape:2", title: "the shape of chair 2" },
    { value: "shape:1", title: "the shape of chair 1" },
  ]);
  assert.deepEqual(likeness("picture", { a: null, b: null, id: null, name }), []);
});

test("what is gained is said by its name, and in its digits", () => {
  const overlap = sameness("IoU", 0.02, 1, (value) => value.toFixed(3));
  assert.equal(overlap.step(0.99241), "IoU 0.992");
  const result = { index: 7, test: null, start: null, zoo: null, ratio: 1, seconds: 1 };
  assert.equal(overlap.result(result, 0.5), "Best at step 7: IoU 0.500");
});

test("what a frame holds is laid beside its facts", () => {
  const frame = {
    seq: 1, slot: 0, place: { kind: "network", id: 3 }, resolution: 64, bytes: 9, milliseconds: 1, where: null,
    content: { held: 8, mesh: "m" },
  } as const;
  assert.equal(laidOpen(frame)?.mesh, "m");
  assert.equal(laidOpen(frame)?.resolution, 64);
  assert.equal(laidOpen(null), null);
});
