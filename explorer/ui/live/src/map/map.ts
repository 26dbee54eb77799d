// The map of a space: every point a network; above the points the journey, around them the tools.
import "./map.css";
import type { MapWords } from "../kinds/port.ts";
import type { About, Course, KeptPoint, MapData, MapWindow, Run, Terrain, Theme, Tile } from "../types.ts";
import { Card } from "./card.ts";
import { Controller } from "./controller.ts";
import { button, grouped, html, ICONS } from "./dom.ts";
import { bound, type MapEvents } from "./events.ts";
import { figure, rasterised } from "./figure.ts";
import { Gestures } from "./gestures.ts";
import { GroundLayer } from "./ground.ts";
import { Hold } from "./hold.ts";
import { keyDown, KEYS, keyUp } from "./keyboard.ts";
import { Legend } from "./legend.ts";
import { Model } from "./model.ts";
import { Sheet, Thumbnails } from "./pictures.ts";
import { Scene } from "./scene.ts";
import type { Ground } from "./terrain.ts";
import { Tools } from "./tools.ts";
import { toScreen } from "./view.ts";

export type { MapEvents } from "./events.ts";

const BESIDE = 16; // CSS px that networks keep from the buttons over the map, and these from its edge
const PICTURE = 2; // pixels of a PNG per CSS pixel
const ZOOM = 1.5;
const NO_THEME: Theme = {
  dark: false,
  ink: "#1c2430",
  faint: "#5f6a78",
  paper: "#ffffff",
  panel: "#f3f5f7",
  line: "#d9dee5",
  primary: "#0b7a69",
  material: "#dda673",
  otherMaterial: "#93a9bd",
  font: "sans-serif",
  categorical: [],
};

export class SpaceMap {
  private readonly element = html("div", { class: "nx-map" });
  private readonly model: Model;
  private readonly scene: Scene;
  private readonly card = new Card();
  private readonly tools: Tools;
  private readonly legend: Legend;
  private readonly thumbnails: Thumbnails;
  private readonly sheet: Sheet;
  private readonly control: Controller;
  private readonly gestures: Gestures;
  private readonly hold: Hold;
  private readonly speech = html("div", { class: "nx-map-unseen", "aria-live": "polite" });
  private readonly ground: GroundLayer | null; // null: its kind knows nothing of what lies between networks
  private readonly sizes: ResizeObserver;
  private readonly zoom: HTMLElement;
  private theme = NO_THEME;
  private kept: readonly KeptPoint[] = [];

  constructor(
    root: HTMLElement,
    private readonly words: MapWords<About>,
    private readonly events: MapEvents,
    private still: HTMLElement | null, // a picture of the points that stands for them until `setSpace`; null: none
  ) {
    this.model = new Model(this.theme);
    this.scene = new Scene(this.theme, () => this.control.placeCard());
    if (still) this.scene.stage.prepend(still);
    this.thumbnails = new Thumbnails(this.model, this.scene, (ids) => events.needThumbnails(ids));
    this.sheet = new Sheet(this.scene, (columns, box) => events.needSheet(columns, box));
    const report: MapEvents = {
      ...bound(events),
      windowChanged: (w) => {
        this.sheet.windowMoved();
        events.windowChanged(w);
      },
    };
    const say = (text: string) => (this.speech.textContent = text);
    this.control = new Controller(
      this.model,
      this.scene,
      report,
      this.card,
      this.thumbnails,
      () => this.restyle(),
      say,
      () => this.hold.hint(),
    );
    const { terrain } = words;
    this.ground = terrain && new GroundLayer(this.theme, terrain, (picture) => this.scene.setGround(picture), say, (ground) => this.events.terrain(ground));
    this.gestures = new Gestures(this.scene.stage, this.control);
    this.tools = this.makeTools();
    this.legend = new Legend((hidden) => {
      this.setHidden(hidden);
      events.hidden(this.model.hidden);
    });
    this.hold = new Hold(this.scene.stage);
    this.zoom = this.makeZoom();
    this.scene.stage.append(this.card.element, this.zoom, this.hold.said);
    const below = [this.ground?.element, this.legend.element, this.speech].filter((one) => one !== undefined);
    this.element.append(this.tools.element, this.scene.stage, ...below);
    root.append(this.element);
    this.listen();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.scene.stage);
    this.resize();
  }

  // -- what is shown ---------------------------------------------------------------------------------------------

  setSpace(data: MapData): void {
    this.still?.remove(); // the points are drawn before the browser paints again
    this.still = null;
    this.control.leave();
    this.control.cursor = null;
    this.model.setSpace(data);
    this.scene.setPositions(data.positions);
    this.thumbnails.clear();
    this.tools.setSpace(data);
    this.ground?.setSpace(data);
    this.scene.stage.setAttribute("aria-label", `Map of ${grouped(data.count)} networks. ${KEYS}`);
    this.restyle();
    this.control.showJourney();
    this.sheet.refresh();
  }

  setTheme(theme: Theme): void {
    const pictures = theme.material !== this.theme.material;
    this.theme = theme;
    for (const name of ["ink", "faint", "paper", "panel", "line", "primary", "material", "font"] as const) {
      this.element.style.setProperty(`--nx-map-${name}`, theme[name]);
    }
    this.element.style.colorScheme = theme.dark ? "dark" : "light";
    this.model.setTheme(theme);
    this.scene.setTheme(theme);
    this.ground?.setTheme(theme);
    this.restyle();
    if (!pictures) return;
    this.thumbnails.clear();
    this.sheet.refresh();
  }

  setColour(label: string): void {
    this.model.setColour(label);
    this.restyle();
  }

  setHidden(categories: string[]): void {
    this.model.setHidden(categories);
    this.control.leave();
    this.restyle();
  }

  setSearch(query: string): void {
    this.model.setSearch(query);
    this.restyle();
  }

  setChosen(id: number | null): void {
    this.control.journey.chosen = id;
    this.control.showJourney();
  }

  setAnchors(ids: number[]): void {
    this.control.journey.anchors = [...ids];
    this.control.showJourney();
  }

  setCourse(course: Course | null): void {
    this.control.journey.course = course;
    this.control.showJourney();
  }

  /** Cheap: called at every frame while the handle moves. */
  setHandle(t: number | null): void {
    this.control.journey.t = t;
    this.scene.overlay.setHandle(t);
    this.scene.request();
  }

  setFree(place: { x: number; y: number } | null): void {
    this.control.journey.free = place && [place.x, place.y];
    this.scene.overlay.setProbe(this.control.journey.free);
    this.scene.request();
  }

  /** The way of an optimization, as far as it has come, and the step of it that is looked at. */
  setRun(run: Run | null, looked: number | null): void {
    this.scene.overlay.setRun(run, looked);
    this.scene.request();
  }

  /** Where what is steered, or added up, has come to; null: nothing is. */
  setSteered(place: [number, number] | null): void {
    this.scene.overlay.setSteered(place);
    this.scene.request();
  }

  /** Points that were kept, for the session or with the space. */
  setKept(points: readonly KeptPoint[]): void {
    if (points === this.kept) return;
    this.kept = points;
    this.model.setKept(points);
    this.scene.overlay.setKept(points, (value) => this.words.worth(value), (key, extend) => this.events.keptPicked(key, extend));
    this.restyle();
    this.control.showJourney();
  }

  setSelection(ids: number[]): void {
    this.control.showSelection(ids);
    this.restyle();
  }

  setThumbnail(id: number, url: string): void {
    this.thumbnails.set(id, url);
    this.control.thumbnailCame(id, url);
  }

  setSheet(on: boolean): void {
    this.tools.setSheet(on);
    if (on === this.sheet.on) return;
    this.sheet.set(on);
    this.restyle();
  }

  /** Whether the terrain is on. */
  get terrain(): boolean {
    return this.ground?.on ?? false;
  }

  /** The terrain as far as it is known; ignored when it has been switched off meanwhile. */
  setTerrain(terrain: Terrain): void {
    this.ground?.set(terrain);
  }

  /** Puts the terrain on, and says what its colours mean; null: off. Nothing happens where there is none. */
  setGround(ground: Ground | null): void {
    if (!this.ground) return;
    this.tools.setTerrain(ground !== null);
    this.ground.show(ground);
  }

  setTile(tile: Tile): void {
    this.sheet.add(tile);
  }

  /** Show mode: no tools and no text. */
  setCompact(on: boolean): void {
    this.scene.compact = on;
    this.element.classList.toggle("nx-map-compact", on);
    this.setLasso(false);
    this.control.leave();
    this.resize();
    this.scene.invalidate();
  }

  get window(): MapWindow {
    return { ...this.scene.target };
  }

  set window(window: MapWindow) {
    this.scene.setWindow(window);
    this.sheet.windowMoved();
  }

  fit(): void {
    this.scene.fit();
    this.sheet.windowMoved();
  }

  // -- what can be asked -----------------------------------------------------------------------------------------

  /** The network the keyboard is at, or that was clicked last. */
  get focused(): number | null {
    return this.control.cursor;
  }

  /** How often anything was drawn: nothing is while nothing changes. */
  get drawn(): number {
    return this.scene.drawn;
  }

  /** The map as an SVG document. */
  svg(): string {
    return figure(this.model, this.scene, this.control.journey, this.theme);
  }

  /** The map as a PNG. */
  picture(): Promise<Blob> {
    return rasterised(this.svg(), PICTURE);
  }

  /** Where a network is in the browser's window, CSS pixels. */
  pointOnScreen(id: number): [number, number] {
    const box = this.scene.stage.getBoundingClientRect();
    const [x, y] = toScreen(this.scene.view, this.model.place(id));
    return [box.left + x, box.top + y];
  }

  resize(): void {
    const { offsetWidth, offsetHeight } = this.zoom;
    this.scene.setCorner(offsetWidth + BESIDE, offsetHeight + BESIDE);
    this.scene.resize();
    this.tools.fit();
    this.sheet.windowMoved();
  }

  dispose(): void {
    this.sizes.disconnect();
    this.gestures.dispose();
    this.hold.dispose();
    this.sheet.stop();
    this.scene.dispose();
    this.element.remove();
  }

  // -- parts -----------------------------------------------------------------------------------------------------

  private restyle(): void {
    const { model } = this;
    this.scene.setLook(model.look());
    this.tools.setColour(model.colour);
    this.tools.setSearch(model.query, model.matches()?.length ?? null, model.whyNothing());
    if (model.data.count === 0) return;
    const { data, colour, colouring, hidden, shown } = model;
    const kept = this.kept.filter((one) => one.id !== null).length;
    const own = this.kept.length - kept;
    this.legend.render({ data, colour, colouring, hidden, shown, theme: this.theme, kept, own, sheet: this.sheet.on });
  }

  private setLasso(on: boolean): void {
    this.gestures.stop();
    this.control.setLasso(on);
    this.tools.setLasso(on);
  }

  private makeTools(): Tools {
    return new Tools(this.words, {
      colour: (label) => {
        this.setColour(label);
        this.events.colour(label);
      },
      search: (query) => {
        this.setSearch(query);
        this.events.search(query);
      },
      next: () => this.control.nextMatch(),
      selectMatches: () => this.control.select(this.model.matches() ?? []),
      lasso: (on) => this.setLasso(on),
      sheet: (on) => {
        this.setSheet(on);
        if (!on) this.events.sheetOff();
      },
      terrain: (on) => this.events.terrain(on ? (this.ground?.ground ?? "values") : null),
      dock: (event) => this.gestures.adopt(event),
      dockKey: () => this.control.dockTap(),
    });
  }

  private makeZoom(): HTMLElement {
    return html(
      "div",
      { class: "nx-map-zoom", role: "group", "aria-label": "Zoom" },
      button("Zoom in", ICONS.plus, null, () => this.control.step(ZOOM)),
      button("Zoom out", ICONS.minus, null, () => this.control.step(1 / ZOOM)),
      button("Show the whole map", ICONS.fit, null, () => this.control.fit()),
      this.hold.button,
    );
  }

  private listen(): void {
    const { stage } = this.scene;
    stage.addEventListener("pointerdown", () => stage.classList.add("nx-map-by-hand"), { capture: true });
    stage.addEventListener("keydown", (event) => {
      stage.classList.remove("nx-map-by-hand");
      if (event.target instanceof Element && event.target.closest("button")) return; // a zoom button's own keys
      if (event.key === "Escape" ? this.escape() : keyDown(this.control, event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
    stage.addEventListener("keyup", (event) => keyUp(this.control, event));
    stage.addEventListener("blur", () => {
      stage.classList.remove("nx-map-by-hand");
      this.scene.overlay.setRing("cursor", null);
      this.control.leave();
    });
    this.tools.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.escape()) event.stopPropagation();
    });
  }

  /** Leaves the lasso, then the selection. */
  private escape(): boolean {
    if (this.control.lassoOn) this.setLasso(false);
    else if (this.model.selection.length > 0) this.control.select([]);
    else return false;
    return true;
  }
}
