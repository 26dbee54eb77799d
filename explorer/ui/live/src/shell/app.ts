// The whole of the component: one immutable view, and the parts that show it.

import { SpaceMap } from "../map/map.ts";
import { JudgePanel } from "../kinds/classifiers/panel.ts";
import { withMove, withValue } from "../steer/moves.ts";
import type { Curve, Directions, Frame, MapData, Place } from "../types.ts";
import type { NetworkView } from "../kinds/port.ts";
import { Viewer } from "../kinds/shapes/viewer.ts";
import type { Connection } from "../wire/connection.ts";
import { FrameStore } from "../wire/frames.ts";
import type { RunAction } from "../wire/messages.ts";
import { Actions, type Control } from "./actions.ts";
import { Courses } from "./courses.ts";
import type { Component } from "./data.ts";
import { Hand } from "./hand.ts";
import { Line, type LineEvents } from "./line.ts";
import { Optimizer } from "../optimize/optimizer.ts";
import type { From } from "../optimize/strip.ts";
import { makePanes, type Panes } from "./layout.ts";
import { placesOf, steeredPlaces, wishesOf } from "./places.ts";
import { Player } from "./player.ts";
import { Reporter } from "./reporter.ts";
import { Screen } from "./screen.ts";
import { anchorsOf, FIRST_VIEW, type Link, parseView, printView, type View } from "./state.ts";
import { Stats } from "./stats.ts";
import { applyTheme, readTheme, type ShellTheme, watchTheme } from "./theme.ts";
import { Thumbnails } from "./thumbnails.ts";

const DRAFT = 96; // resolution: a finer frame would only slow a moving hand down
const AHEAD = 33; // frames that the server sends for a path
const PYTHON_DIGITS = 0.0051; // Python keeps two digits of t
const LONGEST_LEAD = 0.25; // s
const LOOKED_AT: readonly (keyof View)[] = ["shown", "id", "a", "b", "via", "t", "path", "versus", "place", "play", "sum"];

export class App implements Control {
  state: View = FIRST_VIEW;
  data: MapData | null = null;
  directions: Directions | null = null;
  steering = false; // whether the panel is open
  armed: number | null = null; // slot of the sum that the next network clicked is for
  slots: (number | null)[] = [null, null, null];
  readonly stats = new Stats();
  readonly frames = new FrameStore();
  readonly map: SpaceMap;
  readonly viewer: NetworkView;
  readonly curves: [Curve | null, Curve | null] = [null, null];
  readonly panes: Panes = makePanes();
  readonly actions = new Actions(this);
  readonly courses: Courses;
  readonly hand: Hand;
  readonly player: Player;
  readonly optimizer: Optimizer;
  readonly thumbnails: Thumbnails;
  theme: ShellTheme;
  waiting = false; // what is on the canvas is not yet what the title says
  private readonly screen: Screen;
  private readonly line: Line;
  private readonly reporter: Reporter;
  private readonly stopWatching: () => void;
  private revision: number;
  private dragSince = 0;
  private optimized = 0; // how often Python was told of an optimization
  private readonly pathSeen: { shown: string; all: string } = { shown: "", all: "" };

  constructor(
    readonly root: HTMLElement,
    private component: Component,
  ) {
    root.replaceChildren(this.panes.app);
    this.theme = readTheme(root, component.data.theme);
    applyTheme(this.panes.app, this.theme);
    this.revision = component.data.revision;
    this.reporter = new Reporter(
      () => printView(this.state),
      (link) => {
        this.component.setStateValue("link", link);
        this.screen.announce();
      },
    );
    this.viewer = this.shapes
      ? new Viewer(this.panes.viewer, { cameraChanged: (camera) => this.change({ camera }) })
      : new JudgePanel(this.panes.viewer);
    this.courses = this.makeCourses();
    this.hand = this.makeHand();
    this.player = this.makePlayer();
    this.optimizer = this.makeOptimizer();
    this.thumbnails = new Thumbnails((ids, colour) => this.line.send({ type: "thumbs", ids, colour }));
    this.thumbnails.setColour(this.theme.material);
    this.map = this.makeMap();
    this.screen = new Screen(this);
    this.line = new Line(this.lineEvents(), this.screen.status, () => this.component);
    this.stopWatching = watchTheme(root, () => this.readTheme());
    this.viewer.setTheme(this.theme);
    this.map.setTheme(this.theme);
    this.setHeight(component.data.height);
    this.viewer.resize(); // on the page now: both know their size before they are told what to show
    this.map.resize();
    this.show(parseView(component.data.link), FIRST_VIEW, false);
    if (this.state.steer.length > 0) this.showSteering(true); // what a link has moved can be seen, and taken back
    this.reporter.known();
    this.line.open();
  }

  /** Called at each rerun of the page's script. */
  update(component: Component): void {
    const before = this.component.data;
    this.component = component;
    const { data } = component;
    this.setHeight(data.height);
    if (data.theme !== before.theme) this.readTheme();
    if (data.token !== before.token) this.line.renewed();
    if (data.revision === this.revision) return;
    this.revision = data.revision;
    this.take(data.link);
  }

  /** Whether this is a space of shapes; else it is one of classifiers. */
  get shapes(): boolean {
    return this.component.data.kind !== "classifier";
  }

  get space(): string {
    return this.component.data.space;
  }

  get title(): string {
    return this.component.data.title;
  }

  get connection(): Connection {
    return this.line.connection;
  }

  get view(): View {
    return this.state;
  }

  /** Every change of the view goes through here. `moving`: the hand is not at rest. */
  change(patch: Partial<View>, moving = false): void {
    const before = this.state;
    const next = { ...before, ...patch };
    if (LOOKED_AT.some((key) => key in patch)) {
      this.leaveOptimizer();
      if (!("steer" in patch)) next.steer = [];
    }
    if (next.steer.length > 0) Object.assign(next, { versus: null, play: false });
    if (next.shown !== "place") next.place = null;
    this.show(next, before, moving);
    const quiet = (this.player.playing && !("play" in patch)) || (before.turntable && "camera" in patch);
    if (!quiet) this.reporter.changed();
  }

  stops(): readonly number[] {
    return this.courses.current()[0]?.stops ?? [];
  }

  control(action: RunAction): void {
    this.line.send({ type: "optimize_control", action });
  }

  /** Shows the optimization in the place of the path, or the path again. */
  showOptimizer(open: boolean): void {
    this.optimizer.open = open;
    this.screen.render();
  }

  /** Opens or closes the panel that steers. */
  showSteering(open: boolean): void {
    this.steering = open;
    this.armed = null;
    const { a, b, id } = this.state;
    if (open && this.slots.every((slot) => slot === null)) this.slots = [a, b, id];
    this.screen.render();
  }

  /** So much of a label more than what is shown has by itself. */
  steer(key: string, amount: number, moving: boolean): void {
    this.drag(moving);
    this.optimizer.hold();
    this.change({ steer: withMove(this.state.steer, key, amount) }, moving);
  }

  steerTo(label: string, value: string): void {
    this.optimizer.hold();
    this.change({ steer: withValue(this.state.steer, label, value) });
  }

  /** The next network that is clicked is for this slot of a - b + c; null: it is looked at, as ever. */
  arm(slot: number | null): void {
    this.armed = slot;
    this.screen.render();
  }

  sum(): void {
    const sum = this.slots.filter((slot): slot is number => slot !== null);
    if (sum.length === 3) this.change({ shown: "sum", sum, play: false, versus: null });
  }

  say(text: string): void {
    this.screen.status.say(text);
  }

  name(id: number): string {
    return this.data?.names[id] ?? `network ${id}`;
  }

  /** While a hand holds something, nothing is reported, and animation frames are timed. */
  drag(on: boolean): void {
    this.reporter.hold(on);
    if (!on) {
      this.dragSince = 0;
      return;
    }
    if (this.dragSince !== 0) return;
    this.dragSince = performance.now();
    const tick = () => {
      if (this.dragSince === 0) return;
      const now = performance.now();
      this.stats.keep(this.stats.drag, now - this.dragSince);
      this.dragSince = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  dispose(): void {
    this.drag(false);
    this.player.stop();
    this.stopWatching();
    this.reporter.dispose();
    this.screen.dispose();
    this.line.close();
    this.thumbnails.clear();
    this.map.dispose();
    this.viewer.dispose();
    this.panes.app.remove();
  }

  /** A link from Python. t comes back with fewer digits: it stays if it is the same to these. */
  private take(link: Link): void {
    this.leaveOptimizer();
    const next = parseView(link, this.data?.count);
    const t = Math.abs(next.t - this.state.t) < PYTHON_DIGITS ? this.state.t : next.t;
    this.show({ ...next, t, play: next.play && this.state.play }, this.state, false);
    this.reporter.known();
  }

  private show(next: View, before: View, moving: boolean): void {
    this.state = next;
    const first = before === FIRST_VIEW;
    const differs = (...keys: (keyof View)[]) => first || keys.some((key) => next[key] !== before[key]);
    if (differs("a", "b", "via", "path", "spline", "versus")) {
      const [one, other] = wishesOf(next);
      this.courses.wish(0, one);
      this.courses.wish(1, other);
      this.thumbnails.need(anchorsOf(next));
    }
    this.screen.push(next, differs);
    this.hand.move(this.places(), moving);
    this.playIfAsked();
    this.screen.render();
  }

  /** What each slot shows. */
  private places(): (Place | null)[] {
    const { place } = this.optimizer;
    return steeredPlaces(place ? [place] : placesOf(this.state, this.courses.current()), this.state.steer);
  }

  private playIfAsked(): void {
    const ready = this.state.shown === "path" && this.courses.current()[0] !== null;
    if (this.state.play && ready) this.player.start(this.state.t);
    else this.player.stop();
  }

  private makeHand(): Hand {
    return new Hand({
      send: (seq, places, moving) =>
        this.line.send({ type: "want", seq, places, moving }),
      exact: (place, resolution) => this.frames.exact(place, resolution),
      nearest: (path, t) => this.frames.nearest(path, t, DRAFT),
      show: (slot, frame) => this.viewer.show(slot, frame),
      shown: (frame, waiting) => {
        this.waiting = waiting;
        this.noteFirst(frame);
        this.screen.render();
      },
      onNextFrame: (callback) => requestAnimationFrame(callback),
      now: () => performance.now(),
      stats: this.stats,
    });
  }

  private makeCourses(): Courses {
    return new Courses({
      send: (slot, wish) =>
        this.line.send({ type: "path", anchors: [...wish.anchors], kind: wish.kind, spline: wish.spline, slot }),
      dropped: (course) => this.frames.dropPath(course.key),
      changed: (slot) => this.courseChanged(slot),
      now: () => performance.now(),
    });
  }

  private courseChanged(slot: 0 | 1): void {
    if (slot === 0) this.map.setCourse(this.courses.drawn(0));
    this.screen.showEnds();
    this.hand.move(this.places(), this.player.playing);
    this.playIfAsked();
    this.screen.render();
  }

  private makePlayer(): Player {
    return new Player({
      moved: (t, ahead) => {
        const courses = this.courses.current();
        this.state = { ...this.state, t };
        this.hand.move(placesOf(this.state, courses), true, placesOf(this.state, courses, ahead));
        this.screen.render();
      },
      ended: () => this.change({ play: false }),
      pace: () => {
        const recent = this.stats.exact.slice(-8).map((one) => one.latency / 1000);
        const lead = recent.reduce((sum, one) => sum + one, 0) / Math.max(recent.length, 1);
        const { speed, loop } = this.state;
        return { legs: anchorsOf(this.state).length - 1, speed, loop, lead: Math.min(lead, LONGEST_LEAD) };
      },
    });
  }

  private makeOptimizer(): Optimizer {
    return new Optimizer({
      looked: (moving) => {
        const { versus, play, steer } = this.state;
        const calm = { versus: null, play: false, steer: [] };
        if (versus || play || steer.length > 0) this.show({ ...this.state, ...calm }, this.state, moving);
        else this.hand.move(this.places(), moving);
        this.map.setRun(this.optimizer.run, this.optimizer.index);
        this.screen.render();
      },
      changed: () => {
        const { run, kept } = this.optimizer;
        this.map.setRun(run, this.optimizer.index);
        this.map.setKept(kept);
        this.screen.render();
      },
      news: () => {
        this.optimized += 1;
        this.component.setTriggerValue("optimized", this.optimized);
      },
    });
  }

  /** Something else than a step of the optimization is looked at. */
  private leaveOptimizer(): void {
    if (!this.optimizer.told) return;
    this.optimizer.leave();
    this.map.setRun(this.optimizer.run, null);
  }

  /** Begins an optimization. `goal`: "accuracy", "arch:NAME" or "shape:ID". */
  optimize(from: From, goal: string, steps: number): void {
    const start = from === "random" ? "random" : from === "weakest" ? this.weakest() : (this.places()[0] ?? null);
    if (!start) return this.say("Choose a network, or a place on the path or the map, to start from.");
    const arch = goal.startsWith("arch:") ? goal.slice(5) : null;
    const shape = goal.startsWith("shape:") ? Number(goal.slice(6)) : null;
    if (!this.line.send({ type: "optimize", start, arch, shape, steps })) this.say("There is no connection to the server.");
  }

  private weakest(): Place | null {
    const label = this.data?.labels.find(({ name }) => name === "accuracy");
    if (!label || !("values" in label)) return null;
    const id = label.values.reduce((least, value, i) => (value < label.values[least]! ? i : least), 0);
    return { kind: "network", id };
  }

  private picked(id: number, extend: boolean): void {
    if (this.armed === null) return this.actions.pick(id, extend);
    this.slots = this.slots.map((slot, k) => (k === this.armed ? id : slot));
    this.armed = null;
    this.screen.render();
    if (this.state.shown === "sum") this.sum();
  }

  private makeMap(): SpaceMap {
    return new SpaceMap(this.panes.map, {
      pick: (id, extend) => this.picked(id, extend),
      anchorMoved: (index, id) => this.actions.moveAnchor(index, id),
      handleMoved: (t, moving) => this.moved({ t, shown: "path", play: false }, moving),
      keptPicked: (key) => this.optimizer.lookAt(key),
      freeMoved: (x, y, moving) => this.moved({ place: { x, y }, shown: "place", play: false }, moving),
      selected: (ids) => this.actions.select(ids),
      needThumbnails: (ids) => this.thumbnails.need(ids),
      needSheet: (columns, box) => {
        this.line.send({ type: "sheet", columns, box, colour: this.theme.material });
        if (!this.state.sheet) this.change({ sheet: true });
      },
      sheetOff: () => {
        this.line.send({ type: "sheet_stop" });
        this.change({ sheet: false });
      },
      terrain: (on) => this.line.send({ type: "terrain", on }),
      colour: (label) => this.change({ colour: label }),
      hidden: (categories) => this.change({ hidden: categories }),
      search: (query) => this.change({ search: query }),
      windowChanged: (window) => this.change({ window }),
    });
  }

  /** The hand moved something over the map or on the track. */
  moved(patch: Partial<View>, moving: boolean): void {
    this.drag(moving);
    const t = patch.t === undefined ? {} : { t: Number(patch.t.toFixed(4)) }; // as in the link
    this.change({ ...patch, ...t }, moving);
  }

  private lineEvents(): LineEvents {
    return {
      connected: () => {
        this.thumbnails.again();
        this.thumbnails.need(anchorsOf(this.state));
        this.courses.again();
        this.hand.again();
        if (this.map.terrain) this.line.send({ type: "terrain", on: true });
      },
      map: (data) => this.takeMap(data),
      course: (slot, course) => this.courses.took(slot, course),
      curve: (slot, curve) => {
        this.curves[slot] = curve;
        this.screen.render();
      },
      terrain: (terrain) => this.map.setTerrain(terrain),
      run: (news) => this.optimizer.took(news),
      kept: (points) => {
        const newest = points[points.length - 1];
        if (newest?.key === `kept/${this.optimizer.run?.number}`) this.say("Kept as a point on the map: a click shows it again.");
        this.optimizer.keeps(points);
      },
      directions: (directions) => {
        this.directions = directions;
        this.screen.render();
        this.hand.anew(); // what is shown came before they were known
      },
      frame: (frame) => this.takeFrame(frame),
      thumb: (id, colour, url) => {
        if (!this.thumbnails.took(id, colour, url)) return;
        this.map.setThumbnail(id, url);
        this.screen.render();
      },
      tile: (tile) => this.map.setTile(tile),
      failed: (text) => {
        this.courses.failed();
        this.say(text);
      },
    };
  }

  private takeMap(data: MapData): void {
    const first = this.data === null;
    this.data = data;
    this.map.setSpace(data);
    this.viewer.setClassifiers(data.classifiers);
    const checked = parseView(printView(this.state), data.count); // ids that are there
    this.show(first ? checked : { ...checked, t: this.state.t }, FIRST_VIEW, false);
  }

  private takeFrame(frame: Frame): void {
    this.frames.add(frame);
    this.hand.took(frame);
    if (frame.place.kind !== "path") return;
    if (frame.place.t <= 0 || frame.place.t >= 1) this.screen.showEnds();
    const key = this.courses.current()[0]?.key;
    if (key && this.pathSeen.all !== key && this.frames.count(key) >= AHEAD) {
      this.pathSeen.all = key;
      this.stats.keep(this.stats.allAheadMs, performance.now() - this.courses.wishedAt(0));
    }
  }

  private noteFirst(frame: Frame | null): void {
    const key = this.courses.current()[0]?.key;
    if (!key || this.pathSeen.shown === key || frame?.place.kind !== "path" || frame.place.path !== key) return;
    this.pathSeen.shown = key;
    this.stats.keep(this.stats.firstPathMs, performance.now() - this.courses.wishedAt(0));
  }

  private readTheme(): void {
    const theme = readTheme(this.root, this.component.data.theme);
    if (JSON.stringify(theme) === JSON.stringify(this.theme)) return;
    this.theme = theme;
    applyTheme(this.panes.app, theme);
    this.viewer.setTheme(theme);
    this.map.setTheme(theme);
    this.thumbnails.setColour(theme.material);
    this.thumbnails.need(anchorsOf(this.state));
    this.screen.render();
  }

  private setHeight(height: number | undefined): void {
    this.panes.app.style.setProperty("--nx-height", `${height ?? 780}px`);
  }

}

