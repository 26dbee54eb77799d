// What the parts of the screen tell each other. No code here.

/** A label that a latent can be moved along. */
export interface Direction {
  key: string;
  title: string;
  unit: string; // of its numbers: "%"; "": plain ones
  less: string; // "lower back"
  more: string; // "higher back"
  low: number; // of nearly all networks
  high: number;
  r2: number | null; // how well it is read off a latent, on held-out networks
}

/** Labels by their names, as they are measured on what is decoded; "none" for a part that it has not. */
export interface Measured {
  place: Place;
  values: Readonly<Record<string, number | string>>;
}

/** A label with a few values; a latent can be moved from one to another. */
export interface ClassLabel {
  key: string;
  title: string;
  values: string[];
}

/** What a space can be steered by. */
export interface Directions {
  labels: Direction[];
  classes: ClassLabel[];
  least: number; // a label that is read off latents with a smaller R² is not offered
  sum: [number, number, number] | null; // three networks whose a - b + c means something
}

/** So much along a label, in its own unit; of "label=value" the share of the step to that value. */
export type Move = readonly [key: string, amount: number];

/** What a frame shows; a place may be steered, but not twice. */
export type Place = BasePlace | { kind: "steered"; base: BasePlace; moves: readonly Move[] };

/** A place on a path or on the map, one network, the mean of some, a latent told of, or a - b + c of three networks. */
export type BasePlace =
  | { kind: "path"; path: string; t: number } // `path` is the key of a Course
  | { kind: "map"; x: number; y: number }
  | { kind: "network"; id: number }
  | { kind: "mean"; ids: number[] }
  | { kind: "told"; key: string } // a step of an optimization, or a point that was kept
  | { kind: "analogy"; a: number; b: number; c: number };

export type PathKind = "zoo" | "straight" | "raw";

/** The route between anchors as it lies on the map; answers a `path` message. */
export interface Course {
  key: string; // names the path in Place and in frames
  kind: PathKind;
  anchors: number[];
  spline: boolean;
  stops: number[]; // t of each anchor, first 0, last 1
  positions: [number, number][]; // evenly spaced in t, in map coordinates
  ratios: number[] | null; // distance to the nearest network at these, over the usual one; null for raw weights
}

/** What the networks along a path are worth. */
export interface Curve {
  key: string; // of the Course
  shares: number[];
  values: number[]; // at each share; what they measure is their kind's to say
  groups: number[] | null; // which of its kind's groups each is of; null: it has none
}

/** An optimization as far as it has come. The first of each list belongs to its start. */
export interface Run {
  number: number; // tells it from every other one
  title: string; // "from chair 12 toward the shape of chair 40"
  wanted: number; // steps
  state: "running" | "paused" | "ended" | "failed";
  problem: string | null; // why it failed
  positions: [number, number][]; // on the map
  losses: number[];
  values: number[]; // what they measure is their kind's to say
  best: number; // index of the best step
  result: RunResult | null; // once it has ended
}

/** What the best step of an optimization is worth. */
export interface RunResult {
  index: number;
  test: number | null; // on what was not looked at before; null where its kind has no such thing
  start: number | null; // the start's
  zoo: number | null; // that of the zoo's best network
  ratio: number; // distance to the nearest network over the usual one
  seconds: number;
}

/** A point that was kept: for this session, or with the space. */
export interface KeptPoint {
  key: string;
  id: number | null; // kept with the space: it stands where a network's id stands; null: this session's
  name: string;
  position: [number, number];
  value: number | null; // what it is worth; null where its kind does not say
}

/** What is decoded at every place of the map. */
export interface Terrain {
  columns: number;
  rows: number; // row 0 is at the box's y0
  box: readonly [number, number, number, number];
  done: number; // 0 to 1
  low: number; // what a value of 0 stands for
  high: number; // and one of 254
  values: Uint8Array; // 255: unknown
  groups: Uint8Array; // which of its kind's groups prevails
  near: Uint8Array; // 255: among networks; 0: too far from all to say anything
}

/** What is decoded at a place. Only its kind knows what else is in it. */
export interface Content {
  readonly held: number; // bytes that it takes in memory, about
}

/** What a space says of itself to its kind, which alone can read it. */
export type About = object;

/** One decoded network, and where it is. */
export interface Frame<C extends Content = Content> {
  seq: number; // of the `want` it answers; -1 if sent ahead
  slot: 0 | 1; // 1: the one compared with
  place: Place;
  resolution: number;
  content: C;
  bytes: number; // as received
  milliseconds: number; // the engine's time
  where: Where | null;
}

/** Where a latent is among the networks. */
export interface Where {
  ratio: number; // distance to the nearest network over the usual one
  gap: number | null; // of a place chosen on the map: how far it is from networks there, over what is usual
  nearest: number[]; // ids, nearest first
  distances: number[]; // of these, over the usual one
  position: [number, number]; // on the map
  labels: number[] | null; // what is read of it, in the order of `Directions.labels`; null: not known yet
  classes: string[] | null; // of `Directions.classes`
  absent: number[] | null; // of `Directions.labels`, as indices, those of a part that is not there
}

/** A label of the networks. */
export type Label =
  | { name: string; title: string; values: Float32Array } // continuous
  | { name: string; title: string; categories: string[]; codes: Uint16Array };

/** All points of the map. Network id = index. */
export interface MapData {
  space: string;
  count: number;
  positions: Float32Array; // 2 per network, in about [-1, 1]
  names: string[]; // "chair 12"
  about: About;
  labels: Label[]; // the first is the default colour; "split" ("training", "held out") is one of them
}

export interface Theme {
  dark: boolean;
  ink: string;
  faint: string;
  paper: string;
  panel: string; // behind panels
  line: string; // borders
  primary: string;
  material: string; // what networks are drawn in
  otherMaterial: string; // and what one beside them is
  font: string;
  categorical: string[]; // colour-blind safe
}

export interface Camera {
  yaw: number; // degrees
  pitch: number; // degrees
  zoom: number; // 1: the whole cube
}

/** One picture of the contact sheet, as it comes from the server; row 0 is the lowest, at box[1]. */
export interface Tile {
  column: number;
  row: number;
  columns: number;
  rows: number;
  box: readonly [number, number, number, number]; // x0, y0, x1, y1 in map coordinates
  empty: boolean; // no network lies there, nor near
  key: string;
  url: string; // of the picture
}

/** Centre and half the width of what the map shows, in map coordinates. */
export interface MapWindow {
  x: number;
  y: number;
  half: number;
}
