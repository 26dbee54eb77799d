import assert from "node:assert/strict";
import { test } from "node:test";
import { matching, nextMatch } from "./search.ts";
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
