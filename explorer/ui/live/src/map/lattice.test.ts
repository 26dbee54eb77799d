import assert from "node:assert/strict";
import { test } from "node:test";
import { FEWEST, MOST, placeOf, sheetFor, type SheetRequest } from "./lattice.ts";
import { panned, scaleOf, type View } from "./view.ts";

const view: View = { x: 0.13, y: -0.4, half: 1.2, width: 760, height: 500 };
const cell = ({ columns, box }: SheetRequest) => (box[2] - box[0]) / columns;

test("the lattice covers the window, in squares about as large as was asked for", () => {
  for (const half of [0.01, 0.2, 1.2, 30]) {
    const v = { ...view, half };
    const request = sheetFor(v, 62);
    const [x0, y0, x1, y1] = request.box;
    const up = (half * v.height) / v.width;
    assert.ok(x0 <= v.x - half && x1 >= v.x + half && y0 <= v.y - up && y1 >= v.y + up);
    const pixels = cell(request) * scaleOf(v);
    assert.ok(pixels > 50 && pixels < 76, `${pixels} px`);
    const rows = (y1 - y0) / cell(request);
    assert.ok(Math.abs(rows - Math.round(rows)) < 1e-6);
    assert.ok(request.columns >= FEWEST && request.columns <= MOST && Number.isInteger(request.columns));
  }
});

test("a moved window asks for cells of the same lattice", () => {
  const a = sheetFor(view, 62);
  const b = sheetFor({ ...view, ...panned(view, 137, -55) }, 62);
  assert.equal(cell(a).toFixed(9), cell(b).toFixed(9));
  const shift = (b.box[0] - a.box[0]) / cell(a);
  assert.ok(Math.abs(shift - Math.round(shift)) < 1e-6);
});

test("a very wide stage keeps to the most columns there are, a tiny one to the fewest", () => {
  assert.ok(sheetFor({ ...view, width: 8000 }, 62).columns <= MOST);
  assert.ok(sheetFor({ ...view, width: 90, height: 60 }, 62).columns >= FEWEST);
});

test("a tile lies where its column and row are; row 0 is the lowest", () => {
  const tile = { columns: 4, rows: 2, box: [0, 0, 4, 2] as const, empty: false, key: "", url: "" };
  assert.deepEqual(placeOf({ ...tile, column: 0, row: 0 }), { x: 0.5, y: 0.5, half: 0.5 });
  assert.deepEqual(placeOf({ ...tile, column: 3, row: 1 }), { x: 3.5, y: 1.5, half: 0.5 });
});
