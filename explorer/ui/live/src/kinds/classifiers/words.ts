// What the panel of a classifier says. Pure: no DOM.

import help from "../../../../../kinds/classifiers/help.json" with { type: "json" };
import { points } from "../../kit/words.ts";
import type { Making, Term } from "../port.ts";
import type { Classifiers, Judged } from "./types.ts";

/** Said by the plain view, too. */
export const GLOSSARY: readonly Term[] = help.glossary;
export const MAKING: Making = help.making;

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

/**
 * How far the accuracy on some of the test images may lie from that on all of them, in percent points (95 in 100 cases):
 * the error of a sample drawn without putting back. 0 for all images.
 */
export function plusMinus(accuracy: number, count: number, all: number): number {
  if (count >= all) return 0;
  const share = Math.min(Math.max(accuracy / 100, 1 / (count + 2)), 1 - 1 / (count + 2)); // of 0 % of some, not all are sure to be wrong
  return 196 * Math.sqrt(((share * (1 - share)) / count) * ((all - count) / (all - 1)));
}

/** "61.8 ± 4.0 %", or "58.5 %" of all images. */
export function spokenAccuracy(accuracy: number, count: number, all: number): string {
  const error = plusMinus(accuracy, count, all);
  return error > 0 ? `${points(accuracy)} ± ${points(error)} %` : `${points(accuracy)} %`;
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

const DARKEST_UNDER_INK = 0.65;
const LIGHTEST_UNDER_PAPER = 0.82;

/**
 * How dark a cell is drawn so that its count can be read: shades between those that dark text and those that light text
 * can be read on are left out.
 */
export function readable(shade: number): { drawn: number; strong: boolean } {
  if (shade <= DARKEST_UNDER_INK) return { drawn: shade, strong: false };
  const more = (shade - DARKEST_UNDER_INK) / (1 - DARKEST_UNDER_INK);
  return { drawn: LIGHTEST_UNDER_PAPER + more * (1 - LIGHTEST_UNDER_PAPER), strong: true };
}
