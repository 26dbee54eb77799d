import assert from "node:assert/strict";
import { test } from "node:test";
import type { BasePlace, Frame, Place } from "../types.ts";
import { Hand } from "./hand.ts";
import { samePlace } from "./places.ts";
import { Stats } from "./stats.ts";

function frameAt(place: Place, resolution: number, seq = -1, slot: 0 | 1 = 0): Frame {
  return { seq, slot, place, resolution, content: { held: 0 }, bytes: 10, milliseconds: 1, where: null };
}

const on = (t: number): BasePlace => ({ kind: "path", path: "p", t });

/** A hand over a list of held frames, with a clock and animation frames that the test moves. */
function handOver(held: Frame[]) {
  const sent: { seq: number; places: Place[]; moving: boolean }[] = [];
  const canvas: (Frame | null)[] = [null, null];
  const later: (() => void)[] = [];
  const world = { time: 0, waiting: false, connected: true };
  const stats = new Stats();
  const best = (frames: Frame[]) => frames.sort((p, q) => q.resolution - p.resolution)[0];
  const hand = new Hand({
    finest: 256,
    send: (seq, places, moving) => {
      if (world.connected) sent.push({ seq, places, moving });
      return world.connected;
    },
    exact: (place, least = 0) => best(held.filter((f) => samePlace(f.place, place) && f.resolution >= least)),
    nearest: (_, t) =>
      [...held].sort((p, q) => Math.abs(timeOf(p) - t) - Math.abs(timeOf(q) - t)).find((f) => f.place.kind === "path"),
    show: (slot, frame) => {
      canvas[slot] = frame;
    },
    shown: (_, waiting) => {
      world.waiting = waiting;
    },
    onNextFrame: (callback) => later.push(callback),
    now: () => world.time,
    stats,
  });
  const tick = () => {
    world.time += 16;
    for (const callback of later.splice(0)) callback();
  };
  const take = (frame: Frame) => {
    held.push(frame);
    hand.took(frame);
  };
  return { hand, sent, canvas, tick, take, world, stats };
}

function timeOf(frame: Frame): number {
  return frame.place.kind === "path" ? frame.place.t : 9;
}

test("the hand asks once an animation frame, for the newest place", () => {
  const { hand, sent, tick } = handOver([]);
  for (const t of [0.1, 0.2, 0.3]) hand.move([on(t)], true);
  assert.equal(sent.length, 0);
  tick();
  assert.deepEqual(sent, [{ seq: 1, places: [on(0.3)], moving: true }]);
  tick();
  assert.equal(sent.length, 1);
});

test("the nearest held frame is shown at once, the exact one when it comes", () => {
  const { hand, canvas, tick, take, stats } = handOver([frameAt(on(0), 64), frameAt(on(0.5), 64)]);
  hand.move([on(0.4)], true);
  tick();
  assert.deepEqual(canvas[0]?.place, on(0.5));
  take(frameAt(on(0.4), 64, 1));
  assert.deepEqual(canvas[0]?.place, on(0.4));
  assert.equal(stats.exact.length, 1);
});

test("an exact frame that is no longer the newest place does not pull the shape back", () => {
  const { hand, canvas, tick, take } = handOver([frameAt(on(1), 64)]);
  hand.move([on(0.2)], true);
  tick();
  hand.move([on(0.9)], true);
  tick();
  take(frameAt(on(0.2), 64, 1));
  tick();
  assert.deepEqual(canvas[0]?.place, on(1));
});

test("at rest the finest frame stays on the canvas, and its time is kept", () => {
  const { hand, canvas, sent, tick, take, stats } = handOver([]);
  hand.move([on(0.4)], true);
  tick();
  hand.move([on(0.4)], false);
  tick();
  assert.equal(sent[sent.length - 1]?.moving, false);
  for (const resolution of [64, 128, 256]) {
    tick();
    take(frameAt(on(0.4), resolution, 2));
  }
  take(frameAt(on(0.4), 64, 2));
  assert.equal(canvas[0]?.resolution, 256);
  assert.deepEqual(stats.restMs.map((one) => one.resolution), [64, 128, 256]);
});

test("nothing is asked for what is held as fine as it gets", () => {
  const { hand, sent, tick } = handOver([frameAt(on(0.4), 256)]);
  hand.move([on(0.4)], false);
  tick();
  assert.equal(sent.length, 0);
});

test("what could not be sent is sent when the line is back", () => {
  const { hand, sent, tick, world } = handOver([]);
  world.connected = false;
  hand.move([on(0.4)], false);
  tick();
  assert.equal(sent.length, 0);
  world.connected = true;
  hand.again();
  tick();
  assert.equal(sent.length, 1);
});

test("the last shape stays until another network's comes, and the hand says that it waits", () => {
  const { hand, canvas, tick, take, world } = handOver([frameAt({ kind: "network", id: 1 }, 256)]);
  hand.move([{ kind: "network", id: 1 }], false);
  tick();
  hand.move([{ kind: "network", id: 2 }], false);
  tick();
  assert.deepEqual([canvas[0]?.place, world.waiting], [{ kind: "network", id: 1 }, true]);
  take(frameAt({ kind: "network", id: 2 }, 64, 1));
  assert.deepEqual([canvas[0]?.place, world.waiting], [{ kind: "network", id: 2 }, false]);
});

test("the second slot empties when nothing is compared any more", () => {
  const { hand, canvas, tick } = handOver([frameAt(on(0.4), 256)]);
  hand.move([on(0.4), on(0.4)], false);
  tick();
  assert.ok(canvas[1]);
  hand.move([on(0.4)], false);
  tick();
  assert.equal(canvas[1], null);
});

test("asked anew, it asks even for what it holds; a frame of a steered place follows the hand", () => {
  const { hand, canvas, sent, tick, take } = handOver([frameAt(on(0.4), 256)]);
  hand.move([on(0.4)], false);
  tick();
  assert.equal(sent.length, 0);
  hand.anew();
  tick();
  assert.equal(sent.length, 1);
  const steered = (amount: number) => ({ kind: "steered" as const, base: on(0.4), moves: [["width", amount] as const] });
  hand.move([steered(0.1)], true);
  tick();
  hand.move([steered(0.2)], true);
  tick();
  take(frameAt(steered(0.1), 64, 2));
  tick();
  assert.deepEqual(canvas[0]?.place, steered(0.1));
});
