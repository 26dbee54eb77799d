// Numbers on an axis, and colours of what a plane shows. Pure: no DOM.

export interface Range {
  low: number;
  high: number;
}

/** Round numbers within a range, four or so. */
export function ticks({ low, high }: Range, most = 5): number[] {
  if (!(high > low)) return [low];
  const unit = 10 ** Math.floor(Math.log10((high - low) / most));
  const step = [1, 2, 5].map((one) => one * unit).find((one) => (high - low) / one <= most) ?? 10 * unit;
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high + 1e-9 * step; k += 1) found.push(Number((k * step).toPrecision(12)));
  return found;
}

/** The range of some numbers, with some room; never empty. */
export function rangeOf(values: Iterable<number>, room = 0.05): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!Number.isFinite(low)) return { low: 0, high: 1 };
  const spare = high > low ? room * (high - low) : Math.max(Math.abs(low), 1) * room;
  return { low: low - spare, high: high + spare };
}

/** "#rrggbb" as three numbers. */
export function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const LEAST_TINT = 0.22; // of a class that is taken hardly above chance: it is still seen which

/** The colour of a class: the surer the network, the stronger. */
export function shaded(colour: string, ground: string, probability: number, classes: number): [number, number, number] {
  const chance = 1 / Math.max(classes, 2);
  const sure = LEAST_TINT + (1 - LEAST_TINT) * Math.min(Math.max((probability - chance) / (1 - chance), 0), 1);
  const [a, b] = [rgb(ground), rgb(colour)];
  return [0, 1, 2].map((k) => Math.round(a[k]! + sure * (b[k]! - a[k]!))) as [number, number, number];
}

/** The colour of a class or of an output: of many they come again. */
export function colourOf(k: number, palette: readonly string[]): string {
  return palette[k % Math.max(palette.length, 1)] ?? "#888888";
}

/** Which outputs are drawn as lines: all, or of many those that reach highest, in order. */
export function drawnOutputs(highest: readonly number[], most: number): number[] {
  const order = highest.map((_, k) => k);
  if (order.length <= most) return order;
  return order
    .sort((p, q) => highest[q]! - highest[p]!)
    .slice(0, most)
    .sort((p, q) => p - q);
}
