// The shape's shadow on the floor, and the shade where it stands: found from its vertices, which lie evenly on it.
//
// A renderer would draw the shape twice more, from the light and from below, and blur both. This takes half a
// millisecond and is as soft as one likes.

import type { Vector3Like } from "three";
import type { MeshData } from "./types.ts";

export const CELLS = 96; // of the picture, each way
export const EXTENT = 1.9; // half the edge of the square that it covers, in cube units

const CELL = (2 * EXTENT) / CELLS;
const SAMPLES = 12_000; // vertices looked at, at most
const TOUCH = 0.1; // height up to which a part counts as touching, in cube units
const REACH = 0.45; // height at which the shade from above has faded to a third
const LOW = 0.35; // height up to which a shadow has a sharper edge

export interface ShadeLight {
  floor: number; // its height
  cut: number; // only what has an x up to this throws a shadow
  slant: { x: number; z: number }; // how far a point's shadow is beside it, per unit of its height above the floor
  contact: number; // how dark the shade becomes where the shape stands, 0 to 1
  shadow: number; // and its shadow
}

/** The lowest and the highest of each coordinate, -1 to 1, of a mesh that is not empty. */
export function bounds({ positions }: MeshData): [Vector3Like, Vector3Like] {
  const [low, high] = [{ x: 65535, y: 65535, z: 65535 }, { x: 0, y: 0, z: 0 }];
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    if (x < low.x) low.x = x;
    if (x > high.x) high.x = x;
    if (y < low.y) low.y = y;
    if (y > high.y) high.y = y;
    if (z < low.z) low.z = z;
    if (z > high.z) high.z = z;
  }
  const place = ({ x, y, z }: Vector3Like) => ({ x: x / 32767.5 - 1, y: y / 32767.5 - 1, z: z / 32767.5 - 1 });
  return [place(low), place(high)];
}

export class Shade {
  /** CELLS x CELLS, row 0 at z = -EXTENT; 0 clear, 255 full. */
  readonly values = new Uint8Array(CELLS * CELLS);
  private readonly touch = new Float32Array(CELLS * CELLS);
  private readonly above = new Float32Array(CELLS * CELLS);
  private readonly sharp = new Float32Array(CELLS * CELLS);
  private readonly soft = new Float32Array(CELLS * CELLS);
  private readonly scratch = new Float32Array(CELLS * CELLS);

  clear(): void {
    this.values.fill(0);
  }

  /** `resolution`: samples per axis of the mesh. */
  draw(mesh: MeshData, resolution: number, light: ShadeLight): void {
    for (const layer of [this.touch, this.above, this.sharp, this.soft]) layer.fill(0);
    this.scatter(mesh.positions, resolution, light);
    this.blur(this.touch, 1, 1);
    this.blur(this.above, 5, 3);
    this.blur(this.sharp, 1, 2);
    this.blur(this.soft, 2, 3);
    for (let k = 0; k < CELLS * CELLS; k += 1) {
      const contact = light.contact * (1 - Math.exp(-0.5 * (this.touch[k]! + this.above[k]!)));
      const shadow = light.shadow * (1 - Math.exp(-0.9 * (this.sharp[k]! + this.soft[k]!)));
      this.values[k] = 255 * (1 - (1 - contact) * (1 - shadow));
    }
  }

  private scatter(positions: Uint16Array, resolution: number, { floor, cut, slant }: ShadeLight): void {
    const step = 3 * Math.max(1, Math.ceil(positions.length / 3 / SAMPLES));
    const area = ((2 / resolution / CELL) ** 2 * step) / 3; // a vertex's share of the surface, in cells
    for (let i = 0; i < positions.length; i += step) {
      const x = positions[i]! / 32767.5 - 1;
      if (x > cut) continue;
      const height = positions[i + 1]! / 32767.5 - 1 - floor;
      const z = positions[i + 2]! / 32767.5 - 1;
      const under = cellAt(x, z);
      if (height < TOUCH) this.touch[under] = this.touch[under]! + area * (1 - height / TOUCH);
      this.above[under] = this.above[under]! + area * Math.exp(-height / REACH);
      const beside = cellAt(x + slant.x * height, z + slant.z * height);
      const layer = height < LOW ? this.sharp : this.soft;
      layer[beside] = layer[beside]! + area;
    }
  }

  /** Means over squares of 2 radius + 1 cells, so many times; beyond the edge there is nothing. */
  private blur(layer: Float32Array, radius: number, times: number): void {
    for (let time = 0; time < times; time += 1) {
      blurRows(layer, this.scratch, radius);
      blurRows(this.scratch, layer, radius);
    }
  }
}

function cellAt(x: number, z: number): number {
  const column = Math.min(Math.max(Math.floor((x + EXTENT) / CELL), 0), CELLS - 1);
  const row = Math.min(Math.max(Math.floor((z + EXTENT) / CELL), 0), CELLS - 1);
  return row * CELLS + column;
}

/** Along the rows, and turned over its diagonal: twice gives both directions. */
function blurRows(from: Float32Array, to: Float32Array, radius: number): void {
  const share = 1 / (2 * radius + 1);
  for (let row = 0; row < CELLS; row += 1) {
    const start = row * CELLS;
    let sum = 0;
    for (let k = 0; k < radius; k += 1) sum += from[start + k]!;
    for (let k = 0; k < CELLS; k += 1) {
      if (k + radius < CELLS) sum += from[start + k + radius]!;
      if (k > radius) sum -= from[start + k - radius - 1]!;
      to[k * CELLS + row] = sum * share;
    }
  }
}
