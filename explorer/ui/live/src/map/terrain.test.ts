import assert from "node:assert/strict";
import { test } from "node:test";
import type { Terrain } from "../types.ts";
import { scaleColour } from "./colours.ts";
import { groupPixels, groupsOf, placed, spokesmen, scaleOfColours, valuePixels, valueRange } from "./terrain.ts";

/** A terrain of so many columns, its cells row after row from below. */
function terrain(columns: number, values: number[], patch: Partial<Terrain> = {}): Terrain {
  const cells = values.length;
  return {
    columns,
    rows: cells / columns,
    box: [0, 0, columns, cells / columns],
    done: 1,
    low: 0,
    high: 127, // half percents
    values: Uint8Array.from(values),
    groups: new Uint8Array(cells),
    near: new Uint8Array(cells).fill(255),
    ...patch,
  };
}

const pixel = (pixels: { width: number; data: Uint8ClampedArray }, x: number, y: number) => [
  ...pixels.data.subarray(4 * (y * pixels.width + x), 4 * (y * pixels.width + x) + 4),
];

test("the range is in the terrain's own unit and leaves out what is unknown", () => {
  assert.deepEqual(valueRange(terrain(4, [255, 100, 181, 255])), { low: 50, high: 90.5 });
  assert.equal(valueRange(terrain(2, [255, 255])), null);
  assert.deepEqual(valueRange(terrain(2, [0, 254], { low: -3, high: 5 })), { low: -3, high: 5 });
});

test("while it grows a cell that is not known yet is like the coarse one around it", () => {
  const growing = terrain(4, [100, 255, 120, 255, 255, 255, 255, 255, 255, 255, 255, 130]);
  assert.deepEqual([...spokesmen(growing)], [0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 0, 11]);
  assert.deepEqual([...spokesmen(terrain(2, [255, 100]))], [-1, 1]);
});

test("values lie on the scale from the lowest to the highest, the lower edge of the map at the bottom", () => {
  const hill = terrain(1, [100, 180]);
  const pixels = valuePixels(hill, false, valueRange(hill)!);
  assert.deepEqual([pixels.width, pixels.height], [1, 2]);
  assert.deepEqual(pixel(pixels, 0, 1).slice(0, 3), [...scaleColour(0, false)]);
  assert.deepEqual(pixel(pixels, 0, 0).slice(0, 3), [...scaleColour(1, false)]);
});

test("the points' scale is its scale, and what is beyond looks like its ends", () => {
  const label = { name: "accuracy", title: "Accuracy", values: Float32Array.of(40, 60, Number.NaN) };
  const grown = terrain(1, [0, 254]);
  const scale = scaleOfColours(grown, label);
  assert.deepEqual(scale, { low: 40, high: 60 });
  const pixels = valuePixels(grown, false, scale);
  assert.deepEqual(pixel(pixels, 0, 0).slice(0, 3), [...scaleColour(1, false)]); // 100 was measured of no network
  assert.deepEqual(pixel(pixels, 0, 1).slice(0, 3), [...scaleColour(0, false)]);
  const own = valueRange(grown);
  assert.deepEqual(scaleOfColours(grown, { ...label, values: Float32Array.of(40, 40) }), own); // no scale
  assert.deepEqual(scaleOfColours(grown, undefined), own);
});

test("far from all networks it fades out", () => {
  const pixels = valuePixels(terrain(3, [100, 100, 100], { near: Uint8Array.of(255, 100, 0) }), false, { low: 0, high: 100 });
  const [among, far, nowhere] = [0, 1, 2].map((x) => pixel(pixels, x, 0)[3]!);
  assert.ok(among! > far! && far! > nowhere! && nowhere === 0);
});

test("what nobody knows is clear", () => {
  assert.deepEqual(pixel(valuePixels(terrain(2, [255, 100]), false, { low: 0, high: 100 }), 0, 0), [0, 0, 0, 0]);
  assert.ok(groupPixels(terrain(1, [255]), [[1, 2, 3]]).data.every((value) => value === 0));
});

test("each place has the colour of the group that prevails there, with a border half way", () => {
  const two = terrain(2, [100, 100], { groups: Uint8Array.of(0, 2) });
  assert.deepEqual(groupsOf(two), [0, 2]);
  const pixels = groupPixels(two, [[10, 0, 0], [0, 10, 0], [0, 0, 10]]);
  const middle = Math.floor(pixels.height / 2);
  assert.deepEqual(pixel(pixels, 0, middle).slice(0, 3), [10, 0, 0]);
  assert.deepEqual(pixel(pixels, pixels.width / 2 - 1, middle).slice(0, 3), [10, 0, 0]);
  assert.deepEqual(pixel(pixels, pixels.width / 2, middle).slice(0, 3), [0, 0, 10]);
});

test("a group without a colour is grey", () => {
  assert.deepEqual(pixel(groupPixels(terrain(1, [100], { groups: Uint8Array.of(7) }), []), 0, 0).slice(0, 3), [128, 128, 128]);
});

test("its box lies where the map has it", () => {
  const view = { x: 0, y: 0, half: 1, width: 200, height: 100 };
  assert.deepEqual(placed([-1, -0.5, 0, 0.5], view), { left: 0, top: 0, width: 100, height: 100 });
});
