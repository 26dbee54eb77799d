// The kinds of networks there are, by what a space calls its own.

import { classifiers } from "./classifiers/index.ts";
import { functions } from "./functions/index.ts";
import { images } from "./images/index.ts";
import type { Kind } from "./port.ts";
import { shapes } from "./shapes/index.ts";

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["sdf", shapes],
  ["classifier", classifiers],
  ["functions", functions],
  ["image", images],
]);

/** The kind of this name; null: this page does not know it. */
export function kindOf(name: string): Kind | null {
  return KINDS.get(name) ?? null;
}
