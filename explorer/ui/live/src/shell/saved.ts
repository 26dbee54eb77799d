// The saved list of show mode: a small dialog to look at it and to change it.

import { el, iconButton, textButton } from "../kit/dom.ts";
import { icon } from "../kit/icons.ts";
import type { View } from "./state.ts";
import { type Namer, networks } from "../kit/words.ts";

export interface SavedEvents {
  look(id: number): void;
  change(tour: number[]): void;
  path(): void;
}

export class Saved {
  readonly root: HTMLDialogElement;
  private readonly list = el("ol", { class: "nx-saved" });
  private readonly text = el("p", { class: "nx-faint" });
  private readonly through: HTMLButtonElement;
  private readonly clear: HTMLButtonElement;
  private tour: readonly number[] = [];

  constructor(private readonly events: SavedEvents) {
    this.through = textButton("Path through all", "Make these networks the stops of the path", () => {
      this.root.close();
      events.path();
    });
    this.clear = textButton("Clear", "Take all from the list", () => events.change([]));
    this.root = el(
      "dialog",
      { class: "nx-dialog", attributes: { "aria-label": "List for show mode" } },
      el("h3", { text: "List for show mode" }),
      this.text,
      this.list,
      el(
        "div",
        { class: "nx-dialog-foot" },
        this.through,
        this.clear,
        el("span", { class: "nx-space" }),
        textButton("Close", "Close (Escape)", () => this.root.close(), "nx-primary"),
      ),
    );
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }

  render(view: View, name: Namer): void {
    this.text.textContent =
      view.tour.length === 0
        ? "Nothing is saved yet: click a network on the map, then “Save to list”. In show mode, N and P go from one to the next."
        : `${networks(view.tour.length)}; in show mode, N and P go from one to the next.`;
    this.through.disabled = view.tour.length < 2;
    this.clear.disabled = view.tour.length === 0;
    if (view.tour === this.tour && this.list.childElementCount === view.tour.length) return;
    this.tour = view.tour;
    this.list.replaceChildren(
      ...view.tour.map((id, i) =>
        el(
          "li",
          {},
          textButton(name(id), "Look at this network", () => this.events.look(id), "nx-link"),
          iconButton(icon("close"), `Take ${name(id)} from the list`, () => this.events.change(view.tour.filter((_, j) => j !== i))),
        ),
      ),
    );
  }
}
