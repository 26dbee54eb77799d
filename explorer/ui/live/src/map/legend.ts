// The legend: what the colours and marks say; a click on an entry hides or shows its networks.
import type { MapData, Theme } from "../types.ts";
import { type Colouring, hex, scaleColour, spokenNumber } from "./colours.ts";
import { grouped, html } from "./dom.ts";
import { hiddenName, isCategorical, isolated, toggled } from "./filter.ts";

export interface LegendState {
  data: MapData;
  colour: string; // label
  colouring: Colouring;
  hidden: readonly string[];
  shown: number; // networks the filter leaves
  theme: Theme;
  kept: number; // points kept with the space
  own: number; // points of this session: files that were read, results of optimizations
  sheet: boolean; // the contact sheet lies over them
}

interface Entry {
  label: string;
  title: string;
  categories: string[];
  count: number;
  colour: string | null; // null: a mark in the colour of text
  ring: boolean;
}

export class Legend {
  readonly element = html("div", { class: "nx-map-legend", role: "group", "aria-label": "Legend and filter" });

  /** @param changed called with the hidden categories after a click */
  constructor(private readonly changed: (hidden: string[]) => void) {}

  render(state: LegendState): void {
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-entry")
      : null;
    const { colouring, data } = state;
    const first = colouring.kind === "number" ? [scale(state)] : coloured(state).map((e) => this.entry(state, e));
    const marks = state.colour === "split" ? [] : splitEntries(data).map((e) => this.entry(state, e));
    const parts: HTMLElement[] = [html("div", { class: "nx-map-legend-part" }, ...first)];
    if (marks.length > 0) parts.push(html("div", { class: "nx-map-legend-part" }, ...marks));
    if (state.own > 0) parts.push(stars("nx-map-own-entry", "of this session", state.own));
    if (state.kept > 0) parts.push(stars("nx-map-kept-entry", "kept", state.kept));
    if (state.sheet) parts.push(told("", html("span", { class: "nx-map-empty-mark" }), html("span", {}, "no network near")));
    if (state.hidden.length > 0) {
      const all = html("button", { type: "button", class: "nx-map-all", "data-entry": "all" }, "Show all");
      all.addEventListener("click", () => this.changed([]));
      const count = `${grouped(data.count - state.shown)} hidden`;
      parts.push(html("div", { class: "nx-map-legend-part" }, html("span", { class: "nx-map-faint" }, count), all));
    }
    this.element.replaceChildren(...parts);
    if (focused) this.element.querySelector<HTMLElement>(`[data-entry="${CSS.escape(focused)}"]`)?.focus();
  }

  private entry(state: LegendState, entry: Entry): HTMLElement {
    const off = entry.categories.every((c) => state.hidden.includes(hiddenName(state.data, entry.label, c)));
    const swatch = html("span", { class: entry.ring ? "nx-map-swatch nx-map-swatch-ring" : "nx-map-swatch" });
    if (entry.colour) swatch.style.color = entry.colour;
    const made = html(
      "button",
      {
        type: "button",
        class: "nx-map-entry",
        "aria-pressed": String(!off),
        "data-entry": `${entry.label}:${entry.title}`,
        title: `${off ? "Show" : "Hide"} ${entry.title}; with shift: only ${entry.title}`,
      },
      swatch,
      html("span", {}, entry.title),
      html("span", { class: "nx-map-count" }, grouped(entry.count)),
    );
    made.addEventListener("click", (event) => {
      const change = event.shiftKey || event.altKey ? isolated : toggled;
      this.changed(change(state.data, state.hidden, entry.label, entry.categories));
    });
    return made;
  }
}

/** What stars of a colour are, and how many. */
function stars(name: string, what: string, count: number): HTMLElement {
  const star = html("span", { class: "nx-map-star", "aria-hidden": "true" }, "★");
  return told(name, star, html("span", {}, what), html("span", { class: "nx-map-count" }, grouped(count)));
}

/** An entry that only says what a mark is. */
function told(name: string, ...parts: HTMLElement[]): HTMLElement {
  return html("div", { class: "nx-map-legend-part" }, html("span", { class: `nx-map-entry nx-map-told ${name}`.trim() }, ...parts));
}

function coloured({ colour, colouring }: LegendState): Entry[] {
  if (colouring.kind === "number") return [];
  return colouring.groups.map((g) => ({ label: colour, ring: colour === "split" && /held/i.test(g.title), ...g }));
}

/** Training and held-out networks, told apart by their marks; nothing to tell if all are of one kind. */
export function splitEntries(data: MapData): Entry[] {
  const split = data.labels.find((l) => l.name === "split");
  if (!split || !isCategorical(split)) return [];
  const counts = split.categories.map(() => 0);
  for (const code of split.codes) counts[code]!++;
  const entries = split.categories.map((title, k) => ({
    label: "split",
    title,
    categories: [title],
    count: counts[k]!,
    colour: null,
    ring: /held/i.test(title),
  }));
  const used = entries.filter((e) => e.count > 0).sort((a, b) => Number(a.ring) - Number(b.ring));
  return used.length > 1 ? used : [];
}

function scale({ data, colour, colouring, theme }: LegendState): HTMLElement {
  if (colouring.kind !== "number") return html("div");
  const title = data.labels.find((l) => l.name === colour)?.title ?? colour;
  const bar = html("span", { class: "nx-map-bar" });
  bar.style.background = `linear-gradient(90deg, ${stops(theme.dark).join(", ")})`;
  const [low, high] = [spokenNumber(colouring.low), spokenNumber(colouring.high)];
  return html(
    "div",
    { class: "nx-map-scale", role: "img", "aria-label": `${title}: from ${low} (dark) to ${high} (light)` },
    html("span", { class: "nx-map-scale-title" }, title),
    html("span", {}, low),
    bar,
    html("span", {}, high),
  );
}

/** The colours of the scale at evenly spaced places, for a gradient. */
export const stops = (dark: boolean): string[] => Array.from({ length: 9 }, (_, k) => hex(scaleColour(k / 8, dark)));
