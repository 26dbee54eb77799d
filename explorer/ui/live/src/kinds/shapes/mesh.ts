// Unpacking a frame's mesh; the layout is described in explorer/explore/frames.py.
//
// A surface at 256 samples per axis takes some 30 ms: long enough to be seen as a halt. So the work is cut into pieces,
// and between two of them the page draws.

import * as read from "../../wire/checked.ts";
import { fail, type Fields } from "../../wire/checked.ts";
import { inflate } from "../../wire/inflate.ts";
import type { MeshData, Shape } from "./types.ts";

/** What is needed of the header. */
export interface PackedSize {
  vertices: number;
  faces: number;
  planes: 2 | 3; // bytes of an index
}

type Indices = Uint16Array | Uint32Array;

const PIECE = 30_000; // vertices or corners
const PIECE_MS = 5;
const MOST_VERTICES = 4_000_000; // far above a surface at 256 samples per axis; what is above it is an error
const EMPTY: MeshData = { positions: new Uint16Array(), normals: new Int8Array(), indices: new Uint16Array() };

/** What a frame holds, of its header and its body. */
export async function decodeShape(header: Fields, body: Uint8Array<ArrayBuffer>): Promise<Shape> {
  const mesh = await openMesh(sizeOf(header), body);
  return { mesh, pieces: read.whole(header, "pieces", 0, MOST_VERTICES), held: mesh.positions.byteLength + mesh.normals.byteLength + mesh.indices.byteLength };
}

function sizeOf(header: Fields): PackedSize {
  return {
    vertices: read.whole(header, "vertices", 0, MOST_VERTICES),
    faces: read.whole(header, "faces", 0, 2 * MOST_VERTICES),
    planes: read.oneOf(header, "planes", [2, 3] as const),
  };
}

/** Inflates and unpacks; anything that does not fit the header is a WireError. */
export async function openMesh(size: PackedSize, body: Uint8Array<ArrayBuffer>): Promise<MeshData> {
  if (size.vertices === 0 && size.faces === 0 && body.byteLength === 0) return EMPTY;
  const raw = await inflate(body, 6 * size.vertices + size.planes * 3 * size.faces);
  const work = pieces(size, raw);
  let began = performance.now();
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
    if (performance.now() - began < PIECE_MS) continue;
    await pause();
    began = performance.now();
  }
}

/** Byte planes to a mesh with its normals, at once. */
export function unpackMesh(size: PackedSize, raw: Uint8Array): MeshData {
  const work = pieces(size, raw);
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
}

/** Lets the page do what it has to. A timer would wait 4 ms. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function* pieces(size: PackedSize, raw: Uint8Array): Generator<void, MeshData> {
  const { vertices, faces, planes } = size;
  const positions = new Uint16Array(3 * vertices);
  for (let axis = 0; axis < 3; axis += 1) {
    unpackAxis(axis, vertices, raw, positions);
    yield;
  }
  const indices = vertices <= 65536 ? new Uint16Array(3 * faces) : new Uint32Array(3 * faces);
  const codes = raw.subarray(6 * vertices);
  let seen = 0;
  for (let from = 0; from < indices.length; from += PIECE) {
    seen = unpackIndices(codes, planes, vertices, indices, from, Math.min(from + PIECE, indices.length), seen);
    yield;
  }
  if (seen !== vertices) fail(`A frame's faces name ${seen} of its ${vertices} vertices.`);
  const sums = new Float32Array(positions.length);
  for (let from = 0; from < indices.length; from += PIECE) {
    addNormals(positions, indices, sums, from, Math.min(from + PIECE, indices.length));
    yield;
  }
  const normals = new Int8Array(sums.length);
  for (let from = 0; from < sums.length; from += PIECE) {
    roundNormals(sums, normals, from, Math.min(from + PIECE, sums.length));
    yield;
  }
  return { positions, normals, indices };
}

function unpackAxis(axis: number, vertices: number, raw: Uint8Array, positions: Uint16Array): void {
  const [low, high] = [axis * vertices, (3 + axis) * vertices];
  let value = 0;
  for (let i = 0; i < vertices; i += 1) {
    value = (value + raw[low + i]! + 256 * raw[high + i]!) & 0xffff;
    positions[3 * i + axis] = value;
  }
}

/** Corners `from` to `to`; gives the number of vertices named so far. */
function unpackIndices(
  codes: Uint8Array, planes: 2 | 3, vertices: number, indices: Indices, from: number, to: number, before: number,
): number {
  const count = indices.length;
  let seen = before; // a code counts back from here; 0 stands for the next new vertex
  for (let k = from; k < to; k += 1) {
    let code = codes[k]! | (codes[count + k]! << 8);
    if (planes === 3) code |= codes[2 * count + k]! << 16;
    if (code > seen) fail(`A frame's face names a vertex ${code - seen} before the first.`);
    indices[k] = seen - code;
    if (code === 0) seen += 1;
    if (seen > vertices) fail(`A frame's faces name more than its ${vertices} vertices.`);
  }
  return seen;
}

/** Adds to each vertex the normals of the faces with corners `from` to `to`, as long as twice their area. */
function addNormals(positions: Uint16Array, indices: Indices, sums: Float32Array, from: number, to: number): void {
  for (let k = from; k < to; k += 3) {
    const a = 3 * indices[k]!;
    const b = 3 * indices[k + 1]!;
    const c = 3 * indices[k + 2]!;
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    sums[a] = sums[a]! + nx;
    sums[a + 1] = sums[a + 1]! + ny;
    sums[a + 2] = sums[a + 2]! + nz;
    sums[b] = sums[b]! + nx;
    sums[b + 1] = sums[b + 1]! + ny;
    sums[b + 2] = sums[b + 2]! + nz;
    sums[c] = sums[c]! + nx;
    sums[c + 1] = sums[c + 1]! + ny;
    sums[c + 2] = sums[c + 2]! + nz;
  }
}

/** To 127ths; where no face has an area any direction will do. */
function roundNormals(sums: Float32Array, normals: Int8Array, from: number, to: number): void {
  for (let i = from; i < to; i += 3) {
    const length = Math.sqrt(sums[i]! ** 2 + sums[i + 1]! ** 2 + sums[i + 2]! ** 2);
    const scale = length > 0 ? 127 / length : 0;
    normals[i] = Math.round(sums[i]! * scale);
    normals[i + 1] = length > 0 ? Math.round(sums[i + 1]! * scale) : 127;
    normals[i + 2] = Math.round(sums[i + 2]! * scale);
  }
}
