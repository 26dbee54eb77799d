// The parts around map and viewer, and what of the view each of them shows.

import { setAttribute } from "../kit/dom.ts";
import { Strip } from "../optimize/strip.ts";
import { SteerPanel } from "../steer/panel.ts";
import type { Desk } from "./desk.ts";
import { Facts } from "./facts.ts";
import { Help } from "./help.ts";
import { Journey } from "./journey.ts";
import { type KeyActions, listenKeys } from "./keys.ts";
import { arrange, watchSize } from "./layout.ts";
import { begin } from "./optimizing.ts";
import { valueAt } from "./places.ts";
import { Saved } from "./saved.ts";
import { copyLink, saveFigure, savePicture } from "./saving.ts";
import { Selection } from "./selection.ts";
import { Show } from "./show.ts";
import { anchorsOf, isKept, type View } from "./state.ts";
import { Status } from "./status.ts";
import { isRaw, tellingOf } from "./telling.ts";
import { Tools } from "./tools.ts";

const LATE_MS = 250; // after which one sees that something is on its way

type Differs = (...keys: (keyof View)[]) => boolean;

export class Screen {
  readonly status = new Status();
  private readonly facts: Facts;
  private readonly journey: Journey;
  private readonly strip: Strip;
  private readonly steer: SteerPanel;
  private readonly selection: Selection;
  private readonly saved: Saved;
  private readonly show: Show;
  private readonly tools: Tools;
  private readonly help: Help;
  private readonly endings: (() => void)[];
  private asked = 0;
  private waitingSince = 0;
  private titles = "";
  private spoken = "";

  constructor(private readonly desk: Desk) {
    const { actions, kind, steering } = desk;
    this.help = new Help(kind);
    this.facts = new Facts({
      look: (id) => actions.look(id),
      setA: () => actions.setEnd("a"),
      setB: () => actions.setEnd("b"),
      addStop: () => actions.addStop(),
      save: () => actions.save(),
    });
    this.journey = this.makeJourney();
    this.strip = new Strip(kind.optimizing, {
      start: (...asked) => begin(desk, ...asked),
      control: (action) => desk.send({ type: "optimize_control", action }),
      look: (index, moving) => desk.optimizer.look(index, moving),
      close: () => this.showOptimizer(false),
    });
    this.steer = new SteerPanel({
      move: (key, amount, moving) => steering.move(key, amount, moving),
      value: (label, value) => steering.value(label, value),
      reset: () => steering.reset(),
      arm: (slot) => steering.arm(slot),
      sum: () => steering.sum(),
      close: () => steering.show(false),
    });
    this.selection = new Selection(kind.words.mean, {
      look: (id) => actions.look(id),
      mean: () => actions.mean(),
      tour: () => actions.tour(),
      clear: () => actions.select([]),
    });
    this.saved = new Saved({
      look: (id) => actions.look(id),
      change: (tour) => desk.change({ tour }),
      path: () => actions.pathThroughList(),
    });
    this.tools = new Tools(kind.tools, {
      reset: () => desk.viewer.reset?.(),
      change: (patch) => desk.change(patch),
      compare: () => actions.compare(),
      picture: () => savePicture(desk),
      figure: () => saveFigure(desk),
      link: () => copyLink(desk),
    });
    this.show = new Show(desk.panes.app, {
      left: () => desk.change({ show: false }),
      play: () => actions.play(),
      loop: () => desk.change({ loop: !desk.view.loop }),
      faster: (steps) => actions.faster(steps),
      leave: () => desk.change({ show: false }),
      resized: () => this.resized(),
    });
    const { facts, journey, strip, steer, selection, show, status, tools } = this;
    const dialogs = [this.help.root, this.saved.root];
    arrange(desk.panes, { facts, journey, strip, steer, selection, show, status, tools, dialogs });
    this.endings = [
      watchSize(desk.panes, () => this.resized()),
      listenKeys(desk.panes.app, () => this.show.showing, this.keyActions()),
    ];
  }

  /** Hands to map and viewer what changed in the view. */
  push(view: View, differs: Differs): void {
    const { map, viewer } = this.desk;
    if (differs("a", "b", "via")) map.setAnchors(anchorsOf(view));
    if (differs("shown", "id")) map.setChosen(view.shown === "network" ? view.id : null);
    if (differs("colour") && view.colour) map.setColour(view.colour);
    if (differs("hidden")) map.setHidden([...view.hidden]);
    if (differs("search")) map.setSearch(view.search);
    if (differs("selection")) map.setSelection([...view.selection]);
    if (differs("place")) map.setFree(view.place);
    if (differs("sheet")) map.setSheet(view.sheet);
    if (differs("terrain")) this.setTerrain(view);
    if (differs("window")) this.setWindow(view);
    if (differs("camera") && view.camera) viewer.look?.(view.camera);
    if (differs("wireframe", "section", "turntable", "insets", "versus", "shown", "show")) this.setOptions(view);
    if (differs("shown")) this.showEnds();
    if (differs("show")) this.setShow(view.show);
  }

  /** The two ends of the path as inset views, as soon as they are there. */
  showEnds(): void {
    this.desk.viewer.showEnds?.(...this.desk.travel.ends());
  }

  /** Draws the parts anew with the next animation frame. */
  render(): void {
    if (this.asked !== 0) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  /** Says to a screen reader what is shown. */
  announce(): void {
    this.status.announce(this.spoken);
  }

  dispose(): void {
    cancelAnimationFrame(this.asked);
    for (const end of this.endings) end();
    this.show.dispose();
    this.status.dispose();
  }

  private draw(): void {
    const { desk } = this;
    const { data, travel, steering, optimizer } = desk;
    const name = (id: number) => desk.name(id);
    const { course, hand, waiting } = travel;
    const frame = hand.frame(0);
    const telling = tellingOf({
      kind: desk.kind,
      view: desk.view,
      course,
      frames: [frame, hand.frame(1)],
      waiting,
      directions: desk.directions,
      about: data?.about ?? null,
      name,
    });
    const { view, title, where, spoken } = telling;
    this.spoken = spoken;
    desk.map.setHandle(course ? view.t : null);
    const elsewhere = telling.away || (view.shown === "point" && optimizer.index === null);
    desk.map.setSteered(elsewhere ? (frame?.where?.position ?? null) : null);
    this.facts.render({ view, title, frame, standing: telling.standing, data, name, pending: waiting });
    this.tools.render(view);
    this.selection.render(view, data);
    this.saved.render(view, name);
    this.journey.render({
      view,
      course,
      name,
      thumbnail: (id) => desk.thumbnails.get(id),
      ratio: course?.ratios ? valueAt(course.ratios, view.t) : null,
      spoken,
      ready: (t) => travel.ready(t),
      held: course ? travel.frames.count(course.key) : 0,
      curves: travel.worths(),
      about: data?.about ?? null,
      steering: steering.open,
    });
    this.show.render({ view, ...telling.large, ...telling.worth });
    this.steer.render({
      open: steering.open,
      offer: desk.directions,
      moves: desk.view.steer,
      where,
      measured: steering.measuredAt(waiting || !frame || frame.resolution < desk.kind.detail.finest / 2 ? null : frame.place, (place) => desk.send({ type: "measure", place })),
      raw: isRaw(desk.view),
      name,
      slots: steering.slots,
      armed: steering.armed,
    });
    this.drawTitles(telling.sides);
    this.drawStrip();
    this.drawQuality(telling.quality);
  }

  /** The optimization, in the place of the journey while it is open. */
  private drawStrip(): void {
    const { run, kept, index, open } = this.desk.optimizer;
    for (const [root, away] of [[this.journey.root, open], [this.strip.root, !open]] as const) {
      root.classList.toggle("nx-away", away);
      if (away) setAttribute(root, "inert", "");
      else root.removeAttribute("inert");
    }
    if (!open) return;
    const { kind, view, data } = this.desk;
    const [a, b, id] = [view.a, view.b, view.id].map((one) => (one !== null && isKept(one) ? null : one)) as [number | null, number | null, number | null];
    const goals = kind.optimizing.goals({ a, b, id, name: (one) => this.desk.name(one), about: data?.about ?? null });
    this.strip.render({ run, kept, index, goals });
  }

  private drawTitles(sides: readonly [string, string]): void {
    const text = sides.join("|");
    if (text === this.titles) return;
    this.titles = text;
    this.desk.viewer.setTitles(...sides);
  }

  private drawQuality(text: string): void {
    const { waiting } = this.desk.travel;
    if (waiting && this.waitingSince === 0) this.waitingSince = performance.now();
    if (!waiting) this.waitingSince = 0;
    const late = waiting && performance.now() - this.waitingSince > LATE_MS;
    this.desk.panes.viewer.classList.toggle("nx-waiting", late);
    if (waiting && !late) this.render();
    this.status.quality(text);
  }

  /** Shows the optimization in the place of the path, or the path again. */
  private showOptimizer(open: boolean): void {
    this.desk.optimizer.open = open;
    this.render();
  }

  private setOptions(view: View): void {
    this.desk.viewer.setOptions({
      wireframe: view.wireframe,
      section: view.section,
      turntable: view.turntable,
      insets: view.insets && view.shown === "path" && !view.show,
      compare: view.versus !== null && view.shown === "path",
    });
  }

  private setTerrain({ terrain }: View): void {
    const { map } = this.desk;
    const before = map.terrain;
    map.setGround(terrain);
    if (map.terrain !== before) this.desk.send({ type: "terrain", on: map.terrain }); // else it is asked for with the connection
  }

  private setWindow(view: View): void {
    const { map } = this.desk;
    if (!view.window) return;
    const { x, y, half } = map.window;
    const { window } = view;
    if (Math.abs(x - window.x) + Math.abs(y - window.y) + Math.abs(half - window.half) > 1e-6) map.window = window;
  }

  private setShow(on: boolean): void {
    const gesture = navigator.userActivation?.isActive ?? false;
    if (on) this.show.enter(gesture);
    else this.show.leave();
    if (on && !gesture) this.status.say("Space plays, F fills the screen, Esc leaves, ? lists all keys.");
    this.desk.map.setCompact(on);
  }

  private resized(): void {
    this.desk.map.resize();
    this.desk.viewer.resize?.();
  }

  private makeJourney(): Journey {
    const { desk } = this;
    const { actions } = desk;
    return new Journey(desk.kind, {
      moved: (t, moving) => desk.moved({ t, shown: "path", play: false }, moving),
      drag: (on) => desk.drag(on),
      look: (id) => actions.look(id),
      path: (path) =>
        desk.change({ path, shown: "path", play: false, versus: desk.view.versus === path ? null : desk.view.versus }),
      versus: (versus) => desk.change({ versus, shown: "path" }),
      spline: (spline) => desk.change({ spline, shown: "path", play: false }),
      play: () => actions.play(),
      swap: () => actions.swap(),
      removeStop: () => actions.removeStop(),
      walk: (ids) => actions.walk(ids),
      list: () => this.saved.open(),
      optimize: () => this.showOptimizer(true),
      steer: () => desk.steering.show(!desk.steering.open),
      show: () => desk.change({ show: true }),
      help: () => this.help.open(),
    });
  }

  private keyActions(): KeyActions {
    const { desk } = this;
    const { actions } = desk;
    const tools: Record<Parameters<KeyActions["tool"]>[0], () => void> = {
      turntable: () => desk.change({ turntable: !desk.view.turntable }),
      wireframe: () => desk.change({ wireframe: !desk.view.wireframe }),
      insets: () => desk.change({ insets: !desk.view.insets }),
      section: () => desk.change({ section: desk.view.section === null ? 0 : null }),
      compare: () => actions.compare(),
      reset: () => desk.viewer.reset?.(),
    };
    return {
      help: () => this.help.open(),
      show: () => desk.change({ show: true }),
      play: () => actions.play(),
      step: (by) => actions.step(by),
      setA: () => actions.setEnd("a"),
      setB: () => actions.setEnd("b"),
      addStop: () => actions.addStop(),
      swap: () => actions.swap(),
      steer: () => desk.steering.show(!desk.steering.open),
      save: () => actions.save(),
      tool: (name) => {
        if (name === "compare" || desk.kind.tools.includes(name)) tools[name]();
      },
      faster: (steps) => actions.faster(steps),
      loop: () => desk.change({ loop: !desk.view.loop }),
      next: (steps) => actions.next(steps),
      toggleMap: () => this.show.toggleMap(),
      toggleText: () => this.show.toggleText(),
      fullScreen: () => void this.show.fullScreen(),
      leave: () => desk.change({ show: false }),
    };
  }
}
