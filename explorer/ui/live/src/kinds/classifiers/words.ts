// What the panel of a classifier says. Pure: no DOM.

import { points } from "../../kit/words.ts";
import type { Classifiers, Judged } from "./types.ts";

/** The main facts in one line, for a screen reader. */
export function spokenJudged(judged: Judged, classifiers: Classifiers | null): string {
  const arch = classifiers?.archs[judged.arch];
  const parts = [
    `Accuracy ${points(judged.accuracy)} percent of ${judged.count.toLocaleString("en")} test images`,
    judged.input === null ? "" : `input network ${points(judged.input)}`,
    `teacher ${points(judged.teacher)}`,
    arch ?? "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** The most frequent confusion of two classes, if there is any: "Shirt taken for T-shirt/top: 34". */
export function worstConfusion(judged: Judged, classes: readonly string[]): string {
  const k = judged.recall.length;
  let worst = -1;
  judged.confusion.forEach((count, i) => {
    if (Math.floor(i / k) !== i % k && count > (worst < 0 ? 0 : judged.confusion[worst]!)) worst = i;
  });
  if (worst < 0) return "";
  return `${classes[Math.floor(worst / k)] ?? worst} taken for ${classes[worst % k] ?? ""}: ${judged.confusion[worst]}`;
}

/** How dark a cell of the confusion matrix is, 0 to 1: by square root of its share of the row, so that errors show. */
export function shades(confusion: readonly number[], classes: number): number[] {
  return confusion.map((count, i) => {
    const row = Math.floor(i / classes) * classes;
    let total = 0;
    for (let j = row; j < row + classes; j += 1) total += confusion[j]!;
    return total > 0 ? Math.sqrt(count / total) : 0;
  });
}
