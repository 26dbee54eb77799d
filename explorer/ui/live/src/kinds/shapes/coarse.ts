// A coarser mesh of the same surface, for a wireframe: at 256 samples per axis its lines would only blacken the shape.

import type { MeshData } from "./types.ts";

export const CELLS = 56; // along the cube: lines so far apart are told apart on any screen
const WHOLE = 65536; // of positions

/** The mesh if it is as coarse as that already, else its vertices gathered in cells: each stands for the one in the middle. */
export function coarsened(mesh: MeshData, cells = CELLS): MeshData {
  const { positions, normals, indices } = mesh;
  const chosen = new Map<number, { vertex: number; far: number }>(); // by cell
  const cellOf = new Uint32Array(positions.length / 3);
  const size = WHOLE / cells;
  for (let i = 0; i < cellOf.length; i += 1) {
    let [cell, far] = [0, 0];
    for (let axis = 0; axis < 3; axis += 1) {
      const at = positions[3 * i + axis]! / size;
      cell = cell * cells + Math.floor(at);
      far += (at - Math.floor(at) - 0.5) ** 2;
    }
    cellOf[i] = cell;
    const known = chosen.get(cell);
    if (!known || far < known.far) chosen.set(cell, { vertex: i, far });
  }
  if (chosen.size > cellOf.length / 2) return mesh;
  const vertices = [...chosen.values()].map(({ vertex }) => vertex);
  const number = new Map([...chosen.keys()].map((cell, k) => [cell, k]));
  const corners: number[] = [];
  for (let k = 0; k < indices.length; k += 3) {
    const [a, b, c] = [0, 1, 2].map((side) => number.get(cellOf[indices[k + side]!]!)!) as [number, number, number];
    if (a !== b && b !== c && c !== a) corners.push(a, b, c);
  }
  const gather = <T extends Uint16Array | Int8Array>(from: T, into: T): T => {
    vertices.forEach((vertex, k) => into.set(from.subarray(3 * vertex, 3 * vertex + 3), 3 * k));
    return into;
  };
  return {
    positions: gather(positions, new Uint16Array(3 * vertices.length)),
    normals: gather(normals, new Int8Array(3 * vertices.length)),
    indices: vertices.length <= 65536 ? Uint16Array.from(corners) : Uint32Array.from(corners),
  };
}
