// The terrain: accuracy of what is decoded at every place, under the points.
import type { Terrain } from "../types.ts";
import { scaleColour } from "./colours.ts";
import { scaleOf, toScreen, type View } from "./view.ts";

const UNKNOWN = 255;
const STRENGTH = 0.62; // the points over it stay the darker

/** The accuracies of a terrain, in percent; null if nothing is known. */
export function accuracyRange({ accuracy }: Terrain): { low: number; high: number } | null {
  let [low, high] = [UNKNOWN, -1];
  for (const half of accuracy) {
    if (half === UNKNOWN) continue;
    if (half < low) low = half;
    if (half > high) high = half;
  }
  return high < 0 ? null : { low: low / 2, high: high / 2 };
}

/** Draws it as a picture of one pixel a cell, enlarged smoothly by the browser. */
export function drawTerrain(canvas: HTMLCanvasElement, terrain: Terrain, view: View, ratio: number, dark: boolean): void {
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  const [x0, y0, x1, y1] = terrain.box;
  const [left, top] = toScreen(view, [x0, y1]);
  const k = scaleOf(view);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(pictureOf(terrain, dark), left, top, (x1 - x0) * k, (y1 - y0) * k);
}

function pictureOf(terrain: Terrain, dark: boolean): HTMLCanvasElement {
  const { columns, rows } = terrain;
  const picture = document.createElement("canvas");
  picture.width = columns;
  picture.height = rows;
  const context = picture.getContext("2d")!;
  const pixels = context.createImageData(columns, rows);
  const range = accuracyRange(terrain) ?? { low: 0, high: 100 };
  const span = Math.max(range.high - range.low, 1);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const half = terrain.accuracy[row * columns + column]!;
      const at = 4 * ((rows - 1 - row) * columns + column); // on the map y points up
      if (half === UNKNOWN) continue;
      const [r, g, b] = scaleColour((half / 2 - range.low) / span, dark);
      pixels.data.set([r, g, b, Math.round(255 * STRENGTH)], at);
    }
  }
  context.putImageData(pixels, 0, 0);
  return picture;
}
