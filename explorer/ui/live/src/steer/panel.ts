// The panel that steers: a slider for every label that is a number, buttons for the others, and a - b + c.

import "./steer.css";
import type { ClassLabel, Direction, Directions, Measured, Move, Where } from "../types.ts";
import { el, iconButton, setAttribute, setHidden, setPressed, setText, textButton } from "../kit/dom.ts";
import { fixed } from "../kit/words.ts";
import { icon } from "../kit/icons.ts";
import type { Namer } from "../kit/words.ts";
import { amountOf, isOffered, notOffered, rangeOf, valueOf } from "./moves.ts";

const STEPS = 400; // of a slider
const PLUS_MINUS = ["", "−", "+"];
const ROOM = 8; // rows that are seen at once: where there are more, amounts and classes take turns
const TABS = ["Amounts", "Classes"] as const;

export interface SteerEvents {
  move(key: string, amount: number, moving: boolean): void; // so much of a label more than the base has
  value(label: string, value: string): void;
  reset(): void;
  arm(slot: number | null): void; // the next network that is clicked is for this slot of the sum
  sum(): void;
  close(): void;
}

export interface SteerState {
  open: boolean;
  offer: Directions | null; // null: not known yet
  moves: readonly Move[];
  measured: Measured["values"] | null; // on what is shown, once it rests
  where: Where | null; // of what is shown; null: it is on its way, or has no latent
  raw: boolean; // averaged weights are shown: they have no latent to move
  name: Namer;
  slots: readonly (number | null)[];
  armed: number | null;
}

export class SteerPanel {
  readonly root: HTMLElement;
  private readonly rows = el("div", { class: "nx-steer-rows" });
  private readonly hint = el("p", { class: "nx-hint" });
  private readonly title = el("strong", { text: "Steer" });
  private readonly tabs: HTMLElement;
  private readonly reset: HTMLButtonElement;
  private readonly slots: HTMLButtonElement[];
  private readonly add: HTMLButtonElement;
  private sliders: Slider[] = [];
  private groups: Group[] = [];
  private offer: Directions | null = null;

  constructor(private readonly events: SteerEvents) {
    this.reset = textButton("Reset all", "Back to what was shown before", events.reset);
    this.slots = [0, 1, 2].map((k) => textButton("", "", () => events.arm(this.slots[k]?.dataset.armed === "true" ? null : k)));
    this.add = textButton("Show it", "Show the network at this sum of latents", events.sum, "nx-primary");
    this.tabs = el("div", { class: "nx-steer-tabs", attributes: { role: "group", "aria-label": "What to change" } });
    const sum = this.slots.flatMap((slot, k) => [el("span", { class: "nx-faint", text: PLUS_MINUS[k] ?? "" }), slot]);
    this.root = el(
      "section",
      { class: "nx-steer", attributes: { "aria-label": "Steer by meaning" } },
      el("div", { class: "nx-steer-head" }, this.title, this.tabs, el("span", { class: "nx-space" }), this.reset, iconButton(icon("close"), "Close", events.close)),
      this.hint,
      this.rows,
      el("div", { class: "nx-steer-sum" }, el("span", { class: "nx-faint", text: "Sum" }), ...sum, this.add),
    );
  }

  render(state: SteerState): void {
    setHidden(this.root, !state.open);
    if (!state.open) return;
    if (state.offer !== this.offer) this.build(state.offer);
    const { labels, classes, absent } = state.where ?? { labels: null, classes: null, absent: null };
    const measured = state.measured ?? {};
    for (const slider of this.sliders) {
      const i = slider.place;
      const read = labels?.[i] ?? null;
      slider.render({ read, absent: absent?.includes(i) ?? false, measured: measured[slider.label.key], moves: state.moves, raw: state.raw });
    }
    for (const [i, group] of this.groups.entries()) {
      const found = measured[group.label.key];
      group.render(typeof found === "string" ? found : (classes?.[i] ?? null), state.moves, state.raw);
    }
    this.reset.disabled = state.moves.length === 0;
    const hint = state.raw
      ? "Averaged weights have no latent: choose another kind of path to steer from it."
      : state.offer === null
        ? "Finding out what the labels say about the latents …"
        : state.offer.labels.length + state.offer.classes.length === 0
          ? "This space has no labels to steer by."
          : "";
    setText(this.hint, state.armed !== null ? "Click a network on the map." : hint);
    setHidden(this.hint, this.hint.textContent === "");
    for (const [k, slot] of this.slots.entries()) {
      const id = state.slots[k] ?? null;
      setText(slot, state.armed === k ? "click one" : id === null ? "choose" : state.name(id));
      setAttribute(slot, "title", `The network ${["to begin with", "that is taken away", "that is added"][k]}: click, then click one on the map`);
      setAttribute(slot, "data-armed", String(state.armed === k));
      setPressed(slot, state.armed === k);
    }
    this.add.disabled = state.slots.some((id) => id === null);
  }

  private build(offer: Directions | null): void {
    this.offer = offer;
    const every = (offer?.labels ?? []).map((label, k) => ({ label, k }));
    const shown = every.filter(({ label }) => isOffered(label, offer?.least ?? 0));
    this.sliders = shown.map(({ label, k }) => new Slider(label, k, this.events));
    this.groups = (offer?.classes ?? []).map((group) => new Group(group, this.events));
    const sliders = el("div", { class: "nx-steer-part" }, ...this.sliders.map((one) => one.root));
    const groups = el("div", { class: "nx-steer-part" }, ...this.groups.map((one) => one.root));
    const why = offer === null ? "" : notOffered(offer);
    if (why !== "") sliders.append(el("p", { class: "nx-hint", text: why }));
    this.rows.replaceChildren(sliders, groups);
    const both = this.sliders.length > 0 && this.groups.length > 0;
    const turns = both && this.sliders.length + this.groups.length > ROOM;
    const buttons = TABS.map((name, k) => textButton(name, ["Labels that are numbers", "Labels that are choices"][k] ?? "", () => choose(k)));
    const choose = (which: number): void => {
      for (const [k, part] of [sliders, groups].entries()) setHidden(part, turns && k !== which);
      for (const [k, button] of buttons.entries()) setPressed(button, k === which);
    };
    this.tabs.replaceChildren(...(turns ? buttons : []));
    setHidden(this.tabs, !turns);
    setText(this.title, turns ? "" : "Steer");
    choose(0);
  }
}

/** What is known of a label of what is shown. */
interface Known {
  read: number | null; // off its latent; null: on its way
  absent: boolean; // it is of a part that is not there
  measured: number | string | undefined; // on what is decoded
  moves: readonly Move[];
  raw: boolean;
}

class Slider {
  readonly root: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly value = el("span", { class: "nx-steer-value" });
  private readonly back: HTMLButtonElement;
  private read: number | null = null; // of what is shown
  private moved = 0;
  private knob = 0; // where it stands, as the browser rounds it
  private held: { value: number; amount: number } | null = null; // when the hand took the knob

  constructor(
    readonly label: Direction,
    readonly place: number, // among all labels, those that are not offered, too
    private readonly events: SteerEvents,
  ) {
    const [low, high] = rangeOf(label);
    this.input = el("input", {
      class: "nx-range",
      attributes: { type: "range", min: String(low), max: String(high), step: String((high - low) / STEPS), "aria-label": label.title, "data-label": label.key },
    });
    this.input.addEventListener("input", () => this.slide(true));
    this.input.addEventListener("change", this.release);
    this.back = iconButton(icon("close"), `Reset ${label.title.toLowerCase()}`, () => this.events.move(label.key, 0, false));
    this.back.classList.add("nx-steer-back");
    const r2 = label.r2 === null ? "" : `R² ${(Math.floor(100 * label.r2) / 100).toFixed(2)}`;
    const help = label.r2 === null ? label.title : `${label.title}. Held-out R² ${label.r2.toFixed(3)}: how well it can be read off a latent`;
    this.root = el(
      "div",
      { class: "nx-steer-row", title: help },
      el("span", { text: label.less }),
      el("span", { class: "nx-steer-middle" }, this.value, el("span", { class: "nx-faint", text: r2 })),
      el("span", { class: "nx-steer-more", text: label.more }),
      this.input,
      this.back,
    );
  }

  render({ read, absent, measured, moves, raw }: Known): void {
    this.moved = amountOf(moves, this.label.key);
    if (read !== null) this.read = read;
    this.input.disabled = raw || this.read === null;
    setAttribute(this.back, "data-there", String(this.moved !== 0));
    this.back.tabIndex = this.moved !== 0 ? 0 : -1;
    if (this.read === null) return;
    const text = this.said(this.read, absent, measured);
    setText(this.value, text);
    setAttribute(this.value, "title", text);
    setAttribute(this.input, "aria-valuetext", text);
    if (this.held !== null || read === null) return; // let go, it stays where it is until what it asked for has come
    this.input.value = String(read);
    this.knob = Number(this.input.value);
  }

  /** What was asked for and what came of it, once that is measured; "none" of a part that is not there. */
  private said(read: number, absent: boolean, measured: number | string | undefined): string {
    const { unit, low, high } = this.label;
    const form = (value: number) => `${fixed(value, high - low > 10 ? 1 : 2)}${unit ? ` ${unit}` : ""}`;
    const found = typeof measured === "number" ? form(measured) : measured;
    if (this.moved !== 0) return found === undefined ? `asked ${form(read)}` : `asked ${form(read)}, measured ${found}`;
    return found ?? (absent ? "none" : form(read));
  }

  /** The knob's way is what is added to what is shown, wherever it was taken. */
  private slide(moving: boolean): void {
    // A browser says nothing of a change when the knob is let go where it was taken.
    if (this.held === null) window.addEventListener("pointerup", this.release, { once: true });
    this.held ??= { value: this.knob, amount: this.moved };
    const { value, amount } = this.held;
    this.knob = Number(this.input.value);
    this.moved = amount + this.knob - value;
    if (!moving) this.held = null;
    this.events.move(this.label.key, this.moved, moving);
  }

  private readonly release = (): void => {
    if (this.held !== null) this.slide(false);
  };
}

class Group {
  readonly root: HTMLElement;
  private readonly buttons: HTMLButtonElement[];

  constructor(
    readonly label: ClassLabel,
    events: SteerEvents,
  ) {
    this.buttons = label.values.map((value) => textButton(value, `${label.title}: ${value}`, () => events.value(label.key, value)));
    const named = { role: "group", "aria-label": label.title, "data-label": label.key };
    this.root = el("div", { class: "nx-steer-group", attributes: named }, el("span", { text: label.title }), el("div", {}, ...this.buttons));
  }

  render(read: string | null, moves: readonly Move[], raw: boolean): void {
    const asked = valueOf(moves, this.label.key);
    for (const button of this.buttons) {
      const value = button.textContent;
      setPressed(button, value === read);
      setAttribute(button, "data-asked", String(value === asked));
      const missed = value === asked && read !== null && read !== asked;
      setAttribute(button, "title", `${this.label.title}: ${value}${missed ? `. Asked for; what is decoded has ${read}` : ""}`);
      button.disabled = raw;
    }
  }
}
