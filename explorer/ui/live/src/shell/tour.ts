// A tour through a selection: few enough stops, each next to the one before. Pure.

import { MOST_ANCHORS } from "./state.ts";

/**
 * Ids of a selection in the order of a walk on the map: from one end of the selection always to the nearest that is
 * left. More than `most` are thinned first to networks far from each other, so that the tour still sees all of it.
 */
export function tourOrder(ids: readonly number[], positions: Float32Array, most = MOST_ANCHORS): number[] {
  const distance = (p: number, q: number) =>
    Math.hypot((positions[2 * p] ?? 0) - (positions[2 * q] ?? 0), (positions[2 * p + 1] ?? 0) - (positions[2 * q + 1] ?? 0));
  const start = farthestFromMiddle(ids, positions);
  if (start === undefined) return [];
  const left = new Set(farApart(ids, start, distance, most));
  left.delete(start);
  const order = [start];
  while (left.size > 0) {
    const here = order[order.length - 1] ?? start;
    let best = here;
    let least = Number.POSITIVE_INFINITY;
    for (const one of left) {
      const d = distance(here, one);
      if (d < least) [best, least] = [one, d];
    }
    order.push(best);
    left.delete(best);
  }
  return order;
}

/** At most `most` of these, evenly taken. */
export function thinned(ids: readonly number[], most: number): number[] {
  if (ids.length <= most) return [...ids];
  return Array.from({ length: most }, (_, i) => ids[Math.floor((i * ids.length) / most)] ?? 0);
}

function farthestFromMiddle(ids: readonly number[], positions: Float32Array): number | undefined {
  let [x, y] = [0, 0];
  for (const one of ids) [x, y] = [x + (positions[2 * one] ?? 0) / ids.length, y + (positions[2 * one + 1] ?? 0) / ids.length];
  let best: number | undefined;
  let most = -1;
  for (const one of ids) {
    const d = Math.hypot((positions[2 * one] ?? 0) - x, (positions[2 * one + 1] ?? 0) - y);
    if (d > most) [best, most] = [one, d];
  }
  return best;
}

/** Farthest-point sampling from `start`. */
function farApart(
  ids: readonly number[],
  start: number,
  distance: (p: number, q: number) => number,
  most: number,
): number[] {
  if (ids.length <= most) return [...ids];
  const chosen = [start];
  const gap = ids.map((one) => distance(one, start));
  while (chosen.length < most) {
    let at = 0;
    gap.forEach((d, i) => {
      if (d > (gap[at] ?? 0)) at = i;
    });
    const next = ids[at] ?? start;
    chosen.push(next);
    ids.forEach((one, i) => {
      gap[i] = Math.min(gap[i] ?? 0, distance(one, next));
    });
  }
  return chosen;
}
