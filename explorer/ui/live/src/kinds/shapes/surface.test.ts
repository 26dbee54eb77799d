import assert from "node:assert/strict";
import { test } from "node:test";
import type { BufferAttribute } from "three";
import { edgesOf, Surface } from "./surface.ts";

const TETRAHEDRON = Uint16Array.of(0, 1, 2, 0, 2, 3, 0, 3, 1, 2, 1, 3);

function mesh(vertices: number, seed = 0) {
  return {
    positions: Uint16Array.from({ length: 3 * vertices }, (_, i) => i + seed),
    normals: Int8Array.from({ length: 3 * vertices }, (_, i) => (i + seed) % 128),
    indices: TETRAHEDRON,
  };
}

const of = (surface: Surface, name: string) => surface.geometry.getAttribute(name) as BufferAttribute;

test("every edge of a closed surface comes once", () => {
  const lines = edgesOf(TETRAHEDRON);
  const named = Array.from({ length: lines.length / 2 }, (_, i) => `${lines[2 * i]}-${lines[2 * i + 1]}`);
  assert.deepEqual(named.sort(), ["0-1", "0-2", "0-3", "1-2", "1-3", "2-3"]);
});

test("a mesh of no more vertices is written over the last one", () => {
  const surface = new Surface();
  surface.set(mesh(10));
  const { geometry } = surface;
  const position = of(surface, "position");
  surface.set(mesh(8, 500));
  assert.equal(surface.geometry, geometry);
  assert.equal(of(surface, "position"), position);
  assert.deepEqual([...position.array.slice(0, 8)], [500, 501, 502, 0, 503, 504, 505, 0]);
  assert.deepEqual(position.updateRanges, [{ start: 0, count: 32 }]);
  assert.equal(geometry.drawRange.count, 12);
});

test("a larger mesh gets new buffers, and the old ones are let go", () => {
  const surface = new Surface();
  surface.set(mesh(10));
  let disposed = 0;
  surface.geometry.addEventListener("dispose", () => {
    disposed += 1;
  });
  surface.set(mesh(100));
  assert.equal(disposed, 1);
  assert.ok(of(surface, "position").count >= 100);
  assert.equal(of(surface, "normal").array[4], 3);
});

test("an empty mesh draws nothing, and the next one is drawn again", () => {
  const surface = new Surface();
  assert.equal(surface.empty, true);
  surface.set(mesh(10));
  surface.drawEdges();
  assert.equal(surface.edges.drawRange.count, 12);
  surface.set(null);
  assert.equal(surface.empty, true);
  assert.equal(surface.geometry.drawRange.count, 0);
  surface.set(mesh(10));
  assert.equal(surface.geometry.drawRange.count, 12);
});

test("lines follow the mesh when it changes", () => {
  const surface = new Surface();
  surface.set(mesh(10));
  surface.drawEdges();
  surface.set({ ...mesh(10), indices: Uint16Array.of(4, 5, 6) });
  surface.drawEdges();
  assert.equal(surface.edges.drawRange.count, 4); // 4-5 and 5-6; the way back belongs to another triangle
});
