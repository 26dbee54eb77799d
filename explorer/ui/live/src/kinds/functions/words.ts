// What the panel of a function says. Pure: no DOM.

import help from "../../../../../kinds/functions/help.json" with { type: "json" };
import { points } from "../../kit/words.ts";
import type { Making, Term } from "../port.ts";
import type { Answers, Functions, Worth } from "./types.ts";

/** Said by the plain view, too. */
export const GLOSSARY: readonly Term[] = help.glossary;
export const MAKING: Making = help.making;

export const NAMES: Record<Worth, string> = { accuracy: "accuracy", r2: "R²" };

/** How good a network is, as it is written: "95.3 %", "0.531". */
export function written(by: Worth | null, value: number): string {
  return by === "accuracy" ? `${points(value)} %` : value.toFixed(3);
}

/** An agreement: a share of equal predictions, or R². */
export function agreed(value: number, classes: boolean): string {
  return classes ? `${points(100 * value)} %` : value.toFixed(3);
}

/** What is written largest, and what it is; null: there is nothing to say it by. */
export function headline(answers: Answers, classes: boolean): { text: string; name: string } | null {
  if (answers.worth !== null && answers.by !== null) return { text: written(answers.by, answers.worth), name: NAMES[answers.by] };
  if (answers.agreement !== null) return { text: agreed(answers.agreement, classes), name: classes ? "same predictions as its input network" : "R² against its input network" };
  return null;
}

/** The main facts in one line, for a screen reader. */
export function spokenAnswers(answers: Answers, functions: Functions | null): string {
  const classes = (functions?.classes.length ?? 0) > 0;
  const first = headline(answers, classes);
  const parts = [
    first ? `${first.name} ${first.text} on ${answers.count.toLocaleString("en")} test inputs` : "",
    answers.input === null ? "" : `input network ${written(answers.by, answers.input)}`,
    functions?.archs[answers.arch] ?? "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** The most frequent confusion of two classes, if there is any. */
export function worstConfusion(confusion: readonly number[], classes: readonly string[]): string {
  const k = classes.length;
  let worst = -1;
  confusion.forEach((count, i) => {
    if (Math.floor(i / k) !== i % k && count > (worst < 0 ? 0 : confusion[worst]!)) worst = i;
  });
  return worst < 0 ? "" : `${classes[Math.floor(worst / k)] ?? ""} taken for ${classes[worst % k] ?? ""}: ${confusion[worst]}`;
}

/** A number on an axis. */
export function tick(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 100_000)) return value.toExponential(0);
  return String(Number(value.toPrecision(3)));
}
