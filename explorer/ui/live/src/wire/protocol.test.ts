import assert from "node:assert/strict";
import { test } from "node:test";
import { WireError } from "./checked.ts";
import { readBinary as readAny, readText } from "./protocol.ts";
import { frameMessage, HEADER, message, PLAIN } from "./testing.ts";

const readBinary = (data: ArrayBuffer) => readAny(data, PLAIN);

const COURSE = {
  type: "course",
  slot: 1,
  key: "k",
  kind: "zoo",
  anchors: [3, 40],
  spline: false,
  stops: [0, 1],
  positions: [[0, 0], [0.5, 0.25], [1, 1]],
  ratios: [1, 2, 1],
};

function mapMessage(patch: object = {}, body?: Uint8Array): ArrayBuffer {
  const labels = [
    { name: "kind", title: "Kind", kind: "category", categories: ["chair", "table"] },
    { name: "error", title: "Error", kind: "number" },
  ];
  const whole = new Uint8Array(24 + 8 + 12);
  whole.set(new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer), 0);
  whole.set(new Uint8Array(Uint16Array.of(1, 0, 1).buffer), 24); // 6 bytes, padded to 8
  whole.set(new Uint8Array(Float32Array.of(0.5, 0.25, 0.125).buffer), 32);
  return message({ type: "map", space: "s", count: 3, names: ["a", "b", "c"], labels, about: {}, ...patch }, body ?? whole);
}

test("every kind of place is read", () => {
  for (const place of [
    { kind: "path", path: "p", t: 0.25 },
    { kind: "map", x: 1, y: 2 },
    { kind: "network", id: 7 },
    { kind: "mean", ids: [1, 2] },
  ]) {
    const read = readBinary(frameMessage({ place }));
    assert.ok(read?.type === "frame");
    assert.deepEqual(read.facts.place, place);
  }
});

test("where a latent is comes along", () => {
  const where = { ratio: 1.5, gap: null, nearest: [3, 4], distances: [1.5, 2], position: [0.1, 0.2], labels: [0.5, -1], classes: ["open"], absent: [1] };
  const read = readBinary(frameMessage({ where }));
  assert.ok(read?.type === "frame");
  assert.deepEqual(read.facts.where, where);
  const early = readBinary(frameMessage({ where: { ...where, labels: null, classes: null } }));
  assert.ok(early?.type === "frame");
  assert.equal(early.facts.where?.labels, null);
});

test("what was measured of a place comes with the place", () => {
  const measured = { place: { kind: "network", id: 3 }, values: { width: 0.5, arms: "none" } };
  assert.deepEqual(readText(JSON.stringify({ type: "measured", ...measured })), { type: "measured", measured });
  assert.throws(() => readText(JSON.stringify({ type: "measured", ...measured, values: { width: null } })), /"width"/);
});

test("steered places and sums are read as they were sent", () => {
  const sum = { kind: "analogy", a: 1, b: 2, c: 3 };
  for (const place of [sum, { kind: "steered", base: sum, moves: [["back_height", 0.2], ["arms=open", 1]] }]) {
    const read = readBinary(frameMessage({ place }));
    assert.ok(read?.type === "frame");
    assert.deepEqual(read.facts.place, place);
  }
  const twice = { kind: "steered", base: { kind: "steered", base: sum, moves: [] }, moves: [] };
  for (const place of [twice, { kind: "steered", base: sum, moves: [["x"]] }, { kind: "steered", moves: [] }]) {
    assert.throws(() => readBinary(frameMessage({ place })), WireError);
  }
});

test("what a space can be steered by is read", () => {
  const label = { key: "width", title: "Width", unit: "u", less: "narrower", more: "wider", low: 0.5, high: 1.5, r2: 0.99 };
  const group = { key: "arms", title: "Arms", values: ["none", "open"] };
  const message = { type: "directions", labels: [label, { ...label, r2: null }], classes: [group], least: 0.2, sum: [3, 1, 2] };
  assert.deepEqual(readText(JSON.stringify(message)), {
    type: "directions",
    directions: { labels: [label, { ...label, r2: null }], classes: [group], least: 0.2, sum: [3, 1, 2] },
  });
  assert.throws(() => readText(JSON.stringify({ ...message, labels: [{ ...label, low: "x" }] })), WireError);
});

test("headers with missing or wrong values are refused by name", () => {
  const wrong: [object, RegExp][] = [
    [{ seq: "x" }, /"seq"/],
    [{ slot: 2 }, /"slot"/],
    [{ place: { kind: "moon" } }, /moon/],
    [{ place: null }, /"place"/],
    [{ resolution: undefined }, /"resolution"/],
    [{ where: { ratio: 1, nearest: [1], distances: [], position: [0, 0] } }, /"distances"/],
  ];
  for (const [patch, reason] of wrong) assert.throws(() => readBinary(frameMessage(patch)), reason);
});

test("a message that is cut off is refused, wherever the cut is", () => {
  const whole = mapMessage();
  for (let length = 0; length < whole.byteLength; length += 1)
    assert.throws(() => readBinary(whole.slice(0, length)), WireError, `cut to ${length} bytes`);
});

test("the map's arrays are read in order, whatever the length of the header", () => {
  for (const space of ["s", "st", "sty", "styl"]) {
    const read = readBinary(mapMessage({ space }));
    assert.ok(read?.type === "map");
    const [kind, error] = read.map.labels;
    assert.deepEqual([...read.map.positions], [0, 1, 2, 3, 4, 5]);
    assert.ok(kind && "codes" in kind && error && "values" in error);
    assert.deepEqual([...kind.codes], [1, 0, 1]);
    assert.deepEqual([...error.values], [0.5, 0.25, 0.125]);
  }
});

test("a map whose parts do not fit each other is refused", () => {
  assert.throws(() => readBinary(mapMessage({ names: ["a"] })), /1 names for 3/);
  assert.throws(() => readBinary(mapMessage({}, new Uint8Array(48))), /4 bytes too many/);
  assert.throws(() => readBinary(mapMessage({}, new Uint8Array(40))), /end after 40/);
  const body = new Uint8Array(44);
  body[24] = 2;
  assert.throws(() => readBinary(mapMessage({}, body)), /without a category/);
});

test("pictures are read, and only pictures", () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1);
  const thumb = readBinary(message({ type: "thumb", id: 4, colour: "#dda673" }, png));
  assert.ok(thumb?.type === "thumb" && thumb.id === 4);
  assert.deepEqual([...thumb.png], [...png]);
  const header = { type: "tile", column: 1, row: 0, columns: 4, rows: 2, box: [-1, -1, 1, 0], empty: true, key: "k" };
  const tile = readBinary(message(header, png));
  assert.ok(tile?.type === "tile");
  assert.deepEqual(tile.tile.box, [-1, -1, 1, 0]);
  assert.equal(tile.tile.empty, true);
  assert.throws(() => readBinary(message({ ...header, column: 4 }, png)), /"column"/);
  assert.throws(() => readBinary(message({ type: "thumb", id: 4, colour: "x" }, Uint8Array.of(1))), /no PNG/);
});

test("JSON messages are read", () => {
  assert.deepEqual(readText('{"type":"ready","engine":"cpu","session_token":"t"}'), { type: "ready", engine: "cpu", token: "t" });
  const course = readText(JSON.stringify(COURSE));
  assert.ok(course?.type === "course");
  const { type: _, slot, ...rest } = COURSE;
  assert.equal(course.slot, slot);
  assert.deepEqual(course.course, rest);
  const error = { type: "error", seq: null, problem: "No.", remedy: "Yes." };
  assert.deepEqual(readText(JSON.stringify(error)), error);
});

test("JSON messages that make no sense are refused", () => {
  for (const text of ["", "{", "[]", "null", "3"]) assert.throws(() => readText(text), WireError);
  assert.throws(() => readText(JSON.stringify({ ...COURSE, ratios: [1] })), /differ in length/);
  assert.throws(() => readText(JSON.stringify({ ...COURSE, stops: [0] })), /"stops"/);
  assert.throws(() => readText(JSON.stringify({ ...COURSE, positions: [[0, 0], [1]] })), /"positions"/);
  assert.throws(() => readText('{"type":"ready","engine":"cpu"}'), /"session_token"/);
});

test("what a newer server may say is passed over", () => {
  assert.equal(readText('{"type":"weather"}'), null);
  assert.equal(readBinary(message({ ...HEADER, type: "weather" })), null);
});

test("a curve has as many values as shares", () => {
  const curve = { type: "curve", slot: 0, key: "k", shares: [0, 1], values: [80, 90], groups: [0, 1] };
  assert.deepEqual(readText(JSON.stringify(curve)), {
    type: "curve", slot: 0, curve: { key: "k", shares: [0, 1], values: [80, 90], groups: [0, 1] },
  });
  const single = readText(JSON.stringify({ ...curve, groups: null }));
  assert.ok(single?.type === "curve" && single.curve.groups === null);
  assert.throws(() => readText(JSON.stringify({ ...curve, values: [80] })), WireError);
  assert.throws(() => readText(JSON.stringify({ ...curve, shares: [0], values: [1], groups: [0] })), WireError);
});

test("a terrain has three bytes a cell", () => {
  const header = { type: "terrain", columns: 2, rows: 1, box: [0, 0, 2, 1], done: 0.5, low: 0, high: 127 };
  const read = readBinary(message(header, Uint8Array.of(180, 255, 0, 1, 255, 9)));
  assert.ok(read?.type === "terrain");
  assert.deepEqual([...read.terrain.values], [180, 255]);
  assert.deepEqual([...read.terrain.groups], [0, 1]);
  assert.deepEqual([...read.terrain.near], [255, 9]);
  assert.deepEqual([read.terrain.low, read.terrain.high], [0, 127]);
  assert.throws(() => readBinary(message({ ...header, high: 0 }, new Uint8Array(6))), WireError);
  assert.throws(() => readBinary(message(header, Uint8Array.of(1, 2, 3, 4))), WireError);
  assert.throws(() => readBinary(message({ ...header, columns: 1e6 }, new Uint8Array())), WireError);
});

test("what a space says of itself is its kind's to read", () => {
  const read = readBinary(mapMessage({ about: { classes: ["cat"] } }));
  assert.ok(read?.type === "map");
  assert.deepEqual(read.map.about, { classes: ["cat"] });
  assert.throws(() => readBinary(mapMessage({ about: null })), /"about"/);
});
