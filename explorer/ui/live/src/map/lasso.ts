// What a hand-drawn line encloses.
import type { Grid } from "./grid.ts";
import type { XY } from "./view.ts";

const BANDS = 256; // of a polygon's height

/** The edges of a polygon, by the bands of its height that they cross: of a long line a point meets but a few. */
function banded(polygon: readonly XY[], low: number, high: number): { band: (y: number) => number; edges: number[][] } {
  const scale = BANDS / Math.max(high - low, Number.MIN_VALUE);
  const band = (y: number) => Math.min(BANDS - 1, Math.max(0, Math.floor((y - low) * scale)));
  const edges = Array.from({ length: BANDS }, (): number[] => []);
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    for (let k = band(Math.min(yi, yj)); k <= band(Math.max(yi, yj)); k++) edges[k]!.push(xi, yi, xj, yj);
  }
  return { band, edges };
}

/** Ids of the accepted points inside a polygon in map coordinates, by the even-odd rule, in ascending order; it closes itself. */
export function enclosed(
  polygon: readonly XY[],
  grid: Grid,
  positions: Float32Array,
  accept: (id: number) => boolean,
): number[] {
  if (polygon.length < 3) return [];
  const xs = polygon.map((p) => p[0]);
  const ys = polygon.map((p) => p[1]);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const { band, edges } = banded(polygon, low, high);
  const ids: number[] = [];
  grid.visit(Math.min(...xs), low, Math.max(...xs), high, (id) => {
    const [x, y] = [positions[2 * id]!, positions[2 * id + 1]!];
    const crossed = edges[band(y)]!;
    let odd = false;
    for (let k = 0; k < crossed.length; k += 4) {
      const [xi, yi, xj, yj] = [crossed[k]!, crossed[k + 1]!, crossed[k + 2]!, crossed[k + 3]!];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
    }
    if (odd && accept(id)) ids.push(id);
  });
  return Array.from(Uint32Array.from(ids).sort()); // numbers: sorted without asking which is larger
}
