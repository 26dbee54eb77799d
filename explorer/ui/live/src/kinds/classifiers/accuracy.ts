// Accuracy along a path, as the track draws it.

import type { Curve } from "../../types.ts";
import type { Scale } from "../port.ts";
import { el, svgElement } from "../../kit/dom.ts";

const LEAST_RANGE = 4; // points: a flat curve must not look like mountains
const ROOM = 0.12; // above and below the curve
const HEAD = 0.45; // above it, for the architectures' names
const MOST_LEVELS = 3;

/** The range of accuracies that is drawn, in percent; `named`: with room for names above. */
export function accuracyScale(curves: readonly Curve[], named = false): Scale {
  const values = curves.flatMap(({ values }) => values);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(LEAST_RANGE - (most - least), 0) / 2;
  const range = most - least + 2 * spare;
  return { low: least - spare - ROOM * range, high: most + spare + (named ? HEAD : ROOM) * range };
}

/** The shares at which another architecture begins, and which: the first begins at 0. */
export function archSpans(curve: Curve): { from: number; to: number; arch: number }[] {
  const spans: { from: number; to: number; arch: number }[] = [];
  curve.groups?.forEach((arch, i) => {
    const last = spans[spans.length - 1];
    if (last?.arch === arch) return;
    const middle = i === 0 ? 0 : (curve.shares[i - 1]! + curve.shares[i]!) / 2;
    if (last) last.to = middle;
    spans.push({ from: middle, to: 1, arch });
  });
  return spans;
}

export function accuracyLine(curve: Curve, { low, high }: Scale, slot: number): SVGElement[] {
  const at = (share: number, value: number) =>
    `${(1000 * share).toFixed(1)},${(100 - (100 * (value - low)) / (high - low)).toFixed(1)}`;
  const line = curve.shares.map((share, i) => at(share, curve.values[i]!)).join("L");
  const colour = slot === 0 ? "var(--nx-primary)" : "var(--nx-faint)";
  const drawn = svgElement("path", { d: `M${line}`, stroke: colour, class: "nx-line", ...(slot === 0 ? {} : { "stroke-dasharray": "5 4" }) });
  return slot === 0 ? [svgElement("path", { d: `M0,100L${line}L1000,100Z`, fill: colour, class: "nx-area" }), drawn] : [drawn];
}

/** A few lines at round accuracies, with their values. */
export function accuracyLimits({ low, high }: Scale): HTMLElement[] {
  return levelsOf({ low, high }).map((level) => {
    const line = el("div", { class: "nx-limit nx-faint" }, el("span", { text: `${level} %` }));
    line.style.bottom = `${(100 * (level - low)) / (high - low)}%`;
    return line;
  });
}

/** Round accuracies within a range; none above 100 %. */
export function levelsOf({ low, high }: Scale): number[] {
  const step = [1, 2, 5, 10, 20].find((one) => (high - low) / one <= MOST_LEVELS) ?? 50;
  const levels = [];
  for (let level = Math.ceil(low / step) * step; level < high && level <= 100; level += step) levels.push(level);
  return levels;
}

/** The architectures' names over their parts of the path, and a line where one ends. */
export function archMarks(curve: Curve, archs: readonly string[]): HTMLElement[] {
  return archSpans(curve).map(({ from, to, arch }) => {
    const mark = el("div", { class: "nx-arch-span" }, el("span", { text: archs[arch] ?? "" }));
    mark.style.left = `${100 * from}%`;
    mark.style.width = `${100 * (to - from)}%`;
    return mark;
  });
}
