// The track from A to B: a slider under mouse, touch and keys, over it the path's distance to the networks, or what these are worth.

import type { CurveDrawing } from "../kinds/port.ts";
import { el, setAttribute, setHidden, svgElement } from "../kit/dom.ts";
import { trust } from "../kit/trust.ts";
import type { About, Course, Curve } from "../types.ts";
import { distanceLimits, distanceLine } from "./distance.ts";

export const STEP = 0.01; // of an arrow key
const BIG_STEP = 0.1;
const SLACK = 9; // CSS px that a finger trembles while it taps
const READY_MARKS = 65; // places of the line that shows which frames are held

export interface TrackEvents {
  moved(t: number, moving: boolean): void;
  drag(on: boolean): void;
}

export interface TrackState {
  t: number;
  course: Course | null;
  spoken: string; // the value as words
  ratio: number | null; // distance at t to the nearest network over the usual one
  ready: (t: number) => boolean; // whether a frame near t is held
  held: number; // how many frames are: with another number, `ready` may answer otherwise
  stopNames: string[];
  curves: (Curve | null)[]; // what the networks on the path, and on the one beside it, are worth
  about: About | null;
}

export class Track {
  readonly root: HTMLElement;
  private readonly slider: HTMLElement;
  private readonly handle: HTMLElement;
  private readonly done: HTMLElement;
  private readonly curve: SVGSVGElement;
  private readonly readyLine: HTMLElement;
  private readonly stops: HTMLElement;
  private readonly limits: HTMLElement;
  private t = 0;
  private drawn: Course | null | undefined;
  private marks = "";
  private held = -1;
  private curveName = ""; // of the curves that are drawn

  /** @param drawing of what networks are worth; null: their kind does not say. `nouns`: what frames show. */
  constructor(
    private readonly events: TrackEvents,
    private readonly drawing: CurveDrawing<About> | null,
    nouns: string,
  ) {
    this.curve = svgElement("svg", { class: "nx-curve", preserveAspectRatio: "none", viewBox: "0 0 1000 100" });
    this.curve.setAttribute("aria-hidden", "true");
    this.limits = el("div", { class: "nx-limits", attributes: { "aria-hidden": "true" } });
    this.done = el("div", { class: "nx-rail-done" });
    this.stops = el("div", { class: "nx-stops", attributes: { "aria-hidden": "true" } });
    this.handle = el("div", { class: "nx-handle" });
    this.readyLine = el("div", { class: "nx-ready", title: `Where ${nouns} are ready in this browser` });
    this.slider = el(
      "div",
      {
        class: "nx-slider",
        attributes: {
          role: "slider",
          tabindex: "0",
          "aria-label": "Place on the path from A to B",
          "aria-valuemin": "0",
          "aria-valuemax": "1",
          "aria-orientation": "horizontal",
        },
      },
      el("div", { class: "nx-over" }, this.limits),
      el("div", { class: "nx-rail" }, this.done),
      this.stops,
      this.readyLine,
      this.handle,
    );
    this.slider.firstElementChild?.prepend(this.curve);
    this.root = el("div", { class: "nx-track" }, this.slider);
    this.listen();
  }

  render(state: TrackState): void {
    this.t = state.t;
    const at = `${(state.t * 100).toFixed(3)}%`;
    this.handle.style.left = at;
    this.done.style.width = at;
    setAttribute(this.slider, "aria-valuenow", String(Number(state.t.toFixed(3))));
    setAttribute(this.slider, "aria-valuetext", state.spoken);
    setAttribute(this.slider, "aria-disabled", String(state.course === null));
    if (state.course !== this.drawn) this.drawCourse(state.course, state.stopNames);
    this.drawCurves(state);
    this.handle.dataset.trust = state.ratio === null ? "none" : trust(state.ratio);
    if (state.held !== this.held) this.drawReady(state.ready);
    this.held = state.held;
  }

  focus(): void {
    this.slider.focus({ preventScroll: true });
  }

  private listen(): void {
    const { slider } = this;
    const place = (event: PointerEvent) => {
      const box = slider.getBoundingClientRect();
      return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    };
    let held: number | null = null;
    let start: readonly [number, number] | null = null; // of a finger that may yet be about to scroll the page
    const tapped = (event: PointerEvent) => start !== null && Math.hypot(event.clientX - start[0], event.clientY - start[1]) < SLACK;
    slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.drawn === null) return;
      held = event.pointerId;
      start = event.pointerType === "touch" ? [event.clientX, event.clientY] : null;
      slider.setPointerCapture(held);
      slider.focus({ preventScroll: true });
      event.preventDefault();
      this.events.drag(true);
      if (!start) this.go(place(event), true);
    });
    slider.addEventListener("pointermove", (event) => {
      if (event.pointerId !== held) return;
      if (start && (tapped(event) || Math.abs(event.clientX - start[0]) < Math.abs(event.clientY - start[1]))) return;
      start = null;
      this.go(place(event), true);
    });
    const release = (event: PointerEvent) => {
      if (event.pointerId !== held) return;
      held = null;
      if (!start) this.go(this.t, false);
      else if (event.type === "pointerup" && tapped(event)) this.go(place(event), false);
      this.events.drag(false);
    };
    slider.addEventListener("pointerup", release);
    slider.addEventListener("pointercancel", release);
    slider.addEventListener("lostpointercapture", release);
    slider.addEventListener("keydown", (event) => {
      const to = this.keyTarget(event);
      if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.go(to, false);
    });
  }

  /** Known here at once: the next key may come before the next animation frame. */
  private go(t: number, moving: boolean): void {
    this.t = t;
    this.events.moved(t, moving);
  }

  private keyTarget(event: KeyboardEvent): number | null {
    const step = event.shiftKey ? BIG_STEP : STEP;
    const by = (d: number) => Math.min(Math.max(Number((this.t + d).toFixed(4)), 0), 1);
    const targets: Record<string, number> = {
      ArrowRight: by(step),
      ArrowUp: by(step),
      ArrowLeft: by(-step),
      ArrowDown: by(-step),
      PageUp: by(BIG_STEP),
      PageDown: by(-BIG_STEP),
      Home: 0,
      End: 1,
    };
    return targets[event.key] ?? null;
  }

  private drawCourse(course: Course | null, names: string[]): void {
    this.drawn = course;
    this.held = -1;
    this.curveName = "";
    const ratios = this.drawing ? null : course?.ratios; // where worth is drawn, the distance would only flash by
    this.curve.replaceChildren(...(ratios ? distanceLine(ratios) : []));
    this.limits.replaceChildren(...(ratios ? distanceLimits(ratios) : []));
    const inner = course && course.anchors.length > 2 ? course.stops.slice(1, -1) : [];
    this.stops.replaceChildren(
      ...inner.map((stop, i) => {
        const mark = el("div", { class: "nx-stop", title: names[i + 1] ?? "" });
        mark.style.left = `${stop * 100}%`;
        const room = Math.min(stop - (course?.stops[i] ?? 0), (course?.stops[i + 2] ?? 1) - stop) > 0.09;
        mark.append(el("span", { text: room ? (names[i + 1] ?? "") : "" }));
        return mark;
      }),
    );
    setHidden(this.stops, inner.length === 0);
  }

  /** What networks are worth, as soon as it is there. */
  private drawCurves({ curves, about, course }: TrackState): void {
    const there = curves.filter((curve): curve is Curve => curve !== null);
    const name = there.map(({ key }) => key).join(" ");
    if (name === this.curveName) return;
    this.curveName = name;
    if (there.length === 0 || !course || !this.drawing) return;
    const { lines, marks } = this.drawing.draw(there, about);
    this.curve.replaceChildren(...lines);
    this.limits.replaceChildren(...marks);
  }

  private drawReady(ready: (t: number) => boolean): void {
    const marks = Array.from({ length: READY_MARKS }, (_, i) => (ready(i / (READY_MARKS - 1)) ? "1" : "0")).join("");
    if (marks === this.marks) return;
    this.marks = marks;
    const width = 100 / (READY_MARKS - 1);
    const stops = [...marks].map((mark, i) => {
      const colour = mark === "1" ? "var(--nx-primary)" : "transparent";
      return `${colour} ${Math.max((i - 0.5) * width, 0)}% ${Math.min((i + 0.5) * width, 100)}%`;
    });
    this.readyLine.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
  }
}
