// What classifiers are measured by: along a path, as an optimization goes on, and over the map.

import { points } from "../../kit/words.ts";
import type { Curve } from "../../types.ts";
import type { CurveDrawing, Measure, Optimizing, TerrainWords } from "../port.ts";
import { accuracyLimits, accuracyLine, accuracyScale, archMarks } from "./accuracy.ts";
import type { Classifiers } from "./types.ts";

/** Accuracy along the path, and which architecture is decoded where, if there are several. */
export const curve: CurveDrawing<Classifiers> = {
  draw(curves: readonly Curve[], about) {
    const archs = about?.archs ?? [];
    const scale = accuracyScale(curves, archs.length > 1);
    return {
      lines: curves.flatMap((one, slot) => accuracyLine(one, scale, slot)),
      marks: [...accuracyLimits(scale), ...(archs.length > 1 && curves[0] ? archMarks(curves[0], archs) : [])],
    };
  },
};

export const accuracy: Measure = {
  title: "accuracy on the validation images",
  range: 4,
  spoken: (value) => `${points(value)} %`,
  step: (value) => `${points(value)} % of the validation images`,
  result({ index, test, start, zoo }) {
    const of = (value: number | null) => (value === null ? "–" : `${points(value)} %`);
    return `Step ${index}: ${of(test)} of all test images; start ${of(start)}, zoo's best ${of(zoo)}`;
  },
  limits: accuracyLimits,
};

export const optimizing: Optimizing<Classifiers> = {
  toward: "accuracy or an architecture",
  hint: "The latent walks to where the decoded network is better, and its point over the map. Test images are looked at once, at the end.",
  ranking: "accuracy",
  measure: accuracy,
  goals({ about }) {
    const archs = about?.archs ?? [];
    const wanted = archs.length > 1 ? archs.map((arch) => ({ value: `arch:${arch}`, title: arch, stays: true })) : [];
    return [{ value: "accuracy", title: "accuracy", stays: true }, ...wanted];
  },
};

export const terrain: TerrainWords<Classifiers> = {
  values: "Accuracy",
  help: "accuracy of what is decoded at each place, on validation images, in the colours of the points; never shown above the best network's on all test images",
  unit: "%",
  spokenUnit: "percent",
  groups: "Architecture",
  label: "architecture",
  scale: () => "accuracy",
  names: ({ archs }) => archs,
};
