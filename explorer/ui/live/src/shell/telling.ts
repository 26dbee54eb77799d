// What the parts of the screen say of what is shown, worked out once for all of them. Pure: no DOM.

import type { Kind } from "../kinds/port.ts";
import { type Trust, type Standing, standingOf } from "../kit/trust.ts";
import { capital, type Namer, percent } from "../kit/words.ts";
import { spokenMoves } from "../steer/moves.ts";
import type { About, Course, Directions, Frame, Where } from "../types.ts";
import { anchorsOf, type View } from "./state.ts";
import { evenly, legAt, PATH_WORDS, spokenWhere, titleOf } from "./titles.ts";

/** What is known. */
export interface Known {
  kind: Kind;
  view: View;
  course: Course | null;
  frames: readonly [Frame | null, Frame | null]; // on the screen, of each slot
  waiting: boolean; // the first of them is not yet what the title says
  directions: Directions | null;
  about: About | null;
  name: Namer;
}

export interface Telling {
  view: View; // what is told of, steered or added up is a place like those on the map, whatever was shown before it
  away: boolean; // it is steered or added up
  title: string;
  where: Where | null;
  spoken: string; // all of it, for a screen reader
  large: { title: string; share: string }; // for show mode
  worth: { word: string; trust: Trust };
  standing: Standing;
  sides: readonly [string, string]; // titles of both while two are compared; "" else
  quality: string;
}

export function tellingOf(known: Known): Telling {
  const { kind, frames, waiting, name } = known;
  const { steer } = known.view;
  const [frame] = frames;
  const away = steer.length > 0 || known.view.shown === "sum";
  const elsewhere = known.view.shown === "point" || away;
  const view: View = elsewhere ? { ...known.view, shown: "place" } : known.view;
  const stops = known.course?.stops ?? [];
  const base = titleOf(known.view, anchorsOf(view), stops, name);
  const title = steer.length > 0 ? `${base}, ${spokenMoves(steer, known.directions)}` : base;
  const raw = isRaw(view);
  const where = waiting ? null : (frame?.where ?? null);
  const content = waiting || !frame ? "" : kind.words.spoken(frame, known.about);
  return {
    view,
    away,
    title,
    where,
    spoken: [title, spokenWhere(where, waiting ? NOTHING : standingIn(kind, frame, raw), name), content].filter(Boolean).join(": "),
    large: elsewhere ? { title, share: "" } : largeTitle(view, stops, name),
    worth: waiting || !frame ? NOTHING : worthOf(known, frame, raw),
    standing: waiting ? NOTHING : standingIn(kind, frame, raw),
    sides: sidesOf(kind, view, frames),
    quality: frame ? `${kind.words.fineness(frame)} · ${Math.round(frame.milliseconds)} ms` : "",
  };
}

const NOTHING = { word: "", trust: "none" } as const;

/** Whether averaged weights are shown. */
export function isRaw(view: View): boolean {
  return view.shown === "path" && view.path === "raw";
}

function largeTitle(view: View, stops: readonly number[], name: Namer): { title: string; share: string } {
  const anchors = anchorsOf(view);
  if (view.shown !== "path" || anchors.length < 2) return { title: titleOf(view, anchors, stops, name), share: "" };
  const { leg, share } = legAt(stops.length === anchors.length ? stops : evenly(anchors.length), view.t);
  const [from, to] = [anchors[leg] ?? 0, anchors[leg + 1] ?? 0];
  return { title: `${capital(name(from))} → ${name(to)}`, share: percent(share) };
}

/** What it is worth as its kind says, and how far to trust it. */
function worthOf({ kind, about }: Known, frame: Frame, raw: boolean): { word: string; trust: Trust } {
  const standing = standingIn(kind, frame, raw);
  return { word: [kind.words.worth(frame, about), standing.word].filter(Boolean).join(" · "), trust: standing.trust };
}

/** What to think of what a frame shows. */
export function standingIn(kind: Kind, frame: Frame | null, raw: boolean): Standing {
  const soundness = frame && kind.words.soundness?.(frame);
  return standingOf(frame?.where?.ratio ?? null, raw, soundness ?? null);
}

/** Each of two says which path it is on and how far to trust it; alone, it needs no title. */
function sidesOf(kind: Kind, view: View, frames: Known["frames"]): [string, string] {
  if (view.shown !== "path" || !view.versus) return ["", ""];
  const side = (path: View["path"], frame: Frame | null) => {
    return [PATH_WORDS[path], standingIn(kind, frame, path === "raw").word].filter(Boolean).join(" · ");
  };
  return [side(view.path, frames[0]), side(view.versus, frames[1])];
}
