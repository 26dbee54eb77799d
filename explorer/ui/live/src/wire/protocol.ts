// Reading the server's messages. Whatever comes, the answer is a sound message or a WireError that says what is wrong.

import type { BasePlace, ClassLabel, Course, Curve, Direction, Directions, KeptPoint, Label, MapData, Move, PathKind, Place, RunResult, Terrain, Where } from "../types.ts";
import * as read from "./checked.ts";
import { fail, type Fields, WireError } from "./checked.ts";
import type { Decoder } from "./decoder.ts";
import type { FrameFacts, RunNews, ServerBinary, ServerText, Slot } from "./messages.ts";

export { WireError } from "./checked.ts";

const MOST_CELLS = 512; // of a terrain, each way
const SLOTS: readonly Slot[] = [0, 1];
const PATHS: readonly PathKind[] = ["zoo", "straight", "raw"];

/** A JSON message; null for one of a type that this page does not know (a newer server's). */
export function readText(data: string): ServerText | null {
  const fields = read.parseJson(data, "A message");
  switch (fields.type) {
    case "ready":
      return { type: "ready", engine: read.text(fields, "engine"), token: read.text(fields, "session_token") };
    case "token":
      return { type: "token", token: read.text(fields, "token") };
    case "course":
      return { type: "course", slot: read.oneOf(fields, "slot", SLOTS), course: courseOf(fields) };
    case "curve":
      return { type: "curve", slot: read.oneOf(fields, "slot", SLOTS), curve: curveOf(fields) };
    case "directions":
      return { type: "directions", directions: directionsOf(fields) };
    case "measured":
      return { type: "measured", measured: { place: placeOf(fields.place), values: valuesOf(fields.values) } };
    case "sheet_done":
      return { type: "sheet_done", key: read.text(fields, "key") };
    case "run":
      return { type: "run", run: runOf(fields) };
    case "kept":
      return { type: "kept", points: read.list(fields.points, "points", keptOf) };
    case "error": {
      const seq = fields.seq == null ? null : read.number(fields, "seq");
      return { type: "error", seq, problem: read.text(fields, "problem"), remedy: read.text(fields, "remedy") };
    }
    case "pong":
      return { type: "pong", n: read.number(fields, "n") };
    default:
      return null;
  }
}

/** A binary message; what a frame shows stays packed (see decoder.ts). Null for a type that this page does not know. */
export function readBinary(data: ArrayBuffer, decoder: Decoder): ServerBinary | null {
  const { fields, body } = split(data);
  switch (fields.type) {
    case "frame":
      return { type: "frame", facts: frameOf(fields), header: fields, body, bytes: data.byteLength };
    case "map":
      return { type: "map", map: mapOf(fields, body, decoder) };
    case "terrain":
      return { type: "terrain", terrain: terrainOf(fields, body) };
    case "thumb":
      return { type: "thumb", id: read.whole(fields, "id", 0), colour: read.text(fields, "colour"), png: pngOf(body) };
    case "tile": {
      const [columns, rows] = [read.whole(fields, "columns", 1), read.whole(fields, "rows", 1)];
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = read.numbers(fields.box, "box", 4);
      const tile = {
        column: read.whole(fields, "column", 0, columns - 1),
        row: read.whole(fields, "row", 0, rows - 1),
        columns,
        rows,
        box: [x0, y0, x1, y1] as const,
        empty: fields.empty === true,
        key: read.text(fields, "key"),
      };
      return { type: "tile", tile, png: pngOf(body) };
    }
    default:
      return null;
  }
}

/** Header and body; the body begins at a multiple of 4 bytes. */
function split(data: ArrayBuffer): { fields: Fields; body: Uint8Array<ArrayBuffer> } {
  if (data.byteLength < 4) fail(`A message of ${data.byteLength} bytes has no header.`);
  const length = new DataView(data).getUint32(0, true);
  if (4 + length > data.byteLength) fail(`A message of ${data.byteLength} bytes states a header of ${length}.`);
  let header: string;
  try {
    header = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(data, 4, length));
  } catch {
    fail("The header of a message is no UTF-8.");
  }
  const fields = read.parseJson(header, "The header of a message");
  return { fields, body: new Uint8Array(data, Math.min(4 + length + (-length & 3), data.byteLength)) };
}

function courseOf(fields: Fields): Course {
  const positions = read.list(fields.positions, "positions", (item) => read.pair(item, "positions"));
  const ratios = fields.ratios == null ? null : read.numbers(fields.ratios, "ratios");
  const anchors = read.numbers(fields.anchors, "anchors");
  if (positions.length < 2) fail('"positions" holds no path.');
  if (ratios && ratios.length !== positions.length) fail('"ratios" and "positions" differ in length.');
  return {
    key: read.text(fields, "key"),
    kind: read.oneOf(fields, "kind", PATHS),
    anchors,
    spline: fields.spline === true,
    stops: read.numbers(fields.stops, "stops", anchors.length),
    positions,
    ratios,
  };
}

function curveOf(fields: Fields): Curve {
  const shares = read.numbers(fields.shares, "shares");
  if (shares.length < 2) fail('"shares" holds no path.');
  return {
    key: read.text(fields, "key"),
    shares,
    values: read.numbers(fields.values, "values", shares.length),
    groups: fields.groups == null ? null : read.numbers(fields.groups, "groups", shares.length),
  };
}

function runOf(fields: Fields): RunNews {
  const losses = read.numbers(fields.losses, "losses");
  return {
    number: read.whole(fields, "number", 0),
    title: read.text(fields, "title"),
    wanted: read.whole(fields, "wanted", 1),
    state: read.oneOf(fields, "state", ["running", "paused", "ended", "failed"] as const),
    problem: fields.problem == null ? null : read.text(fields, "problem"),
    first: read.whole(fields, "first", 0),
    positions: pairs(fields.positions, "positions", losses.length),
    losses,
    values: read.numbers(fields.values, "values", losses.length),
    best: read.whole(fields, "best", 0),
    result: fields.result == null ? null : resultOf(read.fieldsOf(fields.result, '"result"')),
  };
}

function resultOf(fields: Fields): RunResult {
  return {
    index: read.whole(fields, "index", 0),
    test: optional(fields, "test"),
    start: optional(fields, "start"),
    zoo: optional(fields, "zoo"),
    ratio: read.number(fields, "ratio"),
    seconds: read.number(fields, "seconds"),
  };
}

function keptOf(item: unknown): KeptPoint {
  const fields = read.fieldsOf(item, "A kept point");
  return {
    key: read.text(fields, "key"),
    id: optional(fields, "id"),
    name: read.text(fields, "name"),
    position: read.pair(fields.position, "position"),
    value: optional(fields, "value"),
  };
}

function optional(fields: Fields, name: string): number | null {
  return fields[name] == null ? null : read.number(fields, name);
}

function pairs(value: unknown, name: string, count: number): [number, number][] {
  const found = read.list(value, name, (item) => read.pair(item, name));
  return found.length === count ? found : fail(`"${name}" holds ${found.length} pairs, not ${count}.`);
}

function terrainOf(fields: Fields, body: Uint8Array<ArrayBuffer>): Terrain {
  const [columns, rows] = [read.whole(fields, "columns", 1, MOST_CELLS), read.whole(fields, "rows", 1, MOST_CELLS)];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = read.numbers(fields.box, "box", 4);
  const cells = columns * rows;
  const [low, high] = [read.number(fields, "low"), read.number(fields, "high")];
  if (!(low < high)) fail(`The values of a terrain are from ${low} to ${high}.`);
  if (body.byteLength !== 3 * cells) fail(`A terrain of ${columns} x ${rows} has ${body.byteLength} bytes.`);
  return {
    columns,
    rows,
    box: [x0, y0, x1, y1],
    done: read.number(fields, "done"),
    low,
    high,
    values: body.slice(0, cells),
    groups: body.slice(cells, 2 * cells),
    near: body.slice(2 * cells),
  };
}

function frameOf(fields: Fields): FrameFacts {
  return {
    seq: read.whole(fields, "seq", -1),
    slot: read.oneOf(fields, "slot", SLOTS),
    place: placeOf(fields.place),
    resolution: read.whole(fields, "resolution", 1),
    milliseconds: read.number(fields, "milliseconds"),
    where: fields.where == null ? null : whereOf(read.fieldsOf(fields.where, '"where"')),
  };
}

function placeOf(value: unknown): Place {
  const fields = read.fieldsOf(value, '"place"');
  if (fields.kind !== "steered") return basePlaceOf(fields);
  const moves = read.list(fields.moves, "moves", (item): Move => {
    const [key, amount] = Array.isArray(item) ? (item as unknown[]) : [];
    return typeof key === "string" && typeof amount === "number" ? [key, amount] : fail('"moves" holds no move.');
  });
  return { kind: "steered", base: basePlaceOf(read.fieldsOf(fields.base, '"base"')), moves };
}

function basePlaceOf(fields: Fields): BasePlace {
  switch (fields.kind) {
    case "path":
      return { kind: "path", path: read.text(fields, "path"), t: read.number(fields, "t") };
    case "map":
      return { kind: "map", x: read.number(fields, "x"), y: read.number(fields, "y") };
    case "network":
      return { kind: "network", id: read.whole(fields, "id", 0) };
    case "mean":
      return { kind: "mean", ids: read.numbers(fields.ids, "ids") };
    case "told":
      return { kind: "told", key: read.text(fields, "key") };
    case "analogy":
      return { kind: "analogy", a: read.whole(fields, "a", 0), b: read.whole(fields, "b", 0), c: read.whole(fields, "c", 0) };
    default:
      return fail(`A place of kind ${JSON.stringify(fields.kind)}.`);
  }
}

/** Numbers and words by name. */
function valuesOf(value: unknown): Record<string, number | string> {
  const fields = read.fieldsOf(value, '"values"');
  return Object.fromEntries(
    Object.entries(fields).map(([name, one]) => (typeof one === "string" ? [name, one] : [name, read.number(fields, name)])),
  );
}

function whereOf(fields: Fields): Where {
  const nearest = read.numbers(fields.nearest, "nearest");
  return {
    ratio: read.number(fields, "ratio"),
    gap: optional(fields, "gap"),
    nearest,
    distances: read.numbers(fields.distances, "distances", nearest.length),
    position: read.pair(fields.position, "position"),
    labels: fields.labels == null ? null : read.numbers(fields.labels, "labels"),
    classes: fields.classes == null ? null : read.texts(fields.classes, "classes"),
    absent: fields.absent == null ? null : read.numbers(fields.absent, "absent"),
  };
}

function directionsOf(fields: Fields): Directions {
  const labels = read.list(fields.labels, "labels", (item): Direction => {
    const label = read.fieldsOf(item, "A direction");
    const text = (name: string) => read.text(label, name);
    const [low, high] = [read.number(label, "low"), read.number(label, "high")];
    return { key: text("key"), title: text("title"), unit: text("unit"), less: text("less"), more: text("more"), low, high, r2: optional(label, "r2") };
  });
  const classes = read.list(fields.classes, "classes", (item): ClassLabel => {
    const group = read.fieldsOf(item, "A label");
    return { key: read.text(group, "key"), title: read.text(group, "title"), values: read.texts(group.values, "values") };
  });
  const three = fields.sum == null ? null : read.numbers(fields.sum, "sum", 3);
  return { labels, classes, least: read.number(fields, "least"), sum: three && [three[0] ?? 0, three[1] ?? 0, three[2] ?? 0] };
}

function mapOf(fields: Fields, body: Uint8Array<ArrayBuffer>, decoder: Decoder): MapData {
  const count = read.whole(fields, "count", 0);
  const names = read.texts(fields.names, "names");
  if (names.length !== count) fail(`${names.length} names for ${count} networks.`);
  let at = 0;
  const take = (bytes: number): [ArrayBuffer, number] => {
    const from = body.byteOffset + at;
    if (at + bytes > body.byteLength) fail(`The arrays of the map end after ${body.byteLength} bytes.`);
    at += bytes + (-bytes & 3);
    return [body.buffer, from];
  };
  const positions = new Float32Array(...take(8 * count), 2 * count);
  const labels = read.list(fields.labels, "labels", (item): Label => {
    const label = read.fieldsOf(item, "A label");
    const [name, title] = [read.text(label, "name"), read.text(label, "title")];
    if (read.oneOf(label, "kind", ["number", "category"] as const) === "number")
      return { name, title, values: new Float32Array(...take(4 * count), count) };
    const categories = read.texts(label.categories, "categories");
    const codes = new Uint16Array(...take(2 * count), count);
    if (codes.some((code) => code >= categories.length)) fail(`The label "${name}" has a code without a category.`);
    return { name, title, categories, codes };
  });
  if (at < body.byteLength) fail(`The map holds ${body.byteLength - at} bytes too many.`);
  const about = decoder.about(read.fieldsOf(fields.about, '"about"'));
  return { space: read.text(fields, "space"), count, positions, names, labels, about };
}

function pngOf(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const magic = [0x89, 0x50, 0x4e, 0x47];
  if (!magic.every((byte, i) => body[i] === byte)) throw new WireError("A picture is no PNG.");
  return body;
}
