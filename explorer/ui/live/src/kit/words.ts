// Small words that every part of the screen says. Pure: no DOM.

/** Letters of an architecture's name, where there is little room: beside its bar, over the path. */
export const ARCH_LETTERS = 16;

/** In the place of what is decoded, until it is there. */
export const AWAITED = "It is being decoded …";

export type Namer = (id: number) => string;

/** "87.3". */
export function points(percent: number): string {
  return percent.toFixed(1);
}

/** A number with so many digits after the point; what is nothing to these has no sign: "0.00", never "-0.00". */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function networks(count: number): string {
  return count === 1 ? "1 network" : `${count.toLocaleString("en")} networks`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text of at most so many letters: the middle is left out, and more is kept of the end, where names mostly differ. */
export function middle(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.floor((most - 1) / 3);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** Names of at most so many letters that still differ where the names do; whole where they cannot. */
export function shortened(names: readonly string[], most: number): string[] {
  const apart = (short: string[]) => new Set(short).size === new Set(names).size;
  const cut = names.map((name) => middle(name, most));
  if (apart(cut)) return cut;
  const [first = ""] = names;
  let same = 0; // letters that all begin with
  while (same < first.length && names.every((name) => name[same] === first[same])) same += 1;
  const after = names.map((name) => {
    const from = Math.max(Math.min(same, name.length - (most - 1)), 0);
    const rest = name.slice(from);
    return `${from > 0 ? "…" : ""}${rest.length > most - 1 ? `${rest.slice(0, most - 2)}…` : rest}`;
  });
  return apart(after) ? after : [...names];
}
