// The terrain: what is decoded at every place of the map, as a picture under the points. No DOM but in `drawTerrain`.
import type { Label, Terrain } from "../types.ts";
import { colouringOf, type Rgb, scaleColour } from "./colours.ts";
import { scaleOf, toScreen, type View } from "./view.ts";

/** What the terrain's colours say: how much a place has of something, or which of some groups it belongs to. */
export type Ground = "values" | "groups";

/** Red, green, blue, alpha of a picture; the first row is the map's upper edge. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

const UNKNOWN = 255;
const STRENGTH = 0.62; // the points over it stay the darker
const COARSE = [2, 4, 8]; // cells: as the server goes through them, see `COARSE` in explorer/explore/terrain.py
const LEAST_SPAN = 127; // a share of all that bytes can say: what is nearly the same everywhere has one colour
const FINER = 6; // pixels of a cell, each way, where areas have borders

/** Least and greatest value of a terrain, in its own unit; null if nothing is known. */
export function valueRange(terrain: Terrain): { low: number; high: number } | null {
  let [low, high] = [UNKNOWN, -1];
  for (const byte of terrain.values) {
    if (byte === UNKNOWN) continue;
    if (byte < low) low = byte;
    if (byte > high) high = byte;
  }
  return high < 0 ? null : { low: valueOf(terrain, low), high: valueOf(terrain, high) };
}

/** From the first colour to the last. */
export interface Scale {
  low: number;
  high: number;
}

/** The scale of the points that are coloured by a label of numbers, else that of the terrain itself. */
export function scaleOfColours(terrain: Terrain, label: Label | undefined): Scale {
  const colouring = label && "values" in label ? colouringOf(label, [], "") : null;
  if (colouring?.kind === "number" && colouring.high > colouring.low) return { low: colouring.low, high: colouring.high };
  return valueRange(terrain) ?? terrain;
}

/** What a byte stands for. */
function valueOf({ low, high }: Terrain, byte: number): number {
  return low + (byte * (high - low)) / (UNKNOWN - 1);
}

/** Index of the cell that speaks for each cell: itself, or while it is unknown the coarse one around it; -1 for none. */
export function spokesmen({ columns, rows, values }: Terrain): Int32Array {
  return Int32Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    for (const step of [1, ...COARSE]) {
      const other = (row - (row % step)) * columns + column - (column % step);
      if (values[other] !== UNKNOWN) return other;
    }
    return -1;
  });
}

/** Which groups there are anywhere, by index. */
export function groupsOf({ values, groups }: Terrain): number[] {
  return [...new Set(groups.filter((_, i) => values[i] !== UNKNOWN))].sort((a, b) => a - b);
}

/**
 * The terrain by value, a pixel a cell: to be enlarged smoothly. Far from all networks it fades out.
 *
 * @param scale from the first colour to the last, beyond which nothing changes
 */
export function valuePixels(terrain: Terrain, dark: boolean, scale: Scale): Pixels {
  const { columns, rows, values, near } = terrain;
  const { low, high } = scale;
  const span = Math.max(high - low, (terrain.high - terrain.low) / LEAST_SPAN);
  const pixels = clear(columns, rows);
  for (const [i, spokesman] of spokesmen(terrain).entries()) {
    if (spokesman < 0) continue;
    const share = (valueOf(terrain, values[spokesman]!) - low) / span;
    const [r, g, b] = scaleColour(Math.min(Math.max(share, 0), 1), dark);
    pixels.data.set([r, g, b, STRENGTH * near[i]!], 4 * flipped(i, columns, rows));
  }
  return pixels;
}

/** The terrain by group: areas with smooth borders, each place in the colour of the one that prevails around it. */
export function groupPixels(terrain: Terrain, colours: readonly Rgb[]): Pixels {
  const { columns, rows, groups, near } = terrain;
  const whose = spokesmen(terrain);
  const pixels = clear(columns * FINER, rows * FINER);
  const votes = new Float64Array(Math.max(colours.length, ...groupsOf(terrain).map((group) => group + 1), 1));
  for (let y = 0; y < rows * FINER; y += 1) {
    for (let x = 0; x < columns * FINER; x += 1) {
      votes.fill(0);
      let alpha = 0;
      for (const [cell, weight] of around((x + 0.5) / FINER - 0.5, (y + 0.5) / FINER - 0.5, columns, rows)) {
        const spokesman = whose[cell]!;
        if (spokesman < 0) continue;
        votes[groups[spokesman]!]! += weight;
        alpha += weight * near[cell]!;
      }
      const winner = votes.indexOf(Math.max(...votes));
      if (alpha === 0) continue;
      const [r, g, b] = colours[winner] ?? [128, 128, 128];
      pixels.data.set([r, g, b, STRENGTH * alpha], 4 * flipped(y * columns * FINER + x, columns * FINER, rows * FINER));
    }
  }
  return pixels;
}

/** Draws a picture of the terrain where its box lies on the map, enlarged smoothly by the browser. */
export function drawTerrain(
  canvas: HTMLCanvasElement,
  picture: HTMLCanvasElement,
  box: Terrain["box"],
  view: View,
  ratio: number,
): void {
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  const { left, top, width, height } = placed(box, view);
  context.drawImage(picture, left, top, width, height);
}

/** Where a box of the map lies on the stage. */
export function placed([x0, y0, x1, y1]: Terrain["box"], view: View): { left: number; top: number; width: number; height: number } {
  const [left, top] = toScreen(view, [x0, y1]);
  const k = scaleOf(view);
  return { left, top, width: (x1 - x0) * k, height: (y1 - y0) * k };
}

function clear(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(4 * width * height) };
}

/** The same cell where the first row is the upper edge: on the map y points up. */
function flipped(cell: number, columns: number, rows: number): number {
  return (rows - 1 - Math.floor(cell / columns)) * columns + (cell % columns);
}

/** The four cells around a place (0, 0 is the middle of the first), with their weights; at the edge the edge counts. */
function around(x: number, y: number, columns: number, rows: number): [number, number][] {
  const [left, lower] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - lower];
  const cell = (column: number, row: number) =>
    Math.min(Math.max(row, 0), rows - 1) * columns + Math.min(Math.max(column, 0), columns - 1);
  return [
    [cell(left, lower), (1 - fx) * (1 - fy)],
    [cell(left + 1, lower), fx * (1 - fy)],
    [cell(left, lower + 1), (1 - fx) * fy],
    [cell(left + 1, lower + 1), fx * fy],
  ];
}
