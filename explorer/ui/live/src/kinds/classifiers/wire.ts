// What a frame's header says of a classifier, and the pixels of its samples.

import * as read from "../../wire/checked.ts";
import { fail, type Fields } from "../../wire/checked.ts";
import { inflate } from "../../wire/inflate.ts";
import type { Classifiers, Judged, Sample, Verdict } from "./types.ts";

const MOST_PIXELS = 512; // of an image, each way

/** What a frame holds, of its header and its body. */
export async function decodeVerdict(header: Fields, body: Uint8Array<ArrayBuffer>): Promise<Verdict> {
  const judged = judgedOf(read.fieldsOf(header.judged, '"judged"'));
  const each = judged.channels * judged.size ** 2;
  const raw = await inflate(body, each * judged.samples.length);
  const samples = judged.samples.map((sample, k) => ({ ...sample, pixels: raw.slice(k * each, (k + 1) * each) }));
  return { judged: { ...judged, samples }, held: raw.byteLength + 8 * judged.confusion.length };
}

export function classifiersOf(fields: Fields): Classifiers {
  return {
    classes: read.texts(fields.classes, "classes"),
    archs: read.texts(fields.archs, "archs"),
    data: read.text(fields, "data"),
    tests: read.whole(fields, "tests", 1),
  };
}

/** The samples' pixels are still packed. */
function judgedOf(fields: Fields): Judged {
  const recall = read.numbers(fields.recall, "recall");
  const classes = recall.length;
  const [channels, size] = read.pair(fields.pixels, "pixels");
  if (!(Number.isInteger(channels) && channels > 0 && Number.isInteger(size) && size > 0 && size <= MOST_PIXELS))
    fail(`Images of ${channels} x ${size} x ${size}.`);
  return {
    accuracy: read.number(fields, "accuracy"),
    count: read.whole(fields, "count", 1),
    input: fields.input == null ? null : read.number(fields, "input"),
    teacher: read.number(fields, "teacher"),
    arch: read.whole(fields, "arch", 0),
    shares: read.numbers(fields.shares, "shares"),
    parameters: read.whole(fields, "parameters", 0),
    confusion: read.numbers(fields.confusion, "confusion", classes * classes),
    precision: read.numbers(fields.precision, "precision", classes),
    recall,
    channels,
    size,
    samples: read.list(fields.samples, "samples", (item) => sampleOf(item, classes)),
  };
}

function sampleOf(item: unknown, classes: number): Sample {
  const sample = read.fieldsOf(item, "A sample");
  const of = (name: string) => read.whole(sample, name, 0, classes - 1);
  return {
    image: read.whole(sample, "image", 0),
    label: of("label"),
    predicted: of("predicted"),
    confidence: read.number(sample, "confidence"),
    reference: of("reference"),
    pixels: new Uint8Array(),
  };
}
