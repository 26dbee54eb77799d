// What a hand-drawn line encloses.
import type { Grid } from "./grid.ts";
import type { XY } from "./view.ts";

/** Whether a place lies inside a polygon, by the even-odd rule; the polygon closes itself. */
export function inside(polygon: readonly XY[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/** Ids of the accepted points inside a polygon in map coordinates, in ascending order. */
export function enclosed(
  polygon: readonly XY[],
  grid: Grid,
  positions: Float32Array,
  accept: (id: number) => boolean,
): number[] {
  if (polygon.length < 3) return [];
  const xs = polygon.map((p) => p[0]);
  const ys = polygon.map((p) => p[1]);
  const ids: number[] = [];
  grid.visit(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), (id) => {
    if (accept(id) && inside(polygon, positions[2 * id]!, positions[2 * id + 1]!)) ids.push(id);
  });
  return ids.sort((a, b) => a - b);
}
