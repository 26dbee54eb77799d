import assert from "node:assert/strict";
import { test } from "node:test";
import type { Course } from "../types.ts";
import { Courses } from "./courses.ts";
import { type PathWish, placesOf, valueAt } from "./places.ts";
import { FIRST_VIEW, type View } from "./state.ts";

const course = (anchors: number[], kind: Course["kind"] = "zoo"): Course => ({
  key: `${kind}:${anchors.join()}`,
  kind,
  anchors,
  spline: false,
  stops: anchors.map((_, i) => i / (anchors.length - 1)),
  positions: [],
  ratios: null,
});
const wish = (anchors: number[], kind: Course["kind"] = "zoo"): PathWish => ({ anchors, kind, spline: false });

test("one path is asked for at a time, and the newest wish wins", () => {
  const sent: PathWish[] = [];
  const dropped: string[] = [];
  const courses = new Courses({
    send: (_, one) => sent.push(one) > 0,
    dropped: (one) => dropped.push(one.key),
    changed: () => undefined,
    now: () => 0,
  });
  courses.wish(0, wish([1, 2]));
  courses.wish(0, wish([1, 3]));
  courses.wish(0, wish([1, 4]));
  assert.equal(sent.length, 1);
  courses.took(0, course([1, 2]));
  assert.deepEqual(courses.current(), [null, null]);
  assert.deepEqual(sent[1], wish([1, 4]));
  courses.took(0, course([1, 4]));
  assert.equal(courses.current()[0]?.key, "zoo:1,4");
  courses.wish(0, wish([5, 6]));
  assert.equal(courses.drawn(0)?.key, "zoo:1,4", "the old one stays on the map");
  assert.equal(courses.current()[0], null, "but no frames of it can be had");
  courses.took(0, course([5, 6]));
  assert.deepEqual(dropped, ["zoo:1,4"]);
});

test("paths are asked for again after a lost connection", () => {
  let connected = false;
  const sent: PathWish[] = [];
  const courses = new Courses({
    send: (_, one) => connected && sent.push(one) > 0,
    dropped: () => undefined,
    changed: () => undefined,
    now: () => 0,
  });
  courses.wish(0, wish([1, 2]));
  connected = true;
  courses.again();
  assert.deepEqual(sent, [wish([1, 2])]);
});

test("places wait for the course", () => {
  const view: View = { ...FIRST_VIEW, a: 1, b: 2, versus: "raw", t: 0.3 };
  const one = course([1, 2]);
  assert.deepEqual(placesOf(view, [one, null]), [{ kind: "path", path: one.key, t: 0.3 }, null]);
  assert.deepEqual(placesOf({ ...view, shown: "network", id: 5 }, [one, null]), [{ kind: "network", id: 5 }]);
});

test("a value between samples", () => {
  assert.equal(valueAt([0, 2, 4], 0.25), 1);
  assert.equal(valueAt([0, 2, 4], 1), 4);
  assert.equal(valueAt([3], 0.5), 3);
});
