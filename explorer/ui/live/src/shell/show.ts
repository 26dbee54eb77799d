// Show mode: what is decoded fills the screen. The component goes into the browser's top layer (over Streamlit's own parts),
// and the page into full screen where the browser allows it, that is after a key or a click.

import { el, iconButton, setAttribute, setHidden, setPressed, setText } from "../kit/dom.ts";
import { icon, setIcon } from "../kit/icons.ts";
import type { View } from "./state.ts";

const REST_MS = 2000; // after which the pointer and the buttons hide

export interface ShowEvents {
  left(): void; // the browser ended full screen
  play(): void;
  loop(): void;
  faster(steps: number): void;
  leave(): void;
  resized(): void;
}

export interface ShowState {
  view: View;
  title: string; // "Chair 623 → table 822"
  share: string; // "40%"
  word: string;
  trust: string;
}

export class Show {
  readonly text: HTMLElement;
  readonly controls: HTMLElement;
  private readonly title = el("div", { class: "nx-big" });
  private readonly share = el("span", { class: "nx-share" });
  private readonly dot = el("span", { class: "nx-dot" });
  private readonly word = el("span");
  private readonly play: HTMLButtonElement;
  private readonly loop: HTMLButtonElement;
  private readonly speed = el("span", { class: "nx-speed" });
  private on = false;
  private full = false;
  private timer = 0;
  private hidden: HTMLElement[] = []; // of the page, while this fills the screen
  private passed: HTMLElement[] = []; // around this, taken out of the order of Tab meanwhile
  private readonly added = new MutationObserver(() => this.hide()); // a run of the page adds parts while this fills the screen
  private mapHidden = false;
  private textHidden = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly events: ShowEvents,
  ) {
    this.text = el(
      "div",
      { class: "nx-show-text" },
      this.title,
      el("div", { class: "nx-show-line" }, this.share, this.dot, this.word),
    );
    this.play = iconButton(icon("play"), "Play", events.play, "space");
    this.loop = iconButton(icon("loop"), "Back and forth", events.loop, "L");
    const step = (text: string, name: string, by: number) => {
      const made = el("button", { class: "nx-icon-button", text, title: name, attributes: { type: "button", "aria-label": name } });
      made.addEventListener("click", () => events.faster(by));
      return made;
    };
    this.controls = el(
      "div",
      { class: "nx-show-controls" },
      this.play,
      this.loop,
      step("−", "Slower (−)", -1),
      this.speed,
      step("+", "Faster (+)", 1),
      iconButton(icon("close"), "Leave show mode", events.leave, "Esc"),
    );
    document.addEventListener("fullscreenchange", this.fullScreenChanged);
    root.addEventListener("pointermove", this.woken);
  }

  get showing(): boolean {
    return this.on;
  }

  /** `gesture`: the user has just pressed something, so that the browser allows full screen. */
  enter(gesture: boolean): void {
    if (this.on) return;
    this.on = true;
    this.root.classList.add("nx-showing");
    this.raise();
    this.hide();
    for (let at = this.root.parentElement; at; at = at.parentElement) {
      this.added.observe(at, { childList: true });
      if (at.tabIndex < 0) continue;
      at.tabIndex = -1; // Streamlit's page can be tabbed to, to be scrolled by keys
      this.passed.push(at);
    }
    (document.activeElement as HTMLElement | null)?.blur(); // else Space presses that button again
    if (gesture) void this.fullScreen();
    this.woken();
    this.events.resized();
  }

  leave(): void {
    if (!this.on) return;
    this.on = false;
    clearTimeout(this.timer);
    this.added.disconnect();
    for (const element of this.hidden) element.inert = false;
    for (const element of this.passed) element.tabIndex = 0;
    [this.hidden, this.passed] = [[], []];
    this.lower();
    this.root.classList.remove("nx-showing", "nx-still", "nx-no-map", "nx-no-text");
    [this.mapHidden, this.textHidden] = [false, false];
    if (this.full && document.fullscreenElement) void document.exitFullscreen();
    this.full = false;
    this.events.resized();
  }

  toggleMap(): void {
    this.mapHidden = !this.mapHidden;
    this.root.classList.toggle("nx-no-map", this.mapHidden);
  }

  toggleText(): void {
    this.textHidden = !this.textHidden;
    this.root.classList.toggle("nx-no-text", this.textHidden);
  }

  async fullScreen(): Promise<void> {
    if (document.fullscreenElement) {
      this.full = false; // so that the end of full screen is not taken for the end of show mode
      await document.exitFullscreen();
      return;
    }
    try {
      await document.documentElement.requestFullscreen();
      this.full = true;
    } catch {
      this.full = false; // refused (no gesture, a frame without the right): the page itself is filled
    }
  }

  render(state: ShowState): void {
    setText(this.title, state.title);
    setText(this.share, state.share);
    setHidden(this.share, state.share === "");
    setText(this.word, state.word);
    this.dot.dataset.trust = state.trust;
    setHidden(this.dot, state.word === "");
    setIcon(this.play, state.view.play ? "pause" : "play");
    setAttribute(this.play, "aria-label", state.view.play ? "Pause" : "Play");
    setPressed(this.loop, state.view.loop);
    this.root.classList.toggle("nx-comparing", state.view.versus !== null && state.view.shown === "path");
    setText(this.speed, `${state.view.speed}×`);
  }

  dispose(): void {
    this.leave();
    document.removeEventListener("fullscreenchange", this.fullScreenChanged);
    this.root.removeEventListener("pointermove", this.woken);
  }

  private readonly woken = (): void => {
    if (!this.on) return;
    this.root.classList.remove("nx-still");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.root.classList.add("nx-still"), REST_MS);
  };

  private readonly fullScreenChanged = (): void => {
    if (!this.on) return;
    if (!document.fullscreenElement && this.full) {
      this.full = false;
      this.events.left();
      return;
    }
    this.lower(); // the full-screen page went over us in the top layer
    this.raise();
    this.events.resized();
  };

  /** So that Tab stays with what is seen. */
  private hide(): void {
    for (const element of outside(this.root)) {
      element.inert = true;
      this.hidden.push(element);
    }
  }

  private raise(): void {
    if (!("showPopover" in this.root)) return; // an old browser: style.css puts the component over the page
    this.root.setAttribute("popover", "manual");
    this.root.showPopover();
  }

  private lower(): void {
    if (!this.root.hasAttribute("popover")) return;
    this.root.hidePopover();
    this.root.removeAttribute("popover");
  }
}

/** Everything on the page that is neither in an element nor around it, and is not inert already. */
function outside(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at?.parentElement; at = at.parentElement)
    for (const other of at.parentElement.children) if (other !== at && other instanceof HTMLElement && !other.inert) found.push(other);
  return found;
}
