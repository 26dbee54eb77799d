// An optimization as the page knows it, and what is said of it. Pure: no DOM.

import type { Measure, Scale } from "../kinds/port.ts";
import type { Run } from "../types.ts";
import type { RunNews } from "../wire/messages.ts";
import { SPARSE, trustWord } from "../kit/trust.ts";

/** What is known after news: they go on where the last ended, or begin another run. */
export function merged(known: Run | null, news: RunNews): Run {
  const { first, ...fresh } = news;
  if (!known || known.number !== news.number || first === 0) return fresh;
  const joined = <T>(before: readonly T[], after: readonly T[]): T[] => [...before.slice(0, first), ...after];
  return {
    ...fresh,
    positions: joined(known.positions, news.positions),
    losses: joined(known.losses, news.losses),
    values: joined(known.values, news.values),
  };
}

/** The key of a step, by which frames of it are asked for. */
export function stepKey(run: Run, index: number): string {
  return `${run.number}/${index}`;
}

export function lastStep(run: Run): number {
  return Math.max(run.losses.length - 1, 0);
}

export function goesOn(run: Run | null): boolean {
  return run?.state === "running" || run?.state === "paused";
}

/** How far it has come, or what came of it. */
export function spokenRun(run: Run, measure: Measure): string {
  if (run.state === "failed") return run.problem ?? "It failed.";
  if (run.losses.length === 0) return "Starting …";
  const { result } = run;
  if (run.state === "ended" && result) {
    const far = result.ratio > SPARSE ? `; ${trustWord(result.ratio)}` : "";
    return measure.result(result, run.values[result.index] ?? 0) + far;
  }
  const value = run.values[lastStep(run)] ?? 0;
  return `${run.state === "paused" ? "Paused at step" : "Step"} ${lastStep(run)} of ${run.wanted}: ${measure.step(value)}`;
}

/** Least and greatest of what is drawn, with a little room; never a range of nothing. */
export function rangeOf(values: readonly number[], least: number): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: 1 };
  const spare = Math.max(least - (high - low), 0) / 2;
  const room = 0.1 * (high - low + 2 * spare);
  return { low: low - spare - room, high: high + spare + room };
}

/** A curve over the steps in a box of 1000 x 100, y down: the whole width is `wanted` steps. */
export function curveOf(values: readonly number[], wanted: number, { low, high }: Scale): string {
  return values
    .map((value, i) => `${((1000 * i) / wanted).toFixed(1)},${(100 - (100 * (value - low)) / (high - low)).toFixed(1)}`)
    .join("L");
}
