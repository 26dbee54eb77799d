// A mesh on the graphics card, replaced in place: the buffers grow when they must and are else written over.

import {
  BufferAttribute, BufferGeometry, DynamicDrawUsage, Int8BufferAttribute, Sphere, Uint16BufferAttribute,
  Uint32BufferAttribute, Vector3,
} from "three";
import type { MeshData } from "./types.ts";

const ROOM = 1.4; // how much more than needed is taken when buffers grow
const STRIDE = 4; // values per vertex: three, and one unused, as cards want vertices at multiples of 4 bytes

export class Surface {
  geometry = emptyGeometry();
  edges = emptyGeometry(); // lines between the same vertices
  private mesh: MeshData | null = null;
  private edgesOf: MeshData | null = null;

  /** Whether there is anything to draw. */
  get empty(): boolean {
    return !this.mesh || this.mesh.indices.length === 0;
  }

  set(mesh: MeshData | null): void {
    this.mesh = mesh;
    if (!mesh || mesh.indices.length === 0) {
      this.geometry.setDrawRange(0, 0);
      this.edges.setDrawRange(0, 0);
      return;
    }
    const vertices = mesh.positions.length / 3;
    if (capacity(this.geometry, "position") < vertices) this.grow(vertices);
    spread(attribute(this.geometry, "position"), mesh.positions);
    spread(attribute(this.geometry, "normal"), mesh.normals);
    writeIndex(this.geometry, mesh.indices, mesh.indices.length);
  }

  /** Makes the lines of the mesh, if it has not been done. */
  drawEdges(): void {
    if (!this.mesh || this.edgesOf === this.mesh) return;
    this.edgesOf = this.mesh;
    const lines = edgesOf(this.mesh.indices);
    writeIndex(this.edges, lines, lines.length);
  }

  dispose(): void {
    this.geometry.dispose();
    this.edges.dispose();
  }

  private grow(vertices: number): void {
    const room = STRIDE * Math.ceil(vertices * ROOM);
    this.dispose(); // frees the old buffers
    this.edgesOf = null;
    const position = new Uint16BufferAttribute(new Uint16Array(room), STRIDE, true).setUsage(DynamicDrawUsage);
    const normal = new Int8BufferAttribute(new Int8Array(room), STRIDE, true).setUsage(DynamicDrawUsage);
    const index = this.geometry.index;
    this.geometry = emptyGeometry().setAttribute("position", position).setAttribute("normal", normal).setIndex(index);
    this.edges = emptyGeometry().setAttribute("position", position);
  }
}

/** Every edge once: in a closed surface each has a triangle on either side, which run through it in opposite ways. */
export function edgesOf(indices: Uint16Array | Uint32Array): Uint32Array {
  const lines = new Uint32Array(2 * indices.length);
  let count = 0;
  for (let k = 0; k < indices.length; k += 3) {
    for (let side = 0; side < 3; side += 1) {
      const from = indices[k + side]!;
      const to = indices[k + ((side + 1) % 3)]!;
      if (from > to) continue;
      lines[count] = from;
      lines[count + 1] = to;
      count += 2;
    }
  }
  return lines.subarray(0, count);
}

function emptyGeometry(): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.boundingSphere = new Sphere(new Vector3(0.5, 0.5, 0.5), 1); // of the unit cube; never computed from vertices
  geometry.setDrawRange(0, 0);
  return geometry;
}

function attribute(geometry: BufferGeometry, name: string): BufferAttribute {
  return geometry.getAttribute(name) as BufferAttribute; // never interleaved here
}

function capacity(geometry: BufferGeometry, name: string): number {
  return geometry.hasAttribute(name) ? attribute(geometry, name).count : 0;
}

/** Three values per vertex into four. */
function spread(to: BufferAttribute, values: Uint16Array | Int8Array): void {
  const { array } = to;
  for (let i = 0, k = 0; i < values.length; i += 3, k += STRIDE) {
    array[k] = values[i]!;
    array[k + 1] = values[i + 1]!;
    array[k + 2] = values[i + 2]!;
  }
  upload(to, (values.length / 3) * STRIDE);
}

function writeIndex(geometry: BufferGeometry, indices: Uint16Array | Uint32Array, count: number): void {
  if (!geometry.index || geometry.index.count < count) {
    const room = new Uint32Array(Math.ceil(count * ROOM));
    geometry.dispose(); // the attributes are uploaded again with the next picture
    geometry.setIndex(new Uint32BufferAttribute(room, 1).setUsage(DynamicDrawUsage));
  }
  const index = geometry.index as BufferAttribute;
  index.array.set(indices);
  upload(index, count);
  geometry.setDrawRange(0, count);
}

function upload(buffer: BufferAttribute, values: number): void {
  buffer.clearUpdateRanges();
  buffer.addUpdateRange(0, values);
  buffer.needsUpdate = true;
}
