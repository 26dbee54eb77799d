// Which network is where: points in the cells of a square grid, so that a lookup reads a few of 20,000.
import { type Bounds, boundsOf } from "./view.ts";

export type Accept = (id: number) => boolean;
export type Direction = "left" | "right" | "up" | "down";

const DIRECTIONS: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, 1],
  down: [0, -1],
};
const SIDEWAYS = 2; // how much worse a step sideways is than one ahead

export class Grid {
  readonly bounds: Bounds;
  private readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly starts: Uint32Array; // of each cell in `members`
  private readonly members: Uint32Array;

  /** @param positions x, y of each point in turn */
  constructor(private readonly positions: Float32Array) {
    const n = positions.length >> 1;
    this.bounds = boundsOf(positions);
    const { x0, y0, x1, y1 } = this.bounds;
    const across = Math.max(x1 - x0, 1e-9);
    const up = Math.max(y1 - y0, 1e-9);
    // about two points a cell, but never a grid much larger than the number of points
    this.cell = Math.max(Math.sqrt((across * up) / Math.max(n / 2, 1)), Math.max(across, up) / Math.max(n, 8));
    this.columns = Math.floor(across / this.cell) + 1;
    this.rows = Math.floor(up / this.cell) + 1;
    this.starts = new Uint32Array(this.columns * this.rows + 1);
    for (let i = 0; i < n; i++) this.starts[this.cellOf(i) + 1]!++;
    for (let c = 0; c < this.columns * this.rows; c++) this.starts[c + 1]! += this.starts[c]!;
    const next = this.starts.slice();
    this.members = new Uint32Array(n);
    for (let i = 0; i < n; i++) this.members[next[this.cellOf(i)]!++] = i;
  }

  /** The accepted point nearest to (x, y) within `radius`, or null. */
  nearest(x: number, y: number, radius: number, accept: Accept = () => true): number | null {
    let best: number | null = null;
    let least = radius * radius;
    this.visit(x - radius, y - radius, x + radius, y + radius, (id) => {
      const dx = this.positions[2 * id]! - x;
      const dy = this.positions[2 * id + 1]! - y;
      const d = dx * dx + dy * dy;
      if (d <= least && accept(id)) {
        least = d;
        best = id;
      }
    });
    return best;
  }

  /** Calls `each` for every point in cells that touch the box: a few outside the box are among them. */
  visit(x0: number, y0: number, x1: number, y1: number, each: (id: number) => void): void {
    const c0 = this.column(x0);
    const c1 = this.column(x1);
    const r1 = this.row(y1);
    for (let r = this.row(y0); r <= r1; r++) {
      const end = this.starts[r * this.columns + c1 + 1]!;
      for (let k = this.starts[r * this.columns + c0]!; k < end; k++) each(this.members[k]!);
    }
  }

  /** The accepted point one meets first going from `id` in a direction, or null at the edge. */
  towards(id: number, direction: Direction, accept: Accept = () => true): number | null {
    const [ux, uy] = DIRECTIONS[direction];
    const x = this.positions[2 * id]!;
    const y = this.positions[2 * id + 1]!;
    let best: number | null = null;
    let least = Infinity;
    for (let i = 0; i < this.positions.length >> 1; i++) {
      const dx = this.positions[2 * i]! - x;
      const dy = this.positions[2 * i + 1]! - y;
      const ahead = dx * ux + dy * uy;
      const aside = Math.abs(dx * uy - dy * ux);
      if (ahead <= 0 || aside > ahead) continue; // not in the quarter of the map that lies ahead
      const cost = ahead + SIDEWAYS * aside;
      if (cost < least && i !== id && accept(i)) {
        least = cost;
        best = i;
      }
    }
    return best;
  }

  private cellOf(i: number): number {
    return this.row(this.positions[2 * i + 1]!) * this.columns + this.column(this.positions[2 * i]!);
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.bounds.x0) / this.cell)));
  }

  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.bounds.y0) / this.cell)));
  }
}
