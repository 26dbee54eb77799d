// The terrain on the map: whether it is on, what its colours say, its picture and its legend.
import type { TerrainWords } from "../kinds/port.ts";
import { capital } from "../kit/words.ts";
import type { About, MapData, Terrain, Theme } from "../types.ts";
import { colouringOf, parseColour, type Rgb } from "./colours.ts";
import { html } from "./dom.ts";
import { stops } from "./legend.ts";
import { type Ground, groupPixels, groupsOf, type Pixels, scaleOfColours, valuePixels, valueRange } from "./terrain.ts";

const GROUNDS: readonly Ground[] = ["values", "groups"];
const COMPUTING = "Computing the terrain …";
const REDRAW_MS = 200; // while it grows: pieces come faster than one sees, and a hand must not wait for their pictures
const GREY = "#8b939c";

/** A picture of the terrain, and which part of the map it covers. */
export interface Picture {
  canvas: HTMLCanvasElement;
  box: Terrain["box"];
}

export class GroundLayer {
  readonly element = html("div", { class: "nx-map-terrain", hidden: true, role: "group", "aria-label": "Terrain" });
  private readonly title = html("span", { class: "nx-map-scale-title" }, "Terrain");
  private readonly choice = html("span", { class: "nx-map-grounds", role: "group", "aria-label": "Terrain by" });
  private readonly key = html("span", { class: "nx-map-terrain-key" });
  private readonly progress = html("span", { class: "nx-map-faint nx-map-terrain-progress" });
  private readonly buttons: Record<Ground, HTMLButtonElement>;
  private shown: Ground = "values";
  private isOn = false;
  private terrain: Terrain | null = null;
  private drawnAt = Number.NEGATIVE_INFINITY;
  private data: MapData | null = null;

  /**
   * @param words what the colours say
   * @param changed called with the picture to draw, or null for none
   * @param say speaks to a screen reader
   * @param chosen called with what the colours shall say from now on
   */
  constructor(
    private theme: Theme,
    private readonly words: TerrainWords<About>,
    private readonly changed: (picture: Picture | null) => void,
    private readonly say: (text: string) => void,
    private readonly chosen: (ground: Ground) => void,
  ) {
    const make = (ground: Ground) => {
      const made = html("button", { type: "button", class: "nx-map-ground" }, words[ground]);
      made.addEventListener("click", () => this.chosen(ground));
      return made;
    };
    this.buttons = { values: make("values"), groups: make("groups") };
    this.choice.append(...GROUNDS.map((ground) => this.buttons[ground]));
    this.element.append(this.title, this.choice, this.key, this.progress);
  }

  get on(): boolean {
    return this.isOn;
  }

  /** What its colours say. */
  get ground(): Ground {
    return this.shown;
  }

  /** Another space: the terrain of the last one is gone. */
  setSpace(data: MapData): void {
    this.data = data;
    this.choice.hidden = this.words.names(data.about).length < 2;
    if (this.choice.hidden) this.shown = "values";
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  /** Shows it by its values or groups; null: not at all. */
  show(ground: Ground | null): void {
    if (ground !== null) this.shown = this.choice.hidden && this.data !== null ? "values" : ground;
    const on = ground !== null;
    if (on !== this.isOn) {
      this.isOn = on;
      this.terrain = null;
      this.element.hidden = !on;
      if (on) this.say(COMPUTING);
    }
    this.draw();
  }

  /** The terrain as far as it is known; ignored when it has been switched off meanwhile. */
  set(terrain: Terrain): void {
    if (!this.isOn) return;
    const before = this.terrain?.done ?? 0;
    this.terrain = terrain;
    if (terrain.done >= 1 || performance.now() - this.drawnAt > REDRAW_MS) this.draw();
    const [range, scale] = [valueRange(terrain), this.scaleFor(terrain)];
    if (terrain.done >= 1 && before < 1 && range)
      this.say(`Terrain complete: ${this.words.values.toLowerCase()} from ${this.spoken({ low: range.low, high: Math.min(range.high, scale.high) })}`);
  }

  private draw(): void {
    const { terrain, theme } = this;
    for (const ground of GROUNDS) this.buttons[ground].setAttribute("aria-pressed", String(ground === this.shown));
    if (!this.isOn) return this.changed(null);
    this.progress.textContent = terrain === null ? COMPUTING : terrain.done < 1 ? `${Math.floor(100 * terrain.done)} % computed` : "";
    this.key.replaceChildren(...(terrain ? this.keyOf(terrain) : []));
    if (!terrain) return this.changed(null);
    this.drawnAt = performance.now();
    const pixels =
      this.shown === "values" ? valuePixels(terrain, theme.dark, this.scaleFor(terrain)) : groupPixels(terrain, this.colours().map(parseColour) as Rgb[]);
    this.changed({ canvas: painted(pixels), box: terrain.box });
  }

  private keyOf(terrain: Terrain): HTMLElement[] {
    if (this.shown === "groups") {
      const [colours, names] = [this.colours(), this.names()];
      return groupsOf(terrain).map((group) => {
        const swatch = html("span", { class: "nx-map-swatch" });
        swatch.style.color = colours[group] ?? GREY;
        return html("span", { class: "nx-map-terrain-arch" }, swatch, names[group] ?? "");
      });
    }
    const [range, scale] = [valueRange(terrain), this.scaleFor(terrain)];
    if (!range) return [];
    const below = range.low < scale.low - 0.5 ? "≤ " : "";
    const bar = html("span", { class: "nx-map-bar nx-map-terrain-bar" });
    bar.style.background = `linear-gradient(90deg, ${stops(this.theme.dark).join(", ")})`;
    const { help, unit } = this.words;
    const key = html(
      "span",
      { class: "nx-map-terrain-scale", role: "img", "aria-label": `From ${this.spoken(scale)}: ${help}`, title: capital(help) },
      html("span", {}, below + written(scale.low)),
      bar,
      html("span", {}, `${written(scale.high)} ${unit}`.trim()),
    );
    return [key];
  }

  /** The points' own scale: one colour says one thing on the map. */
  private scaleFor(terrain: Terrain): { low: number; high: number } {
    const name = this.data && this.words.scale(this.data.about);
    return scaleOfColours(terrain, this.data?.labels.find((label) => label.name === name));
  }

  private names(): string[] {
    return this.data ? this.words.names(this.data.about) : [];
  }

  private spoken({ low, high }: { low: number; high: number }): string {
    return `${written(low)} to ${written(high)} ${this.words.spokenUnit}`.trim();
  }

  /** A colour for each group: that of its networks on the map; one of its own if there is none of it. */
  private colours(): string[] {
    const { data, theme } = this;
    const names = this.names();
    const label = data?.labels.find(({ name }) => name === this.words.label);
    if (!label || !("categories" in label)) return names.map((_, i) => theme.categorical[i] ?? GREY);
    const colouring = colouringOf(label, theme.categorical, GREY);
    const groups = colouring.kind === "category" ? colouring.groups : [];
    const spare = theme.categorical.slice(groups.length);
    return names.map((name) => groups.find(({ categories }) => categories.includes(name))?.colour ?? spare.shift() ?? GREY);
  }
}

function painted({ width, height, data }: Pixels): HTMLCanvasElement {
  const canvas = html("canvas", { width, height });
  canvas.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}

/** As the legend of the points says them. */
function written(value: number): string {
  return Math.abs(value) > 10 ? value.toFixed(1) : value.toFixed(2);
}
