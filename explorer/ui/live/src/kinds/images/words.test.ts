import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted, rgbaOf } from "./raster.ts";
import type { Picture } from "./types.ts";
import { altText, besideText, factsOf, isOriginal, sizeText, spokenPicture } from "./words.ts";

const PICTURE: Picture = {
  picture: { width: 28, height: 14, channels: 1, pixels: new Uint8Array(392) },
  beside: [], psnr: 31.25, facts: [["Label", "boot"]], held: 392,
};
const ALONE: Picture = { ...PICTURE, psnr: null, facts: [] };

test("what is said of a picture", () => {
  assert.equal(sizeText(PICTURE.picture), "28 × 14 pixels");
  assert.equal(spokenPicture(PICTURE), "PSNR 31.3 decibels to its input network, Label boot");
  assert.equal(altText(PICTURE), "Decoded picture, 28 by 14 pixels, PSNR 31.3 decibels to its input network, Label boot");
  assert.equal(spokenPicture(ALONE), "");
  assert.equal(altText(ALONE), "Decoded picture, 28 by 14 pixels");
  assert.deepEqual(factsOf(PICTURE), [["PSNR to input", "31.3 dB"], ["Label", "boot"]]);
  assert.deepEqual(["input", "original", "mean"].map(besideText), ["input network", "original", "mean"]);
  const beside = (name: string) => ({ ...PICTURE.picture, name });
  assert.deepEqual([undefined, beside("input"), beside("original")].map(isOriginal), [false, false, true]);
});

test("grey, colour and opacity become what a canvas takes", () => {
  const raster = (channels: number, pixels: number[]) => ({ width: 2, height: 1, channels, pixels: Uint8Array.from(pixels) });
  assert.deepEqual([...rgbaOf(raster(1, [7, 9]))], [7, 7, 7, 255, 9, 9, 9, 255]);
  assert.deepEqual([...rgbaOf(raster(3, [1, 2, 3, 4, 5, 6]))], [1, 2, 3, 255, 4, 5, 6, 255]);
  assert.deepEqual([...rgbaOf(raster(4, [1, 2, 3, 4, 5, 6, 7, 8]))], [1, 2, 3, 4, 5, 6, 7, 8]);
});

test("hard pixels are all of one size", () => {
  const square = { width: 28, height: 28 };
  const hard = (picture: typeof square, width: number, height: number, ratio: number) =>
    fitted(picture, { width, height }, ratio, false);
  assert.deepEqual(hard(square, 500, 460, 1), { width: 448, height: 448, smooth: false });
  assert.deepEqual(hard(square, 500, 460, 2), { width: 448, height: 448, smooth: false });
  assert.deepEqual(hard(square, 500, 450, 1.5), { width: 448, height: 448, smooth: false });
  assert.deepEqual(hard({ width: 400, height: 200 }, 500, 500, 1), { width: 500, height: 250, smooth: true });
  assert.deepEqual(hard(square, 0, 100, 1), { width: 0, height: 0, smooth: true });
});

test("a smooth picture is as large however fine it is", () => {
  for (const side of [32, 48, 64, 96, 256]) {
    const picture = { width: side, height: side };
    assert.deepEqual(fitted(picture, { width: 520, height: 512 }, 1, true), { width: 512, height: 512, smooth: true });
  }
});
