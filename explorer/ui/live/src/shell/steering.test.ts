import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_VIEW, type View } from "./state.ts";
import { Steering } from "./steering.ts";

function steeringOn(start: Partial<View> = {}) {
  const log: string[] = [];
  const control = {
    view: { ...FIRST_VIEW, ...start } as View,
    data: null,
    stops: () => [],
    say: () => undefined,
    change(patch: Partial<View>) {
      this.view = { ...this.view, ...patch };
    },
  };
  const ports = { hold: () => log.push("hold"), drag: (on: boolean) => log.push(`drag ${on}`), changed: () => log.push("changed") };
  return { control, log, steering: new Steering(control, ports) };
}

test("a moved slider holds the step that is looked at, and changes the view", () => {
  const { control, log, steering } = steeringOn();
  steering.move("width", 0.5, true);
  steering.value("arms", "open");
  assert.deepEqual(control.view.steer, [["width", 0.5], ["arms=open", 1]]);
  assert.deepEqual(log, ["drag true", "hold", "hold"]);
  steering.reset();
  assert.deepEqual(control.view.steer, []);
});

test("the sum begins with three that mean something, and keeps those that were chosen", () => {
  const { steering } = steeringOn({ a: 3, b: 4, id: 5 });
  steering.show(true);
  assert.deepEqual([steering.open, steering.slots], [true, [null, null, null]]);
  steering.offer([7, 8, 9]);
  assert.deepEqual(steering.slots, [7, 8, 9]);
  steering.offer([1, 2, 3]); // said again after a lost connection
  assert.deepEqual(steering.slots, [7, 8, 9]);
  const linked = steeringOn({ shown: "sum", sum: [4, 5, 6] }).steering;
  linked.offer([7, 8, 9]);
  assert.deepEqual(linked.slots, [4, 5, 6]);
  const none = steeringOn().steering;
  none.offer(null);
  assert.deepEqual(none.slots, [null, null, null]);
});

test("what is shown is measured once, while the panel is open", () => {
  const { steering } = steeringOn();
  const place = { kind: "network", id: 3 } as const;
  const sent: unknown[] = [];
  const send = (one: unknown) => sent.push(one) > 0;
  assert.equal(steering.measuredAt(place, send), null);
  assert.deepEqual(sent, []);
  steering.show(true);
  for (let i = 0; i < 3; i += 1) assert.equal(steering.measuredAt(place, send), null);
  assert.deepEqual(sent, [place]);
  steering.took({ place, values: { width: 0.5 } });
  assert.deepEqual(steering.measuredAt(place, send), { width: 0.5 });
  assert.equal(steering.measuredAt({ kind: "network", id: 4 }, send), null);
  assert.equal(sent.length, 2);
});

test("a click goes into the slot that waits for it, and is else nobody's here", () => {
  const { control, steering } = steeringOn({ shown: "network" });
  assert.equal(steering.takes(9), false);
  for (const [slot, id] of [[0, 7], [1, 8], [2, 9]] as const) {
    steering.arm(slot);
    assert.equal(steering.takes(id), true);
  }
  assert.equal(steering.armed, null);
  assert.equal(control.view.shown, "network");
  steering.sum();
  assert.deepEqual([control.view.shown, control.view.sum], ["sum", [7, 8, 9]]);
  steering.arm(1);
  steering.takes(1);
  assert.deepEqual(control.view.sum, [7, 1, 9]);
});
