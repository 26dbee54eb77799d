// The parts around map and viewer, and what of the view each of them shows.

import type { App } from "./app.ts";
import { spokenJudged } from "../kinds/classifiers/words.ts";
import { points } from "../kit/words.ts";
import type { Frame } from "../types.ts";
import { el, setAttribute } from "../kit/dom.ts";
import { Facts } from "./facts.ts";
import { Strip } from "../optimize/strip.ts";
import { spokenMoves } from "../steer/moves.ts";
import { SteerPanel } from "../steer/panel.ts";
import { Journey } from "./journey.ts";
import { helpDialog, type KeyActions, listenKeys } from "./keys.ts";
import { arrange, watchSize } from "./layout.ts";
import { valueAt } from "./places.ts";
import { Saved } from "./saved.ts";
import { saveFigure, savePicture } from "./saving.ts";
import { Selection } from "./selection.ts";
import { Show } from "./show.ts";
import { anchorsOf, type View } from "./state.ts";
import { Status } from "./status.ts";
import { Tools } from "./tools.ts";
import { trust, trustWord } from "../kit/trust.ts";
import { capital, percent } from "../kit/words.ts";
import { legAt, evenly, PATH_WORDS, spokenWhere, titleOf } from "./titles.ts";

const READY_WITHIN = 1 / 64; // a frame so near in t counts as ready

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
  private readonly help = helpDialog();
  private readonly endings: (() => void)[];
  private asked = 0;
  private waitingSince = 0;
  private titles = "";
  private spoken = "";

  constructor(private readonly app: App) {
    const { actions } = app;
    this.facts = new Facts({
      look: (id) => actions.look(id),
      setA: () => actions.setEnd("a"),
      setB: () => actions.setEnd("b"),
      addStop: () => actions.addStop(),
      save: () => actions.save(),
    });
    this.journey = this.makeJourney();
    this.strip = new Strip({
      start: (from, goal, steps) => app.optimize(from, goal, steps),
      control: (action) => app.control(action),
      look: (index, moving) => app.optimizer.look(index, moving),
      close: () => app.showOptimizer(false),
    });
    this.steer = new SteerPanel({
      move: (key, amount, moving) => app.steer(key, amount, moving),
      value: (label, value) => app.steerTo(label, value),
      reset: () => app.change({ steer: [] }),
      arm: (slot) => app.arm(slot),
      sum: () => app.sum(),
      close: () => app.showSteering(false),
    });
    this.selection = new Selection({
      look: (id) => actions.look(id),
      mean: () => actions.mean(),
      tour: () => actions.tour(),
      clear: () => actions.select([]),
    });
    this.saved = new Saved({
      look: (id) => actions.look(id),
      change: (tour) => app.change({ tour }),
      path: () => actions.pathThroughList(),
    });
    this.tools = new Tools(app.shapes, {
      reset: () => app.viewer.reset(),
      change: (patch) => app.change(patch),
      compare: () => actions.compare(),
      picture: () => savePicture(app),
      figure: () => saveFigure(app),
    });
    this.show = new Show(app.panes.app, {
      left: () => app.change({ show: false }),
      play: () => actions.play(),
      loop: () => app.change({ loop: !app.view.loop }),
      faster: (steps) => actions.faster(steps),
      leave: () => app.change({ show: false }),
      resized: () => this.resized(),
    });
    const { facts, journey, strip, steer, selection, show, status, tools } = this;
    const dialogs = [this.help, this.saved.root];
    arrange(app.panes, { facts, journey, strip, steer, selection, show, status, tools, dialogs });
    this.endings = [
      watchSize(app.panes, () => this.resized()),
      listenKeys(app.panes.app, () => this.show.showing, this.keyActions()),
    ];
  }

  /** Hands to map and viewer what changed in the view. */
  push(view: View, differs: Differs): void {
    const { map, viewer } = this.app;
    if (differs("a", "b", "via")) map.setAnchors(anchorsOf(view));
    if (differs("shown", "id")) map.setChosen(view.shown === "network" ? view.id : null);
    if (differs("colour") && view.colour) map.setColour(view.colour);
    if (differs("hidden")) map.setHidden([...view.hidden]);
    if (differs("search")) map.setSearch(view.search);
    if (differs("selection")) map.setSelection([...view.selection]);
    if (differs("place")) map.setFree(view.place);
    if (differs("sheet")) map.setSheet(view.sheet);
    if (differs("window")) this.setWindow(view);
    if (differs("camera") && view.camera) viewer.camera = view.camera;
    if (differs("wireframe", "section", "turntable", "insets", "versus", "shown", "show")) this.setOptions(view);
    if (differs("shown")) this.showEnds();
    if (differs("show")) this.setShow(view.show);
  }

  /** The two ends of the path as inset views, as soon as they are there. */
  showEnds(): void {
    const key = this.app.view.shown === "path" ? this.app.courses.current()[0]?.key : undefined;
    const end = (t: number) => (key ? (this.app.frames.exact({ kind: "path", path: key, t }) ?? null) : null);
    this.app.viewer.showEnds(end(0), end(1));
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
    const { app } = this;
    const { data, optimizer } = app;
    const { told } = optimizer;
    // A step of an optimization, or a kept point, is a place like those on the map, whatever was shown before it.
    // So is what is steered, or added up.
    const { steer, shown } = app.view;
    const away = steer.length > 0 || shown === "sum";
    const view: View = told || away ? { ...app.view, shown: "place" } : app.view;
    const name = (id: number) => app.name(id);
    const course = app.courses.current()[0];
    const anchors = anchorsOf(view);
    const frame = app.hand.frame(0);
    const base = told?.title ?? titleOf(app.view, anchors, course?.stops ?? [], name);
    const title = steer.length > 0 ? `${base}, ${spokenMoves(steer, app.directions)}` : base;
    const raw = view.shown === "path" && view.path === "raw";
    const where = app.waiting ? null : (frame?.where ?? null);
    app.map.setHandle(course ? view.t : null);
    this.facts.render({ view, title, frame, data, name, pending: app.waiting });
    this.tools.render(view);
    this.selection.render(view, data);
    this.saved.render(view, name);
    const ratio = course?.ratios ? valueAt(course.ratios, view.t) : null;
    const judged = app.waiting || !frame?.judged ? "" : spokenJudged(frame.judged, data?.classifiers ?? null);
    this.spoken = [title, spokenWhere(where, raw, name), judged].filter(Boolean).join(": ");
    this.journey.render({
      view,
      course,
      name,
      thumbnail: (id) => app.thumbnails.get(id),
      ratio: app.shapes ? ratio : null,
      spoken: this.spoken,
      ready: (t) => this.ready(course?.key, t),
      held: course ? app.frames.count(course.key) : 0,
      curves: app.courses.current().map((one, slot) => (one && app.curves[slot]?.key === one.key ? app.curves[slot] : null)),
      archs: data?.classifiers?.archs ?? [],
      steering: app.steering,
    });
    this.show.render({
      view,
      ...(told || away ? { title, share: "" } : this.showTitle(view, anchors, course?.stops ?? [])),
      ...this.trustOf(frame, raw),
    });
    app.map.setSteered(away ? (frame?.where?.position ?? null) : null);
    this.steer.render({
      open: app.steering,
      offer: app.directions,
      moves: steer,
      where,
      raw: shown === "path" && view.path === "raw",
      name,
      slots: app.slots,
      armed: app.armed,
    });
    this.drawTitles(view);
    this.drawStrip();
    this.drawQuality();
  }

  /** The optimization, in the place of the journey while it is open. */
  private drawStrip(): void {
    const { app } = this;
    const { run, kept, index, open } = app.optimizer;
    for (const [root, away] of [[this.journey.root, open], [this.strip.root, !open]] as const) {
      root.classList.toggle("nx-away", away);
      if (away) setAttribute(root, "inert", "");
      else root.removeAttribute("inert");
    }
    if (open) this.strip.render({ run, kept, index, accuracies: !app.shapes, goals: this.goals() });
  }

  private goals(): { value: string; title: string }[] {
    const { app } = this;
    if (app.shapes) {
      const { a, b, id } = app.view;
      const networks = [...new Set([b, a, id].filter((one): one is number => one !== null))];
      return networks.map((one) => ({ value: `shape:${one}`, title: `the shape of ${app.name(one)}` }));
    }
    const archs = app.data?.classifiers?.archs ?? [];
    const wanted = archs.length > 1 ? archs.map((arch) => ({ value: `arch:${arch}`, title: arch })) : [];
    return [{ value: "accuracy", title: "accuracy" }, ...wanted];
  }

  /** What show mode says of what is on the screen: how far to trust a shape, how good a classifier is. */
  private trustOf(frame: Frame | null, raw: boolean): { word: string; trust: string } {
    if (this.app.waiting || !frame) return { word: "", trust: "none" };
    if (frame.judged) return { word: `${points(frame.judged.accuracy)} % right`, trust: "none" };
    const { where } = frame;
    return where && !raw ? { word: trustWord(where.ratio), trust: trust(where.ratio) } : { word: "", trust: "none" };
  }

  /** In compare mode each shape says which path it is on and how far to trust it; alone, it needs no title. */
  private drawTitles(view: View): void {
    const kinds = view.shown === "path" && view.versus ? [view.path, view.versus] : [];
    const titles = kinds.map((kind, slot) => {
      const where = this.app.shapes ? this.app.hand.frame(slot === 0 ? 0 : 1)?.where : null;
      return [PATH_WORDS[kind], kind === "raw" ? "not of this space" : where && trustWord(where.ratio)].filter(Boolean).join(" · ");
    });
    const text = titles.join("|");
    if (text === this.titles) return;
    this.titles = text;
    this.app.viewer.setTitles(titles[0] ?? "", titles[1] ?? "");
  }

  private drawQuality(): void {
    const { app } = this;
    const frame = app.hand.frame(0);
    if (app.waiting && this.waitingSince === 0) this.waitingSince = performance.now();
    if (!app.waiting) this.waitingSince = 0;
    const late = app.waiting && performance.now() - this.waitingSince > 250;
    app.panes.viewer.classList.toggle("nx-waiting", late);
    if (app.waiting && !late) this.render();
    const fineness = frame?.judged ? `${frame.judged.count.toLocaleString("en")} images` : `${frame?.resolution}³`;
    this.status.quality(frame ? `${fineness} · ${Math.round(frame.milliseconds)} ms` : "");
  }

  private showTitle(view: View, anchors: number[], stops: readonly number[]): { title: string; share: string } {
    const name = (id: number) => this.app.name(id);
    if (view.shown !== "path" || anchors.length < 2) return { title: titleOf(view, anchors, stops, name), share: "" };
    const { leg, share } = legAt(stops.length === anchors.length ? stops : evenly(anchors.length), view.t);
    const [from, to] = [anchors[leg] ?? 0, anchors[leg + 1] ?? 0];
    return { title: `${capital(name(from))} → ${name(to)}`, share: percent(share) };
  }

  private ready(key: string | undefined, t: number): boolean {
    const frame = key ? this.app.frames.nearest(key, t) : undefined;
    return frame?.place.kind === "path" && Math.abs(frame.place.t - t) <= READY_WITHIN;
  }

  private setOptions(view: View): void {
    this.app.viewer.setOptions({
      wireframe: view.wireframe,
      section: view.section,
      turntable: view.turntable,
      insets: view.insets && view.shown === "path" && !view.show,
      compare: view.versus !== null && view.shown === "path",
    });
  }

  private setWindow(view: View): void {
    const { map } = this.app;
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
    this.app.map.setCompact(on);
  }

  private resized(): void {
    this.app.map.resize();
    this.app.viewer.resize();
  }

  private makeJourney(): Journey {
    const { app } = this;
    const { actions } = app;
    return new Journey({
      moved: (t, moving) => app.moved({ t, shown: "path", play: false }, moving),
      drag: (on) => app.drag(on),
      look: (id) => actions.look(id),
      path: (path) =>
        app.change({ path, shown: "path", play: false, versus: app.view.versus === path ? null : app.view.versus }),
      versus: (versus) => app.change({ versus, shown: "path" }),
      spline: (spline) => app.change({ spline, shown: "path", play: false }),
      play: () => actions.play(),
      swap: () => actions.swap(),
      removeStop: () => actions.removeStop(),
      list: () => this.saved.open(),
      optimize: () => app.showOptimizer(true),
      steer: () => app.showSteering(!app.steering),
      show: () => app.change({ show: true }),
      help: () => this.help.showModal(),
    });
  }

  private keyActions(): KeyActions {
    const { app } = this;
    const { actions } = app;
    const tools: Record<Parameters<KeyActions["tool"]>[0], () => void> = {
      turntable: () => app.change({ turntable: !app.view.turntable }),
      wireframe: () => app.change({ wireframe: !app.view.wireframe }),
      insets: () => app.change({ insets: !app.view.insets }),
      section: () => app.change({ section: app.view.section === null ? 0 : null }),
      compare: () => actions.compare(),
      reset: () => app.viewer.reset(),
    };
    return {
      help: () => this.help.showModal(),
      show: () => app.change({ show: true }),
      play: () => actions.play(),
      step: (by) => actions.step(by),
      setA: () => actions.setEnd("a"),
      setB: () => actions.setEnd("b"),
      addStop: () => actions.addStop(),
      swap: () => actions.swap(),
      steer: () => app.showSteering(!app.steering),
      save: () => actions.save(),
      tool: (name) => tools[name](),
      faster: (steps) => actions.faster(steps),
      loop: () => app.change({ loop: !app.view.loop }),
      next: (steps) => actions.next(steps),
      toggleMap: () => this.show.toggleMap(),
      toggleText: () => this.show.toggleText(),
      fullScreen: () => void this.show.fullScreen(),
      leave: () => app.change({ show: false }),
    };
  }
}

/** For a browser without WebGL, until Python shows the plain view. */
export function noWebgl(): HTMLElement {
  return el("p", {
    class: "nx-no-webgl",
    text: "This browser draws no WebGL, which the live view needs. The plain view comes instead.",
  });
}
