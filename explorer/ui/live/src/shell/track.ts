// The track from A to B: a slider under mouse, touch and keys, with the path's distance to the networks over it.

import type { Course, Curve } from "../types.ts";
import { accuracyScale, archMarks, accuracyLimits, accuracyLine } from "../kinds/classifiers/accuracy.ts";
import { el, setAttribute, setHidden, svgElement } from "../kit/dom.ts";
import { AMONG, SPARSE, trust } from "../kit/trust.ts";

export const STEP = 0.01; // of an arrow key
const BIG_STEP = 0.1;
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
  curves: (Curve | null)[];
  archs: string[];
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

  constructor(private readonly events: TrackEvents) {
    this.curve = svgElement("svg", { class: "nx-curve", preserveAspectRatio: "none", viewBox: "0 0 1000 100" });
    this.curve.setAttribute("aria-hidden", "true");
    this.limits = el("div", { class: "nx-limits", attributes: { "aria-hidden": "true" } });
    this.done = el("div", { class: "nx-rail-done" });
    this.stops = el("div", { class: "nx-stops", attributes: { "aria-hidden": "true" } });
    this.handle = el("div", { class: "nx-handle" });
    this.readyLine = el("div", { class: "nx-ready", title: "Where shapes are ready in this browser" });
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
    slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.drawn === null) return;
      held = event.pointerId;
      slider.setPointerCapture(held);
      slider.focus({ preventScroll: true });
      event.preventDefault();
      this.events.drag(true);
      this.go(place(event), true);
    });
    slider.addEventListener("pointermove", (event) => {
      if (event.pointerId === held) this.go(place(event), true);
    });
    const release = (event: PointerEvent) => {
      if (event.pointerId !== held) return;
      held = null;
      this.go(this.t, false);
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
    this.curve.replaceChildren(...(course?.ratios ? curveOf(course.ratios) : []));
    this.limits.replaceChildren(...(course?.ratios ? limitsOf(topOf(course.ratios)) : []));
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

  /** In a space of classifiers accuracy takes the place of the distance, as soon as it is there. */
  private drawCurves({ curves, archs, course }: TrackState): void {
    const there = curves.filter((curve): curve is Curve => curve !== null);
    const name = there.map(({ key }) => key).join(" ");
    if (name === this.curveName) return;
    this.curveName = name;
    if (there.length === 0 || !course) return;
    const scale = accuracyScale(there, archs.length > 1);
    this.curve.replaceChildren(...there.flatMap((curve, slot) => accuracyLine(curve, scale, slot)));
    this.limits.replaceChildren(...accuracyLimits(scale), ...(archs.length > 1 ? archMarks(there[0]!, archs) : []));
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

/** Top of the curve's scale: the limit of "among its neighbours" is always on it. */
function topOf(ratios: readonly number[]): number {
  return Math.max(AMONG * 1.2, ...ratios.map((ratio) => ratio * 1.15));
}

function curveOf(ratios: readonly number[]): SVGElement[] {
  const top = topOf(ratios);
  const last = Math.max(ratios.length - 1, 1);
  const points = ratios.map((ratio, i) => `${((1000 * i) / last).toFixed(1)},${(100 - (100 * ratio) / top).toFixed(1)}`);
  const colour = (ratio: number) => `var(--nx-${trust(ratio)})`;
  const name = `nx-trust-${Math.random().toString(36).slice(2)}`; // an id is of the whole page
  const gradient = svgElement(
    "linearGradient",
    { id: name },
    ...ratios.map((ratio, i) => svgElement("stop", { offset: String(i / last), style: `stop-color:${colour(ratio)}` })),
  );
  return [
    svgElement("defs", {}, gradient),
    svgElement("path", { d: `M0,100L${points.join("L")}L1000,100Z`, fill: `url(#${name})`, class: "nx-area" }),
    svgElement("path", { d: `M${points.join("L")}`, stroke: `url(#${name})`, class: "nx-line" }),
  ];
}

function limitsOf(top: number): HTMLElement[] {
  const limits: [number, string, string][] = [
    [AMONG, "sparse", "middling"],
    [SPARSE, "empty", "bad"],
  ];
  return limits
    .filter(([level]) => level < top * 0.97)
    .map(([level, word, colour]) => {
      const line = el("div", { class: `nx-limit nx-${colour}` }, el("span", { text: word }));
      line.style.bottom = `${(100 * level) / top}%`;
      return line;
    });
}
