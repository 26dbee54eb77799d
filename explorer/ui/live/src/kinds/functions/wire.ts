// What a frame's header says of a function, and its curves, planes and points.

import * as read from "../../wire/checked.ts";
import { fail, type Fields } from "../../wire/checked.ts";
import { inflate } from "../../wire/inflate.ts";
import type { Answers, Axis, Block, Functions, Plane, PlaneAxis, Response, Worth } from "./types.ts";

const MOST_NUMBERS = 4_000_000; // of a frame
const WORTHS = ["accuracy", "r2", null] as const;

/** What a frame holds, of its header and its body: one stream of float32, block after block. */
export async function decodeResponse(header: Fields, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  const fields = read.fieldsOf(header.judged, '"judged"');
  const [curves, planes, points] = [shapeOf(fields, "curves", 3), shapeOf(fields, "planes", 4), shapeOf(fields, "points", 2)];
  const own = fields.own === true;
  const paired = fields.paired === true;
  const shapes = [curves, ...(own ? [curves] : []), planes, points, ...(paired ? [points] : [])];
  const sizes = shapes.map((shape) => shape.reduce((product, size) => product * size, 1));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MOST_NUMBERS) fail(`A frame of ${total} numbers.`);
  const raw = await inflate(body, 4 * total);
  let at = 0;
  const blocks = sizes.map((size, k): Block => {
    const data = new Float32Array(raw.buffer.slice(raw.byteOffset + at, raw.byteOffset + at + 4 * size));
    at += 4 * size;
    return { shape: shapes[k]!, data };
  });
  const next = () => blocks.shift()!;
  const answers: Answers = {
    by: worthOf(fields, "by"),
    worth: numberOrNull(fields, "worth"),
    input: numberOrNull(fields, "input"),
    agreement: numberOrNull(fields, "agreement"),
    count: read.whole(fields, "count", 1),
    arch: read.whole(fields, "arch", 0),
    shares: read.numbers(fields.shares, "shares"),
    parameters: read.whole(fields, "parameters", 0),
    confusion: fields.confusion == null ? null : squareOf(read.numbers(fields.confusion, "confusion")),
    curves: next(),
    own: own ? next() : null,
    planes: next(),
    points: next(),
    ownPoints: paired ? next() : null,
  };
  return { answers, held: raw.byteLength };
}

export function functionsOf(fields: Fields): Functions {
  return {
    classes: read.texts(fields.classes, "classes"),
    outputs: read.texts(fields.outputs, "outputs"),
    archs: read.texts(fields.archs, "archs"),
    worth: worthOf(fields, "worth"),
    axes: read.list(fields.axes, "axes", (item): Axis => {
      const one = read.fieldsOf(item, "An axis");
      return { ...axisOf(one), base: read.number(one, "base") };
    }),
    inputs: read.whole(fields, "inputs", 1),
    planes: read.list(fields.planes, "planes", (item): Plane => {
      const one = read.fieldsOf(item, "A plane");
      return {
        name: read.text(one, "name"),
        x: axisOf(read.fieldsOf(one.x, '"x"')),
        y: axisOf(read.fieldsOf(one.y, '"y"')),
        points: read.list(one.points, "points", (pair) => read.pair(pair, "points")),
      };
    }),
    targets:
      fields.targets == null
        ? null
        : read.list(fields.targets, "targets", (item) => (typeof item === "number" ? [item] : read.numbers(item, "targets"))),
    values: read.list(fields.values, "values", (pair) => read.pair(pair, "values")),
    runs: read.list(fields.runs, "runs", (item) => {
      const one = read.fieldsOf(item, "A training");
      return { name: read.text(one, "name"), ids: read.numbers(one.ids, "ids") };
    }),
    tooFew: fields.tooFew == null ? null : read.text(fields, "tooFew"),
  };
}

function axisOf(fields: Fields): PlaneAxis {
  const [low, high] = [read.number(fields, "low"), read.number(fields, "high")];
  if (!(low < high)) fail(`An axis from ${low} to ${high}.`);
  return { name: read.text(fields, "name"), low, high };
}

function shapeOf(fields: Fields, name: string, axes: number): number[] {
  const shape = read.numbers(fields[name], name, axes);
  if (shape.some((size) => !Number.isInteger(size) || size < 0)) fail(`"${name}" has the shape ${shape.join(" x ")}.`);
  return shape;
}

function worthOf(fields: Fields, name: string): Worth | null {
  return read.oneOf(fields, name, WORTHS);
}

function numberOrNull(fields: Fields, name: string): number | null {
  return fields[name] == null ? null : read.number(fields, name);
}

function squareOf(counts: number[]): number[] {
  return Number.isInteger(Math.sqrt(counts.length)) ? counts : fail(`A matrix of ${counts.length} cells.`);
}
