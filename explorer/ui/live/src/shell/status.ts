// How the line to the server is, and short messages.

import { el, setHidden, setText } from "../kit/dom.ts";

const MESSAGE_MS = 5000;

export class Status {
  readonly banner = el("div", { class: "nx-banner", attributes: { role: "status", "aria-live": "polite" } });
  readonly line = el("div", { class: "nx-quality", attributes: { "aria-hidden": "true" } });
  readonly spoken = el("div", { class: "nx-unseen", attributes: { role: "status" } });
  private timer = 0;
  private trouble = "";

  constructor() {
    this.banner.hidden = true;
  }

  /** Stays until `well` is called. */
  bad(text: string): void {
    this.trouble = text;
    this.draw(text, true);
  }

  /** The trouble is over; says so for a while. */
  well(text: string): void {
    if (!this.trouble) return;
    this.trouble = "";
    this.say(text);
  }

  /** For a while. */
  say(text: string): void {
    this.draw(text, false);
    this.timer = window.setTimeout(() => {
      if (this.trouble) this.draw(this.trouble, true);
      else setHidden(this.banner, true);
    }, MESSAGE_MS);
  }

  /** For a screen reader: what is shown, once it rests. */
  announce(text: string): void {
    setText(this.spoken, text);
  }

  quality(text: string): void {
    setText(this.line, text);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private draw(text: string, bad: boolean): void {
    clearTimeout(this.timer);
    this.banner.classList.toggle("nx-bad-news", bad);
    setText(this.banner, text);
    setHidden(this.banner, false);
  }
}
