// What the parts that show a classifier tell each other. No code here.

import type { Content, Frame } from "../../types.ts";

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

/** What a space of classifiers tells apart. */
export interface Classifiers {
  classes: string[];
  archs: string[]; // in the order of a path
  data: string;
  tests: number; // images that a network is judged on when it rests
}

/** What a frame holds. */
export interface Verdict extends Content {
  readonly judged: Judged;
}

export type VerdictFrame = Frame<Verdict>;
