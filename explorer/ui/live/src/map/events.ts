import type { MapWindow } from "../types.ts";

/** What the map reports. Only what a person does is reported, not what was set by code. */
export interface MapEvents {
  pick(id: number, extend: boolean): void; // extend: with shift, as an anchor
  anchorMoved(index: number, id: number): void;
  handleMoved(t: number, moving: boolean): void;
  keptPicked(key: string, extend: boolean): void; // a point that was kept, see `setKept`; with shift
  freeMoved(x: number, y: number, moving: boolean): void;
  selected(ids: number[]): void;
  needThumbnails(ids: number[]): void;
  needSheet(columns: number, box: [number, number, number, number]): void; // the contact sheet is on, and wants these
  sheetOff(): void;
  terrain(on: boolean): void; // the terrain is wanted, or not any more
  colour(label: string): void;
  hidden(categories: string[]): void;
  search(query: string): void;
  windowChanged(window: MapWindow): void; // after a pan or zoom
}
