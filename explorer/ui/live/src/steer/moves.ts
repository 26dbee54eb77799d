// Moves along directions that mean something: how they are kept, written in a link, and said. Pure.

import type { Directions, Move } from "../types.ts";

export const MOST_MOVES = 32; // as the server allows
const LARGEST = 100;
const DIGITS = 4;

/** The moves with this one in the place of an older one; an amount of 0 takes it away. */
export function withMove(moves: readonly Move[], key: string, amount: number): Move[] {
  const rounded = Number(Math.min(Math.max(amount, -LARGEST), LARGEST).toFixed(DIGITS));
  const others = moves.filter(([other]) => other !== key);
  if (rounded === 0 || others.length >= MOST_MOVES) return others;
  return [...others, [key, rounded]];
}

/** The moves with the step to one value of a label; if it was asked for already, without it. */
export function withValue(moves: readonly Move[], label: string, value: string): Move[] {
  const key = `${label}=${value}`;
  const others = moves.filter(([other]) => !other.startsWith(`${label}=`));
  return moves.some(([other]) => other === key) ? others : withMove(others, key, 1);
}

/** So much of a label; 0: it is as it was. */
export function amountOf(moves: readonly Move[], key: string): number {
  return moves.find(([other]) => other === key)?.[1] ?? 0;
}

/** The value of a label that was asked for; null: none. */
export function valueOf(moves: readonly Move[], label: string): string | null {
  const key = moves.find(([other]) => other.startsWith(`${label}=`))?.[0];
  return key === undefined ? null : key.slice(label.length + 1);
}

/** As in a link: "back_height:0.21,arms=open:1". */
export function printMoves(moves: readonly Move[]): string {
  return moves.map(([key, amount]) => `${key}:${amount}`).join(",");
}

/** From a link; what is no move is left out. */
export function parseMoves(text: string): Move[] {
  let moves: Move[] = [];
  for (const part of text.slice(0, 2000).split(",")) {
    const at = part.lastIndexOf(":");
    const [key, amount] = [part.slice(0, at), Number(part.slice(at + 1))];
    if (/^[\w-]{1,60}(=[^,:=]{1,60})?$/.test(key) && part.slice(at + 1) !== "" && Number.isFinite(amount)) moves = withMove(moves, key, amount);
  }
  return moves;
}

/** What was done, in words: "higher back, arms: open". */
export function spokenMoves(moves: readonly Move[], directions: Directions | null): string {
  const said = moves.map(([key, amount]) => {
    const [name = "", value] = key.split("=");
    if (value !== undefined) return `${directions?.classes.find((group) => group.key === name)?.title.toLowerCase() ?? name}: ${value}`;
    const label = directions?.labels.find((one) => one.key === name);
    return label ? (amount > 0 ? label.more : label.less) : name.replaceAll("_", " ");
  });
  return said.length > 3 ? `${said.slice(0, 2).join(", ")} and ${said.length - 2} more` : said.join(", ");
}

/** Whether a label can be read off latents well enough to be steered by; where nobody knows, it is tried. */
export function isOffered({ r2 }: { r2: number | null }, least: number): boolean {
  return r2 === null || r2 >= least;
}

/** Which labels are not offered, and why; "": all are. */
export function notOffered({ labels, least }: Pick<Directions, "labels" | "least">): string {
  const names = labels.filter((label) => !isOffered(label, least)).map((label) => label.title);
  return names.length === 0 ? "" : `Not offered, as latents hardly tell it (held-out R² below ${least}): ${names.join(", ")}.`;
}

/** The range of a label's slider: nearly all networks, and a little beyond. */
export function rangeOf({ low, high }: { low: number; high: number }): [number, number] {
  const beyond = 0.15 * (high - low);
  return [low >= 0 ? Math.max(low - beyond, 0) : low - beyond, high + beyond];
}
