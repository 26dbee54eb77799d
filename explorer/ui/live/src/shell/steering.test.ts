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

test("opened for the first time, the sum is of what is chosen", () => {
  const { steering } = steeringOn({ a: 3, b: 4, id: 5 });
  steering.show(true);
  assert.deepEqual([steering.open, steering.slots], [true, [3, 4, 5]]);
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
