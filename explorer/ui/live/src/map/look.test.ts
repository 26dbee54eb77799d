import assert from "node:assert/strict";
import { test } from "node:test";
import type { Theme } from "../types.ts";
import { Model } from "./model.ts";
import { radiusOf } from "./look.ts";
import { RING, SELECTED } from "./points.ts";
import { FURNITURE } from "./testing.ts";

const theme: Theme = {
  dark: false,
  ink: "#000",
  faint: "#888888",
  paper: "#fff",
  panel: "#eee",
  line: "#ccc",
  primary: "#00f",
  material: "#c96",
  otherMaterial: "#69c",
  font: "sans-serif",
  categorical: ["#ff0000", "#00ff00", "#0000ff"],
};

function model(): Model {
  const made = new Model(theme);
  made.setSpace(FURNITURE);
  return made;
}

const colour = (m: Model, id: number) => [...m.look().colours.subarray(4 * id, 4 * id + 3)];
const alpha = (m: Model, id: number) => m.look().colours[4 * id + 3]!;

test("the first label colours the map, the largest category first", () => {
  const m = model();
  assert.equal(m.colour, "kind");
  assert.deepEqual(colour(m, 0), [255, 0, 0]);
  assert.deepEqual(colour(m, 2), [255, 0, 0]);
  assert.deepEqual(colour(m, 3), [0, 255, 0]); // armchair before table: by name
});

test("held-out networks are rings and lie above the others", () => {
  const m = model();
  assert.deepEqual([...m.look().marks], [0, 0, RING, RING]);
  assert.deepEqual([...m.look().order], [0, 1, 2, 3]);
});

test("what is hidden is not drawn, what is not sought fades and lies below", () => {
  const m = model();
  m.setHidden(["table"]);
  m.setSearch("held");
  assert.deepEqual([...m.look().order], [0, 2, 3]);
  assert.ok(alpha(m, 0) < 60 && alpha(m, 2) > 200);
  assert.deepEqual(m.matches(), [2, 3]);
  assert.equal(m.shown, 3);
  assert.equal(m.accept(1), false);
});

test("the selected are marked and on top, the others fade", () => {
  const m = model();
  m.selection = [0];
  assert.equal(m.look().marks[0], SELECTED);
  assert.equal(m.look().order.at(-1), 0);
  assert.ok(alpha(m, 3) < 60);
});

test("numbers are coloured by the scale, what is no number by grey", () => {
  const m = model();
  m.setColour("seat_height");
  const [low, high] = [colour(m, 1), colour(m, 2)];
  assert.ok(low[2]! > 60 && low[1]! < 20, "the lowest is dark violet");
  assert.ok(high[1]! > 200 && high[2]! < 90, "the highest is yellow green");
  assert.deepEqual(colour(m, 3), [0x88, 0x88, 0x88]);
});

test("an unknown label is the first one; a link's names wait for the space", () => {
  const m = new Model(theme);
  m.setColour("nonsense");
  m.setHidden(["chair", "spaceship"]);
  m.setSpace(FURNITURE);
  assert.equal(m.colour, "kind");
  assert.deepEqual(m.hidden, ["chair"]);
  assert.deepEqual([...m.visible], [0, 1, 0, 1]);
});

test("a space of no networks is a map of nothing", () => {
  const m = new Model(theme);
  m.setSpace({ space: "", count: 0, positions: new Float32Array(), names: [], about: {}, labels: [] });
  assert.equal(m.look().order.length, 0);
  assert.equal(m.has(0), false);
});

test("the card tells the coloured label and the split, each once", () => {
  const m = model();
  assert.deepEqual(m.facts(3), [
    ["kind", "armchair"],
    ["split", "held out"],
  ]);
  m.setColour("split");
  assert.deepEqual(m.facts(3), [["split", "held out"]]);
  m.setColour("seat_height");
  assert.deepEqual(m.facts(3)[0], ["seat height", "none"]);
});

test("points shrink in a crowd and grow under a closer look", () => {
  assert.ok(radiusOf(20000, 1, 500) < radiusOf(1000, 1, 500));
  assert.ok(radiusOf(1000, 8, 500) > radiusOf(1000, 1, 500));
  assert.ok(radiusOf(1000, 1, 200) < radiusOf(1000, 1, 500));
  assert.ok(radiusOf(1, 1e9, 5000) <= 7 && radiusOf(1e6, 0, 10) > 1);
});
