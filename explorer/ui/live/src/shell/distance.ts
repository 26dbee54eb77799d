// How far a path is from the networks, as the track draws it.

import { el, svgElement } from "../kit/dom.ts";
import { AMONG, SPARSE, trust } from "../kit/trust.ts";

/** Top of the curve's scale: the limit of "among its neighbours" is always on it. */
function topOf(ratios: readonly number[]): number {
  return Math.max(AMONG * 1.2, ...ratios.map((ratio) => ratio * 1.15));
}

/** The distance along the path in a box of 1000 x 100, y down, coloured by how far to trust it. */
export function distanceLine(ratios: readonly number[]): SVGElement[] {
  const top = topOf(ratios);
  const last = Math.max(ratios.length - 1, 1);
  const points = ratios.map((ratio, i) => `${((1000 * i) / last).toFixed(1)},${(100 - (100 * ratio) / top).toFixed(1)}`);
  const colour = (ratio: number) => `var(--nx-${trust(ratio)})`;
  const name = `nx-trust-${Math.random().toString(36).slice(2)}`; // an id is of the whole page
  const gradient = svgElement(
    "linearGradient",
    { id: name },
    ...ratios.map((ratio, i) => svgElement("stop", { offset: String(i / last), style: `stop-color:${colour(ratio)}` })),
  );
  return [
    svgElement("defs", {}, gradient),
    svgElement("path", { d: `M0,100L${points.join("L")}L1000,100Z`, fill: `url(#${name})`, class: "nx-area" }),
    svgElement("path", { d: `M${points.join("L")}`, stroke: `url(#${name})`, class: "nx-line" }),
  ];
}

/** Lines where another word holds. */
export function distanceLimits(ratios: readonly number[]): HTMLElement[] {
  const top = topOf(ratios);
  const limits: [number, string, string][] = [
    [AMONG, "sparse", "middling"],
    [SPARSE, "empty", "bad"],
  ];
  return limits
    .filter(([level]) => level < top * 0.97)
    .map(([level, word, colour]) => {
      const line = el("div", { class: `nx-limit nx-${colour}` }, el("span", { text: word }));
      line.style.bottom = `${(100 * level) / top}%`;
      return line;
    });
}
