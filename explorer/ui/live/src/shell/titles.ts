// What the screen says of the path and of what is shown on it. Pure: no DOM.

import type { Standing } from "../kit/trust.ts";
import { capital, type Namer, networks, percent } from "../kit/words.ts";
import type { PathKind, Where } from "../types.ts";
import type { View } from "./state.ts";

export const PATH_WORDS: Readonly<Record<PathKind, string>> = {
  zoo: "Through the zoo",
  straight: "Straight",
  raw: "Raw weights",
};
export const PATH_HELP: Readonly<Record<PathKind, string>> = {
  zoo: "From network to neighbouring network, smoothed",
  straight: "The straight line between the two latents",
  raw: "The two networks' weights averaged, without the space: what it must beat",
};
export const RAW_DISTANCE = "Averaged weights have no latent: the space cannot say how far to trust them.";

/** The leg of a path that t is on, and the share of it that is done. */
export function legAt(stops: readonly number[], t: number): { leg: number; share: number } {
  const last = Math.max(stops.length - 2, 0);
  let leg = 0;
  while (leg < last && t >= (stops[leg + 1] ?? 1)) leg += 1;
  const [from, to] = [stops[leg] ?? 0, stops[leg + 1] ?? 1];
  return { leg, share: to > from ? Math.min(Math.max((t - from) / (to - from), 0), 1) : 0 };
}

/** What is under the hand, as a title: "40% from chair 623 to table 822". */
export function titleOf(view: View, anchors: readonly number[], stops: readonly number[], name: Namer): string {
  if (view.shown === "network") return view.id === null ? "No network is chosen" : capital(name(view.id));
  if (view.shown === "point") return capital(view.called || "a point");
  if (view.shown === "place") return "A place on the map";
  if (view.shown === "sum") return sumWords(view.sum, name);
  if (view.shown === "mean") return `Mean of ${networks(view.selection.length)}`;
  const [first, last] = [anchors[0], anchors[anchors.length - 1]];
  if (first === undefined || last === undefined || anchors.length < 2) return "Choose A and B";
  if (view.t <= 0) return capital(name(first));
  if (view.t >= 1) return capital(name(last));
  const { leg, share } = legAt(stops.length === anchors.length ? stops : evenly(anchors.length), view.t);
  const way = `${percent(share)} from ${name(anchors[leg] ?? first)} to ${name(anchors[leg + 1] ?? last)}`;
  return anchors.length > 2 ? `${way}, leg ${leg + 1} of ${anchors.length - 1}` : way;
}

/** "chair 3 − chair 7 + sofa 1". */
export function sumWords([a = 0, b = 0, c = 0]: readonly number[], name: Namer): string {
  return `${capital(name(a))} − ${name(b)} + ${name(c)}`;
}

/** The standing on a place and its nearest network, for a screen reader. */
export function spokenWhere(where: Where | null, { word }: Standing, name: Namer): string {
  const nearest = where?.nearest[0];
  return nearest === undefined || word === "" ? word : `${word}, nearest ${name(nearest)}`;
}

export function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i / Math.max(count - 1, 1));
}
