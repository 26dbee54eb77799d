import assert from "node:assert/strict";
import { test } from "node:test";
import { matching, nextMatch, searchable, whyNothing } from "./search.ts";
import { FURNITURE } from "./testing.ts";

const found = (query: string) => [...(matching(FURNITURE, query) ?? [])].flatMap((v, id) => (v ? [id] : []));

test("an empty query is no search", () => {
  assert.equal(matching(FURNITURE, ""), null);
  assert.equal(matching(FURNITURE, "  "), null);
});

test("a number is an id, also with a # and after a category that fits", () => {
  assert.deepEqual(found("2"), [2]);
  assert.deepEqual(found("#1"), [1]);
  assert.deepEqual(found("chair 2"), [2]);
  assert.deepEqual(found("chair 1"), []); // 1 is a table
  assert.deepEqual(found("99"), []);
});

test("a word is the start of a category of any label", () => {
  assert.deepEqual(found("chair"), [0, 2]); // not the armchair: there is a category of just this name
  assert.deepEqual(found("arm"), [3]);
  assert.deepEqual(found("ROUND"), [0, 3]);
  assert.deepEqual(found("held"), [2, 3]);
  assert.deepEqual(found("held out"), [2, 3]);
  assert.deepEqual(found("nonsense"), []);
});

test("all words must fit", () => {
  assert.deepEqual(found("round chair"), [0]);
  assert.deepEqual(found("round, held"), [3]);
});

test("a label's name asks for its category, of just this name if there is one", () => {
  assert.deepEqual(found("legs round"), [0, 3]);
  assert.deepEqual(found("legs no"), [1]); // not "none"
  assert.deepEqual(found("legs non"), [2]);
  assert.deepEqual(found("boards 2"), [1, 2]); // not the id 2
  assert.deepEqual(found("boards 2 legs no"), [1]);
  assert.deepEqual(found("split held out kind chair"), [2]);
});

test("one who is still typing a label's value sees all", () => {
  assert.deepEqual(found("legs"), [0, 1, 2, 3]);
  assert.deepEqual(found("seat height"), [0, 1, 2, 3]);
});

test("the next match goes round, and leaves out what is hidden", () => {
  const mask = new Uint8Array([1, 0, 1, 1]);
  const all = new Uint8Array([1, 1, 1, 1]);
  assert.equal(nextMatch(mask, all, null), 0);
  assert.equal(nextMatch(mask, all, 0), 2);
  assert.equal(nextMatch(mask, all, 3), 0);
  assert.equal(nextMatch(mask, new Uint8Array([1, 1, 0, 1]), 0), 3);
  assert.equal(nextMatch(new Uint8Array(4), all, 1), null);
  assert.equal(nextMatch(new Uint8Array([0, 1, 0, 0]), all, 1), 1); // the only one
});

test("what one may search for is what this zoo has, and finds something", () => {
  assert.deepEqual(searchable(FURNITURE), ["3", "chair", "legs round", "seat height>0.5"]);
  for (const part of searchable(FURNITURE)) assert.ok(found(part).length > 0, part);
  const [kind, , height] = FURNITURE.labels;
  const one = { ...kind!, categories: ["relu 64-32-10"], codes: new Uint16Array(4) };
  const names = ["windsor (0)", "ball (1)", "cube (2)", "cone (3)"];
  const named = { ...FURNITURE, names, labels: [one, height!] };
  assert.deepEqual(searchable(named), ["3", "windsor", "seat height>0.5"]); // what all have tells nothing apart
});

test("a name is found as the screen shows it", () => {
  const names = ["net_08 · 0", "net_08 · 1", "windsor (2)", "ball (3)"];
  const ids = (query: string) => [...(matching({ ...FURNITURE, names }, query) ?? [])].flatMap((v, id) => (v ? [id] : []));
  assert.deepEqual(ids("net_08 · 1"), [1]);
  assert.deepEqual(ids("windsor (2)"), [2]);
});

test("words within a file's name are found, and the name as it is", () => {
  const names = ["BlendSwap-CC-BY/foldingChair 0", "leaf_chair 1", "kids_desk_table 2", "lowerCabinet2 3"];
  const ids = (query: string) => [...(matching({ ...FURNITURE, names, labels: [] }, query) ?? [])].flatMap((v, id) => (v ? [id] : []));
  assert.deepEqual(ids("chair"), [0, 1]);
  assert.deepEqual(ids("folding ch"), [0]);
  assert.deepEqual(ids("leaf_ch"), [1]);
  assert.deepEqual(ids("desk table"), [2]);
  assert.deepEqual(ids("lowercab"), [3]);
  assert.deepEqual(ids("cabinet"), [3]);
  assert.deepEqual(ids("binet"), []);
});

test("numbers are compared, by the label's name however it is written", () => {
  assert.deepEqual(found("seat height>0.4"), [0, 2]);
  assert.deepEqual(found("seat_height > 0.5"), [2]);
  assert.deepEqual(found("seat height>=0.5"), [0, 2]);
  assert.deepEqual(found("Seat Height ≤ .5"), [0, 1]);
  assert.deepEqual(found("seat height<1"), [0, 1]); // not the one of which nothing is known
  assert.deepEqual(found("seat height=.5"), [0]);
  assert.deepEqual(found("seat height=50%"), []); // a percent sign is left out, not reckoned with
  assert.deepEqual(found("seat height>-1 seat height<0.7"), [0, 1]);
});

test("comparisons and words are combined by spaces", () => {
  assert.deepEqual(found("chair seat height>0.7"), [2]);
  assert.deepEqual(found("seat height>0.4 legs round"), [0]);
  assert.deepEqual(found("kind=chair"), [0, 2]);
  assert.deepEqual(found("kind = chair, seat height<0.7"), [0]);
});

test("what finds nothing says why", () => {
  assert.equal(whyNothing(FURNITURE, "seat height>3"), "seat height is from 0 to 1 here.");
  assert.equal(whyNothing(FURNITURE, "leg>3"), "“leg>3” compares nothing. Numbers are: seat height.");
  assert.equal(whyNothing(FURNITURE, "seat height>abc"), "“height>abc” compares nothing. Numbers are: seat height.");
  assert.equal(whyNothing(FURNITURE, "chair nonsense"), "Nothing here is called “nonsense”.");
  assert.equal(whyNothing(FURNITURE, "chair seat height<0.2"), "No network fits all of these words.");
  assert.equal(whyNothing(FURNITURE, "chair"), "2 found, but the legend hides them.");
  const without = { ...FURNITURE, labels: FURNITURE.labels.filter((label) => "codes" in label) };
  assert.equal(whyNothing(without, "width>1"), "“width>1” compares nothing. No label of this zoo is a number.");
});
