// The terrain on the map: whether it is on, what its colours say, its picture and its legend.
import type { MapData, Terrain, Theme } from "../types.ts";
import { colouringOf, parseColour, type Rgb } from "./colours.ts";
import { html } from "./dom.ts";
import { stops } from "./legend.ts";
import { accuracyPixels, accuracyRange, archPixels, archsOf, type Ground, type Pixels } from "./terrain.ts";

const GROUNDS: readonly Ground[] = ["accuracy", "architecture"];
const TITLES: Record<Ground, string> = { accuracy: "Accuracy", architecture: "Architecture" };
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
  private shown: Ground = "accuracy";
  private isOn = false;
  private terrain: Terrain | null = null;
  private drawnAt = Number.NEGATIVE_INFINITY;
  private data: MapData | null = null;

  /**
   * @param changed called with the picture to draw, or null for none
   * @param say speaks to a screen reader
   */
  constructor(
    private theme: Theme,
    private readonly changed: (picture: Picture | null) => void,
    private readonly say: (text: string) => void,
  ) {
    const make = (ground: Ground) => {
      const made = html("button", { type: "button", class: "nx-map-ground" }, TITLES[ground]);
      made.addEventListener("click", () => this.choose(ground));
      return made;
    };
    this.buttons = { accuracy: make("accuracy"), architecture: make("architecture") };
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
    this.choice.hidden = (data.classifiers?.archs.length ?? 0) < 2;
    if (this.choice.hidden) this.shown = "accuracy";
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  switch(on: boolean): void {
    this.isOn = on;
    this.terrain = null;
    this.element.hidden = !on;
    if (on) this.say(COMPUTING);
    this.draw();
  }

  /** The terrain as far as it is known; ignored when it has been switched off meanwhile. */
  set(terrain: Terrain): void {
    if (!this.isOn) return;
    const before = this.terrain?.done ?? 0;
    this.terrain = terrain;
    if (terrain.done >= 1 || performance.now() - this.drawnAt > REDRAW_MS) this.draw();
    const range = accuracyRange(terrain);
    if (terrain.done >= 1 && before < 1 && range) this.say(`Terrain complete: accuracy from ${spoken(range)}`);
  }

  private choose(ground: Ground): void {
    this.shown = ground;
    this.draw();
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
      this.shown === "accuracy" ? accuracyPixels(terrain, theme.dark) : archPixels(terrain, this.colours().map(parseColour) as Rgb[]);
    this.changed({ canvas: painted(pixels), box: terrain.box });
  }

  private keyOf(terrain: Terrain): HTMLElement[] {
    if (this.shown === "architecture") {
      const colours = this.colours();
      return archsOf(terrain).map((arch) => {
        const swatch = html("span", { class: "nx-map-swatch" });
        swatch.style.color = colours[arch] ?? GREY;
        return html("span", { class: "nx-map-terrain-arch" }, swatch, this.data?.classifiers?.archs[arch] ?? "");
      });
    }
    const range = accuracyRange(terrain);
    if (!range) return [];
    const bar = html("span", { class: "nx-map-bar nx-map-terrain-bar" });
    bar.style.background = `linear-gradient(90deg, ${stops(this.theme.dark).join(", ")})`;
    const text = "accuracy of what is decoded at each place, on validation images";
    const key = html(
      "span",
      { class: "nx-map-terrain-scale", role: "img", "aria-label": `From ${spoken(range)}: ${text}`, title: capital(text) },
      html("span", {}, range.low.toFixed(0)),
      bar,
      html("span", {}, `${range.high.toFixed(0)} %`),
    );
    return [key];
  }

  /** A colour for each architecture: that of its networks on the map; one of its own if there is none of it. */
  private colours(): string[] {
    const { data, theme } = this;
    const archs = data?.classifiers?.archs ?? [];
    const label = data?.labels.find(({ name }) => name === "architecture");
    if (!label || !("categories" in label)) return archs.map((_, i) => theme.categorical[i] ?? GREY);
    const colouring = colouringOf(label, theme.categorical, GREY);
    const groups = colouring.kind === "category" ? colouring.groups : [];
    const spare = theme.categorical.slice(groups.length);
    return archs.map((name) => groups.find(({ categories }) => categories.includes(name))?.colour ?? spare.shift() ?? GREY);
  }
}

function painted({ width, height, data }: Pixels): HTMLCanvasElement {
  const canvas = html("canvas", { width, height });
  canvas.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}

function spoken({ low, high }: { low: number; high: number }): string {
  return `${low.toFixed(0)} to ${high.toFixed(0)} percent`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
