// The paths of both slots: asked for one at a time, the newest wish wins.

import type { Course } from "../types.ts";
import { answers, type PathWish, sameWish } from "./places.ts";

const PATIENCE_MS = 8000; // after which an unanswered wish does not hold up the next one

export interface CoursePorts {
  send(slot: 0 | 1, wish: PathWish): boolean; // false: not connected
  dropped(course: Course): void; // its frames are no longer wanted
  changed(slot: 0 | 1): void;
  now(): number;
}

interface Slot {
  wish: PathWish | null;
  wishedAt: number;
  course: Course | null;
  sent: PathWish | null; // on its way
  sentAt: number;
}

export class Courses {
  private readonly slots: [Slot, Slot] = [emptySlot(), emptySlot()];

  constructor(private readonly ports: CoursePorts) {}

  /** What is drawn: the last course, also while its successor is on its way. */
  drawn(slot: 0 | 1): Course | null {
    return this.slots[slot].course;
  }

  /** What frames can be asked for: null while the course of the newest wish is on its way. */
  current(): [Course | null, Course | null] {
    const [p, q] = this.slots.map(({ wish, course }) => (wish && course && answers(course, wish) ? course : null));
    return [p ?? null, q ?? null];
  }

  /** When the path of this slot was chosen. */
  wishedAt(slot: 0 | 1): number {
    return this.slots[slot].wishedAt;
  }

  wish(slot: 0 | 1, wish: PathWish | null): void {
    const state = this.slots[slot];
    if (sameWish(wish, state.wish)) return;
    state.wish = wish;
    state.wishedAt = this.ports.now();
    if (wish) this.send(slot);
    else this.replace(slot, null);
  }

  took(slot: 0 | 1, course: Course): void {
    const state = this.slots[slot];
    if (state.sent && answers(course, state.sent)) state.sent = null;
    if (state.wish && answers(course, state.wish)) this.replace(slot, course);
    else if (!state.sent) this.send(slot);
  }

  /** The server could not answer: the next wish goes out at once. */
  failed(): void {
    for (const state of this.slots) state.sent = null;
  }

  /** After a lost connection: the server knows no path of ours. */
  again(): void {
    for (const slot of [0, 1] as const) {
      this.slots[slot].sent = null;
      if (this.slots[slot].wish) this.send(slot);
    }
  }

  private send(slot: 0 | 1): void {
    const state = this.slots[slot];
    if (!state.wish || (state.sent && this.ports.now() - state.sentAt < PATIENCE_MS)) return;
    if (!this.ports.send(slot, state.wish)) return;
    state.sent = state.wish;
    state.sentAt = this.ports.now();
  }

  private replace(slot: 0 | 1, course: Course | null): void {
    const state = this.slots[slot];
    const [before, other] = [state.course, this.slots[slot === 0 ? 1 : 0].course];
    state.course = course;
    if (before && before.key !== course?.key && before.key !== other?.key) this.ports.dropped(before);
    this.ports.changed(slot);
  }
}

function emptySlot(): Slot {
  return { wish: null, wishedAt: 0, course: null, sent: null, sentAt: 0 };
}
