// What is said of shapes. Pure: no DOM.

import help from "../../../../../kinds/shapes/help.json" with { type: "json" };
import type { Making, Term } from "../port.ts";

/** Said by the plain view, too. */
export const GLOSSARY: readonly Term[] = help.glossary;
export const MAKING: Making = help.making;

/** As in explorer/kinds/shapes/sounding.py. */
export function spokenPieces(count: number): string {
  return count === 0 ? "without a surface" : count === 1 ? "in one piece" : `in ${count} loose pieces`;
}
