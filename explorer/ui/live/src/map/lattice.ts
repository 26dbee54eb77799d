// The lattice of the contact sheet: fixed to the map, so that a moved window asks for the same pictures again.
import type { Tile } from "../types.ts";
import { scaleOf, type View } from "./view.ts";

export interface SheetRequest {
  columns: number;
  box: [number, number, number, number];
}

export const FEWEST = 4;
export const MOST = 40; // columns the server takes

/**
 * The part of the lattice that covers a window with pictures about `size` pixels wide.
 *
 * The edge of a cell is a power of the square root of two, and cells begin at whole multiples of it.
 */
export function sheetFor(view: View, size: number): SheetRequest {
  const wanted = Math.max(size / scaleOf(view), (2 * view.half) / (MOST - 2));
  let cell = 2 ** (Math.round(2 * Math.log2(wanted)) / 2);
  while ((2 * view.half) / cell > MOST - 2) cell *= Math.SQRT2;
  const up = view.height / scaleOf(view) / 2;
  const c0 = Math.floor((view.x - view.half) / cell);
  const c1 = Math.max(Math.ceil((view.x + view.half) / cell), c0 + FEWEST);
  const r0 = Math.floor((view.y - up) / cell);
  const r1 = Math.ceil((view.y + up) / cell);
  return { columns: c1 - c0, box: [c0 * cell, r0 * cell, c1 * cell, r1 * cell] };
}

/** The square that a tile covers on the map: its middle and half its edge. */
export function placeOf(tile: Tile): { x: number; y: number; half: number } {
  const [x0, y0, x1, y1] = tile.box;
  const across = (x1 - x0) / tile.columns;
  const up = (y1 - y0) / tile.rows;
  return { x: x0 + (tile.column + 0.5) * across, y: y0 + (tile.row + 0.5) * up, half: Math.min(across, up) / 2 };
}
