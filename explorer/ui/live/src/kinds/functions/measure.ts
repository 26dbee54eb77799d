// What functions are measured by: along a path, as an optimization goes on, and over the map.

import type { Curve } from "../../types.ts";
import { groupMarks, valueLimits, valueLine, valueScale } from "../curves.ts";
import type { CurveDrawing, GoalsAsked, Measure, Optimizing, TerrainWords } from "../port.ts";
import type { Functions } from "./types.ts";
import { NAMES, written } from "./words.ts";

const FLAT = { accuracy: 4, r2: 0.05 }; // the least range that is drawn
const MOST = { accuracy: 100, r2: 1 };

/** Accuracy or R² along the path, and which architecture is decoded where, if there are several. */
export const curve: CurveDrawing<Functions> = {
  draw(curves: readonly Curve[], about) {
    const by = about?.worth ?? "accuracy";
    const archs = about?.archs ?? [];
    const scale = valueScale(curves, FLAT[by], archs.length > 1);
    const limits = valueLimits(scale, MOST[by], (value) => (by === "accuracy" ? `${value} %` : String(value)));
    return {
      lines: curves.flatMap((one, slot) => valueLine(one, scale, slot)),
      marks: [...limits, ...(archs.length > 1 && curves[0] ? groupMarks(curves[0], archs) : [])],
    };
  },
};

export const agreement: Measure = {
  title: "share right, R² or agreement on validation inputs",
  range: 0.05,
  spoken: (value) => value.toFixed(3),
  step: (value) => `${value.toFixed(3)} on validation inputs`,
  result({ index, test, start, zoo }, value) {
    if (test === null) return `Best at step ${index}: ${value.toFixed(3)} on validation inputs`;
    const by = Math.abs(test) > 1 ? "accuracy" : "r2"; // in percent, or R², as the server has it
    const of = (one: number | null) => (one === null ? "–" : written(by, one));
    return `Step ${index}: ${of(test)} on all test inputs; start ${of(start)}, zoo's best ${of(zoo)}`;
  },
  limits: (scale) => valueLimits(scale, 1, String),
};

export const optimizing: Optimizing<Functions> = {
  toward: "better answers, or what another network does",
  hint: "The latent walks to where the decoded network answers better, and its point over the map. Test inputs are looked at once, at the end.",
  ranking: null,
  measure: agreement,
  goals({ a, b, id, name, about }: GoalsAsked<Functions>) {
    const networks = [...new Set([b, a, id].filter((one): one is number => one !== null))];
    const good = about?.worth ? [{ value: about.worth, title: NAMES[about.worth], stays: true }] : [];
    return [...good, ...networks.map((one) => ({ value: `network:${one}`, title: `what ${name(one)} does` }))];
  },
};

export const terrain: TerrainWords<Functions> = {
  values: "Accuracy or R²",
  help: "accuracy, or R², of what is decoded at each place, on training inputs",
  unit: "",
  spokenUnit: "",
  groups: "Architecture",
  label: "architecture",
  scale: ({ worth }) => worth,
  names: ({ archs }) => archs,
  known: ({ worth }) => worth !== null,
};
