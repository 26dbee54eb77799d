// What goes over the WebSocket: JSON from the browser, JSON or binary from the server. Types alone.

import type { Course, Curve, Directions, Frame, KeptPoint, MapData, Measured, PathKind, Place, Run, Terrain, Tile } from "../types.ts";
import type { Fields } from "./checked.ts";

export type Slot = 0 | 1;

/** What the page may send once the server has said `ready`. */
export type ClientMessage =
  | { type: "path"; anchors: readonly number[]; kind: PathKind; spline: boolean; slot: Slot }
  | { type: "want"; seq: number; places: readonly Place[]; moving: boolean }
  | { type: "measure"; place: Place }
  | { type: "thumbs"; ids: readonly number[]; colour: string }
  | { type: "sheet"; columns: number; box: readonly [number, number, number, number]; colour: string }
  | { type: "sheet_stop" }
  | { type: "terrain"; on: boolean }
  | { type: "optimize"; start: Place | "random"; goal: string; steps: number; anywhere: boolean }
  | { type: "optimize_control"; action: RunAction };

export type RunAction = "pause" | "resume" | "stop" | "keep";

/** What is new of an optimization: its lists begin at the step `first`. */
export interface RunNews extends Run {
  first: number;
}

/** What the connection itself sends beside these. */
export type OwnMessage =
  | { type: "hello"; token: string; session: string; space: string; before?: string }
  | { type: "ping"; n: number }
  | { type: "have"; n: number };

/** JSON from the server. */
export type ServerText =
  | { type: "ready"; engine: string; token: string }
  | { type: "token"; token: string }
  | { type: "course"; slot: Slot; course: Course }
  | { type: "curve"; slot: Slot; curve: Curve }
  | { type: "directions"; directions: Directions }
  | { type: "measured"; measured: Measured }
  | { type: "sheet_done"; key: string }
  | { type: "run"; run: RunNews }
  | { type: "kept"; points: KeptPoint[] }
  | { type: "error"; seq: number | null; problem: string; remedy: string }
  | { type: "pong"; n: number };

/** What every frame's header says, of whatever kind its network is. */
export type FrameFacts = Omit<Frame, "content" | "bytes">;

/** Binary from the server. */
export type ServerBinary =
  | { type: "frame"; facts: FrameFacts; header: Fields; body: Uint8Array<ArrayBuffer>; bytes: number }
  | { type: "map"; map: MapData }
  | { type: "terrain"; terrain: Terrain }
  | { type: "thumb"; id: number; colour: string; png: Uint8Array<ArrayBuffer> }
  | { type: "tile"; tile: Omit<Tile, "url">; png: Uint8Array<ArrayBuffer> };
