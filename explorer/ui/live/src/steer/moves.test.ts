import assert from "node:assert/strict";
import { test } from "node:test";
import type { Directions, Move } from "../types.ts";
import { amountOf, isOffered, MOST_MOVES, notOffered, parseMoves, printMoves, rangeOf, spokenMoves, valueOf, withMove, withValue } from "./moves.ts";

const OFFER: Directions = {
  labels: [{ key: "back_height", title: "Back height", unit: "u", less: "lower back", more: "higher back", low: 0, high: 0.8, r2: 0.99 }],
  classes: [{ key: "arms", title: "Arms", values: ["none", "open", "solid"] }],
  least: 0.2,
  sum: null,
};

test("moves are replaced, rounded, bounded and taken away", () => {
  let moves: Move[] = withMove([], "back_height", 0.123456);
  assert.deepEqual(moves, [["back_height", 0.1235]]);
  moves = withMove(moves, "width", 999);
  assert.equal(amountOf(moves, "width"), 100);
  moves = withMove(moves, "back_height", 0.00001);
  assert.deepEqual(moves, [["width", 100]]);
  assert.equal(amountOf(moves, "back_height"), 0);
});

test("of a label one value is asked for, and a second press takes it back", () => {
  let moves = withValue([["width", 0.2]], "arms", "open");
  assert.equal(valueOf(moves, "arms"), "open");
  moves = withValue(moves, "arms", "solid");
  assert.equal(valueOf(moves, "arms"), "solid");
  assert.equal(moves.length, 2);
  moves = withValue(moves, "arms", "solid");
  assert.equal(valueOf(moves, "arms"), null);
  assert.deepEqual(moves, [["width", 0.2]]);
});

test("a link holds them, and what is none is left out", () => {
  const moves: Move[] = [["back_height", -0.21], ["arms=open", 1]];
  assert.equal(printMoves(moves), "back_height:-0.21,arms=open:1");
  assert.deepEqual(parseMoves(printMoves(moves)), moves);
  for (const bad of ["", ",", "width", "width:", ":1", "width:NaN", "width:Infinity", "a b:1", "a=b=c:1", "width:0"]) {
    assert.deepEqual(parseMoves(bad), [], bad);
  }
  assert.deepEqual(parseMoves("nonsense,width:0.1,arms=:1"), [["width", 0.1]]);
  const many = Array.from({ length: 50 }, (_, i) => `l${i}:1`).join(",");
  assert.equal(parseMoves(many).length, MOST_MOVES);
});

test("they are said in words", () => {
  assert.equal(spokenMoves([["back_height", 0.2], ["arms=open", 1]], OFFER), "higher back, arms: open");
  assert.equal(spokenMoves([["back_height", -0.2]], OFFER), "lower back");
  assert.equal(spokenMoves([["seat_height", 1]], null), "seat height");
  const four: Move[] = [["a", 1], ["b", 1], ["c", 1], ["d", 1]];
  assert.equal(spokenMoves(four, null), "a, b and 2 more");
});

test("a slider goes a little beyond the zoo, but not below nothing", () => {
  assert.deepEqual(rangeOf({ low: 1, high: 2 }), [0.85, 2.15]);
  assert.equal(rangeOf({ low: 0, high: 1 })[0], 0);
  assert.equal(rangeOf({ low: -1, high: 1 })[0], -1.3);
});

test("what latents do not tell is not offered, and it is said why", () => {
  const [label] = OFFER.labels;
  assert.ok(label);
  assert.ok(isOffered(label, OFFER.least));
  assert.ok(isOffered({ r2: null }, OFFER.least)); // nobody knows
  assert.ok(!isOffered({ r2: 0.19 }, OFFER.least));
  assert.ok(!isOffered({ r2: -42.99 }, OFFER.least));
  assert.equal(notOffered(OFFER), "");
  const labels = [label, { ...label, title: "Epoch", r2: -0.15 }, { ...label, title: "Rate", r2: -42.99 }];
  assert.equal(notOffered({ labels, least: 0.2 }), "Not offered, as latents hardly tell it (held-out R² below 0.2): Epoch, Rate.");
});
