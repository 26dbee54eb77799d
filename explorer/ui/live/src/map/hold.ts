// On a screen that is touched: whether one finger moves the map or scrolls the page over it, and what is said of that.
import { button, html, ICONS } from "./dom.ts";

export const HELD = "nx-map-held"; // class of the stage while one finger moves the map
const HINT_MS = 2500;

export class Hold {
  readonly button: HTMLButtonElement;
  readonly said = html("div", { class: "nx-map-hint", "aria-hidden": "true", hidden: true }, "Two fingers move the map");
  private timer = 0;

  constructor(private readonly stage: HTMLElement) {
    this.button = button("Move the map with one finger", ICONS.hold, null, () => this.toggle());
    this.button.classList.add("nx-map-hold");
    this.button.setAttribute("aria-pressed", "false");
  }

  /** Says, for a while, why the map has not moved. */
  hint(): void {
    clearTimeout(this.timer);
    this.said.hidden = false;
    this.timer = window.setTimeout(() => (this.said.hidden = true), HINT_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private toggle(): void {
    const on = this.stage.classList.toggle(HELD);
    this.button.setAttribute("aria-pressed", String(on));
    this.said.hidden = true;
  }
}
