// The contact sheet: small pictures of what lives where, on a canvas between the points and the markers.
import type { Tile } from "../types.ts";
import { placeOf } from "./lattice.ts";
import { scaleOf, toScreen, type View } from "./view.ts";

interface Picture extends Shown {
  ready: boolean;
}

/** A picture on the map: its middle, half its edge, and whether it lies where no networks are. */
export interface Shown {
  x: number;
  y: number;
  half: number;
  empty: boolean;
  image: HTMLImageElement;
}

const MOST = 600; // pictures held: 144 px each as pixels are 83 kB
export const COVER = 0.8; // the points below are still felt
export const EMPTY = { faintness: 0.55, inset: 2.5, dash: [4, 4] } as const; // how those are marked where no networks are; CSS px

export class Tiles {
  /** Pictures by their place; those of the newest lattice last. */
  private pictures = new Map<string, Picture>();
  private edge = 0; // of the newest lattice's cells

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly changed: () => void,
  ) {}

  get count(): number {
    return this.pictures.size;
  }

  add(tile: Tile): void {
    const { x, y, half } = placeOf(tile);
    const name = `${x.toFixed(5)} ${y.toFixed(5)} ${half.toFixed(6)}`;
    if (Math.abs(half - this.edge / 2) > 1e-6 * half) this.edge = 2 * half;
    const old = this.pictures.get(name);
    if (old?.image.src === tile.url) return;
    const picture: Picture = { x, y, half, empty: tile.empty, image: new Image(), ready: false };
    picture.image.onload = () => {
      picture.ready = true;
      this.changed();
    };
    picture.image.src = tile.url;
    this.pictures.delete(name);
    this.pictures.set(name, picture);
    if (this.pictures.size > MOST) this.pictures.delete(this.pictures.keys().next().value!);
  }

  /** The lattice changed and its pictures have come: those of others go. */
  dropOthers(): void {
    for (const [name, p] of this.pictures) if (!this.isNew(p)) this.pictures.delete(name);
    this.changed();
  }

  clear(): void {
    this.pictures.clear();
    this.changed();
  }

  /** The pictures to draw: old ones only where no new one lies. */
  shown(): Shown[] {
    const ready = [...this.pictures.values()].filter((p) => p.ready);
    const fresh = ready.filter((p) => this.isNew(p));
    if (fresh.length === ready.length) return fresh;
    const cells = new Set(fresh.map((p) => this.cell(p.x, p.y)));
    const corners = [-0.98, 0, 0.98];
    const covered = (p: Picture) =>
      corners.some((dx) => corners.some((dy) => cells.has(this.cell(p.x + dx * p.half, p.y + dy * p.half))));
    return [...ready.filter((p) => !this.isNew(p) && !covered(p)), ...fresh];
  }

  /** The picture that covers a place on the map. */
  at(x: number, y: number): Shown | null {
    return this.shown().findLast((p) => Math.max(Math.abs(p.x - x), Math.abs(p.y - y)) <= p.half) ?? null;
  }

  draw(view: View, ratio: number, paper: string, mark: string): void {
    const context = this.canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    const k = scaleOf(view);
    context.strokeStyle = mark;
    context.setLineDash([...EMPTY.dash]);
    for (const { x, y, half, empty, image } of this.shown()) {
      const [sx, sy] = toScreen(view, [x, y]);
      const r = half * k;
      if (sx + r < 0 || sy + r < 0 || sx - r > view.width || sy - r > view.height) continue;
      context.globalAlpha = COVER;
      context.fillStyle = paper;
      context.fillRect(sx - r, sy - r, 2 * r, 2 * r);
      context.globalAlpha = empty ? EMPTY.faintness : 1;
      context.drawImage(image, sx - r, sy - r, 2 * r, 2 * r);
      const edge = r - EMPTY.inset;
      if (empty && edge > 0) context.strokeRect(sx - edge, sy - edge, 2 * edge, 2 * edge);
    }
  }

  private isNew(p: Picture): boolean {
    return Math.abs(2 * p.half - this.edge) < 1e-6 * this.edge;
  }

  private cell(x: number, y: number): string {
    return `${Math.floor(x / this.edge)} ${Math.floor(y / this.edge)}`;
  }
}
