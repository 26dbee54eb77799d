// The whole of the component: one immutable view, and the parts that show it.

import type { Kind, NetworkView } from "../kinds/port.ts";
import { SpaceMap } from "../map/map.ts";
import type { Optimizer } from "../optimize/optimizer.ts";
import type { Curve, Directions, MapData } from "../types.ts";
import type { Connection } from "../wire/connection.ts";
import type { ClientMessage } from "../wire/messages.ts";
import { Actions } from "./actions.ts";
import { answers } from "./answers.ts";
import type { Courses } from "./courses.ts";
import type { Component } from "./data.ts";
import type { Desk } from "./desk.ts";
import { DragClock } from "./drag.ts";
import { makePanes, type Panes } from "./layout.ts";
import { Line, type LineEvents } from "./line.ts";
import { mapEvents } from "./mapevents.ts";
import { linkOf, makeOptimizer } from "./optimizing.ts";
import { Reporter } from "./reporter.ts";
import { Screen } from "./screen.ts";
import { anchorsOf, cleared, FIRST_VIEW, type Link, parseView, pointView, printView, type View } from "./state.ts";
import { Stats } from "./stats.ts";
import { Steering } from "./steering.ts";
import { applyTheme, readTheme, type ShellTheme, watchTheme } from "./theme.ts";
import { Thumbnails } from "./thumbnails.ts";
import { Travel } from "./travel.ts";

const PYTHON_DIGITS = 0.0051; // Python keeps two digits of t
const LOOKED_AT: readonly (keyof View)[] = ["shown", "id", "a", "b", "via", "t", "path", "versus", "place", "play", "sum", "point"];

export class App implements Desk {
  state: View = FIRST_VIEW;
  data: MapData | null = null;
  directions: Directions | null = null;
  theme: ShellTheme;
  readonly stats = new Stats();
  readonly panes: Panes;
  readonly actions = new Actions(this);
  readonly viewer: NetworkView;
  readonly travel: Travel;
  readonly optimizer: Optimizer;
  readonly steering: Steering;
  readonly thumbnails: Thumbnails;
  readonly map: SpaceMap;
  private readonly screen: Screen;
  private readonly line: Line;
  private readonly reporter: Reporter;
  private readonly clock = new DragClock(this.stats);
  private readonly stopWatching: () => void;
  private revision: number;
  private optimized = 0; // how often Python was told of an optimization

  constructor(
    readonly root: HTMLElement,
    private component: Component,
    readonly kind: Kind,
  ) {
    this.panes = makePanes(root, kind.words.noun);
    this.theme = readTheme(root, component.data.theme);
    applyTheme(this.panes.app, this.theme);
    this.revision = component.data.revision;
    this.reporter = new Reporter(() => linkOf(this.state, this.optimizer), (link) => this.report(link));
    this.viewer = kind.view(this.panes.viewer, { cameraChanged: (camera) => this.change({ camera }) });
    this.travel = this.makeTravel();
    this.optimizer = makeOptimizer(this, (moving) => this.lookAtStep(moving), () => this.tellOfOptimization());
    const hold = () => this.optimizer.hold();
    this.steering = new Steering(this, { hold, drag: (on) => this.drag(on), changed: () => this.draw() });
    this.thumbnails = new Thumbnails((ids, colour) => this.send({ type: "thumbs", ids, colour }));
    this.thumbnails.setColour(this.theme.material);
    this.map = new SpaceMap(this.panes.map, kind.map, mapEvents(this), this.panes.still);
    this.screen = new Screen(this);
    this.line = new Line(this.makeAnswers(), this.screen.status, () => this.component, kind);
    this.stopWatching = watchTheme(root, () => this.readTheme());
    this.viewer.setTheme(this.theme);
    this.map.setTheme(this.theme);
    this.setHeight(component.data.height);
    this.viewer.resize?.(); // on the page now: both know their size before they are told what to show
    this.map.resize();
    this.show(parseView(component.data.link), FIRST_VIEW, false);
    if (this.state.steer.length > 0) this.steering.show(true); // what a link has moved can be seen, and taken back
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

  get space(): string {
    return this.component.data.space;
  }

  get title(): string {
    return this.component.data.title;
  }

  get view(): View {
    return this.state;
  }

  // -- read by the tests and the bench alone, from the page --------------------------------------------------------

  get connection(): Connection {
    return this.line.connection;
  }

  get courses(): Courses {
    return this.travel.courses;
  }

  get curves(): readonly (Curve | null)[] {
    return this.travel.curves;
  }

  get waiting(): boolean {
    return this.travel.waiting;
  }

  get dragSince(): number {
    return this.clock.since;
  }

  /** Every change of the view goes through here. `moving`: the hand is not at rest. */
  change(patch: Partial<View>, moving = false): void {
    const before = this.state;
    const next = { ...before, ...patch };
    if (LOOKED_AT.some((key) => key in patch)) {
      this.leaveOptimizer();
      if (!("steer" in patch)) next.steer = [];
    }
    this.show(cleared(next), before, moving);
    if (this.travel.player.playing && !("play" in patch)) return;
    if (!before.turntable || !("camera" in patch)) this.reporter.changed();
  }

  moved(patch: Partial<View>, moving: boolean): void {
    this.drag(moving);
    const t = patch.t === undefined ? {} : { t: Number(patch.t.toFixed(4)) }; // as in the link
    this.change({ ...patch, ...t }, moving);
  }

  drag(on: boolean): void {
    this.reporter.hold(on);
    this.clock.hold(on);
  }

  stops(): readonly number[] {
    return this.travel.course?.stops ?? [];
  }

  send(message: ClientMessage): boolean {
    return this.line.send(message);
  }

  say(text: string): void {
    this.screen.status.say(text);
  }

  name(id: number): string {
    return this.optimizer.nameOf(id) ?? this.data?.names[id] ?? `network ${id}`;
  }

  draw(): void {
    this.screen.render();
  }

  dispose(): void {
    this.drag(false);
    this.travel.player.stop();
    this.stopWatching();
    this.reporter.dispose();
    this.screen.dispose();
    this.line.close();
    this.thumbnails.clear();
    this.map.dispose();
    this.viewer.dispose();
    this.panes.app.remove();
  }

  // -- parts -------------------------------------------------------------------------------------------------------

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
    if (!first && next.shown === "path" && differs("shown", "a", "b", "via")) this.optimizer.open = false; // its bar is wanted
    if (differs("a", "b", "via", "path", "spline", "versus")) {
      this.travel.wish();
      this.thumbnails.need(anchorsOf(next));
    }
    this.screen.push(next, differs);
    this.travel.go(moving);
    this.travel.playIfAsked();
    this.screen.render();
  }

  /** Something else than a step of the optimization is looked at. */
  private leaveOptimizer(): void {
    if (!this.optimizer.told) return;
    this.optimizer.leave();
    this.map.setRun(this.optimizer.run, null);
  }

  private report(link: Link): void {
    this.component.setStateValue("link", link);
    this.screen.announce();
  }

  private makeTravel(): Travel {
    const ports = {
      view: () => this.state,
      send: (message: ClientMessage) => this.send(message),
      show: this.viewer.show.bind(this.viewer),
      pathChanged: (slot: 0 | 1) => {
        if (slot === 0) this.map.setCourse(this.courses.drawn(0));
        this.screen.showEnds();
      },
      endsChanged: () => this.screen.showEnds(),
      played: (t: number) => {
        this.state = { ...this.state, t };
      },
      ended: () => this.change({ play: false }),
      changed: () => this.draw(),
    };
    return new Travel(ports, this.stats, this.kind.detail);
  }

  private makeAnswers(): LineEvents {
    return answers(this, {
      map: (data) => this.takeMap(data),
      directions: (directions) => {
        this.directions = directions;
        this.steering.offer(directions.sum);
        this.draw();
        this.travel.hand.anew(); // what is shown came before they were known
      },
      measured: (measured) => {
        this.steering.took(measured);
        this.draw();
      },
    });
  }

  /** A step of an optimization, or a star, is what the view shows. */
  private lookAtStep(moving: boolean): void {
    const { told, following } = this.optimizer;
    const before = this.state;
    if (told) this.show(pointView(before, told.key, told.title), before, moving);
    // Of steps that come by themselves the page is told once, that they do, and again when they end.
    if (!moving || (following && before.shown !== "point")) this.reporter.changed();
  }

  private tellOfOptimization(): void {
    this.component.setTriggerValue("optimized", (this.optimized += 1));
  }

  private takeMap(data: MapData): void {
    const first = this.data === null;
    this.data = data;
    this.map.setSpace(data);
    this.viewer.setSpace?.(data.about);
    const checked = parseView(printView(this.state), data.count); // ids that are there
    this.show(first ? checked : { ...checked, t: this.state.t }, FIRST_VIEW, false);
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
    this.draw();
  }

  private setHeight(height = 780): void {
    this.panes.app.style.setProperty("--nx-height", `${height}px`);
  }
}
