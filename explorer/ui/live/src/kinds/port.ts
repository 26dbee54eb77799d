// What a kind of network promises to the rest of the screen. What it does not promise is absent from the screen.
//
// `C` is what its frames hold, `A` what its spaces say of themselves: the rest passes both on, and looks into neither.

import type { Soundness } from "../kit/trust.ts";
import type { Namer } from "../kit/words.ts";
import type { About, Camera, Content, Curve, Frame, RunResult, Theme } from "../types.ts";
import type { Decoder } from "../wire/decoder.ts";

/** A kind of network: one room, whose only door this is. */
export interface Kind<C extends Content = Content, A extends About = About> extends Decoder<C, A> {
  /** Why this browser cannot show its networks, as sentences; null: it can. */
  trouble(): string | null;
  view(root: HTMLElement, events: ViewEvents): NetworkView<C, A>;
  readonly words: Words<C, A>;
  readonly tools: readonly ToolName[]; // beside those that every kind has
  readonly detail: Detail;
  readonly curve: CurveDrawing<A> | null; // over the path; null: how far it is from the networks is drawn
  readonly optimizing: Optimizing<A>;
  readonly map: MapWords<A>;
  readonly tours?: Tours<A>; // that its spaces know of
}

/** Ways past networks that belong together in an order. */
export interface Tours<A extends About> {
  readonly title: string; // of the choice: "Training run"
  of(about: A): readonly NamedTour[];
}

export interface NamedTour {
  readonly name: string;
  readonly ids: readonly number[]; // in order; no more than a path has stops
}

/** Shows one network, or two beside each other. */
export interface NetworkView<C extends Content = Content, A extends About = About> {
  /** What is on the screen, what it holds laid open: tests and the bench read it. */
  shown(slot: 0 | 1): (Frame<C> & C) | null;
  show(slot: 0 | 1, frame: Frame<C> | null): void;
  setSpace?(about: A): void;
  setTitles(main: string, other: string): void; // "" when nothing is compared
  setOptions(options: Partial<ViewOptions>): void;
  setTheme(theme: Theme): void;
  showEnds?(a: Frame<C> | null, b: Frame<C> | null): void; // of the path, small
  look?(camera: Camera): void; // from there
  reset?(): void;
  resize?(): void;
  /** As PNG, to be saved. */
  picture(): Promise<Blob>;
  dispose(): void;
}

export interface ViewEvents {
  cameraChanged(camera: Camera): void; // moved by hand
}

export interface ViewOptions {
  wireframe: boolean;
  section: number | null; // where along x the shown is cut, -1 to 1
  turntable: boolean;
  insets: boolean; // both ends of the path, small
  compare: boolean; // slot 1 beside slot 0
}

export type ToolName = "reset" | "turntable" | "wireframe" | "section" | "insets";

/** What is said of networks. */
export interface Words<C extends Content, A extends About> {
  readonly noun: string; // "shape": what is decoded
  readonly nouns: string;
  readonly mean: string; // "Mean shape"
  readonly glossary: readonly Term[]; // words of its own that the screen says
  readonly making: Making; // a space of one's own
  /** How finely a frame was made: "64³". */
  fineness(frame: Frame<C>): string;
  /** What is shown, for a screen reader; "": its title and its distance say all. */
  spoken(frame: Frame<C>, about: A | null): string;
  /** Whether it is of one piece; null: nothing tells a network of this kind from rubble. */
  soundness?(frame: Frame<C>): Soundness | null;
  /** What show mode says it is worth, beside how far to trust it; null: nothing. */
  worth(frame: Frame<C>, about: A | null): string | null;
}

/** A word, and what is meant by it. */
export interface Term {
  readonly word: string;
  readonly meaning: string;
}

/** How networks of this kind that one has, or data for them, become a space. */
export interface Making {
  readonly from: string; // "A folder of meshes": what is needed
  readonly commands: readonly string[]; // from it to a space
}

/** How finely frames are asked for, as resolutions. */
export interface Detail {
  readonly draft: number; // a finer one would only slow a moving hand down
  readonly finest: number; // what the server raises resting ones to
}

/** What is drawn over the path when the server has told what its networks are worth. */
export interface CurveDrawing<A extends About> {
  /** Lines in a box of 1000 x 100, y down, and marks over them. The first curve is the path's, the next that beside it. */
  draw(curves: readonly Curve[], about: A | null): { lines: SVGElement[]; marks: HTMLElement[] };
}

/** What latents are optimized for. */
export interface Optimizing<A extends About> {
  readonly toward: string; // "accuracy or an architecture": what there is to choose from
  readonly hint: string; // what happens
  readonly ranking: string | null; // label that tells the weakest network; null: none is weaker than others
  readonly measure: Measure;
  goals(asked: GoalsAsked<A>): Goal[];
}

/** What is looked at when goals are to be chosen from. */
export interface GoalsAsked<A extends About> {
  a: number | null;
  b: number | null;
  id: number | null;
  name: Namer;
  about: A | null;
}

export interface Goal {
  value: string; // as the server knows it
  title: string;
  stays?: boolean; // latents stay where networks are, unless one asks for all of the space
}

/** What the values of an optimization's steps are. */
export interface Measure {
  readonly title: string; // "accuracy on the validation images"
  readonly range: number; // the least that is drawn: a flat curve must not look like mountains
  spoken(value: number): string; // "62.5 %"
  step(value: number): string; // "62.5 % of the validation images"
  result(best: RunResult, value: number): string; // what came of one that has ended; `value` is that of its best step
  limits(scale: Scale): HTMLElement[]; // lines at round values
}

/** The range of values that is drawn. */
export interface Scale {
  low: number;
  high: number;
}

/** What the map says of networks. */
export interface MapWords<A extends About> {
  readonly terrain: TerrainWords<A> | null; // null: nothing is known of what lies between networks
  worth(value: number): string; // of a point that was kept
}

/** What the colours of the map's ground say. */
export interface TerrainWords<A extends About> {
  readonly values: string; // "Accuracy"
  readonly help: string; // of what, and how it is measured
  readonly unit: string;
  readonly spokenUnit: string;
  readonly groups: string; // "Architecture"
  readonly label: string; // of the networks, by the same names as the groups
  /** Label of the networks whose scale of colours it has, and above whose best nothing is shown; null: a scale of its own. */
  scale(about: A): string | null;
  names(about: A): string[]; // of the groups
  known?(about: A): boolean; // whether this very space has a terrain; without it all have
}
