import assert from "node:assert/strict";
import { test } from "node:test";
import type { MapData } from "../types.ts";
import { csvOf, sorted, tableOf } from "./rows.ts";
import { thinned, tourOrder } from "./tour.ts";

const DATA: MapData = {
  space: "s",
  count: 4,
  positions: new Float32Array([0, 0, 1, 0, 2, 0, 3, 0]),
  names: ["chair 0", 'a "b", c', "chair 2", "chair 10"],
  about: {},
  labels: [
    { name: "kind", title: "Kind", categories: ["chair", "sofa"], codes: new Uint16Array([0, 1, 0, 0]) },
    { name: "w", title: "Width", values: new Float32Array([0.5, 0.1, 2, -1]) },
  ],
};

test("a selection as a table, sorted, and as CSV", () => {
  const table = tableOf(DATA, [0, 1, 3]);
  assert.deepEqual(table.columns, ["id", "name", "Kind", "Width"]);
  assert.deepEqual(sorted(table.rows, 3, false).map((row) => row.id), [3, 1, 0]);
  assert.deepEqual(sorted(tableOf(DATA, [3, 2, 0]).rows, 1, false).map((row) => row.id), [0, 2, 3], "10 after 2");
  const [head, , second] = csvOf(table).split("\r\n");
  assert.equal(head, "id,name,Kind,Width");
  assert.equal(second, '1,"a ""b"", c",sofa,0.1');
});

test("a tour visits each once, neighbours in turn", () => {
  assert.deepEqual(tourOrder([2, 0, 3, 1], DATA.positions), [0, 1, 2, 3]);
  assert.deepEqual(tourOrder([], DATA.positions), []);
  const many = Array.from({ length: 500 }, (_, i) => i);
  const positions = new Float32Array(1000).map((_, i) => Math.sin(i * 12.9898) * 43758.5 % 1);
  const order = tourOrder(many, positions);
  assert.equal(order.length, 24);
  assert.equal(new Set(order).size, 24);
  assert.deepEqual(thinned([1, 2, 3, 4], 2), [1, 3]);
});
