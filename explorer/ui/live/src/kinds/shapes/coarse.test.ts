import assert from "node:assert/strict";
import { test } from "node:test";
import { coarsened } from "./coarse.ts";
import type { MeshData } from "./types.ts";

/** A square in the plane z = 0.5 of so many small squares, each of two triangles. */
function square(side: number): MeshData {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let x = 0; x <= side; x += 1) for (let y = 0; y <= side; y += 1) positions.push((60000 * x) / side, (60000 * y) / side, 32000);
  for (let x = 0; x < side; x += 1)
    for (let y = 0; y < side; y += 1) {
      const at = x * (side + 1) + y;
      indices.push(at, at + 1, at + side + 1, at + 1, at + side + 2, at + side + 1);
    }
  const normals = Int8Array.from(positions, (_, i) => (i % 3 === 2 ? 127 : 0));
  return { positions: Uint16Array.from(positions), normals, indices: Uint16Array.from(indices) };
}

test("a fine mesh becomes one of about as many vertices as cells, on the same surface", () => {
  const fine = square(200);
  const coarse = coarsened(fine, 20);
  const vertices = coarse.positions.length / 3;
  assert.ok(vertices >= 19 ** 2 && vertices <= 20 ** 2, String(vertices));
  assert.ok(coarse.indices.length / 3 <= 2 * vertices);
  assert.ok(coarse.indices.length / 3 >= 1.6 * 18 ** 2); // and it is whole
  for (let i = 2; i < coarse.positions.length; i += 3) assert.equal(coarse.positions[i], 32000);
  assert.ok([...coarse.indices].every((index) => index < vertices));
  const own = new Set(Array.from({ length: fine.positions.length / 3 }, (_, i) => fine.positions.slice(3 * i, 3 * i + 3).join()));
  for (let i = 0; i < vertices; i += 1) assert.ok(own.has(coarse.positions.slice(3 * i, 3 * i + 3).join()));
});

test("a mesh that is coarse enough stays as it is", () => {
  const mesh = square(10);
  assert.equal(coarsened(mesh, 20), mesh);
});
