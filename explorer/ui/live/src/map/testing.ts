// Data for the tests.
import type { MapData } from "../types.ts";

/** n points in [-1, 1]², the same for the same seed. */
export function scattered(n: number, seed: number): Float32Array {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Float32Array.from({ length: 2 * n }, next);
}

/** Four pieces of furniture, labelled. */
export const FURNITURE: MapData = {
  space: "furniture",
  count: 4,
  positions: new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]),
  names: ["chair 0", "table 1", "chair 2", "armchair 3"],
  about: {},
  labels: [
    { name: "kind", title: "kind", categories: ["chair", "table", "armchair"], codes: new Uint16Array([0, 1, 0, 2]) },
    { name: "legs", title: "legs", categories: ["none", "no", "round"], codes: new Uint16Array([2, 1, 0, 2]) },
    { name: "seat_height", title: "seat height", values: new Float32Array([0.5, 0, 1, Number.NaN]) },
    { name: "boards", title: "boards", categories: ["0", "2"], codes: new Uint16Array([0, 1, 1, 0]) },
    { name: "split", title: "split", categories: ["training", "held out"], codes: new Uint16Array([0, 0, 1, 1]) },
  ],
};
