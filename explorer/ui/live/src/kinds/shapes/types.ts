// What the parts that show a shape tell each other. No code here.

import type { Content, Frame } from "../../types.ts";

/** A surface as it came from the server. Positions are fractions of 65535 over [-1, 1], y up. */
export interface MeshData {
  positions: Uint16Array; // 3 per vertex
  normals: Int8Array; // 3 per vertex, -127 to 127
  indices: Uint16Array | Uint32Array; // 3 per face, counter-clockwise from outside
}

/** What a frame holds. */
export interface Shape extends Content {
  readonly mesh: MeshData;
  readonly pieces: number; // that hang together; 0: no surface
}

export type ShapeFrame = Frame<Shape>;
