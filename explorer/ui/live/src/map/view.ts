// The window onto the map as arithmetic: map coordinates to pixels and back, zoom, fit. On the map y points up.
import type { MapWindow } from "../types.ts";

export type XY = readonly [number, number];

/** A window on a stage of some size in CSS pixels. */
export interface View extends MapWindow {
  width: number;
  height: number;
}

/** The rectangle around some places. */
export interface Bounds {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const SMALLEST = 1e-4; // of the space's size: further in there is nothing to see
const LARGEST = 1.6; // of the window that shows all: further out there is only paper

/** Pixels per unit of the map. */
export const scaleOf = (v: View): number => v.width / (2 * v.half);

export function toScreen(v: View, [x, y]: XY): [number, number] {
  const k = scaleOf(v);
  return [v.width / 2 + (x - v.x) * k, v.height / 2 - (y - v.y) * k];
}

export function toMap(v: View, [sx, sy]: XY): [number, number] {
  const k = scaleOf(v);
  return [v.x + (sx - v.width / 2) / k, v.y - (sy - v.height / 2) / k];
}

/** The window moved by pixels, as a hand moves a sheet of paper. */
export function panned(v: View, dx: number, dy: number): MapWindow {
  const k = scaleOf(v);
  return { x: v.x - dx / k, y: v.y + dy / k, half: v.half };
}

/** The window enlarged `factor` times; what lies at pixel `at` stays there. `whole`: the window that shows all. */
export function zoomed(v: View, factor: number, at: XY, whole: MapWindow): MapWindow {
  const half = sized(v.half / factor, whole);
  const [mx, my] = toMap(v, at);
  const k = half / v.half;
  return { x: mx + (v.x - mx) * k, y: my + (v.y - my) * k, half };
}

function sized(half: number, whole: MapWindow): number {
  return Math.min(LARGEST * whole.half, Math.max(SMALLEST * whole.half, half));
}

/** The window as it may be: no further out than shows all with some paper, its middle among the networks. */
export function bounded(window: MapWindow, whole: MapWindow, { x0, y0, x1, y1 }: Bounds): MapWindow {
  const { x, y, half } = window;
  return { x: Math.min(Math.max(x, x0), x1), y: Math.min(Math.max(y, y0), y1), half: sized(half, whole) };
}

/** The window that shows all of `bounds`, with a margin in pixels, and so many more at the right. */
export function fitted(bounds: Bounds, width: number, height: number, margin: number, right = 0): MapWindow {
  const across = Math.max(bounds.x1 - bounds.x0, 1e-6);
  const up = Math.max(bounds.y1 - bounds.y0, 1e-6);
  const room = (side: number) => Math.max(side - 2 * margin, side / 2, 1);
  const scale = Math.min(room(width - right) / across, room(height) / up);
  const middle = (bounds.x0 + bounds.x1) / 2 + right / 2 / scale;
  return { x: middle, y: (bounds.y0 + bounds.y1) / 2, half: Math.max(width, 1) / (2 * scale) };
}

/** Whether any of points (x, y in turn) is in the last pixels of the view, at its right and its lower edge. */
export function inCorner(positions: Float32Array, view: View, right: number, below: number): boolean {
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const [x, y] = toScreen(view, [positions[i]!, positions[i + 1]!]);
    if (x > view.width - right && y > view.height - below) return true;
  }
  return false;
}

/** The rectangle around points (x, y in turn); around the origin if there are none. */
export function boundsOf(positions: Float32Array): Bounds {
  const b = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const x = positions[i]!;
    const y = positions[i + 1]!;
    if (x < b.x0) b.x0 = x;
    if (x > b.x1) b.x1 = x;
    if (y < b.y0) b.y0 = y;
    if (y > b.y1) b.y1 = y;
  }
  return Number.isFinite(b.x0) ? b : { x0: -1, y0: -1, x1: 1, y1: 1 };
}

/** A window between two, for a smooth flight: k from 0 to 1. The zoom is interpolated as a ratio. */
export function between(a: MapWindow, b: MapWindow, k: number): MapWindow {
  return { x: a.x + (b.x - a.x) * k, y: a.y + (b.y - a.y) * k, half: a.half * (b.half / a.half) ** k };
}
