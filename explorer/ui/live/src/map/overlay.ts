// What lies above the points: course, lasso, rings, and the markers one can drag. In SVG: a few elements with roles.
import type { Course, KeptPoint, Run } from "../types.ts";
import { svg, setAttributes } from "./dom.ts";
import { placeAt } from "./course.ts";
import { scaleOf, toScreen, type View, type XY } from "./view.ts";

export type Marker = { kind: "anchor"; index: number } | { kind: "handle" } | { kind: "probe" };
export type RingKind = "hover" | "chosen" | "snap" | "cursor";

const RINGS: Record<RingKind, number> = { hover: 6.5, chosen: 10, snap: 14, cursor: 9 }; // radius in CSS px
export const PIN = "M0 0C-2.5-7-12-12-12-23A12 12 0 1 1 12-23C12-12 2.500-7 0 0Z";
export const TIP = 2.6;
const HANDLE = 9;
const PROBE = 11;
const STOP = "nx-map-stop"; // class of the pins between A and B
const STAR = "M0-9 2.6-3.1 9-2.6 4.1 1.7 5.6 8 0 4.6-5.6 8-4.1 1.7-9-2.6-2.6-3.1Z";

/** How large the pins between the ends are drawn: many would hide the map. */
export function stopSize(anchors: number): number {
  return Math.max(0.5, Math.min(1, 6 / anchors));
}

/** "A" and "B" for the ends, numbers for the stops between. */
export function letterOf(index: number, count: number): string {
  if (index === 0) return "A";
  return index === count - 1 ? "B" : String(index);
}

/** Which marker an event's target belongs to. */
export function markerOf(target: EventTarget | null): Marker | null {
  const element = target instanceof Element ? target.closest("[data-marker]") : null;
  const kind = element?.getAttribute("data-marker");
  if (kind === "anchor") return { kind, index: Number(element!.getAttribute("data-index")) };
  return kind === "handle" || kind === "probe" ? { kind } : null;
}

export class Overlay {
  readonly element: SVGSVGElement;
  private readonly world = svg("g");
  private readonly courseHalo = svg("path", { class: "nx-map-course-halo" });
  private readonly courseLine = svg("path", { class: "nx-map-course" });
  private readonly wayHalo = svg("path", { class: "nx-map-course-halo" });
  private readonly wayLine = svg("path", { class: "nx-map-way" });
  private readonly wayStart = spot("start", svg("circle", { r: 5 }));
  private readonly wayBest = spot("best", svg("path", { d: STAR }));
  private readonly walker = spot("walker", svg("circle", { r: 8 }));
  private readonly steered = spot("steered", svg("circle", { r: 8 }));
  private readonly kept = svg("g");
  private readonly lassoShape = svg("path", { class: "nx-map-lasso" });
  private readonly rings = new Map<RingKind, SVGGElement>();
  private readonly pins = svg("g");
  private readonly handle: SVGGElement;
  private readonly probe: SVGGElement;
  private readonly places = new Map<SVGGElement, XY>(); // of all that is shown, in map coordinates
  private course: readonly XY[] | null = null;
  private t: number | null = null;
  private stopSize = 1; // of the pins between A and B

  constructor() {
    const lines = [this.lassoShape, this.courseHalo, this.courseLine, this.wayHalo, this.wayLine];
    this.world.append(...lines);
    for (const line of lines) {
      setAttributes(line, { "vector-effect": "non-scaling-stroke" });
    }
    this.element = svg("svg", { class: "nx-map-overlay" }, this.world);
    for (const [kind, r] of Object.entries(RINGS) as [RingKind, number][]) {
      const ring = svg("g", { class: `nx-map-ring nx-map-ring-${kind}`, "aria-hidden": "true" });
      ring.append(svg("circle", { r, class: "nx-map-halo" }), svg("circle", { r }));
      this.rings.set(kind, ring);
      this.element.append(ring);
    }
    this.handle = marker("handle", "slider", HANDLE, [
      svg("circle", { r: HANDLE + 1.2, class: "nx-map-halo" }),
      svg("circle", { r: HANDLE, class: "nx-map-handle" }),
    ]);
    setAttributes(this.handle, { "aria-label": "Place on the path", "aria-valuemin": 0, "aria-valuemax": 100 });
    const cross = `M-${PROBE + 4} 0H-4M4 0H${PROBE + 4}M0-${PROBE + 4}V-4M0 4V${PROBE + 4}`;
    this.probe = marker("probe", "button", PROBE, [
      svg("circle", { r: PROBE, class: "nx-map-halo" }),
      svg("path", { d: cross, class: "nx-map-halo" }),
      svg("circle", { r: PROBE, class: "nx-map-probe" }),
      svg("path", { d: cross, class: "nx-map-probe" }),
    ]);
    setAttributes(this.probe, { "aria-roledescription": "free handle" });
    const way = [this.wayStart, this.walker, this.wayBest, this.steered];
    this.element.append(this.pins, this.handle, this.kept, ...way, this.probe);
    for (const element of [...this.rings.values(), ...way, this.handle, this.probe]) element.style.display = "none";
  }

  setCourse(course: Course | null): void {
    this.course = course && course.positions.length > 1 ? course.positions : null;
    const line = this.course ? lineThrough(this.course) : "";
    setAttributes(this.courseHalo, { d: line });
    setAttributes(this.courseLine, { d: line });
    this.setHandle(this.t);
  }

  setHandle(t: number | null): void {
    this.t = t;
    this.put(this.handle, t !== null && this.course ? placeAt(this.course, t) : null);
    if (t === null) return;
    const percent = Math.round(t * 100);
    setAttributes(this.handle, { "aria-valuenow": percent, "aria-valuetext": `${percent} %` });
  }

  setProbe(place: XY | null): void {
    this.put(this.probe, place);
    if (place) {
      const at = place.map((v) => v.toFixed(2)).join(", ");
      setAttributes(this.probe, { "aria-label": `Probe at ${at}. Arrow keys move it.` });
    }
  }

  /** The way of an optimization: where it began, where it was best, and the step that is looked at. */
  setRun(run: Run | null, looked: number | null): void {
    const places = run?.positions ?? [];
    const line = places.length > 1 ? lineThrough(places) : "";
    setAttributes(this.wayHalo, { d: line });
    setAttributes(this.wayLine, { d: line });
    this.put(this.wayStart, places[0] ?? null);
    // While a step is looked at, the path is not what it is about.
    for (const other of [this.courseLine, this.pins, this.handle]) other.classList.toggle("nx-map-aside", looked !== null);
    const at = looked ?? (run?.state === "running" ? places.length - 1 : null);
    this.put(this.walker, at === null ? null : (places[at] ?? null));
    this.put(this.wayBest, run?.result ? (places[run.result.index] ?? null) : null);
  }

  /** Where what is steered, or added up, has come to. */
  setSteered(place: XY | null): void {
    this.put(this.steered, place);
  }

  /** Points kept with the space, and those of this session. `worth` says what one is worth; `pick` is called when one is chosen. */
  setKept(points: readonly KeptPoint[], worth: (value: number) => string, pick: (key: string, extend: boolean) => void): void {
    for (const element of [...this.kept.children] as SVGGElement[]) this.places.delete(element);
    this.kept.replaceChildren(
      ...points.map(({ key, id, name, position, value }) => {
        const told = `${id === null ? "Of this session" : "Kept"}: ${name}${value === null ? "" : `, ${worth(value)}`}`;
        const star = svg("path", { d: STAR });
        const touch = svg("circle", { r: 14, class: "nx-map-touch" });
        const focus = svg("circle", { r: 13, class: "nx-map-focus" });
        const title = svg("title", {}, told);
        const element = svg("g", { class: `nx-map-marker nx-map-kept${id === null ? "" : " nx-map-stored"}`, role: "button", tabindex: 0 }, title, touch, star, focus);
        setAttributes(element, { "aria-label": told });
        element.addEventListener("pointerdown", (event) => event.stopPropagation()); // no pan begins here
        element.addEventListener("click", (event) => pick(key, event.shiftKey));
        element.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          event.stopPropagation();
          pick(key, event.shiftKey);
        });
        this.put(element, position);
        return element;
      }),
    );
  }

  setRing(kind: RingKind, place: XY | null): void {
    this.put(this.rings.get(kind)!, place);
  }

  setLasso(polygon: readonly XY[] | null, closed: boolean): void {
    setAttributes(this.lassoShape, {
      d: polygon && polygon.length > 1 ? lineThrough(polygon) + (closed ? "Z" : "") : "",
    });
  }

  /** The anchors in order; elements are kept, so that one keeps the focus while it moves. */
  setAnchors(anchors: readonly { name: string; place: XY }[]): void {
    this.stopSize = stopSize(anchors.length);
    while (this.pins.children.length > anchors.length) {
      const last = this.pins.lastElementChild as SVGGElement;
      this.places.delete(last);
      last.remove();
    }
    while (this.pins.children.length < anchors.length) this.pins.append(newPin(this.pins.children.length));
    anchors.forEach(({ name, place }, k) => {
      const pin = this.pins.children[k] as SVGGElement;
      const letter = letterOf(k, anchors.length);
      pin.querySelector("text")!.textContent = letter;
      pin.classList.toggle(STOP, k > 0 && k < anchors.length - 1);
      setAttributes(pin, { "aria-label": `${letter}, ${name}. Arrow keys move it to another network.` });
      this.put(pin, place);
    });
  }

  /** Shows an anchor at another place while it is dragged. */
  moveAnchor(index: number, place: XY): void {
    const pin = this.pins.children[index];
    if (pin) this.put(pin as SVGGElement, place);
  }

  focusProbe(): void {
    this.probe.focus({ preventScroll: true });
  }

  /** Puts everything where the window has it. */
  render(view: View, size: number): void {
    const k = scaleOf(view);
    const [e, f] = toScreen(view, [0, 0]);
    setAttributes(this.world, { transform: `matrix(${k} 0 0 ${-k} ${e} ${f})` });
    for (const [element, place] of this.places) {
      const [x, y] = toScreen(view, place);
      const scale = element.classList.contains(STOP) ? size * this.stopSize : size;
      setAttributes(element, { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale})` });
    }
  }

  private put(element: SVGGElement, place: XY | null): void {
    element.style.display = place ? "" : "none";
    if (place) this.places.set(element, place);
    else this.places.delete(element);
  }
}

function marker(kind: Marker["kind"], role: string, radius: number, parts: SVGElement[], y = 0): SVGGElement {
  const touch = svg("circle", { r: radius + 5, cy: y, class: "nx-map-touch" }); // a finger is not a mouse
  const focus = svg("circle", { r: radius + 4, cy: y, class: "nx-map-focus" });
  return svg("g", { class: "nx-map-marker", "data-marker": kind, role, tabindex: 0 }, touch, ...parts, focus);
}

function spot(kind: string, mark: SVGElement): SVGGElement {
  return svg("g", { class: `nx-map-spot nx-map-spot-${kind}`, "aria-hidden": "true" }, mark);
}

function newPin(index: number): SVGGElement {
  const letter = svg("text", { y: -22.5, class: "nx-map-letter" });
  const tip = svg("circle", { r: TIP, class: "nx-map-pin-tip" }); // the course goes on below the pin's halo
  const pin = marker("anchor", "button", 12, [svg("path", { d: PIN, class: "nx-map-pin" }), tip, letter], -23);
  setAttributes(pin, { "data-index": index });
  return pin;
}

function lineThrough(places: readonly XY[]): string {
  return `M${places.map(([x, y]) => `${x.toFixed(5)} ${y.toFixed(5)}`).join("L")}`;
}
