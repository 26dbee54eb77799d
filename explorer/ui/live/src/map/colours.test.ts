import assert from "node:assert/strict";
import { test } from "node:test";
import { colouringOf, fraction, hex, parseColour, scaleColour, spokenNumber, viridis } from "./colours.ts";

const label = (categories: string[], codes: number[]) => ({
  name: "k",
  title: "k",
  categories,
  codes: new Uint16Array(codes),
});

test("viridis is that of matplotlib at its ends and in the middle", () => {
  const known: [number, number[]][] = [
    [0, [68, 1, 84]],
    [0.25, [59, 82, 139]],
    [0.5, [33, 145, 140]],
    [0.75, [94, 201, 98]],
    [1, [253, 231, 37]],
  ];
  for (const [k, wanted] of known)
    viridis(k).forEach((v, c) => assert.ok(Math.abs(v - wanted[c]!) <= 4, `${k}: ${viridis(k)}`));
});

test("the scale grows lighter all the way, so that it reads without hues", () => {
  const light = ([r, g, b]: readonly number[]) => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  for (const dark of [false, true]) {
    for (let k = 1; k <= 50; k++) assert.ok(light(scaleColour(k / 50, dark)) >= light(scaleColour((k - 1) / 50, dark)));
  }
});

test("the largest category has the first colour; equal ones go by name", () => {
  const found = colouringOf(label(["b", "a", "c"], [0, 1, 2, 2, 0, 1, 2]), ["red", "green", "blue"], "grey");
  assert.ok(found.kind === "category");
  assert.deepEqual(
    found.groups.map((g) => [g.title, g.count, g.colour]),
    [
      ["c", 3, "red"],
      ["a", 2, "green"],
      ["b", 2, "blue"],
    ],
  );
  assert.deepEqual([...found.groupOf], [2, 1, 0]);
});

test("categories beyond the palette share a colour, and nothing is lost", () => {
  const found = colouringOf(label(["a", "b", "c", "d", "unused"], [0, 0, 0, 1, 1, 2, 3]), ["red", "green"], "grey");
  assert.ok(found.kind === "category");
  assert.deepEqual(
    found.groups.map((g) => [g.title, g.categories, g.count, g.colour]),
    [
      ["a", ["a"], 3, "red"],
      ["b", ["b"], 2, "green"],
      ["2 others", ["c", "d"], 2, "grey"],
    ],
  );
});

test("the range of numbers leaves out what is no number", () => {
  const values = new Float32Array([3, Number.NaN, -1, Infinity]);
  assert.deepEqual(colouringOf({ name: "v", title: "v", values }, [], ""), { kind: "number", low: -1, high: 3 });
  assert.deepEqual(colouringOf({ name: "v", title: "v", values: new Float32Array([Number.NaN]) }, [], ""), {
    kind: "number",
    low: 0,
    high: 0,
  });
  assert.equal(fraction(1, -1, 3), 0.5);
  assert.equal(fraction(2, 2, 2), 0.5);
});

test("colours are read as browsers write them", () => {
  assert.deepEqual(parseColour("#E69F00"), [230, 159, 0]);
  assert.deepEqual(parseColour("#fff"), [255, 255, 255]);
  assert.deepEqual(parseColour("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.deepEqual(parseColour("rgba(1 2 3 / 50%)"), [1, 2, 3]);
  assert.deepEqual(parseColour("no colour"), [128, 128, 128]);
  assert.equal(hex(parseColour("#0a7B69")), "#0a7b69");
});

test("numbers have three digits that count", () => {
  assert.deepEqual([0.98765, 0, 12345.6, -0.00012345, 12, Number.NaN].map(spokenNumber), [
    "0.988",
    "0",
    "12,346",
    "-0.000123",
    "12",
    "none",
  ]);
});
