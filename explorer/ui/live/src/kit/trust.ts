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

/** Whether what is decoded is of one piece, as its kind knows it. */
export interface Soundness {
  readonly said: string; // after a comma: "in 3 loose pieces"
  readonly sound: boolean; // whether it may stand under a good word
}

export interface Standing {
  readonly word: string; // "" while nothing is known
  readonly trust: Trust;
}

/** What to think of a network that is shown, by one rule for every kind: its distance in the space, and its soundness. */
export function standingOf(ratio: number | null, raw: boolean, condition: Soundness | null): Standing {
  const and = condition ? `, ${condition.said}` : "";
  if (raw) return { word: `not of this space${and}`, trust: "none" };
  if (ratio === null) return { word: "", trust: "none" };
  const far = trust(ratio);
  return { word: trustWord(ratio) + and, trust: far === "good" && condition && !condition.sound ? "middling" : far };
}
