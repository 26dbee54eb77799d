// The row of tools above the map: colour, search, lasso, contact sheet, the free handle's dock.
import type { MapWords } from "../kinds/port.ts";
import type { About, MapData } from "../types.ts";
import { button, grouped, html, ICONS, icon } from "./dom.ts";
import { searchable } from "./search.ts";

export interface ToolEvents {
  colour(label: string): void;
  search(query: string): void;
  next(): void;
  selectMatches(): void;
  lasso(on: boolean): void;
  sheet(on: boolean): void;
  terrain(on: boolean): void;
  dock(event: PointerEvent): void; // a press on the free handle's dock
  dockKey(): void; // Enter or space on it
}

export class Tools {
  readonly element = html("div", { class: "nx-map-tools", role: "toolbar", "aria-label": "Map tools" });
  private readonly colour = html("select", { class: "nx-map-select", "aria-label": "Colour by" });
  private readonly search = html("input", {
    type: "search",
    class: "nx-map-search-text",
    "aria-label": "Search networks by id or label. Enter goes to the next match",
    placeholder: "Search",
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly matches = html("span", { class: "nx-map-matches", "aria-live": "polite" });
  private readonly why = html("div", { class: "nx-map-why", role: "status", hidden: true });
  private examples: string[] = []; // of what one may search for
  private readonly select = html("button", { type: "button", class: "nx-map-all", hidden: true }, "Select");
  private readonly lasso: HTMLButtonElement;
  private readonly sheet: HTMLButtonElement;
  private readonly terrain: HTMLButtonElement;

  constructor(
    private readonly words: MapWords<About>,
    events: ToolEvents,
  ) {
    this.colour.addEventListener("change", () => events.colour(this.colour.value));
    this.search.addEventListener("input", () => events.search(this.search.value));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") events.next();
      if (event.key === "Escape") events.search("");
      event.stopPropagation(); // letters typed here are no commands
    });
    this.select.addEventListener("click", () => events.selectMatches());
    this.select.title = "Select the networks found";
    this.lasso = button("Lasso: draw around networks to select them", ICONS.lasso, ["Lasso", "Lasso"], () =>
      events.lasso(this.lasso.getAttribute("aria-pressed") !== "true"),
    );
    this.sheet = button("Contact sheet: pictures of what lives where", ICONS.sheet, ["Contact sheet", "Sheet"], () =>
      events.sheet(this.sheet.getAttribute("aria-pressed") !== "true"),
    );
    this.terrain = button(
      "Terrain: colour the map by what is decoded at every place",
      ICONS.terrain,
      ["Terrain", "Terrain"],
      () => events.terrain(this.terrain.getAttribute("aria-pressed") !== "true"),
    );
    this.terrain.hidden = words.terrain === null;
    const dock = button(
      "Probe any place: drag this onto the map",
      ICONS.probe,
      ["Probe any place", "Probe"],
      (event) => {
        if (event.detail === 0) events.dockKey(); // by keyboard; a hand's press is the gestures' to tell
      },
    );
    dock.classList.add("nx-map-dock");
    dock.addEventListener("pointerdown", (event) => events.dock(event));
    const field = html("div", { class: "nx-map-search" }, icon(ICONS.search), this.search, this.matches, this.select, this.why);
    const label = html("label", { class: "nx-map-colour" }, html("span", {}, "Colour"), this.colour);
    this.element.append(label, field, html("div", { class: "nx-map-buttons" }, this.lasso, this.sheet, this.terrain, dock));
    this.setLasso(false);
    this.setSheet(false);
    this.setTerrain(false);
  }

  setSpace(data: MapData): void {
    this.examples = searchable(data);
    this.search.title = `For example: ${this.examples.join(", ")}`;
    this.fit();
    const { terrain } = this.words;
    this.terrain.hidden = terrain === null || terrain.known?.(data.about) === false;
    this.colour.replaceChildren(...data.labels.map((l) => html("option", { value: l.name }, l.title)));
  }

  /** As many examples in the empty field as have room. */
  fit(): void {
    const style = getComputedStyle(this.search);
    const pen = document.createElement("canvas").getContext("2d")!;
    pen.font = `${style.fontSize} ${style.fontFamily}`;
    let text = "Search";
    for (let n = 1; n <= this.examples.length; n++) {
      const longer = `Search: ${this.examples.slice(0, n).join(", ")}`;
      if (pen.measureText(longer).width > this.search.clientWidth) break;
      text = longer;
    }
    this.search.placeholder = text;
  }

  setTerrain(on: boolean): void {
    this.terrain.setAttribute("aria-pressed", String(on));
  }

  setColour(label: string): void {
    this.colour.value = label;
  }

  /** @param found number of matches, null without a query; `why`: of none, what would be found */
  setSearch(query: string, found: number | null, why: string): void {
    if (this.search.value !== query) this.search.value = query;
    this.matches.textContent = found === null ? "" : found === 0 ? "none" : `${grouped(found)} found`;
    this.select.hidden = !found;
    this.why.textContent = why;
    this.why.hidden = why === "";
  }

  setLasso(on: boolean): void {
    this.lasso.setAttribute("aria-pressed", String(on));
  }

  setSheet(on: boolean): void {
    this.sheet.setAttribute("aria-pressed", String(on));
  }
}
