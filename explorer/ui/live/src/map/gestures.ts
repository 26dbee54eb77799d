// What hands do on the map's stage: mouse, pen and touch become pans, zooms, taps, lassos and drags of markers.
import { type Marker, markerOf } from "./overlay.ts";

export type Dragged = Marker | { kind: "dock" }; // the dock: the free handle as it is pulled out of its button

export interface Hands {
  lassoing(): boolean;
  /** Whether one finger moves the map: else it scrolls the page. */
  held(): boolean;
  /** Whether a press with alt at this place takes the free handle there: nothing else is under it. */
  empty(x: number, y: number): boolean;
  hover(x: number, y: number): void;
  leave(): void;
  tap(x: number, y: number, event: PointerEvent): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  rest(): void; // a pan or zoom ended
  lasso(x: number, y: number, phase: "start" | "move" | "end" | "cancel"): void;
  drag(marker: Dragged, x: number, y: number, phase: "start" | "move" | "end" | "cancel"): void;
  dockTap(): void;
  scrolled(): void; // the browser took a finger's swipe for the page
}

type Doing =
  | { what: "press" | "pan" | "swipe" } // swipe: of a finger up or down, which scrolls the page
  | { what: "lasso" }
  | { what: "pinch" }
  | { what: "drag"; marker: Dragged; dx: number; dy: number; begun: boolean };

interface Finger {
  x: number;
  y: number;
}

const SLACK = { mouse: 4, other: 9 }; // CSS px that a hand trembles while it taps
const WHEEL = 0.0016; // zoom per pixel of a wheel
const LINE = 16; // pixels, for wheels that count lines
const REST = 180; // ms without a wheel event

export class Gestures {
  private readonly fingers = new Map<number, Finger>();
  private doing: Doing | null = null;
  private start: Finger = { x: 0, y: 0 };
  private wheelTimer = 0;
  private readonly off = new AbortController();

  constructor(
    private readonly stage: HTMLElement,
    private readonly hands: Hands,
  ) {
    const options = { signal: this.off.signal };
    stage.addEventListener("pointerdown", (e) => this.down(e), options);
    stage.addEventListener("pointermove", (e) => this.move(e), options);
    stage.addEventListener("pointerup", (e) => this.up(e), options);
    stage.addEventListener("pointercancel", (e) => this.cancel(e), options);
    stage.addEventListener("pointerleave", () => this.doing || this.hands.leave(), options);
    // With `touch-action: pan-y` a finger scrolls the page; not while something is held, nor when there are two.
    stage.addEventListener("touchmove", (e) => e.cancelable && this.keeps(e) && e.preventDefault(), { ...options, passive: false });
    stage.addEventListener("wheel", (e) => this.wheel(e), { ...options, passive: false });
    stage.addEventListener("contextmenu", (e) => this.doing && e.preventDefault(), options);
  }

  /** Goes on with a press that began outside the stage, on the free handle's dock. */
  adopt(event: PointerEvent): void {
    if (event.button !== 0 || this.doing) return;
    this.take(event);
    this.doing = { what: "drag", marker: { kind: "dock" }, dx: 0, dy: 0, begun: false };
  }

  get busy(): boolean {
    return this.doing !== null;
  }

  dispose(): void {
    clearTimeout(this.wheelTimer);
    this.off.abort();
  }

  private take(event: PointerEvent): Finger {
    const at = this.at(event);
    this.fingers.set(event.pointerId, at);
    this.start = at;
    this.stage.setPointerCapture(event.pointerId);
    return at;
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
    if (this.fingers.size >= 2) return;
    if (this.fingers.size === 1) {
      if (this.doing?.what === "drag") return; // a second finger does not disturb a marker
      if (this.doing?.what === "lasso") this.hands.lasso(0, 0, "cancel");
      this.fingers.set(event.pointerId, this.at(event));
      this.stage.setPointerCapture(event.pointerId);
      this.doing = { what: "pinch" };
      return;
    }
    const at = this.take(event);
    const marker = markerOf(event.target);
    if (marker) {
      const tip = this.offset(event.target as Element, at);
      this.doing = { what: "drag", marker, ...tip, begun: false };
      (event.target as Element).closest<SVGElement>("[data-marker]")?.focus({ preventScroll: true });
    } else if (event.altKey && this.hands.empty(at.x, at.y)) {
      this.doing = { what: "drag", marker: { kind: "probe" }, dx: 0, dy: 0, begun: true };
      this.hands.drag(this.doing.marker, at.x, at.y, "start");
    } else if (this.hands.lassoing()) {
      this.doing = { what: "lasso" };
      this.hands.lasso(at.x, at.y, "start");
    } else {
      this.doing = { what: "press" };
    }
    if (!marker && event.pointerType !== "touch") this.focus(); // a finger may only scroll by
    event.preventDefault(); // no selection of text, and the focus is set above
  }

  private move(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    const at = this.at(event);
    if (!before) {
      if (!this.doing && event.pointerType !== "touch") this.hover(event, at);
      return;
    }
    const { doing } = this;
    if (doing?.what === "pinch") return this.pinch(event.pointerId, at);
    this.fingers.set(event.pointerId, at);
    if (!doing) return;
    const slack = event.pointerType === "mouse" ? SLACK.mouse : SLACK.other;
    const moved = Math.hypot(at.x - this.start.x, at.y - this.start.y) > slack;
    if (doing.what === "press" && moved && this.scrolls(event, at)) {
      this.doing = { what: "swipe" };
    } else if (doing.what === "press" && moved) {
      this.doing = { what: "pan" };
      this.hands.leave();
      this.hands.pan(at.x - this.start.x, at.y - this.start.y);
    } else if (doing.what === "pan") {
      this.hands.pan(at.x - before.x, at.y - before.y);
    } else if (doing.what === "lasso") {
      this.hands.lasso(at.x, at.y, "move");
    } else if (doing.what === "drag" && (doing.begun || moved)) {
      this.hands.drag(doing.marker, at.x - doing.dx, at.y - doing.dy, doing.begun ? "move" : "start");
      doing.begun = true;
    }
  }

  private hover(event: PointerEvent, at: Finger): void {
    const onStage = !(event.target instanceof Element && event.target.closest("button, [data-marker]"));
    if (onStage) this.hands.hover(at.x, at.y);
    else this.hands.leave();
  }

  private pinch(id: number, at: Finger): void {
    const other = [...this.fingers].find(([k]) => k !== id)?.[1];
    const before = this.fingers.get(id)!;
    this.fingers.set(id, at);
    if (!other) return;
    const apart = (a: Finger) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 1);
    this.hands.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    this.hands.zoom(apart(at) / apart(before), (at.x + other.x) / 2, (at.y + other.y) / 2);
  }

  private up(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return;
    const { doing } = this;
    const at = this.at(event);
    if (doing?.what === "pinch" && this.fingers.size > 0) {
      this.start = [...this.fingers.values()][0]!;
      this.doing = { what: "pan" }; // the finger that stays goes on
      return;
    }
    this.doing = null;
    if (doing?.what === "press") {
      if (event.pointerType === "touch") this.focus();
      this.hands.tap(at.x, at.y, event);
    }
    if (doing?.what === "swipe") this.hands.scrolled(); // also where there is nothing to scroll
    else if (doing?.what === "pan" || doing?.what === "pinch") this.hands.rest();
    else if (doing?.what === "lasso") this.hands.lasso(at.x, at.y, "end");
    else if (doing?.what === "drag" && doing.begun)
      this.hands.drag(doing.marker, at.x - doing.dx, at.y - doing.dy, "end");
    else if (doing?.what === "drag" && doing.marker.kind === "dock") this.hands.dockTap();
  }

  private cancel(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return;
    if (event.pointerType === "touch" && (this.doing?.what === "press" || this.doing?.what === "swipe")) this.hands.scrolled();
    this.stop();
  }

  private focus(): void {
    this.stage.focus({ preventScroll: true });
  }

  private scrolls(event: PointerEvent, at: Finger): boolean {
    if (event.pointerType !== "touch" || this.hands.held()) return false;
    return Math.abs(at.y - this.start.y) > Math.abs(at.x - this.start.x);
  }

  private keeps(event: TouchEvent): boolean {
    return event.touches.length > 1 || this.doing?.what === "drag" || this.doing?.what === "lasso";
  }

  /** Ends what the hands do without a result. */
  stop(): void {
    const { doing } = this;
    this.doing = null;
    this.fingers.clear();
    if (doing?.what === "lasso") this.hands.lasso(0, 0, "cancel");
    if (doing?.what === "drag" && doing.begun) this.hands.drag(doing.marker, 0, 0, "cancel");
    if (doing?.what === "pan" || doing?.what === "pinch") this.hands.rest();
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? 20 * LINE : 1);
    const speed = event.ctrlKey ? 6 * WHEEL : WHEEL; // with ctrl: a pinch on a touch pad, which counts less
    const at = this.at(event);
    this.hands.zoom(Math.exp(-Math.max(-400, Math.min(400, pixels)) * speed), at.x, at.y);
    clearTimeout(this.wheelTimer);
    this.wheelTimer = window.setTimeout(() => this.hands.rest(), REST);
  }

  private at(event: MouseEvent): Finger {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** From the place a marker stands for to the hand that took it: so it does not jump when it is taken. */
  private offset(target: Element, at: Finger): { dx: number; dy: number } {
    const matrix = target.closest<SVGGElement>("[data-marker]")?.transform.baseVal.consolidate()?.matrix;
    return matrix ? { dx: at.x - matrix.e, dy: at.y - matrix.f } : { dx: 0, dy: 0 };
  }
}
