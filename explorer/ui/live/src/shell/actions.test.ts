import assert from "node:assert/strict";
import { test } from "node:test";
import type { MapData } from "../types.ts";
import { Actions } from "./actions.ts";
import { actionOf, type KeyActions } from "./keys.ts";
import { FIRST_VIEW, type View } from "./state.ts";

function actionsOn(start: Partial<View>, data: MapData | null = null) {
  const control = {
    view: { ...FIRST_VIEW, ...start } as View,
    data,
    said: [] as string[],
    stops: () => [],
    change(patch: Partial<View>) {
      this.view = { ...this.view, ...patch };
    },
    say(text: string) {
      this.said.push(text);
    },
  };
  return { control, actions: new Actions(control) };
}

test("A, B, stops and their removal", () => {
  const { control, actions } = actionsOn({});
  actions.setEnd("a");
  assert.equal(control.said.length, 1, "says what to do first");
  actions.pick(4, false);
  actions.setEnd("a");
  actions.pick(7, false);
  actions.setEnd("b");
  actions.pick(9, true);
  assert.deepEqual([control.view.a, control.view.via, control.view.b], [4, [7], 9]);
  actions.moveAnchor(1, 8);
  assert.deepEqual(control.view.via, [8]);
  actions.swap();
  assert.deepEqual([control.view.a, control.view.via, control.view.b], [9, [8], 4]);
  actions.removeStop();
  assert.deepEqual(control.view.via, []);
});

test("the saved list is walked in both directions and round its end", () => {
  const { control, actions } = actionsOn({ tour: [1, 2, 3], a: 50, b: 60 });
  const legs = [1, 1, 1, -1].map((step) => {
    actions.next(step);
    return [control.view.a, control.view.b];
  });
  assert.deepEqual(legs, [[1, 2], [2, 3], [3, 1], [1, 3]]);
  assert.equal(control.view.play, true);
});

test("compare never shows the same path twice", () => {
  const { control, actions } = actionsOn({ path: "raw" });
  actions.compare();
  assert.equal(control.view.versus, "zoo");
  actions.compare();
  assert.equal(control.view.versus, null);
});

test("keys mean other things in show mode", () => {
  const done: string[] = [];
  const act = new Proxy({} as KeyActions, { get: (_, name) => (...rest: unknown[]) => done.push(`${String(name)} ${rest.join()}`) });
  actionOf("l", false, true, false)?.(act);
  actionOf("l", false, false, false)?.(act);
  actionOf("ArrowRight", true, true, true)?.(act);
  assert.equal(actionOf("ArrowRight", false, false, true), null, "the map's own");
  assert.equal(actionOf("r", false, false, false), null);
  assert.deepEqual(done, ["loop ", "save ", "step 0.1"]);
});
