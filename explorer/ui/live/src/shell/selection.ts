// The panel of a selection: how many, what can be done with them, and their table.

import type { MapData } from "../types.ts";
import { download, el, iconButton, setHidden, setPressed, setText, textButton } from "../kit/dom.ts";
import { icon } from "../kit/icons.ts";
import { csvOf, shownCell, sorted, type Table, tableOf } from "./rows.ts";
import { MOST_ANCHORS, type View } from "./state.ts";
import { networks } from "../kit/words.ts";

export interface SelectionEvents {
  look(id: number): void;
  mean(): void;
  tour(): void;
  clear(): void;
}

export class Selection {
  readonly root: HTMLElement;
  private readonly count = el("b");
  private readonly mean: HTMLButtonElement;
  private readonly tour: HTMLButtonElement;
  private readonly table = el("table", { class: "nx-table" });
  private shown: Table | null = null;
  private of: readonly number[] | null = null;
  private data: MapData | null = null;
  private column = 0;
  private descending = false;
  private chosen: number | null = null;

  /** @param mean "Mean shape": what the mean of latents gives */
  constructor(
    mean: string,
    private readonly events: SelectionEvents,
  ) {
    this.mean = textButton(mean, "Decode the mean of their latents", events.mean);
    this.tour = textButton("Tour through it", `A path from one to the next, of at most ${MOST_ANCHORS}`, events.tour);
    const csv = textButton("CSV", "Save this table", () => this.save());
    csv.prepend(icon("download"));
    this.root = el(
      "section",
      { class: "nx-selection", attributes: { "aria-label": "Selected networks" } },
      el(
        "div",
        { class: "nx-selection-head" },
        this.count,
        el("span", { class: "nx-space" }),
        this.mean,
        this.tour,
        csv,
        iconButton(icon("close"), "Clear the selection", events.clear),
      ),
      el("div", { class: "nx-table-box", attributes: { tabindex: "0", "aria-label": "Table of the selected networks" } }, this.table),
    );
    this.root.hidden = true;
  }

  render(view: View, data: MapData | null): void {
    setHidden(this.root, view.selection.length === 0);
    if (view.selection.length === 0) return;
    setText(this.count, `${networks(view.selection.length)} selected`);
    setPressed(this.mean, view.shown === "mean");
    this.tour.disabled = view.selection.length < 2;
    const [all, stops] = [view.selection.length, Math.min(view.selection.length, MOST_ANCHORS)];
    setText(this.tour, stops < all ? `Tour through ${stops} of ${all.toLocaleString("en")}` : "Tour through it");
    if (data && (view.selection !== this.of || data !== this.data)) {
      [this.of, this.data] = [view.selection, data];
      this.shown = tableOf(data, view.selection);
      this.draw();
    }
    if (view.id !== this.chosen) this.mark(view.id);
  }

  private draw(): void {
    if (!this.shown) return;
    const head = this.shown.columns.map((title, column) => {
      const by = textButton(title, `Sort by ${title}`, () => this.sortBy(column), "nx-link");
      const order = column === this.column ? (this.descending ? "descending" : "ascending") : "none";
      return el("th", { attributes: { scope: "col", "aria-sort": order } }, by);
    });
    const rows = sorted(this.shown.rows, this.column, this.descending).map((row) => {
      const cells = row.cells.map((cell, i) => {
        const box = el("td", { class: typeof cell === "number" ? "nx-number" : "" });
        if (i === 1) box.append(textButton(String(cell), "Look at this network", () => this.events.look(row.id), "nx-link"));
        else box.textContent = shownCell(cell);
        return box;
      });
      return el("tr", { attributes: { "data-id": String(row.id) } }, ...cells);
    });
    this.table.replaceChildren(el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
    this.mark(this.chosen);
  }

  private sortBy(column: number): void {
    this.descending = column === this.column && !this.descending;
    this.column = column;
    this.draw();
    this.table.querySelectorAll<HTMLElement>("th button")[column]?.focus();
  }

  private mark(id: number | null): void {
    this.chosen = id;
    for (const row of this.table.querySelectorAll<HTMLElement>("tbody tr")) {
      const chosen = row.dataset.id === String(id);
      row.classList.toggle("nx-chosen", chosen);
      if (chosen) row.scrollIntoView({ block: "nearest" });
    }
  }

  private save(): void {
    if (!this.shown) return;
    const rows = sorted(this.shown.rows, this.column, this.descending);
    const csv = csvOf({ columns: this.shown.columns, rows });
    download("selection.csv", new Blob([csv], { type: "text/csv" }));
  }
}
