import assert from "node:assert/strict";
import { test } from "node:test";
import { between, bounded, boundsOf, fitted, inCorner, panned, toMap, toScreen, zoomed, type View } from "./view.ts";

const view: View = { x: 0.3, y: -0.2, half: 0.5, width: 800, height: 600 };
const whole = { x: 0, y: 0, half: 1.1 };
const close = (a: readonly number[], b: readonly number[], by = 1e-9) =>
  a.forEach((v, k) => assert.ok(Math.abs(v - b[k]!) < by, `${a} is not ${b}`));

test("the middle of the window is the middle of the stage, and y points up", () => {
  close(toScreen(view, [0.3, -0.2]), [400, 300]);
  close(toScreen(view, [0.8, -0.2]), [800, 300]); // half the width to the right
  assert.ok(toScreen(view, [0.3, 0])[1] < 300);
});

test("to the screen and back is where it was", () => {
  for (const place of [
    [0, 0],
    [1.5, -2],
    [-0.3, 0.7],
  ] as const)
    close(toMap(view, toScreen(view, place)), place);
});

test("a pan moves places with the hand", () => {
  const before = toScreen(view, [0.1, 0.1]);
  const after = toScreen({ ...view, ...panned(view, 30, -20) }, [0.1, 0.1]);
  close(after, [before[0] + 30, before[1] - 20]);
});

test("a zoom keeps the place under the hand", () => {
  const under = toMap(view, [123, 456]);
  const next = zoomed(view, 1.7, [123, 456], whole);
  close(toMap({ ...view, ...next }, [123, 456]), under);
  assert.ok(Math.abs(next.half - 0.5 / 1.7) < 1e-12);
});

test("a zoom ends somewhere, and there keeps its place", () => {
  let window: View = view;
  for (let k = 0; k < 200; k++) window = { ...view, ...zoomed(window, 3, [100, 100], whole) };
  assert.ok(window.half > 1e-5);
  for (let k = 0; k < 200; k++) window = { ...view, ...zoomed(window, 1 / 3, [100, 100], whole) };
  assert.ok(window.half > whole.half && window.half < 2 * whole.half);
});

test("no window loses the map, however it was moved", () => {
  const bounds = { x0: -1, y0: -0.5, x1: 1, y1: 0.5 };
  close(Object.values(bounded({ x: 9, y: -9, half: 0.1 }, whole, bounds)), [1, -0.5, 0.1]);
  const out = bounded({ x: 0, y: 0, half: 1000 }, whole, bounds);
  assert.ok(out.half >= whole.half && out.half < 2 * whole.half);
  assert.deepEqual(bounded(whole, whole, bounds), whole);
});

test("fitted shows all, with a margin", () => {
  const bounds = { x0: -1, y0: 0, x1: 3, y1: 1 };
  const fit: View = { ...fitted(bounds, 640, 480, 30), width: 640, height: 480 };
  for (const corner of [
    [-1, 0],
    [3, 1],
  ] as const) {
    const [x, y] = toScreen(fit, corner);
    assert.ok(x >= 29.999 && x <= 610.001 && y >= 29.999 && y <= 450.001);
  }
  close([toScreen(fit, [-1, 0])[0]], [30], 1e-6); // the wider side decides
});

test("one point, or none, still has a window", () => {
  const one = fitted(boundsOf(new Float32Array([0.5, 0.5])), 300, 200, 30);
  assert.ok(one.half > 0 && Number.isFinite(one.half));
  assert.deepEqual(boundsOf(new Float32Array()), { x0: -1, y0: -1, x1: 1, y1: 1 });
});

test("a flight begins and ends where it should", () => {
  const to = { x: 1, y: 1, half: 2 };
  assert.deepEqual(between(view, to, 0), { x: 0.3, y: -0.2, half: 0.5 });
  close(Object.values(between(view, to, 1)), [1, 1, 2]);
  close([between(view, to, 0.5).half], [1]); // the zoom's ratio is halved, not its difference
});

test("with room at the right all is moved aside, and nothing lies in the corner", () => {
  const places = new Float32Array([-1, 1, 1, -1, 0.2, 0.3]);
  const stage = { width: 345, height: 330 };
  const before = { ...fitted(boundsOf(places), 345, 330, 34), ...stage };
  assert.ok(inCorner(places, before, 56, 180));
  const after = { ...fitted(boundsOf(places), 345, 330, 34, 56), ...stage };
  assert.ok(!inCorner(places, after, 56, 180));
  for (const place of [[-1, 1], [1, -1]] as const) {
    const [x, y] = toScreen(after, place);
    assert.ok(x > 33 && x < 345 - 56 - 33 && y > 33 && y < 330 - 33, `${x}, ${y}`);
  }
});
