// The map by keyboard: from network to network, zoom, and the markers moved by arrows.
import type { Controller } from "./controller.ts";
import type { Direction } from "./grid.ts";
import { markerOf } from "./overlay.ts";
import { toMap } from "./view.ts";

const ARROWS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const STEP = 0.01; // of the path
const LONG_STEP = 0.1;
const NUDGE = 8; // CSS px
const LONG_NUDGE = 40;
const ZOOM = 1.5;

export const KEYS =
  "Arrow keys go from network to network, Enter shows one, Shift and Enter adds it to the path, " +
  "plus and minus zoom, 0 shows all.";

/** Does what a key means on the stage; false if it means nothing here. */
export function keyDown(map: Controller, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const marker = markerOf(event.target);
  const direction = ARROWS[event.key];
  if (marker?.kind === "handle") {
    if (moveHandle(map, event, direction)) return true;
  } else if (marker?.kind === "probe" && direction) {
    const far = event.shiftKey ? LONG_NUDGE : NUDGE;
    map.nudgeFree(...along(direction, far));
    return true;
  } else if (marker?.kind === "anchor") {
    const id = map.journey.anchors[marker.index];
    if (id !== undefined && event.key === "Enter") return pick(map, id, false);
    if (id !== undefined && direction) {
      const next = map.model.grid.towards(id, direction, map.model.accept);
      if (next !== null) map.moveAnchor(marker.index, next);
      return true;
    }
  } else if (direction) {
    step(map, direction);
    return true;
  } else if (event.key === "Enter" && map.cursor !== null) {
    return pick(map, map.cursor, event.shiftKey);
  }
  return zoom(map, event.key);
}

/** A key that moved a marker was let go: the hand may rest. */
export function keyUp(map: Controller, event: KeyboardEvent): void {
  const marker = markerOf(event.target);
  if (marker && marker.kind !== "anchor" && (event.key in ARROWS || event.key === "Home" || event.key === "End")) {
    map.release(marker.kind);
  }
}

function moveHandle(map: Controller, event: KeyboardEvent, direction: Direction | undefined): boolean {
  const { t } = map.journey;
  if (t === null) return false;
  if (event.key === "Home" || event.key === "End") {
    map.moveHandle(event.key === "Home" ? 0 : 1, true);
    return true;
  }
  if (!direction) return false;
  const size = event.shiftKey ? LONG_STEP : STEP;
  const sign = direction === "right" || direction === "up" ? 1 : -1;
  map.moveHandle(Math.round((t + sign * size) * 1000) / 1000, true);
  return true;
}

function step(map: Controller, direction: Direction): void {
  const { model, scene, journey } = map;
  const from = map.cursor ?? journey.chosen;
  if (!model.has(from) || !model.accept(from)) {
    const { view } = scene;
    const [x, y] = toMap(view, [view.width / 2, view.height / 2]);
    const first = model.grid.nearest(x, y, Infinity, model.accept);
    if (first !== null) map.goTo(first);
    return;
  }
  const next = model.grid.towards(from, direction, model.accept);
  map.goTo(next ?? from);
}

function pick(map: Controller, id: number, extend: boolean): boolean {
  map.events.pick(id, extend);
  return true;
}

function zoom(map: Controller, key: string): boolean {
  if (key === "+" || key === "=") map.step(ZOOM);
  else if (key === "-") map.step(1 / ZOOM);
  else if (key === "0") map.fit();
  else return false;
  return true;
}

function along(direction: Direction, far: number): [number, number] {
  const steps: Record<Direction, [number, number]> = {
    left: [-far, 0],
    right: [far, 0],
    up: [0, -far],
    down: [0, far],
  };
  return steps[direction];
}
