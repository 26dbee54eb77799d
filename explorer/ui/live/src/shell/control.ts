// What parts without a screen of their own may ask of the whole.

import type { MapData } from "../types.ts";
import type { View } from "./state.ts";

export interface Control {
  readonly view: View;
  readonly data: MapData | null;
  stops(): readonly number[]; // t of each anchor, if the course is known
  change(patch: Partial<View>, moving?: boolean): void;
  say(text: string): void;
}
