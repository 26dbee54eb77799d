// From the view to frames on the screen: the paths, the hand on them, playback.

import type { Detail } from "../kinds/port.ts";
import type { Course, Curve, Frame, Place } from "../types.ts";
import { FrameStore } from "../wire/frames.ts";
import type { ClientMessage } from "../wire/messages.ts";
import { Courses } from "./courses.ts";
import { Hand } from "./hand.ts";
import { placesOf, steeredPlaces, wishesOf } from "./places.ts";
import { Player } from "./player.ts";
import { anchorsOf, type View } from "./state.ts";
import type { Stats } from "./stats.ts";

const AHEAD = 33; // frames that the server sends for a path
const LONGEST_LEAD = 0.25; // s
const READY_WITHIN = 1 / 64; // a frame so near in t counts as ready

export interface TravelPorts {
  view(): View;
  send(message: ClientMessage): boolean; // false: not connected
  show(slot: 0 | 1, frame: Frame | null): void;
  pathChanged(slot: 0 | 1): void;
  endsChanged(): void;
  played(t: number): void; // playback has come to t
  ended(): void;
  changed(): void;
}

export class Travel {
  readonly frames = new FrameStore();
  readonly curves: [Curve | null, Curve | null] = [null, null];
  readonly courses: Courses;
  readonly hand: Hand;
  readonly player: Player;
  waiting = false; // what is on the canvas is not yet what the title says
  private readonly seen = { shown: "", all: "" }; // keys of paths: of which a frame was shown, and all came

  constructor(
    private readonly ports: TravelPorts,
    private readonly stats: Stats,
    detail: Detail,
  ) {
    this.courses = this.makeCourses();
    this.hand = this.makeHand(detail);
    this.player = this.makePlayer();
  }

  /** The path that is shown, if frames of it can be asked for. */
  get course(): Course | null {
    return this.courses.current()[0];
  }

  /** What each slot shows. */
  places(): (Place | null)[] {
    const view = this.ports.view();
    return steeredPlaces(placesOf(view, this.courses.current()), view.steer);
  }

  /** Asks for the paths that the view needs. */
  wish(): void {
    const [one, other] = wishesOf(this.ports.view());
    this.courses.wish(0, one);
    this.courses.wish(1, other);
  }

  /** Shows what the view says. */
  go(moving: boolean): void {
    this.hand.move(this.places(), moving);
  }

  playIfAsked(): void {
    const { play, shown, t } = this.ports.view();
    if (play && shown === "path" && this.course) this.player.start(t);
    else this.player.stop();
  }

  /** After a lost connection: the server knows nothing of us. */
  again(): void {
    this.courses.again();
    this.hand.again();
  }

  take(frame: Frame): void {
    this.frames.add(frame);
    this.hand.took(frame);
    if (frame.place.kind !== "path") return;
    if (frame.place.t <= 0 || frame.place.t >= 1) this.ports.endsChanged();
    const key = this.course?.key;
    if (!key || this.seen.all === key || this.frames.count(key) < AHEAD) return;
    this.seen.all = key;
    this.stats.keep(this.stats.allAheadMs, performance.now() - this.courses.wishedAt(0));
  }

  /** The frames of both ends of the path that is shown. */
  ends(): [Frame | null, Frame | null] {
    const key = this.ports.view().shown === "path" ? this.course?.key : undefined;
    const end = (t: number) => (key ? (this.frames.exact({ kind: "path", path: key, t }) ?? null) : null);
    return [end(0), end(1)];
  }

  /** Whether a frame near t is held. */
  ready(t: number): boolean {
    const frame = this.course ? this.frames.nearest(this.course.key, t) : undefined;
    return frame?.place.kind === "path" && Math.abs(frame.place.t - t) <= READY_WITHIN;
  }

  /** What the networks on the path, and on the one beside it, are worth, as far as it is known. */
  worths(): (Curve | null)[] {
    return this.courses.current().map((one, slot) => (one && this.curves[slot]?.key === one.key ? this.curves[slot] : null));
  }

  private makeHand({ draft, finest }: Detail): Hand {
    return new Hand({
      finest,
      send: (seq, places, moving) => this.ports.send({ type: "want", seq, places, moving }),
      exact: (place, resolution) => this.frames.exact(place, resolution),
      nearest: (path, t) => this.frames.nearest(path, t, draft),
      show: (slot, frame) => this.ports.show(slot, frame),
      shown: (frame, waiting) => {
        this.waiting = waiting;
        this.noteFirst(frame);
        this.ports.changed();
      },
      onNextFrame: (callback) => requestAnimationFrame(callback),
      now: () => performance.now(),
      stats: this.stats,
    });
  }

  private makeCourses(): Courses {
    return new Courses({
      send: (slot, wish) =>
        this.ports.send({ type: "path", anchors: [...wish.anchors], kind: wish.kind, spline: wish.spline, slot }),
      dropped: (course) => this.frames.dropPath(course.key),
      changed: (slot) => {
        this.ports.pathChanged(slot);
        this.go(this.player.playing);
        this.playIfAsked();
        this.ports.changed();
      },
      now: () => performance.now(),
    });
  }

  private makePlayer(): Player {
    return new Player({
      moved: (t, ahead) => {
        const courses = this.courses.current();
        this.ports.played(t);
        const view = this.ports.view();
        this.hand.move(placesOf(view, courses), true, placesOf(view, courses, ahead));
        this.ports.changed();
      },
      ended: () => this.ports.ended(),
      pace: () => {
        const recent = this.stats.exact.slice(-8).map((one) => one.latency / 1000);
        const lead = recent.reduce((sum, one) => sum + one, 0) / Math.max(recent.length, 1);
        const view = this.ports.view();
        return { legs: anchorsOf(view).length - 1, speed: view.speed, loop: view.loop, lead: Math.min(lead, LONGEST_LEAD) };
      },
    });
  }

  private noteFirst(frame: Frame | null): void {
    const key = this.course?.key;
    if (!key || this.seen.shown === key || frame?.place.kind !== "path" || frame.place.path !== key) return;
    this.seen.shown = key;
    this.stats.keep(this.stats.firstPathMs, performance.now() - this.courses.wishedAt(0));
  }
}
