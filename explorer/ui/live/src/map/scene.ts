// The map's stage: the canvases and the overlay one above the other, the window onto them, and when they are drawn.
import type { MapWindow, Theme } from "../types.ts";
import { parseColour } from "./colours.ts";
import { html } from "./dom.ts";
import { FlatPoints } from "./flat.ts";
import type { Picture } from "./ground.ts";
import { type Look, radiusOf } from "./look.ts";
import { Overlay } from "./overlay.ts";
import { Points } from "./points.ts";
import { drawTerrain } from "./terrain.ts";
import { Tiles } from "./tiles.ts";
import { between, bounded, type Bounds, boundsOf, fitted, inCorner, toScreen, type View } from "./view.ts";

const RATIO = 2; // device pixels a CSS pixel, at most: more cannot be seen and costs
const FLIGHT = 320; // ms
const REST = 250; // ms
const AROUND = 0.25; // of the stage's size: the border that is drawn beyond each edge
const BELOW_PICTURES = 0.35; // what is left of the points' colour under the contact sheet
const MARGIN = { full: 34, compact: 14 }; // CSS px around everything

export class Scene {
  readonly stage = html("div", { class: "nx-map-stage", role: "application", tabindex: 0 });
  readonly overlay = new Overlay();
  readonly tiles: Tiles;
  drawn = 0; // how often anything was drawn
  compact = false;
  sheet = false;
  ground: Picture | null = null;
  private readonly pointsCanvas = html("canvas", { class: "nx-map-canvas", "aria-hidden": "true" });
  private readonly tilesCanvas = html("canvas", { class: "nx-map-canvas", "aria-hidden": "true" });
  private readonly terrainCanvas = html("canvas", { class: "nx-map-canvas", "aria-hidden": "true" });
  private readonly layers = html("div", { class: "nx-map-layers" }, this.terrainCanvas, this.pointsCanvas, this.tilesCanvas);
  private readonly points: Points | FlatPoints;
  private window: MapWindow = { x: 0, y: 0, half: 1 };
  private size = { width: 1, height: 1, ratio: 1 };
  private bounds: Bounds = boundsOf(new Float32Array());
  private positions: Float32Array = new Float32Array();
  private corner = { right: 0, below: 0 };
  private known: { bounds: Bounds; compact: boolean; size: object; corner: object; whole: MapWindow } | null = null;
  private count = 0;
  private fits = true; // the window is the one that shows all: it follows the stage's size
  private frame = 0;
  private stale = true; // points and tiles must be drawn again, even if the window were the same
  private painted: MapWindow | null = null; // the window in which they were drawn
  private restTimer = 0;
  private flight: { from: MapWindow; to: MapWindow; begun: number } | null = null;

  /** @param moved called before a drawing whose window is another than before */
  constructor(
    private theme: Theme,
    private readonly moved: () => void,
  ) {
    const gl = Points.contextOf(this.pointsCanvas);
    this.points = gl ? new Points(this.pointsCanvas, gl, () => this.invalidate()) : new FlatPoints(this.pointsCanvas);
    this.tiles = new Tiles(this.tilesCanvas, () => this.invalidate());
    this.stage.append(this.layers, this.overlay.element);
  }

  get view(): View {
    return { ...this.window, width: this.size.width, height: this.size.height };
  }

  /** The window, or the one a flight leads to. */
  get target(): MapWindow {
    return this.flight?.to ?? this.window;
  }

  get closeness(): number {
    return this.whole().half / this.window.half;
  }

  get radius(): number {
    return radiusOf(this.count, this.closeness, Math.min(this.size.width, this.size.height));
  }

  /** Factor of the points' alpha: they are faint below pictures. */
  get faintness(): number {
    return this.sheet && this.tiles.count > 0 ? BELOW_PICTURES : 1;
  }

  setPositions(positions: Float32Array): void {
    this.bounds = boundsOf(positions);
    this.positions = positions;
    this.count = positions.length >> 1;
    this.points.setPositions(positions);
    if (this.fits) this.window = this.whole();
    this.invalidate();
  }

  setLook(look: Look): void {
    this.points.setLook(look.colours, look.marks, look.order);
    this.invalidate();
  }

  /** What is drawn below the points. */
  setGround(ground: Picture | null): void {
    if (ground === this.ground) return;
    this.ground = ground;
    this.invalidate();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.invalidate();
  }

  setWindow(window: MapWindow): void {
    this.flight = null;
    this.fits = false;
    this.window = bounded(window, this.whole(), this.bounds);
    this.request();
  }

  /** Flies to the window that shows everything. */
  fit(): MapWindow {
    const whole = this.whole();
    this.fly(whole);
    this.fits = true;
    return whole;
  }

  /** Goes to a window in a short flight; at once where motion is not wanted. */
  fly(to: MapWindow): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.setWindow(to);
    this.fits = false;
    this.flight = { from: this.window, to, begun: performance.now() };
    this.request();
  }

  /** Takes the stage's present size. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (width === 0 || height === 0) return; // not on the page
    const ratio = Math.min(devicePixelRatio || 1, RATIO);
    const { size } = this;
    if (size.width === width && size.height === height && size.ratio === ratio) return;
    this.size = { width, height, ratio };
    Object.assign(this.layers.style, {
      left: `${-AROUND * width}px`,
      top: `${-AROUND * height}px`,
      width: `${(1 + 2 * AROUND) * width}px`,
      height: `${(1 + 2 * AROUND) * height}px`,
    });
    for (const canvas of [this.terrainCanvas, this.pointsCanvas, this.tilesCanvas]) {
      canvas.width = Math.round(width * (1 + 2 * AROUND) * ratio);
      canvas.height = Math.round(height * (1 + 2 * AROUND) * ratio);
    }
    if (this.fits) {
      this.flight = null;
      this.window = this.whole();
    }
    this.stale = true;
    this.draw(); // at once: a canvas of a new size is empty, which is not to be seen
  }

  /** Asks for all to be drawn in the next frame. */
  invalidate(): void {
    this.stale = true;
    this.request();
  }

  /** Asks for a drawing in the next frame, of the points only if they changed or the window did. */
  request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.restTimer);
    this.frame = -1; // no further drawing
    this.points.dispose();
  }

  /** The window that shows everything. */
  whole(): MapWindow {
    const { bounds, compact, size, corner } = this;
    const known = this.known;
    if (known?.bounds === bounds && known.compact === compact && known.size === size && known.corner === corner) return known.whole;
    const { width, height } = size;
    const margin = compact ? MARGIN.compact : MARGIN.full;
    let whole = fitted(bounds, width, height, margin);
    if (!compact && inCorner(this.positions, { ...whole, width, height }, corner.right, corner.below))
      whole = fitted(bounds, width, height, margin, Math.max(0, corner.right - margin / 2));
    this.known = { bounds, compact, size, corner, whole };
    return whole;
  }

  /** How far from the right and from the lower edge buttons lie over the map: where they hid networks, all moves aside. */
  setCorner(right: number, below: number): void {
    if (this.corner.right === right && this.corner.below === below) return;
    this.corner = { right, below };
    if (!this.fits) return;
    this.window = this.whole();
    this.invalidate();
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.advance();
    this.moved();
    if (this.stale || !this.slide()) this.paint();
    this.overlay.render(this.view, this.compact ? 0.85 : 1);
    this.drawn++;
    if (this.flight) this.request();
  }

  /** Draws points and tiles, of the window and of a border around it. */
  private paint(): void {
    const { theme, size } = this;
    const factor = 1 + 2 * AROUND;
    const view = {
      ...this.window,
      half: this.window.half * factor,
      width: size.width * factor,
      height: size.height * factor,
    };
    const [paper, ink] = [parseColour(theme.paper), parseColour(theme.ink)];
    this.points.draw(view, { radius: this.radius, paper, ink, faintness: this.faintness }, size.ratio);
    this.terrainCanvas.style.display = this.ground ? "" : "none";
    if (this.ground) drawTerrain(this.terrainCanvas, this.ground.canvas, this.ground.box, view, size.ratio);
    const pictures = this.tiles.count > 0;
    this.tilesCanvas.style.display = pictures ? "" : "none"; // an empty layer costs time all the same
    if (pictures) this.tiles.draw(view, size.ratio, theme.paper, theme.faint);
    this.layers.style.transform = "";
    this.painted = this.window;
    this.stale = false;
  }

  /**
   * Moves what is drawn to where the window has it; false if it does not reach so far or has another size.
   *
   * So a pan costs next to nothing, however many points there are. At rest all is drawn with a full border again.
   */
  private slide(): boolean {
    const { painted, window: now, size } = this;
    if (!painted || painted.half !== now.half) return false;
    const [x, y] = toScreen(this.view, [painted.x, painted.y]);
    const [dx, dy] = [x - size.width / 2, y - size.height / 2];
    if (Math.abs(dx) > AROUND * size.width || Math.abs(dy) > AROUND * size.height) return false;
    const whole = (v: number) => Math.round(v * size.ratio) / size.ratio; // device pixels: points stay sharp
    this.layers.style.transform = `translate(${whole(dx)}px, ${whole(dy)}px)`;
    clearTimeout(this.restTimer);
    if (dx !== 0 || dy !== 0) this.restTimer = window.setTimeout(() => this.invalidate(), REST);
    return true;
  }

  private advance(): void {
    if (!this.flight) return;
    const { from, to, begun } = this.flight;
    const k = Math.min(1, (performance.now() - begun) / FLIGHT);
    this.window = between(from, to, 1 - (1 - k) ** 3);
    if (k === 1) this.flight = null;
  }
}
