// Which colour a network has: a hue per category, a colour-blind safe scale for numbers.
import { type Rgb, viridis } from "../kit/viridis.ts";
import type { Label } from "../types.ts";

export { type Rgb, viridis };

/** Points of one colour, as the legend lists them. */
export interface Group {
  title: string;
  categories: string[]; // more than one where colours ran out
  count: number;
  colour: string;
}

export type Colouring =
  | { kind: "category"; groups: Group[]; groupOf: Uint16Array /* per category */ }
  | { kind: "number"; low: number; high: number };

/** How a label is drawn: categories by size, those beyond the palette in one group; or the range of its numbers. */
export function colouringOf(label: Label, palette: readonly string[], rest: string): Colouring {
  if ("values" in label) return { kind: "number", ...rangeOf(label.values) };
  const counts = label.categories.map(() => 0);
  for (const code of label.codes) if (code < counts.length) counts[code]!++;
  const order = counts.map((_, k) => k).filter((k) => counts[k]! > 0);
  order.sort((a, b) => counts[b]! - counts[a]! || compare(label.categories[a]!, label.categories[b]!));
  const groups: Group[] = [];
  const groupOf = new Uint16Array(counts.length);
  order.forEach((k, place) => {
    const name = label.categories[k]!;
    if (place < palette.length) {
      groups.push({ title: name, categories: [name], count: counts[k]!, colour: palette[place]! });
    } else {
      const other = (groups[palette.length] ??= { title: "", categories: [], count: 0, colour: rest });
      other.categories.push(name);
      other.count += counts[k]!;
      other.title = `${other.categories.length} others`; // more colours could not be told apart
    }
    groupOf[k] = Math.min(place, palette.length);
  });
  return { kind: "category", groups, groupOf };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rangeOf(values: Float32Array): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return Number.isFinite(low) ? { low, high } : { low: 0, high: 0 };
}

/** The scale as it is used on a screen: the end that would vanish in the background is left out. */
export function scaleColour(k: number, dark: boolean): Rgb {
  return dark ? viridis(0.14 + 0.86 * k) : viridis(0.92 * k);
}

/** The place of a number in its range, 0 to 1; 0.5 if all numbers are the same. */
export function fraction(value: number, low: number, high: number): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** "#rgb", "#rrggbb" or "rgb(…)" as numbers. Unknown colours are grey: a theme must not stop the map. */
export function parseColour(colour: string): Rgb {
  const text = colour.trim();
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})/i.exec(text)?.[1];
  if (hex) {
    const full = hex.length === 3 ? [...hex].map((c) => c + c).join("") : hex;
    const channel = (i: number) => Number.parseInt(full.slice(2 * i, 2 * i + 2), 16);
    return [channel(0), channel(1), channel(2)];
  }
  const numbers = /^rgba?\(([^)]*)\)/i
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
    .map(Number);
  const [r, g, b] = numbers ?? [];
  if (r !== undefined && g !== undefined && b !== undefined && [r, g, b].every(Number.isFinite)) return [r, g, b];
  return [128, 128, 128];
}

export const hex = (c: Rgb): string => `#${c.map((v) => v.toString(16).padStart(2, "0")).join("")}`;

/** A number as one reads it on a legend: three digits that count. */
export function spokenNumber(value: number): string {
  if (!Number.isFinite(value)) return "none";
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
