// What the parts of the screen tell each other. No code here.

/** A label that a latent can be moved along. */
export interface Direction {
  key: string;
  title: string;
  less: string; // "lower back"
  more: string; // "higher back"
  low: number; // of nearly all networks
  high: number;
  r2: number | null; // how well it is read off a latent, on held-out networks
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

/** A surface as it came from the server. Positions are fractions of 65535 over [-1, 1], y up. */
export interface MeshData {
  positions: Uint16Array; // 3 per vertex
  normals: Int8Array; // 3 per vertex, -127 to 127
  indices: Uint16Array | Uint32Array; // 3 per face, counter-clockwise from outside
}

/** A test image, and what two networks take it for. */
export interface Sample {
  image: number; // among the test images
  label: number; // its true class
  predicted: number;
  confidence: number; // 0 to 1
  reference: number; // what the input network, or the teacher, takes it for
  pixels: Uint8Array; // channels x size x size
}

/** What a classifier is worth. */
export interface Judged {
  accuracy: number; // percent
  count: number; // test images judged on
  input: number | null; // accuracy of the network that this one decodes, if it decodes one
  teacher: number;
  arch: number; // among `Classifiers.archs`
  shares: number[]; // architecture scores
  parameters: number;
  confusion: number[]; // row after row; rows are true classes
  precision: number[];
  recall: number[];
  channels: number;
  size: number; // of the samples, pixels
  samples: Sample[];
}

/** What the networks along a path are worth. */
export interface Curve {
  key: string; // of the Course
  shares: number[];
  accuracy: number[]; // percent
  archs: number[];
}

/** An optimization as far as it has come. The first of each list belongs to its start. */
export interface Run {
  number: number; // tells it from every other one
  title: string; // "from ResNet8 12 toward accuracy"
  wanted: number; // steps
  state: "running" | "paused" | "ended" | "failed";
  problem: string | null; // why it failed
  positions: [number, number][]; // on the map
  losses: number[];
  values: number[]; // accuracy on the validation images in percent, or the error of a shape
  best: number; // index of the best step
  result: RunResult | null; // once it has ended
}

/** What the best step of an optimization is worth. */
export interface RunResult {
  index: number;
  test: number | null; // accuracy on all test images, in percent; null for shapes
  start: number | null; // the start's
  zoo: number | null; // that of the zoo's best network
  ratio: number; // distance to the nearest network over the usual one
  seconds: number;
}

/** The result of an optimization that was kept. */
export interface KeptPoint {
  key: string;
  name: string;
  position: [number, number];
  accuracy: number | null; // on all test images, in percent; null for shapes
}

/** What is decoded at every place of the map. */
export interface Terrain {
  columns: number;
  rows: number; // row 0 is at the box's y0
  box: readonly [number, number, number, number];
  done: number; // 0 to 1
  accuracy: Uint8Array; // half percents; 255: unknown
  archs: Uint8Array;
  near: Uint8Array; // 255: among networks; 0: too far from all to say anything
}

/** What a space of classifiers tells apart. */
export interface Classifiers {
  classes: string[];
  archs: string[]; // in the order of a path
  data: string;
}

/** One decoded network as a surface or a judged classifier, and where it is. */
export interface Frame {
  seq: number; // of the `want` it answers; -1 if sent ahead
  slot: 0 | 1; // 1: the one compared with
  place: Place;
  resolution: number;
  mesh: MeshData; // empty for a classifier
  judged: Judged | null; // null for a shape
  bytes: number; // as received
  milliseconds: number; // the engine's time
  where: Where | null;
}

/** Where a latent is among the networks. */
export interface Where {
  ratio: number; // distance to the nearest network over the usual one
  nearest: number[]; // ids, nearest first
  distances: number[]; // of these, over the usual one
  position: [number, number]; // on the map
  labels: number[] | null; // what is read of it, in the order of `Directions.labels`; null: not known yet
  classes: string[] | null; // of `Directions.classes`
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
  classifiers: Classifiers | null; // null: a space of shapes
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
  material: string; // a shape
  otherMaterial: string; // the shape it is compared with
  font: string;
  categorical: string[]; // colour-blind safe
}

export interface Camera {
  yaw: number; // degrees
  pitch: number; // degrees
  zoom: number; // 1: the whole cube
}

/** Centre and half the width of what the map shows, in map coordinates. */
export interface MapWindow {
  x: number;
  y: number;
  half: number;
}
