// Steering by meaning: what is moved along labels, and the networks of a - b + c. No DOM.

import { withMove, withValue } from "../steer/moves.ts";
import type { Measured, Place } from "../types.ts";
import type { Control } from "./control.ts";
import { samePlace } from "./places.ts";

export interface SteeringPorts {
  hold(): void; // a step of an optimization that is steered stays
  drag(on: boolean): void;
  changed(): void;
}

export class Steering {
  open = false; // whether the panel is
  armed: number | null = null; // slot of the sum that the next network clicked is for
  slots: (number | null)[] = [null, null, null];
  private measured: Measured | null = null;
  private asked: Place | null = null; // to be measured

  constructor(
    private readonly control: Control,
    private readonly ports: SteeringPorts,
  ) {}

  /** Opens or closes the panel. */
  show(open: boolean): void {
    this.open = open;
    this.armed = null;
    this.ports.changed();
  }

  /** Three networks to begin with; those that a person, or a link, has chosen stay. */
  offer(three: readonly number[] | null): void {
    const { sum } = this.control.view;
    if (this.slots.every((slot) => slot === null)) this.slots = sum.length === 3 ? [...sum] : [...(three ?? [null, null, null])];
  }

  /** What was measured of a place, if it is what is shown; asks for it when what is shown rests and the panel is open. */
  measuredAt(place: Place | null, send: (place: Place) => boolean): Measured["values"] | null {
    if (!this.open || place === null) return null;
    if (this.measured && samePlace(this.measured.place, place)) return this.measured.values;
    if (!samePlace(this.asked, place) && send(place)) this.asked = place;
    return null;
  }

  took(measured: Measured): void {
    this.measured = measured;
    this.asked = null;
  }

  /** So much of a label more than what is shown has by itself. */
  move(key: string, amount: number, moving: boolean): void {
    this.ports.drag(moving);
    this.ports.hold();
    this.control.change({ steer: withMove(this.control.view.steer, key, amount) }, moving);
  }

  value(label: string, value: string): void {
    this.ports.hold();
    this.control.change({ steer: withValue(this.control.view.steer, label, value) });
  }

  reset(): void {
    this.control.change({ steer: [] });
  }

  /** The next network that is clicked is for this slot of a - b + c; null: it is looked at, as ever. */
  arm(slot: number | null): void {
    this.armed = slot;
    this.ports.changed();
  }

  sum(): void {
    const sum = this.slots.filter((slot): slot is number => slot !== null);
    if (sum.length === 3) this.control.change({ shown: "sum", sum, play: false, versus: null });
  }

  /** A network was clicked; whether it was for the sum. */
  takes(id: number): boolean {
    if (this.armed === null) return false;
    this.slots = this.slots.map((slot, k) => (k === this.armed ? id : slot));
    this.armed = null;
    this.ports.changed();
    if (this.control.view.shown === "sum") this.sum();
    return true;
  }
}
