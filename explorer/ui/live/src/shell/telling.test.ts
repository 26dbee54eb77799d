import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../kinds/port.ts";
import type { Soundness } from "../kit/trust.ts";
import type { Course, Frame } from "../types.ts";
import { FIRST_VIEW, type View } from "./state.ts";
import { isRaw, type Known, tellingOf } from "./telling.ts";

/** Of a kind only what is told of its networks. */
function kindOf(worth: string | null, soundness: Soundness | null = null): Kind {
  const words = { fineness: ({ resolution }: Frame) => `${resolution} fine`, spoken: () => "content", worth: () => worth, soundness: () => soundness };
  return { words } as unknown as Kind;
}

const COURSE: Course = { key: "p", kind: "zoo", anchors: [1, 2], spline: false, stops: [0, 1], positions: [], ratios: null };
const WHERE = { ratio: 2, gap: null, nearest: [7], distances: [2], position: [0, 0] as [number, number], labels: null, classes: null, absent: null };
const FRAME: Frame = {
  seq: 1, slot: 0, place: { kind: "path", path: "p", t: 0.4 }, resolution: 64, content: { held: 0 }, bytes: 1, milliseconds: 11.6, where: WHERE,
};
const SHAPELY = kindOf(null);

function telling(view: Partial<View> = {}, patch: Partial<Known> = {}) {
  return tellingOf({
    kind: SHAPELY, view: { ...FIRST_VIEW, a: 1, b: 2, ...view }, course: COURSE, frames: [FRAME, null], waiting: false,
    directions: null, about: null, name: (id) => `chair ${id}`, ...patch,
  });
}

test("what is shown is told in a title, a large title, and a sentence", () => {
  const { title, large, spoken, quality, worth } = telling();
  assert.equal(title, "40% from chair 1 to chair 2");
  assert.deepEqual(large, { title: "Chair 1 → chair 2", share: "40%" });
  assert.equal(spoken, "40% from chair 1 to chair 2: a sparse region, nearest chair 7: content");
  assert.equal(quality, "64 fine · 12 ms");
  assert.deepEqual(worth, { word: "a sparse region", trust: "middling" });
});

test("what is steered, added up or told of is a place of its own", () => {
  const steered = telling({ steer: [["seat_height", 1]] });
  assert.deepEqual([steered.view.shown, steered.away, steered.title], ["place", true, "40% from chair 1 to chair 2, seat height"]);
  const told = telling({ shown: "point", point: "7/3", called: "step 3" });
  assert.deepEqual([told.view.shown, told.away, told.title, told.large], ["place", false, "Step 3", { title: "Step 3", share: "" }]);
  assert.ok(telling({ shown: "sum", sum: [1, 2, 3] }).away);
});

test("what a network is worth stands beside how far to trust it, by one rule for all kinds", () => {
  const { worth, sides } = telling({ versus: "straight" }, { kind: kindOf("87.0 % right") });
  assert.deepEqual(worth, { word: "87.0 % right · a sparse region", trust: "middling" });
  assert.deepEqual(sides, ["Through the zoo · a sparse region", "Straight"]);
});

test("rubble never stands under a good word, and its pieces are said", () => {
  const kind = (sound: boolean, said: string) => kindOf(null, { said, sound });
  const near: Frame = { ...FRAME, where: { ...WHERE, ratio: 0.1 } };
  const rubble = telling({}, { kind: kind(false, "in 9 loose pieces"), frames: [near, null] });
  assert.deepEqual(rubble.standing, { word: "among its neighbours, in 9 loose pieces", trust: "middling" });
  const whole = telling({}, { kind: kind(true, "in one piece"), frames: [near, null] });
  assert.deepEqual(whole.standing, { word: "among its neighbours, in one piece", trust: "good" });
  const far = telling({}, { kind: kind(false, "in 9 loose pieces"), frames: [{ ...near, where: { ...WHERE, ratio: 82 } }, null] });
  assert.deepEqual(far.worth, { word: "an empty region, in 9 loose pieces", trust: "bad" });
});

test("of two that are compared each says which path it is on, and how far to trust it", () => {
  assert.deepEqual(telling({ versus: "raw" }).sides, ["Through the zoo · a sparse region", "Raw weights · not of this space"]);
  assert.deepEqual(telling({ versus: "straight" }, { frames: [FRAME, null] }).sides[1], "Straight");
  assert.deepEqual(telling().sides, ["", ""]);
});

test("averaged weights are not trusted, nor is what is on its way told of", () => {
  const raw = telling({ path: "raw" });
  assert.deepEqual(raw.worth, { word: "not of this space", trust: "none" });
  assert.match(raw.spoken, /not of this space/);
  assert.ok(isRaw({ ...FIRST_VIEW, path: "raw" }) && !isRaw({ ...FIRST_VIEW, path: "raw", shown: "network" }));
  const late = telling({}, { waiting: true });
  assert.deepEqual([late.where, late.worth.word, late.spoken], [null, "", late.title]);
  assert.equal(telling({}, { frames: [null, null] }).quality, "");
});
