import assert from "node:assert/strict";
import { test } from "node:test";
import type { MeshData } from "./types.ts";
import { bounds, CELLS, EXTENT, Shade } from "./shade.ts";

const LIGHT = { floor: -0.8, cut: 1, slant: { x: 0.5, z: 0 }, contact: 0.5, shadow: 0.5 };

/** A plate of 0.4 by 0.4 around x, z = 0 at a height, as dense as a mesh of `resolution`. */
function plate(height: number, resolution = 64): MeshData {
  const places: number[] = [];
  const step = 2 / resolution;
  for (let x = -0.2; x <= 0.2; x += step)
    for (let z = -0.2; z <= 0.2; z += step) places.push(...[x, height, z].map((v) => Math.round((v + 1) * 32767.5)));
  return { positions: Uint16Array.from(places), normals: new Int8Array(places.length), indices: new Uint16Array(3) };
}

function at(shade: Shade, x: number, z: number): number {
  const cell = (v: number) => Math.floor(((v + EXTENT) / (2 * EXTENT)) * CELLS);
  return shade.values[cell(z) * CELLS + cell(x)]!;
}

function drawn(mesh: MeshData, resolution = 64, patch: object = {}): Shade {
  const shade = new Shade();
  shade.draw(mesh, resolution, { ...LIGHT, ...patch });
  return shade;
}

test("what stands on the floor darkens it there, and not far away", () => {
  const shade = drawn(plate(-0.8));
  assert.ok(at(shade, 0, 0) > 90, String(at(shade, 0, 0)));
  assert.equal(at(shade, 1.2, 1.2), 0);
});

test("the shadow of something higher lies to the side, by the slant", () => {
  const shade = drawn(plate(0.8), 64, { contact: 0 }); // 1.6 above the floor
  assert.ok(at(shade, 0.8, 0) > 60, String(at(shade, 0.8, 0)));
  assert.equal(at(shade, -0.4, 0), 0);
});

test("it is about as dark at any resolution", () => {
  const dark = [32, 64, 128, 256].map((resolution) => at(drawn(plate(-0.8, resolution), resolution), 0, 0));
  assert.ok(Math.max(...dark) - Math.min(...dark) < 40, dark.join());
});

test("what a section cuts away throws no shadow", () => {
  const shade = drawn(plate(-0.8), 64, { cut: -0.5 });
  assert.ok(shade.values.every((value) => value === 0));
});

test("nothing of the last shape stays", () => {
  const shade = drawn(plate(-0.8));
  shade.draw(plate(0.8), 64, LIGHT);
  const fresh = drawn(plate(0.8));
  assert.deepEqual(shade.values, fresh.values);
});

test("bounds are those of the vertices", () => {
  const [low, high] = bounds(plate(0.3));
  for (const [value, wanted] of [[low.x, -0.2], [low.y, 0.3], [high.y, 0.3], [high.z, 0.2]] as const)
    assert.ok(Math.abs(value - wanted) < 0.03, `${value} ${wanted}`);
});
