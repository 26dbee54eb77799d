// The lines over what is shown: what it is, and how far it is from what the space knows.

import type { Frame, MapData } from "../types.ts";
import { el, setAttribute, setHidden, setText, textButton } from "../kit/dom.ts";
import { isKept, type View } from "./state.ts";
import type { Standing } from "../kit/trust.ts";
import { capital, type Namer } from "../kit/words.ts";
import { RAW_DISTANCE } from "./titles.ts";

const NEAREST = 3; // named

export interface FactsEvents {
  look(id: number): void;
  setA(): void;
  setB(): void;
  addStop(): void;
  save(): void;
}

export interface FactsState {
  view: View;
  title: string;
  frame: Frame | null;
  standing: Standing;
  data: MapData | null;
  name: Namer;
  pending: boolean; // what is drawn is not yet of this title
}

export class Facts {
  readonly root: HTMLElement;
  private readonly title = el("h2", { class: "nx-title" });
  private readonly dot = el("span", { class: "nx-dot", attributes: { "aria-hidden": "true" } });
  private readonly word = el("b");
  private readonly rest = el("span", { class: "nx-faint", title: "In the space, × the usual distance between neighbours there" });
  private readonly gap = el("span", { class: "nx-faint nx-gap", title: "How far the place is from networks on the map, over how far neighbours lie there at most: another distance than that in the space" });
  private readonly near: HTMLElement[];
  private readonly line: HTMLElement;
  private readonly actions: HTMLElement;
  private readonly save: HTMLButtonElement;
  private ids: number[] = [];

  constructor(events: FactsEvents) {
    this.near = Array.from({ length: NEAREST }, (_, i) => {
      const look = () => {
        const id = this.ids[i];
        if (id !== undefined) events.look(id);
      };
      return el("span", { class: "nx-near" }, textButton("", "Look at this network", look, "nx-link"), el("span", { class: "nx-faint" }));
    });
    const [first, ...others] = this.near;
    const lead = el("span", { class: "nx-lead" }, this.rest, first!); // on a narrow screen they go to the next line together
    this.line = el("div", { class: "nx-where" }, this.dot, this.word, lead, this.gap, ...others);
    this.save = textButton("Save to list", "Save to the list that show mode plays (L)", events.save);
    this.actions = el(
      "div",
      { class: "nx-actions", attributes: { role: "group", "aria-label": "This network" } },
      textButton("Set as A", "Start the path here (A)", events.setA),
      textButton("Set as B", "End the path here (B)", events.setB),
      textButton("Add stop", "Let the path go on to here", events.addStop),
      this.save,
    );
    this.root = el("header", { class: "nx-facts" }, this.title, this.actions, this.line);
  }

  render(state: FactsState): void {
    const { view, frame } = state;
    setText(this.title, state.title);
    setAttribute(this.title, "title", state.title); // beside the buttons a long name is cut
    setHidden(this.actions, view.shown !== "network" || view.id === null);
    const saved = view.id !== null && view.tour.includes(view.id);
    setText(this.save, saved ? "In the list" : "Save to list");
    this.save.disabled = saved;
    const where = state.pending ? null : (frame?.where ?? null);
    const raw = view.shown === "path" && view.path === "raw";
    const itself = view.shown === "network" ? view.id : null;
    this.say(state.standing, where, raw, itself === null || isKept(itself) ? null : splitOf(state.data, itself));
    const nearest = (where?.nearest ?? []).map((id, i) => ({ id, far: where?.distances[i] ?? 0 }));
    const others = nearest.filter(({ id }) => id !== itself).slice(0, NEAREST);
    this.ids = others.map(({ id }) => id);
    this.near.forEach((entry, i) => {
      const id = this.ids[i];
      setHidden(entry, id === undefined);
      const [button, far] = entry.children;
      if (id === undefined || !button || !far) return;
      setText(button, state.name(id));
      setText(far, `${(others[i]?.far ?? 0).toFixed(2)} ×`);
      setAttribute(far, "title", `${(others[i]?.far ?? 0).toFixed(2)} times the usual distance between neighbours`);
    });
  }

  /** The standing; of a network of the zoo what it is, as its distance to itself says nothing. */
  private say(standing: Standing, where: Frame["where"], raw: boolean, split: string | null): void {
    const known = where !== null && split !== null;
    const own = known ? standing.word.replace(/^[^,]*/, `${split} network`.trim()) : standing.word;
    this.dot.dataset.trust = known && standing.trust === "good" ? "none" : standing.trust;
    setText(this.word, capital(own));
    const gap = where?.gap ?? null;
    setText(this.rest, where === null ? (raw ? RAW_DISTANCE : "…") : raw ? "read as near" : gap === null ? "near, in the space," : "near");
    setHidden(this.gap, gap === null);
    setText(this.gap, gap === null ? "" : `· on the map ${gap.toFixed(2)} ×`);
  }
}

/** "training", "held out", or nothing if the space does not say. */
function splitOf(data: MapData | null, id: number): string {
  const label = data?.labels.find(({ name }) => name === "split");
  return label && "codes" in label ? (label.categories[label.codes[id] ?? -1] ?? "") : "";
}
