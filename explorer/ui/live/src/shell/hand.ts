// From the place under the hand to what is on the canvas: asks for exact frames and bridges the time with held ones.

import type { Frame, Place } from "../types.ts";
import { samePlace } from "./places.ts";
import type { Stats } from "./stats.ts";

/** What the hand needs from the rest; the tests give it fakes. */
export interface HandPorts {
  finest: number; // resolution that the server raises what rests to
  send(seq: number, places: Place[], moving: boolean): boolean; // false: not connected
  exact(place: Place, minResolution?: number): Frame | undefined;
  nearest(path: string, t: number): Frame | undefined;
  show(slot: 0 | 1, frame: Frame | null): void;
  shown(frame: Frame | null, waiting: boolean): void; // of slot 0; waiting: it is not of the place under the hand
  onNextFrame(callback: () => void): void;
  now(): number;
  stats: Stats;
}

export class Hand {
  private places: (Place | null)[] = [];
  private wanted: Place[] = []; // usually the places; ahead of them while playing
  private moving = false;
  private moved = 0;
  private seq = 0;
  private answered = -1; // the newest seq of which a frame came
  private unsent = false;
  private newlyAsked = false;
  private asked = false;
  private readonly canvas: [Frame | null, Frame | null] = [null, null];
  private readonly newest: [Frame | null, Frame | null] = [null, null];
  private restingSince: number | null = null;
  private readonly restSeen = new Set<number>();

  constructor(private readonly ports: HandPorts) {}

  /** The hand is at these places now, one a slot. `ahead`: where it will be when an answer arrives. */
  move(places: (Place | null)[], moving: boolean, ahead: (Place | null)[] = places): void {
    const same = places.length === this.places.length && places.every((p, i) => samePlace(p, this.places[i]));
    if (same && moving === this.moving && ahead === places) return;
    if (!moving && (this.moving || !same)) this.startResting();
    if (moving) this.restingSince = null;
    this.places = places;
    const missing = ahead.indexOf(null); // a place's slot is its index: what follows a missing one waits for it
    this.wanted = (missing < 0 ? ahead : ahead.slice(0, missing)) as Place[];
    this.moving = moving;
    this.moved = this.ports.now();
    this.unsent = true;
    this.ask();
  }

  /** A frame came (and is in the store). */
  took(frame: Frame): void {
    const { stats } = this.ports;
    const now = this.ports.now();
    stats.keep(stats.frameBytes, { resolution: frame.resolution, bytes: frame.bytes });
    if (frame.seq >= 0) this.newest[frame.slot] = frame;
    if (frame.seq > this.answered && frame.slot === 0) {
      this.answered = frame.seq; // finer frames of the same place are no answers to a moved hand
      const { seq, resolution, bytes, milliseconds: engine } = frame;
      const latency = now - (stats.movedFor(seq) ?? now);
      stats.keep(stats.exact, { seq, resolution, received: now, latency, bytes, engine });
    }
    this.noteRest(frame, now);
    if (samePlace(frame.place, this.places[frame.slot])) this.display();
    else this.ask();
  }

  /** After a lost connection, or when a path's course has come: asks again. */
  again(): void {
    this.unsent = true;
    this.ask();
  }

  /** Asks again, whatever is held: the server knows more of the place by now. */
  anew(): void {
    this.newlyAsked = true;
    this.again();
  }

  /** What is on the canvas of a slot. */
  frame(slot: 0 | 1): Frame | null {
    return this.canvas[slot];
  }

  private startResting(): void {
    this.restingSince = this.ports.now();
    this.restSeen.clear();
  }

  private noteRest(frame: Frame, now: number): void {
    if (this.restingSince === null || frame.slot !== 0 || !samePlace(frame.place, this.places[0])) return;
    if (frame.seq < 0 || this.restSeen.has(frame.resolution)) return;
    this.restSeen.add(frame.resolution);
    this.ports.stats.keep(this.ports.stats.restMs, { resolution: frame.resolution, ms: now - this.restingSince });
  }

  private ask(): void {
    if (this.asked) return;
    this.asked = true;
    this.ports.onNextFrame(() => {
      this.asked = false;
      this.send();
      this.display();
    });
  }

  private send(): void {
    if (!this.unsent || this.wanted.length === 0) return;
    const enough = this.moving ? 1 : this.ports.finest;
    if (!this.newlyAsked && this.wanted.every((place) => this.ports.exact(place, enough))) {
      this.unsent = false;
      return;
    }
    this.seq += 1;
    if (!this.ports.send(this.seq, this.wanted, this.moving)) return; // `again` comes with the connection
    this.unsent = false;
    this.newlyAsked = false;
    const { stats } = this.ports;
    stats.keep(stats.wants, { seq: this.seq, moved: this.moved, sent: this.ports.now(), moving: this.moving });
  }

  private display(): void {
    for (const slot of [0, 1] as const) {
      const frame = this.choose(slot);
      if (frame === this.canvas[slot]) continue;
      this.canvas[slot] = frame;
      this.ports.show(slot, frame);
    }
    const [place] = this.places;
    const frame = this.canvas[0];
    const onPath = place?.kind === "path" && frame?.place.kind === "path" && frame.place.path === place.path;
    const follows = place?.kind === "told" || place?.kind === "steered";
    const near = onPath || (this.moving && follows && frame?.place.kind === place.kind);
    this.ports.shown(frame, !near && !samePlace(frame?.place, place));
  }

  /** The exact frame if it is held, else what is nearest to it; the last one stays until there is a better one. */
  private choose(slot: 0 | 1): Frame | null {
    const place = this.places[slot];
    if (!place) return slot < this.places.length ? this.canvas[slot] : null;
    const exact = this.ports.exact(place);
    if (exact) return exact;
    if (place.kind === "path") return this.ports.nearest(place.path, place.t) ?? this.canvas[slot];
    const newest = this.newest[slot];
    const follows = ["map", "told", "steered"].includes(place.kind); // the newest of a way that has no end yet
    return follows && newest?.place.kind === place.kind ? newest : this.canvas[slot];
  }
}
