// What the parts that show a function tell each other. No code here.

import type { Content, Frame } from "../../types.ts";

/** Numbers in rows: `shape` says how many along each axis, the last the fastest. */
export interface Block {
  shape: number[];
  data: Float32Array;
}

/** What a network does, and what it is worth. */
export interface Answers {
  by: Worth | null; // what it is worth by; null: nobody knows what is right
  worth: number | null; // percent, or R²
  input: number | null; // the same of the network that this one decodes, if it decodes one
  agreement: number | null; // with that one: a share, or R²
  count: number; // test inputs judged on
  arch: number; // among `Functions.archs`
  shares: number[]; // architecture scores
  parameters: number;
  confusion: number[] | null; // row after row; rows are true classes
  curves: Block; // axes x points x outputs
  own: Block | null; // the same of the input network
  planes: Block; // planes x side x side x (class and probability, or outputs)
  points: Block; // inputs x outputs
  ownPoints: Block | null;
}

export type Worth = "accuracy" | "r2";

/** An input that is varied. */
export interface Axis {
  name: string;
  low: number;
  high: number;
  base: number; // in the example that all else is taken from
}

export interface PlaneAxis {
  name: string;
  low: number;
  high: number;
}

/** A plane through the input space, and where test inputs lie on it. */
export interface Plane {
  name: string;
  x: PlaneAxis;
  y: PlaneAxis;
  points: [number, number][];
}

/** Epochs of a training, in order. */
export interface Run {
  name: string;
  ids: number[];
}

/** What a space of functions says of itself. */
export interface Functions {
  classes: string[]; // empty: they give values
  outputs: string[];
  archs: string[]; // in the order of a path
  worth: Worth | null;
  axes: Axis[];
  inputs: number; // how many numbers an input has
  planes: Plane[];
  targets: number[][] | null; // of the first test inputs: a class, or values
  values: [number, number][]; // mean and deviation of each output over the zoo
  runs: Run[];
  tooFew: string | null;
}

/** What a frame holds. */
export interface Response extends Content {
  readonly answers: Answers;
}

export type ResponseFrame = Frame<Response>;
