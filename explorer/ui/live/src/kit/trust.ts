// How far to trust what is decoded, by its distance to the networks. Pure: no DOM.

// Distance to the nearest network over the usual one; as in explorer/figures/distance.py.
export const AMONG = 1.5;
export const SPARSE = 2.5;

export type Trust = "good" | "middling" | "bad" | "none";

export function trust(ratio: number): Trust {
  return ratio <= AMONG ? "good" : ratio <= SPARSE ? "middling" : "bad";
}

export function trustWord(ratio: number): string {
  return ratio <= AMONG ? "among its neighbours" : ratio <= SPARSE ? "a sparse region" : "an empty region";
}
