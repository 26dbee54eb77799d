// Pictures the map asks for: thumbnails of networks, and the contact sheet.
import type { Tile } from "../types.ts";
import type { MapEvents } from "./events.ts";
import { sheetFor } from "./lattice.ts";
import type { Model } from "./model.ts";
import type { Scene } from "./scene.ts";
import { scaleOf } from "./view.ts";

const HELD = 1000; // addresses of thumbnails
const AGAIN = 4000; // ms after which a thumbnail that did not come is asked for again
const AROUND = 36; // CSS px: thumbnails of these neighbours are asked for too, as the mouse will go there next
const AT_ONCE = 12;
const TILE = 62; // CSS px
const REST = 250; // ms after the last move of the window
const OLD = 1500; // ms without a new picture after which those of another lattice go

export class Thumbnails {
  private readonly urls = new Map<number, string>();
  private readonly asked = new Map<number, number>(); // and when

  constructor(
    private readonly model: Model,
    private readonly scene: Scene,
    private readonly need: MapEvents["needThumbnails"],
  ) {}

  /** The thumbnail's address, if it is there; else it is asked for. */
  of(id: number): string | null {
    const url = this.urls.get(id) ?? null;
    const wanted = [id];
    const radius = AROUND / scaleOf(this.scene.view);
    const [x, y] = this.model.place(id);
    this.model.grid.visit(x - radius, y - radius, x + radius, y + radius, (k) => {
      if (k !== id && this.model.accept(k)) wanted.push(k);
    });
    const now = performance.now();
    const ids = wanted
      .filter((k) => !this.urls.has(k) && now - (this.asked.get(k) ?? -Infinity) > AGAIN)
      .slice(0, AT_ONCE);
    for (const k of ids) this.asked.set(k, now);
    if (ids.length > 0) this.need(ids);
    return url;
  }

  set(id: number, url: string): void {
    this.urls.set(id, url);
    this.asked.delete(id);
    if (this.urls.size > HELD) this.urls.delete(this.urls.keys().next().value!);
  }

  clear(): void {
    this.urls.clear();
    this.asked.clear();
  }
}

export class Sheet {
  private timer = 0;
  private oldTimer = 0;
  private last = "";

  constructor(
    private readonly scene: Scene,
    private readonly need: MapEvents["needSheet"],
  ) {}

  get on(): boolean {
    return this.scene.sheet;
  }

  set(on: boolean): void {
    this.scene.sheet = on;
    this.stop();
    if (on) this.ask();
    else this.scene.tiles.clear();
    this.scene.invalidate();
  }

  /** Pictures of other colours are wanted now. */
  refresh(): void {
    this.scene.tiles.clear();
    this.last = "";
    if (this.on) this.ask();
  }

  /** The window moved: the part of the sheet it shows is asked for when it rests. */
  windowMoved(): void {
    if (!this.on) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), REST);
  }

  add(tile: Tile): void {
    if (!this.on) return;
    this.scene.tiles.add(tile);
    clearTimeout(this.oldTimer);
    this.oldTimer = window.setTimeout(() => this.scene.tiles.dropOthers(), OLD);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.oldTimer);
    this.last = "";
  }

  private ask(): void {
    const { columns, box } = sheetFor(this.scene.view, TILE);
    const name = `${columns} ${box.join(" ")}`;
    if (name === this.last) return;
    this.last = name;
    this.need(columns, box);
  }
}
