// The line to the server: says how it is, and gets a new token when the old one is refused.

import type { Course, Curve, Directions, Frame, KeptPoint, MapData, Measured, Terrain, Tile } from "../types.ts";
import { Connection } from "../wire/connection.ts";
import type { Decoder } from "../wire/decoder.ts";
import type { ClientMessage, RunNews } from "../wire/messages.ts";
import { type Component, socketUrl } from "./data.ts";
import { Remembered } from "./remembered.ts";
import type { Status } from "./status.ts";

const PATIENCE_MS = 5000; // until a new token is asked for again
const LOST = "Connection lost. What is shown is the last that came.";
const BACK = "Connected again.";

export interface LineEvents {
  connected(): void; // also after a loss: the server knows nothing of us
  map(data: MapData): void;
  course(slot: 0 | 1, course: Course): void;
  curve(slot: 0 | 1, curve: Curve): void;
  terrain(terrain: Terrain): void;
  run(news: RunNews): void;
  kept(points: KeptPoint[]): void;
  directions(directions: Directions): void;
  measured(measured: Measured): void;
  frame(frame: Frame): void;
  thumb(id: number, colour: string, url: string): void;
  tile(tile: Tile): void;
  failed(text: string): void;
}

export class Line {
  readonly connection: Connection;
  private asked = 0; // how often Python was asked for a token
  private refused = ""; // token that was tried in vain
  private timer = 0;
  private readonly remembered: Remembered;

  constructor(
    private readonly events: LineEvents,
    private readonly status: Status,
    private readonly component: () => Component,
    decoder: Decoder,
  ) {
    const credentials = () => {
      const { token, session, space } = component().data;
      return { token, session, space, before: remembered.before };
    };
    const remembered = new Remembered(component().data.session);
    this.remembered = remembered;
    const { map, course, curve, terrain, run, kept, directions, measured, frame, thumb, tile } = events;
    this.connection = new Connection(socketUrl(component().data.socket), credentials, decoder, {
      ready: () => this.connected(),
      map,
      course,
      curve,
      terrain,
      run,
      kept,
      directions,
      measured,
      frame,
      thumb,
      tile,
      sheetDone: () => undefined,
      error: (problem, remedy) => events.failed([problem, remedy].filter(Boolean).join(" ")),
      down: (reason, retries) => status.bad([LOST, retries ? "Connecting again." : "", reason].filter(Boolean).join(" ")),
      up: () => status.well(BACK),
      expired: () => this.expired(),
    });
  }

  open(): void {
    this.connection.open();
  }

  close(): void {
    clearTimeout(this.timer);
    this.connection.close();
  }

  /** Whether the message went out. */
  send(message: ClientMessage): boolean {
    if (this.connection.state !== "open") return false;
    this.connection.send(message);
    return true;
  }

  /** Python gave another token. */
  renewed(): void {
    if (this.timer === 0) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.open();
  }

  private connected(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.remembered.told();
    this.status.well(BACK);
    this.events.connected();
  }

  /**
   * The token is too old, or another server's. The page may have been given a newer one by now: it is tried once.
   * Else Python is asked, and gives one with the next data.
   */
  private expired(): void {
    const { token } = this.component().data;
    if (token !== this.refused) {
      this.refused = token;
      this.open();
      return;
    }
    this.asked += 1;
    this.status.bad(`${LOST} Asking for a new pass to the server. If this stays, reload the page.`);
    document.dispatchEvent(new CustomEvent("explorer:expired", { detail: this.asked })); // to pass.js
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.expired(), PATIENCE_MS);
  }
}
