// Accuracy along a path, as the track draws it.

import type { Curve } from "../../types.ts";
import type { Scale } from "../port.ts";
import { groupMarks, groupSpans, roundLevels, valueLimits, valueLine, valueScale } from "../curves.ts";

const LEAST_RANGE = 4; // points: a flat curve must not look like mountains
const MOST = 100;

/** The range of accuracies that is drawn, in percent; `named`: with room for names above. */
export function accuracyScale(curves: readonly Curve[], named = false): Scale {
  return valueScale(curves, LEAST_RANGE, named);
}

/** The shares at which another architecture begins, and which: the first begins at 0. */
export function archSpans(curve: Curve): { from: number; to: number; arch: number }[] {
  return groupSpans(curve).map(({ from, to, group }) => ({ from, to, arch: group }));
}

export const accuracyLine = valueLine;

/** A few lines at round accuracies, with their values. */
export function accuracyLimits(scale: Scale): HTMLElement[] {
  return valueLimits(scale, MOST, (value) => `${value} %`);
}

/** Round accuracies within a range; none above 100 %. */
export function levelsOf(scale: Scale): number[] {
  return roundLevels(scale, MOST);
}

export const archMarks = groupMarks;
