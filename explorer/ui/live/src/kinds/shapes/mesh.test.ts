import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { WireError } from "../../wire/checked.ts";
import { openMesh, unpackMesh } from "./mesh.ts";
import { packed, TETRAHEDRON } from "./testing.ts";

const { positions, indices } = TETRAHEDRON;
const SIZE = { vertices: 4, faces: 4, planes: 2 } as const;

/** A strip of triangles through random places; vertices in the order of their first use. */
function strip(vertices: number, next: () => number): { positions: number[]; indices: number[] } {
  const corners = Array.from({ length: vertices - 2 }, (_, i) => [i, i + 1, i + 2]).flat();
  return { positions: Array.from({ length: 3 * vertices }, () => Math.floor(next() * 65536)), indices: corners };
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test("a packed mesh comes out as it went in", () => {
  for (const vertices of [3, 10, 500]) {
    const mesh = strip(vertices, random(vertices));
    const size = { vertices, faces: mesh.indices.length / 3, planes: 2 } as const;
    const out = unpackMesh(size, packed(mesh.positions, mesh.indices));
    assert.deepEqual([...out.positions], mesh.positions);
    assert.deepEqual([...out.indices], mesh.indices);
    assert.ok(out.indices instanceof Uint16Array);
  }
});

test("more than 65,536 vertices have three bytes an index", async () => {
  const mesh = strip(70_000, random(1));
  const size = { vertices: 70_000, faces: mesh.indices.length / 3, planes: 3 } as const;
  const out = await openMesh(size, new Uint8Array(deflateSync(packed(mesh.positions, mesh.indices, 3), { level: 1 })));
  assert.ok(out.indices instanceof Uint32Array);
  assert.deepEqual(out.indices, Uint32Array.from(mesh.indices));
  assert.deepEqual(out.positions, Uint16Array.from(mesh.positions));
});

test("normals face outwards and have the length 127", () => {
  const { normals } = unpackMesh(SIZE, packed(positions, indices));
  assert.deepEqual([...normals.slice(0, 3)], [-73, -73, -73]); // the corner of three right angles
  assert.deepEqual([...normals.slice(3, 6)], [0, 127, 0]); // up, as the vertex lies above the others
});

test("faces without area still give a normal", () => {
  const { normals } = unpackMesh({ vertices: 1, faces: 1, planes: 2 }, packed([5, 5, 5], [0, 0, 0]));
  assert.deepEqual([...normals], [0, 127, 0]);
});

test("an empty mesh needs no body", async () => {
  const mesh = await openMesh({ vertices: 0, faces: 0, planes: 2 }, new Uint8Array());
  assert.equal(mesh.indices.length, 0);
});

test("a body that is cut off anywhere, or too long, or not zlib, is an error with a reason", async () => {
  const body = new Uint8Array(deflateSync(packed(positions, indices)));
  for (let length = 0; length < body.length; length += 1)
    await assert.rejects(openMesh(SIZE, body.slice(0, length)), WireError, `cut to ${length} bytes`);
  await assert.rejects(openMesh({ ...SIZE, faces: 3 }, body), /more than the 42 bytes/);
  await assert.rejects(openMesh({ ...SIZE, faces: 5 }, body), /its header states 54/);
  await assert.rejects(openMesh(SIZE, Uint8Array.from([1, 2, 3])), WireError);
});

test("indices outside of the vertices are errors", () => {
  const raw = packed(positions, indices);
  assert.throws(() => unpackMesh({ ...SIZE, vertices: 3 }, packed(positions.slice(0, 9), indices)), /more than its 3/);
  const early = raw.slice();
  early[24] = 1; // the first corner would be a vertex before the first
  assert.throws(() => unpackMesh(SIZE, early), /1 before the first/);
  const unused = packed([...positions, 1, 2, 3], indices);
  assert.throws(() => unpackMesh({ ...SIZE, vertices: 5 }, unused), /name 4 of its 5/);
});

test("any bytes at all give a mesh whose indices are in range, or an error", () => {
  const next = random(7);
  for (let run = 0; run < 300; run += 1) {
    const raw = Uint8Array.from({ length: 48 }, () => (next() < 0.7 ? 0 : next() * 256));
    try {
      const mesh = unpackMesh(SIZE, raw);
      assert.ok(mesh.indices.every((index) => index < 4));
    } catch (error) {
      assert.ok(error instanceof WireError);
    }
  }
});
