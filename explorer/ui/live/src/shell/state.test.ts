import assert from "node:assert/strict";
import { test } from "node:test";
import {
  anchorsOf,
  FIRST_VIEW,
  MOST_ANCHORS,
  MOST_SELECTED,
  nearestSpeed,
  parseView,
  printView,
  type View,
  withAnchors,
  withStop,
} from "./state.ts";

const FULL: View = {
  space: "furniture",
  shown: "path",
  id: 3,
  a: 12,
  b: 87,
  via: [3, 40],
  t: 0.4137,
  path: "straight",
  spline: true,
  versus: "raw",
  colour: "split",
  hidden: ["chair", "split:training"],
  search: "sofa",
  selection: [1, 2, 3],
  sum: [],
  steer: [["back_height", 0.21], ["arms=open", 1]],
  point: null,
  called: "",
  place: null,
  window: { x: 0.1, y: -0.25, half: 0.5 },
  camera: { yaw: -30, pitch: 20, zoom: 1.5 },
  wireframe: true,
  section: -0.2,
  turntable: true,
  insets: false,
  sheet: true,
  terrain: "groups",
  show: true,
  play: true,
  speed: 0.5,
  loop: true,
  tour: [12, 87, 3],
};

test("a kept point stands where a network's id does, whatever there are", () => {
  const view = { ...FULL, id: 1_234_567, a: 1_000_000, via: [3, 9_999_999], tour: [1_234_567] };
  assert.deepEqual(parseView(printView(view), 100), view);
  const link = { a: "10000000", b: "999999", ids: "1234567", sum: "1,2,1234567" };
  const { a, b, selection, sum } = parseView(link, 100);
  assert.deepEqual({ a, b, selection, sum }, { a: 99, b: 99, selection: [], sum: [] });
});

test("a view goes into a link and comes back", () => {
  assert.deepEqual(parseView(printView(FULL)), FULL);
  const place: View = { ...FULL, shown: "place", place: { x: 0.25, y: -0.5 } };
  assert.deepEqual(parseView(printView(place)), place);
  const sum: View = { ...FULL, shown: "sum", sum: [3, 1, 2] };
  assert.deepEqual(parseView(printView(sum)), sum);
  for (const point of ["7/23", "kept/7", "AAAA-_8", "AAAA-_8~0f3a"]) {
    const told: View = { ...FULL, shown: "point", point, called: "step 23" };
    assert.deepEqual(parseView(printView(told)), told);
  }
  assert.equal(parseView({ view: "point", point: "../etc" }).shown, "path");
  assert.deepEqual(parseView(printView(FIRST_VIEW)), FIRST_VIEW);
});

test("random views survive the round trip", () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const maybe = <T>(value: T): T | null => (random() < 0.5 ? value : null);
  for (let i = 0; i < 300; i += 1) {
    const view: View = {
      ...FULL,
      a: maybe(Math.floor(random() * 1000)),
      b: maybe(Math.floor(random() * 1000)),
      via: Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * 1000)),
      t: Number(random().toFixed(4)),
      section: maybe(Number((random() * 2 - 1).toFixed(4))),
      camera: maybe({ yaw: Number((random() * 720 - 360).toFixed(4)), pitch: 5, zoom: 0.5 }),
      play: random() < 0.5,
    };
    assert.deepEqual(parseView(printView(view)), view);
  }
});

test("every value of a link fits Python's patterns", () => {
  const number = /^-?\d{1,4}(\.\d{1,6})?$/;
  const link = printView({ ...FULL, section: 1e-9, camera: { yaw: 1234.56789, pitch: -0.00001, zoom: 1 } });
  assert.match(link.section ?? "", number);
  for (const part of (link.cam ?? "").split(",")) assert.match(part, number);
  for (const key of ["via", "ids", "tour"]) assert.match(link[key] ?? "", /^\d{1,7}(,\d{1,7})*$/);
});

test("garbage becomes the nearest sensible view", () => {
  const view = parseView({
    view: "nonsense",
    t: "abc",
    a: "-7",
    b: "99999",
    id: "1e400",
    via: "4,x,,-2,5,99999",
    path: "teleport",
    versus: "zoo",
    section: "9",
    cam: "1,2",
    map: "0,0,-1",
    speed: "-3",
    x: "0.5",
    ids: "'; drop table",
  }, 100);
  assert.equal(view.shown, "path");
  assert.equal(view.t, FIRST_VIEW.t);
  assert.deepEqual([view.a, view.b, view.id], [0, 99, null]);
  assert.deepEqual(view.via, [4, 5]);
  assert.equal(view.path, "zoo");
  assert.equal(view.versus, null, "not the same path twice");
  assert.equal(view.section, 1);
  assert.equal(view.camera, null);
  assert.equal(view.window, null);
  assert.equal(view.speed, 0.125);
  assert.equal(view.place, null);
  assert.deepEqual(view.selection, []);
});

test("a view without what it shows is the path", () => {
  assert.equal(parseView({ view: "place", x: "0.1" }).shown, "path");
  assert.equal(parseView({ view: "mean" }).shown, "path");
  assert.equal(parseView({ view: "mean", ids: "1,2" }).shown, "mean");
});

test("t is held between 0 and 1", () => {
  assert.equal(parseView({ t: "7" }).t, 1);
  assert.equal(parseView({ t: "-0.2" }).t, 0);
});

test("lists are no longer than they may be", () => {
  const many = Array.from({ length: 3000 }, (_, i) => i).join(",");
  const view = parseView({ via: many, ids: many });
  assert.equal(view.via.length, MOST_ANCHORS - 2);
  assert.equal(view.selection.length, MOST_SELECTED);
});

test("anchors are a, the stops, b", () => {
  assert.deepEqual(anchorsOf(FULL), [12, 3, 40, 87]);
  assert.deepEqual(anchorsOf(FIRST_VIEW), []);
  const view = withAnchors(FIRST_VIEW, [5, 6, 7]);
  assert.deepEqual([view.a, view.via, view.b], [5, [6], 7]);
  assert.deepEqual(anchorsOf(withAnchors(FULL, [9])), [9]);
});

test("a stop makes the path go on; a full path stays", () => {
  assert.equal(withStop(FIRST_VIEW, 1).a, 1);
  const two = withStop({ ...FIRST_VIEW, a: 1 }, 2);
  assert.deepEqual(anchorsOf(withStop(two, 3)), [1, 2, 3]);
  const full = withAnchors(FIRST_VIEW, Array.from({ length: MOST_ANCHORS }, (_, i) => i));
  assert.equal(withStop(full, 99), full);
});

test("speeds go up and down by steps and end", () => {
  assert.equal(nearestSpeed(1, 1), 2);
  assert.equal(nearestSpeed(0.4), 0.5);
  assert.equal(nearestSpeed(4, 1), 4);
  assert.equal(nearestSpeed(0.125, -1), 0.125);
});
