// Tells Python the link of what is shown, when it has come to rest.

import type { Link } from "./state.ts";

const REST_MS = 250;

export class Reporter {
  private timer = 0;
  private held = false; // the hand moves
  private due = false;
  private last = "";

  constructor(
    private readonly link: () => Link,
    private readonly send: (link: Link) => void,
  ) {}

  /** Python knows this already. */
  known(): void {
    this.last = JSON.stringify(this.link());
  }

  changed(): void {
    this.due = true;
    if (this.held) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.report(), REST_MS);
  }

  hold(on: boolean): void {
    this.held = on;
    if (on) clearTimeout(this.timer);
    else if (this.due) this.changed();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private report(): void {
    this.due = false;
    const link = this.link();
    const text = JSON.stringify(link);
    if (text === this.last) return;
    this.last = text;
    this.send(link);
  }
}
