import assert from "node:assert/strict";
import { test } from "node:test";
import type { Measure } from "../kinds/port.ts";
import type { KeptPoint, Run } from "../types.ts";
import type { RunNews } from "../wire/messages.ts";
import { readText, WireError } from "../wire/protocol.ts";
import { Optimizer } from "./optimizer.ts";
import { curveOf, goesOn, merged, rangeOf, spokenRun, stepKey } from "./run.ts";

function news(patch: Partial<RunNews> = {}): RunNews {
  return {
    number: 7, title: "from network 3 toward network 5", wanted: 4, state: "running", problem: null, first: 0,
    positions: [[0, 0], [0.1, 0]], losses: [3, 2], values: [40, 40], best: 0, result: null, ...patch,
  };
}

const MORE = news({ first: 2, positions: [[0.2, 0.1]], losses: [1.5], values: [62.5], best: 2 });
const RESULT = { index: 2, test: 61.25, start: 39.5, zoo: 90.2, ratio: 0.8, seconds: 3.2 };
const END = news({ first: 3, state: "ended", positions: [], losses: [], values: [], best: 2, result: RESULT });
const KEPT: KeptPoint = { key: "kept/7", id: null, name: "from network 3, step 2", position: [0.2, 0.1], value: 61.25 };
const MEASURE: Measure = {
  title: "worth", range: 1, spoken: String, step: (value) => `${value} so far`, limits: () => [],
  result: ({ index, test }, value) => `Best at ${index}: ${value}, tested ${test}`,
};

function optimizer() {
  const log: string[] = [];
  const made = new Optimizer({
    looked: (moving) => log.push(`${made.told?.key} ${moving}`),
    changed: () => undefined,
    news: () => log.push("news"),
  });
  return { made, log };
}

test("news go on where the last ended, or begin another run", () => {
  const run = merged(merged(null, news()), MORE);
  assert.deepEqual(run.losses, [3, 2, 1.5]);
  assert.deepEqual(run.positions[2], [0.2, 0.1]);
  assert.equal("first" in run, false);
  assert.deepEqual(merged(run, MORE).losses, [3, 2, 1.5]); // told twice after a lost connection
  assert.deepEqual(merged(run, news({ number: 8, losses: [9] })).losses, [9]);
  assert.deepEqual(merged(run, news()).losses, [3, 2]); // from its start: the server knows nothing of us
});

test("what is said of a run", () => {
  const run = merged(merged(null, news()), MORE);
  assert.equal(spokenRun(run, MEASURE), "Step 2 of 4: 62.5 so far");
  assert.equal(spokenRun({ ...run, state: "paused" }, MEASURE), "Paused at step 2 of 4: 62.5 so far");
  assert.equal(spokenRun(merged(run, END), MEASURE), "Best at 2: 62.5, tested 61.25");
  assert.equal(spokenRun(merged(run, { ...END, result: { ...RESULT, ratio: 4.8 } }), MEASURE), "Best at 2: 62.5, tested 61.25; an empty region");
  assert.equal(spokenRun({ ...run, state: "failed", problem: "No." }, MEASURE), "No.");
  assert.equal(spokenRun({ ...run, losses: [] }, MEASURE), "Starting …");
});

test("a curve spans the steps that are wanted", () => {
  assert.equal(curveOf([0, 50, 100], 4, { low: 0, high: 100 }), "0.0,100.0L250.0,50.0L500.0,0.0");
  const { low, high } = rangeOf([70, 70], 4);
  assert.ok(low < 68 && high > 72); // a flat curve is no mountain
  assert.deepEqual(rangeOf([], 4), { low: 0, high: 1 });
});

test("the newest step is looked at, and the best at the end", () => {
  const { made, log } = optimizer();
  made.took(news());
  assert.ok(made.open);
  made.took(MORE);
  assert.equal(made.index, 2);
  assert.ok(made.following);
  made.took(news({ first: 3, positions: [[0.3, 0]], losses: [1.4], values: [60], best: 2 }));
  made.took({ ...END, first: 4 });
  assert.deepEqual(log, ["news", "7/1 true", "7/2 true", "7/3 true", "news", "7/2 false"]);
  assert.equal(made.told?.key, "7/2");
  assert.equal(made.following, false);
  assert.match(made.told?.title ?? "", /^Step 2, the best, from network 3/);
  assert.equal(goesOn(made.run), false);
});

test("a run that was over before it was looked at is followed to its best step", () => {
  const { made, log } = optimizer();
  made.took(news({ positions: [], losses: [], values: [], best: 0 })); // as it is told of first
  made.took({ ...news(), state: "ended", best: 1, result: { ...RESULT, index: 1 } });
  assert.deepEqual(log, ["news", "news", "7/1 false"]);
  assert.ok(made.open);
});

test("who looks at something else is not dragged back, and can come back", () => {
  const { made, log } = optimizer();
  made.took(news());
  made.look(0, true);
  made.took(MORE);
  assert.equal(made.index, 0);
  made.leave();
  made.took({ ...MORE, first: 3 });
  assert.equal(made.index, null);
  made.look(3, false); // the newest: followed again
  made.took({ ...MORE, first: 4 });
  assert.equal(made.told?.key, "7/4");
  assert.deepEqual(log.slice(1, 3), ["7/1 true", "7/0 true"]);
});

test("a run that had ended before the page came is there, and not looked at", () => {
  const { made, log } = optimizer();
  made.took({ ...news(), state: "ended", result: RESULT });
  assert.deepEqual(log, []);
  assert.equal(made.open, false);
  made.keeps([KEPT]);
  made.lookAt("kept/7");
  assert.deepEqual(log, ["news", "kept/7 false"]);
  assert.equal(made.index, null);
  assert.equal(stepKey(made.run as Run, 3), "7/3");
});

test("messages of a run are read, and wrong ones refused", () => {
  assert.deepEqual(readText(JSON.stringify({ type: "run", ...news() })), { type: "run", run: news() });
  assert.deepEqual(readText(JSON.stringify({ type: "kept", points: [KEPT] })), { type: "kept", points: [KEPT] });
  for (const patch of [{ state: "asleep" }, { values: [1] }, { positions: [[0, 0]] }, { first: -1 }, { best: 0.5 }])
    assert.throws(() => readText(JSON.stringify({ type: "run", ...news(), ...patch })), WireError);
});
