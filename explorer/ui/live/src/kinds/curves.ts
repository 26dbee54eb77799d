// What networks along a path are worth, as the track draws it: a line in a box of 1000 x 100, and marks over it.

import { ARCH_LETTERS, shortened } from "../kit/words.ts";
import type { Curve } from "../types.ts";
import type { Scale } from "./port.ts";
import { el, svgElement } from "../kit/dom.ts";

const ROOM = 0.12; // above and below the curve
const HEAD = 0.45; // above it, for the groups' names
const MOST_LEVELS = 3;

/** The range of values that is drawn; `least`: a flat curve must not look like mountains; `named`: with room for names above. */
export function valueScale(curves: readonly Curve[], least: number, named = false): Scale {
  const values = curves.flatMap(({ values }) => values);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(least - (high - low), 0) / 2;
  const range = high - low + 2 * spare;
  return { low: low - spare - ROOM * range, high: high + spare + (named ? HEAD : ROOM) * range };
}

/** The shares at which another group begins, and which: the first begins at 0. */
export function groupSpans(curve: Curve): { from: number; to: number; group: number }[] {
  const spans: { from: number; to: number; group: number }[] = [];
  curve.groups?.forEach((group, i) => {
    const last = spans[spans.length - 1];
    if (last?.group === group) return;
    const middle = i === 0 ? 0 : (curve.shares[i - 1]! + curve.shares[i]!) / 2;
    if (last) last.to = middle;
    spans.push({ from: middle, to: 1, group });
  });
  return spans;
}

export function valueLine(curve: Curve, { low, high }: Scale, slot: number): SVGElement[] {
  const at = (share: number, value: number) =>
    `${(1000 * share).toFixed(1)},${(100 - (100 * (value - low)) / (high - low)).toFixed(1)}`;
  const line = curve.shares.map((share, i) => at(share, curve.values[i]!)).join("L");
  const colour = slot === 0 ? "var(--nx-primary)" : "var(--nx-faint)";
  const drawn = svgElement("path", { d: `M${line}`, stroke: colour, class: "nx-line", ...(slot === 0 ? {} : { "stroke-dasharray": "5 4" }) });
  return slot === 0 ? [svgElement("path", { d: `M0,100L${line}L1000,100Z`, fill: colour, class: "nx-area" }), drawn] : [drawn];
}

/** A few lines at round values, with what they are; none above `most`. */
export function valueLimits({ low, high }: Scale, most: number, written: (value: number) => string): HTMLElement[] {
  return roundLevels({ low, high }, most).map((level) => {
    const line = el("div", { class: "nx-limit nx-faint" }, el("span", { text: written(level) }));
    line.style.bottom = `${(100 * (level - low)) / (high - low)}%`;
    return line;
  });
}

/** Round values within a range, at most three or so; none above `most`. */
export function roundLevels({ low, high }: Scale, most: number): number[] {
  const unit = 10 ** Math.floor(Math.log10((high - low) / MOST_LEVELS));
  const step = [1, 2, 5].map((one) => one * unit).find((one) => (high - low) / one <= MOST_LEVELS) ?? 10 * unit;
  const levels = [];
  for (let k = Math.ceil(low / step); k * step < high && k * step <= most; k += 1) levels.push(Number((k * step).toPrecision(12)));
  return levels;
}

/** The groups' names over their parts of the path, and a line where one ends. */
export function groupMarks(curve: Curve, names: readonly string[]): HTMLElement[] {
  const short = shortened(names, ARCH_LETTERS);
  return groupSpans(curve).map(({ from, to, group }) => {
    const last = to === 1 ? " nx-arch-last" : ""; // beside its name stand the values of the round levels
    const mark = el("div", { class: `nx-arch-span${last}` }, el("span", { text: short[group] ?? "" }));
    mark.style.left = `${100 * from}%`;
    mark.style.width = `${100 * (to - from)}%`;
    return mark;
  });
}
