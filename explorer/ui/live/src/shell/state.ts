// What the screen shows, as one immutable value, and how it is read from and written to the page's link.
// Pure: no DOM. Python reports what is wrong with a link; here a bad value becomes the nearest sensible one.

import { parseMoves, printMoves } from "../steer/moves.ts";
import type { Camera, MapWindow, Move, PathKind } from "../types.ts";

export type Shown = "network" | "path" | "place" | "mean" | "sum" | "point";
export type Link = Record<string, string>;

export const PATH_KINDS: readonly PathKind[] = ["zoo", "straight", "raw"];
export const MOST_ANCHORS = 24; // of one path
export const MOST_SELECTED = 1000; // more ids are not an address that one can send
export const MOST_TOUR = 200;
export const FIRST_KEPT = 1_000_000; // numbers of points kept with a space begin here, beyond all networks' ids
export const LAST_KEPT = 9_999_999;
// A latent as text, with the digest of a network that was fitted there, or a key of this session's.
const POINT = /^([\w-]{4,12000}(~[0-9a-f]{1,64})?|\w{1,20}\/\d{0,9})$/;
export const SPEEDS: readonly number[] = [0.125, 0.25, 0.5, 1, 2, 4];

export interface View {
  readonly space: string;
  readonly shown: Shown;
  readonly id: number | null; // the network that is looked at
  readonly a: number | null;
  readonly b: number | null;
  readonly via: readonly number[]; // anchors between a and b
  readonly t: number; // 0 to 1
  readonly path: PathKind;
  readonly spline: boolean;
  readonly versus: PathKind | null; // the path beside it
  readonly colour: string; // label that colours the map; "" is the first
  readonly hidden: readonly string[];
  readonly search: string;
  readonly selection: readonly number[];
  readonly sum: readonly number[]; // a, b and c of a - b + c; empty: none
  readonly steer: readonly Move[]; // from what is shown
  readonly point: string | null; // key of a step of an optimization or of a star, or a latent as text; shown "point"
  readonly called: string; // what the point is called
  readonly place: { readonly x: number; readonly y: number } | null; // where the free handle is; null: docked
  readonly window: MapWindow | null; // null: everything
  readonly camera: Camera | null; // null: the viewer's own
  readonly wireframe: boolean;
  readonly section: number | null; // -1 to 1
  readonly turntable: boolean;
  readonly insets: boolean;
  readonly sheet: boolean;
  readonly terrain: "values" | "groups" | null; // what its colours say; null: it is off
  readonly show: boolean;
  readonly play: boolean;
  readonly speed: number;
  readonly loop: boolean;
  readonly tour: readonly number[]; // show mode's saved list
}

export const FIRST_VIEW: View = {
  space: "",
  shown: "path",
  id: null,
  a: null,
  b: null,
  via: [],
  t: 0.4,
  path: "zoo",
  spline: false,
  versus: null,
  colour: "",
  hidden: [],
  search: "",
  selection: [],
  sum: [],
  steer: [],
  point: null,
  called: "",
  place: null,
  window: null,
  camera: null,
  wireframe: false,
  section: null,
  turntable: false,
  insets: true,
  sheet: false,
  terrain: null,
  show: false,
  play: false,
  speed: 1,
  loop: false,
  tour: [],
};

/** The view that a link asks for. `count`: how many networks there are, if that is known yet. */
export function parseView(link: Link, count = Number.POSITIVE_INFINITY): View {
  const path = option(link.path, PATH_KINDS) ?? FIRST_VIEW.path;
  const versus = option(link.versus, PATH_KINDS);
  const place = placeOf(link);
  const selection = ids(link.ids, count, MOST_SELECTED);
  const sum = ids(link.sum, count, 3);
  const shown = option(link.view, ["network", "path", "place", "mean", "sum", "point"] as const) ?? FIRST_VIEW.shown;
  const point = shown === "point" && POINT.test(link.point ?? "") ? (link.point ?? null) : null;
  const lacks = { network: false, path: false, place: !place, mean: selection.length === 0, sum: sum.length < 3, point: !point };
  const missing = lacks[shown];
  return {
    space: link.space ?? "",
    shown: missing ? FIRST_VIEW.shown : shown,
    id: id(link.id, count),
    a: id(link.a, count),
    b: id(link.b, count),
    via: ids(link.via, count, MOST_ANCHORS - 2, true),
    t: number(link.t, 0, 1) ?? FIRST_VIEW.t,
    path,
    spline: link.spline === "1",
    versus: versus === path ? null : versus,
    colour: link.colour ?? "",
    hidden: (link.hide ?? "").split(",").filter((part) => part !== ""),
    search: link.q ?? "",
    selection,
    sum: sum.length === 3 ? sum : [],
    steer: parseMoves(link.steer ?? ""),
    point,
    called: point === null ? "" : (link.called ?? ""),
    place: shown === "place" ? place : null,
    window: windowOf(link.map),
    camera: cameraOf(link.cam),
    wireframe: link.wire === "1",
    section: number(link.section, -1, 1),
    turntable: link.turn === "1",
    insets: link.insets !== "0",
    sheet: link.sheet === "1",
    terrain: option(link.terrain, ["values", "groups"] as const),
    show: link.show === "1",
    play: link.play === "1",
    speed: nearestSpeed(number(link.speed, 0, 1000) ?? FIRST_VIEW.speed),
    loop: link.loop === "1",
    tour: ids(link.tour, count, MOST_TOUR, true),
  };
}

/** The view as a link: what is as at first is left out, except what Python always writes too. */
export function printView(view: View): Link {
  const link: Link = { view: view.shown, t: short(view.t), path: view.path };
  const put = (key: string, value: string, there: boolean) => {
    if (there) link[key] = value;
  };
  put("space", view.space, view.space !== "");
  put("colour", view.colour, view.colour !== "");
  for (const key of ["id", "a", "b"] as const) put(key, String(view[key]), view[key] !== null);
  put("via", view.via.join(","), view.via.length > 0);
  put("spline", "1", view.spline);
  put("versus", view.versus ?? "", view.versus !== null);
  put("hide", view.hidden.join(","), view.hidden.length > 0);
  put("q", view.search, view.search !== "");
  put("ids", view.selection.join(","), view.selection.length > 0);
  put("sum", view.sum.join(","), view.shown === "sum" && view.sum.length === 3);
  if (view.shown === "point" && view.point !== null) Object.assign(link, { point: view.point, called: view.called });
  put("steer", printMoves(view.steer), view.steer.length > 0);
  if (view.place) Object.assign(link, { x: short(view.place.x), y: short(view.place.y) });
  if (view.window) link.map = [view.window.x, view.window.y, view.window.half].map(short).join(",");
  if (view.camera) link.cam = [view.camera.yaw, view.camera.pitch, view.camera.zoom].map(short).join(",");
  put("wire", "1", view.wireframe);
  put("section", short(view.section ?? 0), view.section !== null);
  put("turn", "1", view.turntable);
  put("insets", "0", !view.insets);
  put("sheet", "1", view.sheet);
  put("terrain", view.terrain ?? "", view.terrain !== null);
  put("show", "1", view.show);
  put("play", "1", view.play);
  put("speed", short(view.speed), view.speed !== FIRST_VIEW.speed);
  put("loop", "1", view.loop);
  put("tour", view.tour.join(","), view.tour.length > 0);
  return link;
}

/** A view without what does not go with what it shows. */
export function cleared(view: View): View {
  const steered = view.steer.length > 0 ? { versus: null, play: false } : {};
  const point = view.shown === "point" ? {} : { point: null, called: "" };
  return { ...view, ...steered, ...point, place: view.shown === "place" ? view.place : null };
}

/** The same screen, showing a point; nothing is compared, played or steered meanwhile. */
export function pointView(view: View, point: string, called: string): View {
  return cleared({ ...view, shown: "point", point, called, versus: null, play: false, steer: [] });
}

/** The networks that the path passes, in order; fewer than two before both ends are chosen. */
export function anchorsOf(view: View): number[] {
  return [view.a, ...view.via, view.b].filter((one): one is number => one !== null);
}

/** The view with a path through these networks; with one, only its start is set. */
export function withAnchors(view: View, anchors: readonly number[]): View {
  const kept = anchors.slice(0, MOST_ANCHORS);
  const last = kept.length > 1 ? (kept[kept.length - 1] ?? null) : null;
  return { ...view, a: kept[0] ?? null, via: kept.slice(1, -1), b: last };
}

/** A network added as a stop: the path goes on to it. */
export function withStop(view: View, network: number): View {
  if (view.a === null) return { ...view, a: network };
  if (view.b === null) return { ...view, b: network };
  const anchors = anchorsOf(view);
  return anchors.length >= MOST_ANCHORS ? view : withAnchors(view, [...anchors, network]);
}

/** The nearest of the speeds there are, or the next one up or down. */
export function nearestSpeed(speed: number, steps = 0): number {
  const distance = (s: number) => Math.abs(Math.log(s / Math.max(speed, 1e-6)));
  const at = SPEEDS.reduce((best, s, i) => (distance(s) < distance(SPEEDS[best] ?? 1) ? i : best), 0);
  return SPEEDS[Math.min(Math.max(at + steps, 0), SPEEDS.length - 1)] ?? 1;
}

function number(text: string | undefined, low: number, high: number): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : null;
}

/** Whether a number is one of a kept point, not a network's id. */
export function isKept(one: number): boolean {
  return one >= FIRST_KEPT && one <= LAST_KEPT;
}

function id(text: string | undefined, count: number): number | null {
  if (/^\d{7}$/.test(text ?? "") && isKept(Number(text))) return Number(text);
  const value = number(text, 0, Math.max(Math.min(count, 1e7) - 1, 0));
  return value === null ? null : Math.round(value);
}

function ids(text: string | undefined, count: number, most: number, kept = false): number[] {
  const found = (text ?? "").split(",").flatMap((part) => (/^\d{1,7}$/.test(part) ? [Number(part)] : []));
  return found.filter((one) => one < count || (kept && isKept(one))).slice(0, most);
}

function option<T extends string>(text: string | undefined, options: readonly T[]): T | null {
  return options.find((one) => one === text) ?? null;
}

function placeOf(link: Link): { x: number; y: number } | null {
  const [x, y] = [number(link.x, -2, 2), number(link.y, -2, 2)];
  return x === null || y === null ? null : { x, y };
}

function three(text: string | undefined): [number, number, number] | null {
  const values = (text ?? "").split(",").map((part) => number(part, -9999, 9999));
  const [p, q, r] = values;
  return values.length === 3 && p != null && q != null && r != null ? [p, q, r] : null;
}

function windowOf(text: string | undefined): MapWindow | null {
  const values = three(text);
  return values && values[2] > 0 ? { x: values[0], y: values[1], half: Math.max(values[2], 0.001) } : null;
}

function cameraOf(text: string | undefined): Camera | null {
  const values = three(text);
  if (!values || values[2] <= 0) return null;
  return { yaw: values[0], pitch: Math.min(Math.max(values[1], -90), 90), zoom: values[2] };
}

/** Four digits after the point at most, and no more than are needed. */
function short(value: number): string {
  return String(Number(value.toFixed(4)));
}
