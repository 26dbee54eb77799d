import type { Ground } from "./terrain.ts";
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
  terrain(ground: Ground | null): void; // the terrain is wanted, and what its colours say; null: not any more
  colour(label: string): void;
  hidden(categories: string[]): void;
  search(query: string): void;
  windowChanged(window: MapWindow): void; // after a pan or zoom
}

/** The events as functions that need no `this`, however they were given. */
export function bound(events: MapEvents): MapEvents {
  return {
    pick: (id, extend) => events.pick(id, extend),
    anchorMoved: (index, id) => events.anchorMoved(index, id),
    handleMoved: (t, moving) => events.handleMoved(t, moving),
    keptPicked: (key, extend) => events.keptPicked(key, extend),
    freeMoved: (x, y, moving) => events.freeMoved(x, y, moving),
    selected: (ids) => events.selected(ids),
    needThumbnails: (ids) => events.needThumbnails(ids),
    needSheet: (columns, box) => events.needSheet(columns, box),
    sheetOff: () => events.sheetOff(),
    terrain: (ground) => events.terrain(ground),
    colour: (label) => events.colour(label),
    hidden: (categories) => events.hidden(categories),
    search: (query) => events.search(query),
    windowChanged: (w) => events.windowChanged(w),
  };
}
