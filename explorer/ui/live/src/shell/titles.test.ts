import assert from "node:assert/strict";
import { test } from "node:test";
import { figureSvg } from "./figure.ts";
import { FIRST_VIEW, type View } from "./state.ts";
import { trust } from "../kit/trust.ts";
import { legAt, titleOf } from "./titles.ts";

test("titles", () => {
  const name = (id: number) => `chair ${id}`;
  const view: View = { ...FIRST_VIEW, a: 1, b: 2, t: 0.6 };
  assert.equal(titleOf(view, [1, 2], [0, 1], name), "60% from chair 1 to chair 2");
  assert.equal(titleOf({ ...view, t: 0 }, [1, 2], [0, 1], name), "Chair 1");
  assert.equal(titleOf({ ...view, t: 0.75 }, [1, 5, 2], [0, 0.5, 1], name), "50% from chair 5 to chair 2, leg 2 of 2");
  assert.equal(titleOf({ ...view, shown: "mean", selection: [1, 2] }, [], [], name), "Mean of 2 networks");
  assert.deepEqual(legAt([0, 0.5, 1], 1), { leg: 1, share: 1 });
  assert.deepEqual([1.5, 2.5, 2.6].map(trust), ["good", "middling", "bad"]);
});

test("the figure holds the map, the picture and escaped words", () => {
  const theme = { font: "sans", ink: "#000", faint: "#888", paper: "#fff" } as Parameters<typeof figureSvg>[5];
  const svg = figureSvg('<svg width="200" height="100"></svg>', "data:x", { width: 10, height: 10 }, "A < B", "", theme);
  assert.match(svg, /A &lt; B/);
  assert.match(svg, /scale\(6\.4000\)/);
  assert.match(svg, /viewBox="0 0 2000 752"/);
});
