// Places on a course: where t is on the map, and which t the hand means.
import type { XY } from "./view.ts";

/** The place of t in [0, 1] on a course whose positions are evenly spaced in t. */
export function placeAt(positions: readonly XY[], t: number): [number, number] {
  const s = Math.min(1, Math.max(0, t)) * (positions.length - 1);
  const i = Math.min(Math.floor(s), Math.max(positions.length - 2, 0));
  const a = positions[i]!;
  const b = positions[Math.min(i + 1, positions.length - 1)]!;
  return [a[0] + (b[0] - a[0]) * (s - i), a[1] + (b[1] - a[1]) * (s - i)];
}

interface Nearest {
  t: number;
  distance: number;
}

/**
 * The t of the place on the course that the hand at `at` means, when it was at `before`.
 *
 * Near its last place the handle follows freely. To another part of the course, one that only comes near on the map, it
 * jumps when that part is nearer by more than `margin`: else it would flicker where a course meets itself.
 *
 * @param margin in the units of the positions
 * @param reach how far along the course, in the same units, counts as near
 */
export function nearestT(positions: readonly XY[], at: XY, before: number, margin: number, reach: number): number {
  if (positions.length < 2) return 0;
  const lengths = arcLengths(positions);
  const last = positions.length - 1;
  const s = Math.min(1, Math.max(0, before)) * last;
  const i = Math.min(Math.floor(s), last - 1);
  const here = lengths[i]! + (lengths[i + 1]! - lengths[i]!) * (s - i);
  const near = nearestWithin(positions, at, (k) => lengths[k + 1]! >= here - reach && lengths[k]! <= here + reach);
  const far = nearestWithin(positions, at, () => true);
  return far.distance < near.distance - margin ? far.t : near.t;
}

function nearestWithin(positions: readonly XY[], at: XY, wanted: (segment: number) => boolean): Nearest {
  const best: Nearest = { t: 0, distance: Infinity };
  for (let k = 0; k + 1 < positions.length; k++) {
    if (!wanted(k)) continue;
    const [x, y] = positions[k]!;
    const dx = positions[k + 1]![0] - x;
    const dy = positions[k + 1]![1] - y;
    const length = dx * dx + dy * dy;
    const along = length > 0 ? Math.min(1, Math.max(0, ((at[0] - x) * dx + (at[1] - y) * dy) / length)) : 0;
    const distance = Math.hypot(x + dx * along - at[0], y + dy * along - at[1]);
    if (distance < best.distance) {
      best.distance = distance;
      best.t = (k + along) / (positions.length - 1);
    }
  }
  return best;
}

/** The length of the course up to each of its positions. */
function arcLengths(positions: readonly XY[]): Float64Array {
  const lengths = new Float64Array(positions.length);
  for (let k = 1; k < positions.length; k++) {
    const step = Math.hypot(positions[k]![0] - positions[k - 1]![0], positions[k]![1] - positions[k - 1]![1]);
    lengths[k] = lengths[k - 1]! + step;
  }
  return lengths;
}
