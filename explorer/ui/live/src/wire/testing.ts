// For the tests: messages as the server packs them.

import { deflateSync } from "node:zlib";
import type { Frame, Place } from "../types.ts";

/** A binary message of any type. */
export function message(header: object, body: Uint8Array = new Uint8Array()): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = 4 + text.length + (-text.length & 3);
  const whole = new Uint8Array(start + body.length);
  new DataView(whole.buffer).setUint32(0, text.length, true);
  whole.set(text, 4);
  whole.set(body, start);
  return whole.buffer;
}

/** The byte planes of a mesh whose vertices are in the order of their first use. */
export function packed(positions: readonly number[], indices: readonly number[], planes: 2 | 3 = 2): Uint8Array {
  const vertices = positions.length / 3;
  const deltas = [0, 1, 2].map((axis) =>
    Array.from({ length: vertices }, (_, i) => (positions[3 * i + axis]! - (i ? positions[3 * i - 3 + axis]! : 0)) & 0xffff),
  );
  let seen = 0;
  const codes = indices.map((index) => {
    const code = seen - index;
    if (code === 0) seen += 1;
    return code;
  });
  const parts = [0, 8].flatMap((shift) => deltas.map((axis) => axis.map((value) => (value >> shift) & 255)));
  for (let plane = 0; plane < planes; plane += 1) parts.push(codes.map((code) => (code >> (8 * plane)) & 255));
  return Uint8Array.from(parts.flat());
}

export const TETRAHEDRON = {
  positions: [0, 0, 0, 0, 65535, 0, 65535, 0, 0, 0, 0, 65535],
  indices: [0, 1, 2, 0, 2, 3, 0, 3, 1, 2, 1, 3],
};

export const HEADER = {
  type: "frame",
  seq: 3,
  slot: 0,
  place: { kind: "path", path: "p", t: 0.5 },
  resolution: 64,
  vertices: 4,
  faces: 4,
  planes: 2,
  milliseconds: 10,
  where: null,
};

/** A whole frame as it comes over the wire. */
export function frameMessage(patch: object = {}): ArrayBuffer {
  return message({ ...HEADER, ...patch }, deflateSync(packed(TETRAHEDRON.positions, TETRAHEDRON.indices)));
}

/** A frame of so many vertices and no faces. */
export function frameAt(place: Place, patch: Partial<Frame> = {}, vertices = 10): Frame {
  const mesh = { positions: new Uint16Array(3 * vertices), normals: new Int8Array(3 * vertices), indices: new Uint16Array() };
  return { seq: 1, slot: 0, place, resolution: 64, mesh, judged: null, bytes: 0, milliseconds: 0, where: null, ...patch };
}
