// Optimizations from this screen: how one is begun, and what is seen of it.

import { Optimizer } from "../optimize/optimizer.ts";
import type { From } from "../optimize/strip.ts";
import type { MapData, Place } from "../types.ts";
import type { Desk } from "./desk.ts";
import { type Link, printView, type View } from "./state.ts";

/** Begins one; `goal` is one of those that the kind offers. */
export function begin(desk: Desk, from: From, goal: string, steps: number, anywhere: boolean): void {
  const start = startOf(desk, from);
  if (!start) return desk.say("Choose a network, or a place on the path or the map, to start from.");
  if (!desk.send({ type: "optimize", start, goal, steps, anywhere })) desk.say("There is no connection to the server.");
}

function startOf(desk: Desk, from: From): Place | "random" | null {
  if (from === "random") return from;
  const { ranking } = desk.kind.optimizing;
  return from === "weakest" && ranking !== null ? weakest(desk.data, ranking) : (desk.travel.places()[0] ?? null);
}

/** The network with the least of a label. */
function weakest(data: MapData | null, ranking: string): Place | null {
  const label = data?.labels.find(({ name }) => name === ranking);
  if (!label || !("values" in label)) return null;
  const id = label.values.reduce((least, value, i) => (value < label.values[least]! ? i : least), 0);
  return { kind: "network", id };
}

/** What Python is told of a view: of steps that come faster than it reads them only of which run they are. */
export function linkOf(view: View, { run, following }: Optimizer): Link {
  const link = printView(view);
  return following && run ? { ...link, point: `${run.number}/` } : link;
}

/** `looked`: another step is looked at. `news`: the page's other parts want to know of it. */
export function makeOptimizer(desk: Desk, looked: (moving: boolean) => void, news: () => void): Optimizer {
  const made: Optimizer = new Optimizer({
    looked: (moving) => {
      looked(moving);
      desk.map.setRun(made.run, made.index);
      desk.draw();
    },
    changed: () => {
      desk.map.setRun(made.run, made.index);
      desk.map.setKept(made.kept);
      desk.draw();
    },
    news,
  });
  return made;
}
