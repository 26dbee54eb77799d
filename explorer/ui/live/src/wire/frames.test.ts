import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../types.ts";
import { FrameStore } from "./frames.ts";
import { frameAt } from "./testing.ts";

const on = (t: number, path = "p") => ({ kind: "path", path, t }) as const;
const tOf = (frame: ReturnType<FrameStore["nearest"]>) => (frame?.place.kind === "path" ? frame.place.t : undefined);

test("the nearest frame of a path is found, of that path alone", () => {
  const store = new FrameStore();
  for (const t of [1, 0, 0.5, 0.25]) store.add(frameAt(on(t), { seq: -1 }));
  store.add(frameAt(on(0.3, "other")));
  assert.equal(tOf(store.nearest("p", 0.3)), 0.25);
  assert.equal(tOf(store.nearest("p", 0.4)), 0.5);
  assert.equal(tOf(store.nearest("p", -1)), 0);
  assert.equal(tOf(store.nearest("p", 2)), 1);
  assert.equal(store.nearest("none", 0.5), undefined);
});

test("it agrees with a look at all frames, also with a bound on the resolution", () => {
  const store = new FrameStore();
  const all = Array.from({ length: 200 }, (_, i) => ({ t: ((i * 7919) % 1000) / 1000, resolution: [64, 128, 256][i % 3]! }));
  for (const { t, resolution } of all) store.add(frameAt(on(t), { resolution, seq: resolution === 64 ? -1 : 1 }));
  for (let i = 0; i <= 100; i += 1) {
    for (const finest of [64, 128, 256]) {
      const far = (t: number) => Math.abs(t - i / 100);
      const best = Math.min(...all.filter((one) => one.resolution <= finest).map((one) => far(one.t)));
      assert.equal(far(tOf(store.nearest("p", i / 100, finest))!), best);
    }
  }
});

test("of a place the finest frame counts, and a coarse one does not replace it", () => {
  const store = new FrameStore();
  store.add(frameAt({ kind: "network", id: 3 }, { resolution: 128 }));
  store.add(frameAt({ kind: "network", id: 3 }, { resolution: 64 }));
  assert.equal(store.exact({ kind: "network", id: 3 })?.resolution, 128);
  assert.equal(store.exact({ kind: "network", id: 3 }, 256), undefined);
  store.add(frameAt({ kind: "network", id: 3 }, { resolution: 256 }));
  assert.equal(store.exact({ kind: "network", id: 3 }, 256)?.resolution, 256);
  assert.equal(store.exact({ kind: "network", id: 4 }), undefined);
});

test("an answer at the place of a frame ahead is preferred when finer", () => {
  const store = new FrameStore();
  store.add(frameAt(on(0.5), { seq: -1 }));
  store.add(frameAt(on(0.5), { resolution: 256 }));
  assert.equal(store.exact(on(0.5))?.resolution, 256);
  assert.equal(store.nearest("p", 0.5)?.resolution, 256);
  assert.equal(store.nearest("p", 0.5, 96)?.resolution, 64);
  assert.equal(store.count("p"), 1);
});

test("places of each kind are told apart", () => {
  const store = new FrameStore();
  const places: Place[] = [on(0.5), { kind: "map", x: 0.5, y: 0 }, { kind: "mean", ids: [1, 2] }, { kind: "mean", ids: [12] }];
  for (const [i, place] of places.entries()) store.add(frameAt(place, { seq: i }));
  for (const [i, place] of places.entries()) assert.equal(store.exact(place)?.seq, i);
});

test("bytes stay under the limit: the longest unused answers go first", () => {
  const size = 90 + 400; // of a frame, and what is around it
  const store = new FrameStore(3 * size);
  for (const id of [1, 2, 3]) store.add(frameAt({ kind: "network", id }));
  assert.equal(store.bytes, 3 * size);
  store.exact({ kind: "network", id: 1 }); // used: 2 is the oldest now
  store.add(frameAt({ kind: "network", id: 4 }));
  assert.equal(store.bytes, 3 * size);
  assert.equal(store.exact({ kind: "network", id: 2 }), undefined);
  assert.ok(store.exact({ kind: "network", id: 1 }));
});

test("frames ahead outlive answers", () => {
  const store = new FrameStore(1500); // three frames
  store.add(frameAt(on(0), { seq: -1 }));
  store.add(frameAt(on(1), { seq: -1 }));
  for (const t of [0.1, 0.2, 0.3]) store.add(frameAt(on(t)));
  assert.equal(store.count("p"), 2);
  assert.equal(tOf(store.nearest("p", 0.2)), 0.3);
  assert.ok(store.bytes <= 1500);
});

test("a frame larger than the limit is still shown", () => {
  const store = new FrameStore(100);
  store.add(frameAt({ kind: "network", id: 1 }));
  assert.ok(store.exact({ kind: "network", id: 1 }));
});

test("a dropped path leaves nothing behind, and others stay", () => {
  const store = new FrameStore();
  for (const t of [0, 0.5, 1]) store.add(frameAt(on(t), { seq: t === 0.5 ? 4 : -1 }));
  store.add(frameAt(on(0, "other")));
  const { bytes } = store;
  store.dropPath("p");
  assert.equal(store.count("p"), 0);
  assert.equal(store.nearest("p", 0), undefined);
  assert.equal(store.exact(on(0.5)), undefined);
  assert.equal(store.bytes, bytes / 4);
  assert.ok(store.nearest("other", 0));
});

test("a coarser frame brings what is known of its place, not its mesh", () => {
  const store = new FrameStore();
  const place = { kind: "network", id: 3 } as const;
  const where = { ratio: 1, gap: null, nearest: [], distances: [], position: [0, 0] as [number, number], labels: null, classes: null, absent: null };
  store.add({ ...frameAt(place, { resolution: 128 }), where });
  store.add({ ...frameAt(place, { resolution: 64 }), where: { ...where, labels: [0.5] } });
  const held = store.exact(place);
  assert.equal(held?.resolution, 128);
  assert.deepEqual(held?.where?.labels, [0.5]);
});
