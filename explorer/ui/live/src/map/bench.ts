// What the map's own work takes in a space of many networks, in milliseconds: for `python -m explorer bench`.
// Drawing is not among it: that is the graphics card's.
//
//   node --import tsx src/map/bench.ts NETWORKS
import type { MapData } from "../types.ts";
import { colouringOf } from "./colours.ts";
import { visibleMask } from "./filter.ts";
import { Grid } from "./grid.ts";
import { enclosed } from "./lasso.ts";
import { heldOut, looksOf, paint } from "./look.ts";
import { matching } from "./search.ts";
import { scattered } from "./testing.ts";
import type { XY } from "./view.ts";

const ROUNDS = 25;
const HOVERS = 1000; // places of a hand that moves over the map, a round
const RADIUS = 0.02; // of the map's half width, within which a hand finds a network
const CORNERS = 120; // of a line drawn by hand
const KINDS = ["chair", "table", "shelf", "bed", "sofa"];

const count = Number(process.argv[2]);
const data: MapData = {
  space: "synthesised",
  count,
  positions: scattered(count, 1),
  names: Array.from({ length: count }, (_, i) => `${KINDS[i % KINDS.length]} ${i}`),
  about: {},
  labels: [
    { name: "kind", title: "kind", categories: KINDS, codes: Uint16Array.from({ length: count }, (_, i) => i % KINDS.length) },
    { name: "width", title: "width", values: scattered(count, 2).slice(0, count) },
    { name: "split", title: "split", categories: ["training", "held out"], codes: Uint16Array.from({ length: count }, (_, i) => Number(i % 20 === 0)) },
  ],
};

const theme = { dark: false, faint: "#888888", categorical: ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9"] };
const places = scattered(HOVERS, 3);
const line: XY[] = Array.from({ length: CORNERS }, (_, k) => {
  const [angle, far] = [(2 * Math.PI * k) / CORNERS, 0.7 + 0.1 * Math.sin(k)];
  return [far * Math.cos(angle), far * Math.sin(angle)];
});
const grid = new Grid(data.positions);
const visible = visibleMask(data, []);
const shown = (id: number) => visible[id] === 1;
const lassoed = enclosed(line, grid, data.positions, shown);
const sought = matching(data, "chair");
const held = heldOut(data);
const colours = painted();

const work: Record<string, () => unknown> = {
  hover: () => {
    for (let k = 0; k < HOVERS; k++) grid.nearest(places[2 * k]!, places[2 * k + 1]!, RADIUS, shown);
  },
  lasso: () => enclosed(line, grid, data.positions, shown),
  word: () => matching(data, "chai"),
  number: () => matching(data, "width>0.5 chair"),
  look: () => looksOf(data, colours, held, visible, sought, lassoed),
  colour: painted,
  index: () => new Grid(data.positions),
};

function painted(): Uint8Array {
  const [first] = data.labels;
  return paint(first!, colouringOf(first!, theme.categorical, theme.faint), theme as Parameters<typeof paint>[2]);
}

const times = Object.fromEntries(
  Object.entries(work).map(([name, run]) => {
    run(); // compiled
    const each = name === "hover" ? HOVERS : 1;
    const taken = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      run();
      return (performance.now() - start) / each;
    });
    return [name, taken];
  }),
);
console.log(JSON.stringify(times));
