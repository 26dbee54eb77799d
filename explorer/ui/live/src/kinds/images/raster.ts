// Pixels for a canvas, and how large a picture is shown. Pure: no DOM.

import type { Raster } from "./types.ts";

const FEW = 3; // device pixels for each of the picture's: with fewer, hard pixels of unequal widths would be seen

/** How a picture is enlarged: smoothly, or pixel by pixel where there is room for that. */
export interface Fitted extends Size {
  smooth: boolean;
}

/** Red, green, blue and opacity of every pixel. */
export function rgbaOf({ width, height, channels, pixels }: Raster): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, at = 0; i < rgba.length; i += 4, at += channels) {
    const grey = pixels[at]!;
    rgba[i] = grey;
    rgba[i + 1] = channels === 1 ? grey : pixels[at + 1]!;
    rgba[i + 2] = channels === 1 ? grey : pixels[at + 2]!;
    rgba[i + 3] = channels === 4 ? pixels[at + 3]! : 255;
  }
  return rgba;
}

export interface Size {
  width: number;
  height: number;
}

/**
 * The largest size in CSS pixels at which a picture fits into an area.
 *
 * Smooth, it is as large however fine it is: it must not jump when a hand rests and it grows finer.
 *
 * @param ratio device pixels per CSS pixel: each hard pixel of the picture gets equally many of them
 */
export function fitted(picture: Size, area: Size, ratio: number, smooth: boolean): Fitted {
  const most = Math.max(Math.min(area.width / picture.width, area.height / picture.height) * ratio, 0);
  const hard = !smooth && most >= FEW;
  const scale = (hard ? Math.floor(most) : most) / ratio;
  return { width: picture.width * scale, height: picture.height * scale, smooth: !hard };
}
