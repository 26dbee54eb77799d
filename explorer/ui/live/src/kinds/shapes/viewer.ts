// The view of a shape, or of two side by side by the same eye. Draws when something has changed, and not else.

import "./viewer.css";
import { Color, SRGBColorSpace, WebGLRenderer } from "three";
import type { Camera, Theme } from "../../types.ts";
import type { NetworkView, ViewEvents, ViewOptions } from "../port.ts";
import { laidOpen, pngOf } from "../shared.ts";
import { type Box, Inset } from "./inset.ts";
import { Labels } from "./labels.ts";
import { HOME, Orbit } from "./orbit.ts";
import { Pace } from "./pace.ts";
import { Stage } from "./stage.ts";
import { graphics } from "./support.ts";
import type { Shape, ShapeFrame } from "./types.ts";

export interface ShapeOptions extends ViewOptions {
  shadow: boolean;
}

const SHADOW_SIZES = { card: 1024, software: 512 }; // pixels of the map, each way
const REST_MS = 160; // after which a picture is drawn as finely as it goes
const FINEST_RATIO = 2; // pixels of the picture per CSS pixel
const SOFTWARE_RATIO = 1.5; // the same where a processor draws: in place of smoothed edges
const PICTURE_RATIO = 2; // the same, of saved pictures
const MOVING_RATIO = [FINEST_RATIO, 1, 0.8] as const; // at most; by thrift
const SHADOW_LAG = [0, 1, 3] as const; // pictures that the shape's shadow on itself may be behind while moving; by thrift
const INSET = { share: 0.19, least: 72, most: 150, margin: 12, room: 300 }; // CSS pixels

export class Viewer implements NetworkView<Shape> {
  private readonly element = document.createElement("div");
  private readonly canvas = document.createElement("canvas");
  private readonly labels = new Labels();
  private readonly renderer: WebGLRenderer;
  private readonly orbit: Orbit;
  private readonly stages: readonly [Stage, Stage];
  private readonly insets = [new Inset(), new Inset()] as const;
  private readonly pace: Pace;
  private readonly restRatio: number;
  private current: ShapeOptions = {
    wireframe: false, section: null, turntable: false, insets: true, shadow: true, compare: false,
  };
  private readonly paper = new Color();
  private width = 0; // CSS pixels
  private height = 0;
  private due = false; // the canvas is not as it should be
  private running = false; // animation frames are asked for, one after the other
  private asked = 0; // handle of the next one
  private drawnIn = -1; // the frame in which the last picture was drawn, by its time
  private drawnAt = 0; // and when that was
  private disposed = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly events: ViewEvents,
  ) {
    const { software } = graphics();
    const shadowSize = SHADOW_SIZES[software ? "software" : "card"];
    this.stages = [new Stage(shadowSize, false), new Stage(shadowSize, true)];
    this.pace = new Pace(software ? 1 : 0);
    this.restRatio = software ? SOFTWARE_RATIO : Math.min(devicePixelRatio, FINEST_RATIO);
    // On a card smooth edges cost little; a processor that draws makes them by more pixels, at rest.
    this.renderer = new WebGLRenderer({ canvas: this.canvas, antialias: !software, powerPreference: "high-performance" });
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.autoClear = false;
    this.renderer.shadowMap.enabled = true;
    this.renderer.localClippingEnabled = true;
    this.renderer.sortObjects = false;
    this.renderer.setScissorTest(true);
    this.orbit = new Orbit(
      this.canvas,
      () => this.eyeMoved(),
      (camera) => this.events.cameraChanged(camera),
    );
    this.setUpElements();
    this.resize();
  }

  get options(): Readonly<ShapeOptions> {
    return this.current;
  }

  get animation(): { frames: number; late: number } {
    return this.pace.animation;
  }

  get camera(): Camera {
    return this.orbit.camera;
  }

  look(camera: Camera): void {
    this.orbit.camera = camera;
  }

  /** What is on the canvas. */
  shown(slot: 0 | 1): (ShapeFrame & Shape) | null {
    return laidOpen(this.stages[slot].frame);
  }

  /** Puts a frame on the canvas with the next picture; of several before it the last one counts. */
  show(slot: 0 | 1, frame: ShapeFrame | null): void {
    if (this.stages[slot].wanted === frame) return;
    this.stages[slot].show(frame);
    this.labels.setEmpty(slot, this.stages[slot].empty);
    if (slot === 0 || this.current.compare) this.invalidate();
  }

  showEnds(a: ShapeFrame | null, b: ShapeFrame | null): void {
    for (const [k, frame] of [a, b].entries()) this.insets[k]!.show(frame);
    this.placeInsets();
    if (!this.insets.every((inset) => inset.right)) this.invalidate();
  }

  setTitles(main: string, other: string): void {
    this.labels.setTitles(main, other);
    const what = this.current.compare && other ? `${main}, beside it ${other}` : main;
    this.canvas.setAttribute("aria-label", `Shape${what ? `: ${what}` : ""}. Arrow keys turn it, plus and minus zoom, 0 resets.`);
  }

  setOptions(options: Partial<ShapeOptions>): void {
    const before = this.current;
    this.current = { ...before, ...options };
    const { compare, turntable, wireframe, section, shadow } = this.current;
    if (wireframe !== before.wireframe || section !== before.section || shadow !== before.shadow)
      for (const stage of this.stages) stage.setLook({ wireframe, section, shadow });
    if (compare !== before.compare) {
      this.labels.setCompare(compare);
      this.fit();
    }
    this.placeInsets();
    this.invalidate();
    // Later, as the caller is in the middle of something: where the turntable left the eye.
    if (before.turntable && !turntable) queueMicrotask(() => this.disposed || this.events.cameraChanged(this.camera));
  }

  setTheme(theme: Theme): void {
    this.labels.setTheme(theme);
    this.element.style.setProperty("--nx-view-primary", theme.primary);
    this.paper.set(theme.paper);
    this.renderer.setClearColor(this.paper);
    for (const stage of this.stages) stage.setTheme(theme);
    for (const inset of this.insets) inset.setTheme(theme);
    this.invalidate();
  }

  reset(): void {
    this.orbit.camera = HOME;
    this.events.cameraChanged(this.camera);
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.root;
    if (clientWidth === 0 || clientHeight === 0 || this.disposed) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.fit();
    this.placeInsets();
    this.invalidate();
  }

  /** The view as PNG, without the texts. */
  async picture(): Promise<Blob> {
    this.draw(PICTURE_RATIO, false, 0);
    const png = pngOf(this.canvas); // of what is on the canvas now
    this.invalidate();
    return png;
  }

  dispose(): void {
    this.disposed = true;
    cancelAnimationFrame(this.asked);
    this.orbit.dispose();
    for (const part of [...this.stages, ...this.insets]) part.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss(); // browsers allow few contexts, and free them late
    this.element.remove();
  }

  private setUpElements(): void {
    this.element.className = "nx-view";
    this.canvas.className = "nx-view-canvas";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-roledescription", "3-D view");
    this.setTitles("", "");
    this.canvas.addEventListener("keydown", (event) => {
      if (this.orbit.key(event)) event.preventDefault();
    });
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.renderer.setClearColor(this.paper); // three.js has forgotten it
      this.eyeMoved();
    });
    this.element.append(this.canvas, this.labels.root);
    this.root.append(this.element);
  }

  private eyeMoved(): void {
    for (const inset of this.insets) inset.invalidate();
    this.invalidate();
  }

  private fit(): void {
    this.orbit.fit((this.width / this.height) * (this.current.compare ? 0.5 : 1));
  }

  /**
   * A picture is due: still in this frame if none has been drawn in it, else in the next one.
   *
   * Who calls from an animation frame of his own sees his change on the screen with that very frame.
   */
  private invalidate(): void {
    if (this.disposed) return;
    this.due = true;
    if (!this.running) {
      this.running = true;
      this.askFrame(false);
    }
    queueMicrotask(() => {
      if (this.due && frameTime() !== this.drawnIn) this.drawMoving();
    });
  }

  private askFrame(follows: boolean): void {
    this.asked = requestAnimationFrame((now) => this.animate(now, follows));
  }

  /** Goes on while something moves, and a little longer: then it draws once more, finely, and stops. */
  private animate(now: number, follows: boolean): void {
    const spent = this.pace.tick(now, follows);
    const goesOn = this.orbit.step(spent / 1000, this.current.turntable);
    if (this.due) this.drawMoving();
    if (goesOn || performance.now() - this.drawnAt < REST_MS) {
      this.askFrame(true);
      return;
    }
    this.running = false;
    if (this.pace.thrift > 0) this.draw(this.restRatio, false, 0);
  }

  private drawMoving(): void {
    if (this.disposed) return;
    this.due = false;
    this.drawnIn = frameTime();
    this.drawnAt = performance.now();
    const { thrift } = this.pace;
    this.draw(Math.min(MOVING_RATIO[thrift], this.restRatio), thrift > 0, SHADOW_LAG[thrift]);
  }

  private draw(ratio: number, draft: boolean, shadowLag: number): void {
    if (this.width === 0) return;
    this.setSize(ratio);
    const boxes = this.insetBoxes();
    if (boxes) for (const [k, inset] of this.insets.entries()) inset.refresh(this.renderer, this.orbit, boxes[k]!.size, draft);
    const views = this.current.compare ? this.stages : [this.stages[0]];
    const width = this.width / views.length;
    for (const [k, stage] of views.entries()) {
      this.renderer.setViewport(k * width, 0, width, this.height);
      this.renderer.setScissor(k * width, 0, width, this.height);
      this.renderer.clear();
      stage.prepare(this.orbit.eye, draft, shadowLag);
      this.renderer.render(stage.scene, this.orbit.eye);
    }
    if (boxes) for (const [k, inset] of this.insets.entries()) inset.draw(this.renderer, boxes[k]!);
  }

  private setSize(ratio: number): void {
    const { width, height } = this.canvas;
    if (this.renderer.getPixelRatio() !== ratio) this.renderer.setPixelRatio(ratio);
    if (width !== Math.floor(this.width * ratio) || height !== Math.floor(this.height * ratio))
      this.renderer.setSize(this.width, this.height, false);
  }

  /** Where the insets are; null: not shown. */
  private insetBoxes(): [Box, Box] | null {
    const [a, b] = this.insets;
    const there = this.current.insets && (a.stage.wanted ?? b.stage.wanted) !== null;
    if (!there || this.width < INSET.room || this.height < INSET.room / 2) return null;
    const size = Math.round(Math.min(Math.max(INSET.share * Math.min(this.width, 1.2 * this.height), INSET.least), INSET.most));
    const y = INSET.margin;
    return [
      { x: INSET.margin, y, size },
      { x: this.width - size - INSET.margin, y, size },
    ];
  }

  private placeInsets(): void {
    const boxes = this.insetBoxes();
    this.labels.placeInset(0, boxes?.[0] ?? null);
    this.labels.placeInset(1, boxes?.[1] ?? null);
  }
}

/** The time that stands for the whole of this frame. */
function frameTime(): number {
  return Number(document.timeline.currentTime ?? 0);
}
