// What buttons and keys do to the view. No DOM.

import type { Control } from "./control.ts";
import {
  anchorsOf,
  MOST_ANCHORS,
  MOST_SELECTED,
  MOST_TOUR,
  nearestSpeed,
  type View,
  withAnchors,
  withStop,
} from "./state.ts";
import { thinned, tourOrder } from "./tour.ts";
import { networks } from "../kit/words.ts";

export class Actions {
  constructor(private readonly control: Control) {}

  look(id: number): void {
    this.control.change({ shown: "network", id, play: false });
  }

  /** A click on the map: looks at a network; with shift, the path goes on to it. */
  pick(id: number, extend: boolean): void {
    if (extend) this.stopAt(id);
    else this.look(id);
  }

  setEnd(end: "a" | "b"): void {
    const { view } = this.control;
    if (view.id === null) this.control.say("Click a network on the map first.");
    else this.control.change({ [end]: view.id, shown: "path", play: false });
  }

  addStop(): void {
    const { view } = this.control;
    if (view.id === null) this.control.say("Click a network on the map first.");
    else this.stopAt(view.id);
  }

  moveAnchor(index: number, id: number): void {
    const { view } = this.control;
    const anchors = anchorsOf(view);
    if (index < 0 || index >= anchors.length) return;
    anchors[index] = id;
    const ends = view.a === null ? { a: null, b: id, via: [] } : withAnchors(view, anchors);
    this.control.change({ a: ends.a, b: ends.b, via: ends.via, shown: "path", play: false });
  }

  /** Takes away the stop that is looked at, else the one next to the handle. */
  removeStop(): void {
    const { view } = this.control;
    const [anchors, stops] = [anchorsOf(view), this.control.stops()];
    if (anchors.length < 3) return;
    let at = view.id === null ? -1 : view.via.indexOf(view.id);
    if (at < 0) {
      const distance = (i: number) => Math.abs((stops[i + 1] ?? (i + 1) / (anchors.length - 1)) - view.t);
      at = view.via.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
    }
    this.control.change({ via: view.via.filter((_, i) => i !== at), shown: "path", play: false });
  }

  swap(): void {
    const { view } = this.control;
    const t = Number((1 - view.t).toFixed(4));
    this.control.change({ a: view.b, b: view.a, via: [...view.via].reverse(), t, play: false });
  }

  compare(): void {
    const { view } = this.control;
    if (view.versus && view.shown === "path") this.control.change({ versus: null });
    else this.control.change({ versus: view.versus ?? (view.path === "raw" ? "zoo" : "raw"), shown: "path" });
  }

  play(): void {
    const { view } = this.control;
    if (anchorsOf(view).length < 2) this.control.say("Choose A and B first.");
    else this.control.change({ play: !view.play, shown: "path" });
  }

  step(by: number): void {
    const { view } = this.control;
    if (anchorsOf(view).length < 2) return;
    const t = Number(Math.min(Math.max(view.t + by, 0), 1).toFixed(4));
    this.control.change({ t, shown: "path", play: false });
  }

  faster(steps: number): void {
    this.control.change({ speed: nearestSpeed(this.control.view.speed, steps) });
  }

  save(): void {
    const { view } = this.control;
    if (view.id === null) this.control.say("Click a network on the map first.");
    else if (view.tour.length >= MOST_TOUR) this.control.say(`The list is full: ${MOST_TOUR} networks.`);
    else if (!view.tour.includes(view.id)) this.control.change({ tour: [...view.tour, view.id] });
  }

  /** The next network of the saved list: a path leads to it, and plays. */
  next(steps: number): void {
    const { view } = this.control;
    if (view.tour.length < 2) {
      this.control.say("The list has fewer than two networks. Outside show mode, “Save to list” adds the chosen one.");
      return;
    }
    const count = view.tour.length;
    const here = view.tour.indexOf(view.b ?? -1);
    // Not yet on the list: its first leg comes first, whichever way.
    const to = here < 0 ? 1 : (here + steps + count) % count;
    const from = here < 0 ? 0 : here;
    this.control.change({
      a: view.tour[from] ?? null,
      b: view.tour[to] ?? null,
      via: [],
      t: 0,
      shown: "path",
      play: true,
    });
  }

  /** The saved list as one path. */
  pathThroughList(): void {
    const { view } = this.control;
    const { a, b, via } = withAnchors(view, thinned(view.tour, MOST_ANCHORS));
    this.control.change({ a, b, via, t: 0, shown: "path", play: false });
  }

  select(ids: readonly number[]): void {
    const kept = thinned(ids, MOST_SELECTED);
    if (kept.length < ids.length)
      this.control.say(`${networks(ids.length)} are in the lasso; ${kept.length.toLocaleString("en")} of them are selected.`);
    const { view } = this.control;
    const patch: Partial<View> = kept.length === 0 && view.shown === "mean" ? { shown: "path" } : {};
    this.control.change({ ...patch, selection: kept });
  }

  mean(): void {
    this.control.change({ shown: "mean", play: false });
  }

  tour(): void {
    const { view, data } = this.control;
    if (!data) return;
    const order = tourOrder(view.selection, data.positions);
    if (order.length < 2) return;
    if (order.length < view.selection.length)
      this.control.say(`The tour stops at ${order.length} of the ${networks(view.selection.length)}.`);
    const { a, b, via } = withAnchors(view, order);
    this.control.change({ a, b, via, t: 0, shown: "path", play: false });
  }

  /** Past these networks, straight from one to the next. */
  walk(ids: readonly number[]): void {
    const { a, b, via } = withAnchors(this.control.view, ids);
    this.control.change({ a, b, via, t: 0, path: "straight", versus: null, shown: "path", play: false });
  }

  private stopAt(id: number): void {
    const { view } = this.control;
    const next = withStop(view, id);
    if (next === view) this.control.say(`A path has at most ${MOST_ANCHORS} stops.`);
    else this.control.change({ a: next.a, b: next.b, via: next.via, shown: "path", play: false });
  }
}
