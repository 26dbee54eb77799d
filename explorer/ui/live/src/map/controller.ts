// What a person does on the stage, made into changes of the map and reports to the rest of the screen.
import type { Course, MapWindow } from "../types.ts";
import type { Card, CardFacts } from "./card.ts";
import { nearestT } from "./course.ts";
import type { MapEvents } from "./events.ts";
import type { Dragged, Hands } from "./gestures.ts";
import { HELD } from "./hold.ts";
import { enclosed } from "./lasso.ts";
import type { Model } from "./model.ts";
import { letterOf } from "./overlay.ts";
import type { Thumbnails } from "./pictures.ts";
import type { Scene } from "./scene.ts";
import { nextMatch } from "./search.ts";
import type { Shown } from "./tiles.ts";
import { panned, scaleOf, toMap, toScreen, type XY, zoomed } from "./view.ts";

type Phase = "start" | "move" | "end" | "cancel";

const NEAR = 12; // CSS px: a click on a point
const NEAR_TOUCH = 22;
const SAME = 2; // a picture whose middle is as near to a network's point is of that network
const SNAP = 24; // an anchor's marker takes a point this near
const JUMP = 28; // the handle jumps to a far part of the course that is nearer by this
const REACH = 100; // and follows freely along the course up to this
const EDGE = 10; // of the stage: the free handle stays this far inside
const INTO_VIEW = 40; // a network that one goes to lies at least this far inside
const STROKE = 3; // CSS px between two points of a lasso

/** What lies above the points. */
export interface Journey {
  chosen: number | null;
  anchors: number[];
  course: Course | null;
  t: number | null;
  free: XY | null;
}

export class Controller implements Hands {
  readonly journey: Journey = { chosen: null, anchors: [], course: null, t: null, free: null };
  cursor: number | null = null; // the network the keyboard is at
  lassoOn = false;
  lassoShape: XY[] | null = null; // in map coordinates
  private hovered: number | Shown | null = null; // a network, or a picture of the contact sheet
  private snapped: number | null = null;

  /**
   * @param selectionChanged called when the networks selected were changed here
   * @param say speaks to a screen reader
   * @param scrolled called when a swipe over the map scrolled the page
   */
  constructor(
    readonly model: Model,
    readonly scene: Scene,
    readonly events: MapEvents,
    private readonly card: Card,
    private readonly thumbnails: Thumbnails,
    private readonly selectionChanged: () => void,
    private readonly say: (text: string) => void,
    readonly scrolled: () => void,
  ) {}

  // -- the journey, as it is set from outside --------------------------------------------------------------------

  /** Shows the journey; after any of it or the space changed. */
  showJourney(): void {
    const { journey, model, scene } = this;
    const { overlay } = scene;
    overlay.setCourse(journey.course);
    overlay.setHandle(journey.course ? journey.t : null);
    overlay.setProbe(journey.free);
    overlay.setRing("chosen", model.has(journey.chosen) ? model.place(journey.chosen) : null);
    const anchors = journey.anchors.filter((id) => model.has(id));
    overlay.setAnchors(anchors.map((id) => ({ name: model.name(id), place: model.place(id) })));
    scene.request();
  }

  // -- points under the hand -------------------------------------------------------------------------------------

  lassoing(): boolean {
    return this.lassoOn;
  }

  held(): boolean {
    return this.scene.compact || this.scene.stage.classList.contains(HELD);
  }

  empty(x: number, y: number): boolean {
    return this.at(x, y, NEAR) === null;
  }

  hover(x: number, y: number): void {
    if (!this.lassoOn && !this.scene.compact) this.point(this.picture(x, y) ?? this.at(x, y, NEAR));
  }

  leave(): void {
    this.point(null);
  }

  tap(x: number, y: number, event: PointerEvent): void {
    const picture = event.shiftKey ? null : this.picture(x, y);
    if (picture) return this.look(picture);
    const id = this.at(x, y, event.pointerType === "mouse" ? NEAR : NEAR_TOUCH);
    if (id === null) return this.point(null);
    this.cursor = id; // the keyboard goes on from here
    this.scene.overlay.setRing("cursor", null);
    this.events.pick(id, event.shiftKey);
    if (event.pointerType !== "mouse") this.point(id); // there is no hover: the card tells what was touched
  }

  /** What is shown where a picture of the contact sheet lies: a network, if the picture is of one. */
  private look(picture: Shown): void {
    const id = this.networkOf(picture);
    if (id !== null) this.events.pick(id, false);
    else this.events.freeMoved(picture.x, picture.y, false);
    this.point(null);
  }

  private networkOf({ x, y }: Shown): number | null {
    return this.model.grid.nearest(x, y, SAME / scaleOf(this.scene.view), this.model.accept);
  }

  private picture(x: number, y: number): Shown | null {
    const { scene } = this;
    return scene.sheet ? scene.tiles.at(...toMap(scene.view, [x, y])) : null;
  }

  /** The network, or the picture, whose card is shown; null for none. */
  point(what: number | Shown | null): void {
    if (what === this.hovered) return;
    this.hovered = what;
    const { card, scene } = this;
    scene.overlay.setRing("hover", this.hoveredPlace());
    scene.stage.classList.toggle("nx-map-on-point", what !== null);
    if (what === null || scene.compact) card.hide();
    else card.fill(this.told(what));
    this.placeCard();
    scene.request();
  }

  /** What the card says. */
  private told(what: number | Shown): CardFacts {
    const { model } = this;
    const id = typeof what === "number" ? what : this.networkOf(what);
    if (id !== null) return { name: model.name(id), lines: model.facts(id), picture: this.thumbnails.of(id) };
    const { x, y, empty, image } = what as Shown;
    const near = model.grid.nearest(x, y, Infinity, model.accept);
    const lines: [string, string][] = near === null ? [] : [["Nearest here", model.name(near)]];
    if (empty) lines.push(["Far from all", "a guess of what lies around"]);
    return { name: "A place on the map", lines, picture: image.src };
  }

  private hoveredPlace(): XY | null {
    const { hovered } = this;
    if (hovered === null) return null;
    return typeof hovered === "number" ? this.model.place(hovered) : [hovered.x, hovered.y];
  }

  /** The card follows its point when the window moves. */
  placeCard(): void {
    const place = this.hoveredPlace();
    if (!place) return;
    const { view } = this.scene;
    this.card.put(toScreen(view, place), view.width, view.height);
  }

  thumbnailCame(id: number, url: string): void {
    if (id === this.hovered) this.card.show(url);
  }

  // -- the window ------------------------------------------------------------------------------------------------

  pan(dx: number, dy: number): void {
    this.scene.setWindow(panned(this.scene.view, dx, dy));
  }

  zoom(factor: number, x: number, y: number): void {
    this.scene.setWindow(zoomed(this.scene.view, factor, [x, y], this.scene.whole()));
  }

  rest(): void {
    const { x, y, half } = this.scene.view;
    this.events.windowChanged({ x, y, half });
  }

  /** Zooms about the middle, in a short flight. */
  step(factor: number): void {
    const { view } = this.scene;
    this.fly(zoomed(view, factor, [view.width / 2, view.height / 2], this.scene.whole()));
  }

  fit(): void {
    this.events.windowChanged(this.scene.fit());
  }

  private fly(to: MapWindow): void {
    this.scene.fly(to);
    this.events.windowChanged(to);
  }

  // -- going from network to network -----------------------------------------------------------------------------

  /** Puts the keyboard's mark at a network, moves it into view and says its name. */
  goTo(id: number): void {
    const { scene, model } = this;
    this.cursor = id;
    if (document.activeElement === scene.stage) scene.overlay.setRing("cursor", model.place(id));
    this.point(id);
    this.say([model.name(id), ...model.facts(id).map(([title, value]) => `${title} ${value}`)].join(", "));
    const { view } = scene;
    const [x, y] = toScreen(view, model.place(id));
    const beside = x < INTO_VIEW || y < INTO_VIEW || x > view.width - INTO_VIEW || y > view.height - INTO_VIEW;
    const [mx, my] = model.place(id);
    if (beside) this.fly({ x: mx, y: my, half: view.half });
    scene.request();
  }

  /** The next network that fits the search. */
  nextMatch(): void {
    const { sought, visible } = this.model;
    const id = sought && nextMatch(sought, visible, this.cursor);
    if (id === null) return;
    this.goTo(id);
    this.events.pick(id, false);
  }

  // -- lasso and selection ---------------------------------------------------------------------------------------

  setLasso(on: boolean): void {
    this.lassoOn = on;
    this.scene.stage.classList.toggle("nx-map-lassoing", on);
    this.point(null);
  }

  lasso(x: number, y: number, phase: Phase): void {
    const { scene } = this;
    const at = toMap(scene.view, [x, y]);
    if (phase === "start") this.lassoShape = [at];
    else if (phase === "move" && this.lassoShape) {
      const last = toScreen(scene.view, this.lassoShape.at(-1)!);
      if (Math.hypot(last[0] - x, last[1] - y) > STROKE) this.lassoShape.push(at);
    } else if (phase === "cancel") this.lassoShape = null;
    scene.overlay.setLasso(this.lassoShape, false);
    if (phase === "end") this.endLasso();
    scene.request();
  }

  private endLasso(): void {
    const { model } = this;
    const ids = enclosed(this.lassoShape ?? [], model.grid, model.data.positions, model.accept);
    if (ids.length === 0) this.lassoShape = null;
    this.select(ids);
    this.say(ids.length === 0 ? "Nothing selected" : `${ids.length} networks selected`);
  }

  /** Selects networks, by the hand. */
  select(ids: number[]): void {
    this.showSelection(ids);
    this.selectionChanged();
    this.events.selected(ids);
  }

  /** The selection is these; a lasso drawn around others goes. */
  showSelection(ids: readonly number[]): void {
    const { model } = this;
    const known = ids.filter((id) => model.has(id));
    const loop = this.lassoShape;
    const drawn = loop ? enclosed(loop, model.grid, model.data.positions, model.accept) : [];
    if (drawn.length !== known.length || known.length === 0) this.lassoShape = null;
    this.scene.overlay.setLasso(this.lassoShape, true);
    model.selection = known;
  }

  // -- markers ---------------------------------------------------------------------------------------------------

  drag(marker: Dragged, x: number, y: number, phase: Phase): void {
    this.scene.stage.classList.toggle("nx-map-dragging", phase === "start" || phase === "move");
    if (phase === "start") this.point(null);
    if (marker.kind === "anchor") this.dragAnchor(marker.index, x, y, phase);
    else if (marker.kind === "handle") this.dragHandle(x, y, phase);
    else this.dragFree(x, y, phase);
  }

  dockTap(): void {
    const { view } = this.scene;
    const from =
      this.journey.free ?? (this.model.has(this.journey.chosen) ? this.model.place(this.journey.chosen) : null);
    const at = from ? toScreen(view, from) : ([view.width / 2, view.height / 2] as const);
    this.dragFree(at[0], at[1], "end");
    this.scene.overlay.focusProbe();
  }

  /** Moves the handle to a t, as a hand does. */
  moveHandle(t: number, moving: boolean): void {
    const { journey, scene } = this;
    journey.t = Math.min(1, Math.max(0, t));
    scene.overlay.setHandle(journey.t);
    scene.request();
    this.events.handleMoved(journey.t, moving);
  }

  /** Moves the free handle by pixels. */
  nudgeFree(dx: number, dy: number): void {
    if (!this.journey.free) return;
    const [x, y] = toScreen(this.scene.view, this.journey.free);
    this.dragFree(x + dx, y + dy, "move");
  }

  /** An arrow or a finger has let go of a marker. */
  release(kind: "handle" | "probe"): void {
    const { t, free } = this.journey;
    if (kind === "handle" && t !== null) this.events.handleMoved(t, false);
    if (kind === "probe" && free) this.events.freeMoved(free[0], free[1], false);
  }

  private dragHandle(x: number, y: number, phase: Phase): void {
    const { course, t } = this.journey;
    if (!course || t === null) return;
    if (phase === "cancel") return this.release("handle");
    const { view } = this.scene;
    const k = scaleOf(view);
    this.moveHandle(nearestT(course.positions, toMap(view, [x, y]), t, JUMP / k, REACH / k), phase !== "end");
  }

  private dragFree(x: number, y: number, phase: Phase): void {
    if (phase === "cancel") return this.release("probe");
    const { view } = this.scene;
    const within = (v: number, size: number) => Math.min(Math.max(v, EDGE), Math.max(size - EDGE, EDGE));
    const place = toMap(view, [within(x, view.width), within(y, view.height)]);
    this.journey.free = place;
    this.scene.overlay.setProbe(place);
    this.scene.request();
    this.events.freeMoved(place[0], place[1], phase !== "end");
  }

  private dragAnchor(index: number, x: number, y: number, phase: Phase): void {
    const { scene, model, journey } = this;
    if (phase === "start" || phase === "move") {
      this.snapped = this.keptAt(x, y) ?? this.at(x, y, SNAP);
      scene.overlay.moveAnchor(index, this.snapped === null ? toMap(scene.view, [x, y]) : model.place(this.snapped));
      scene.overlay.setRing("snap", this.snapped === null ? null : model.place(this.snapped));
      this.point(this.snapped);
      scene.request();
      return;
    }
    const id = phase === "end" ? this.snapped : null;
    this.snapped = null;
    this.point(null);
    scene.overlay.setRing("snap", null);
    if (id !== null && id !== journey.anchors[index]) this.moveAnchor(index, id);
    else this.showJourney(); // back to where it was
  }

  moveAnchor(index: number, id: number): void {
    const { journey, model } = this;
    journey.anchors = journey.anchors.map((old, k) => (k === index ? id : old));
    this.showJourney();
    this.say(`${letterOf(index, journey.anchors.length)} is now ${model.name(id)}`);
    this.events.anchorMoved(index, id);
  }

  /** The point kept with the space at a place on the stage: it lies above the networks. */
  private keptAt(x: number, y: number): number | null {
    const { view } = this.scene;
    const [mx, my] = toMap(view, [x, y]);
    return this.model.keptNear(mx, my, NEAR / scaleOf(view));
  }

  /** The network shown at a place on the stage, within some pixels. */
  private at(x: number, y: number, radius: number): number | null {
    const { view } = this.scene;
    const [mx, my] = toMap(view, [x, y]);
    return this.model.grid.nearest(mx, my, Math.max(radius, this.scene.radius) / scaleOf(view), this.model.accept);
  }
}
