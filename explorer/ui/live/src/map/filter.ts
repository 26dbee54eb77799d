// Which categories are hidden. In a link: "chair" for the first label, "split:training" for any other.
import type { Label, MapData } from "../types.ts";

type Categorical = Extract<Label, { codes: Uint16Array }>;

export const isCategorical = (label: Label): label is Categorical => "codes" in label;

/** The name of a category in a list of hidden ones. */
export function hiddenName(data: MapData, label: string, category: string): string {
  return data.labels[0]?.name === label ? category : `${label}:${category}`;
}

/** Those of `names` that this space has, each once: a link from elsewhere may name others. */
export function knownHidden(data: MapData, names: readonly string[]): string[] {
  const known = new Set<string>();
  for (const label of data.labels) {
    if (isCategorical(label)) for (const c of label.categories) known.add(hiddenName(data, label.name, c));
  }
  return [...new Set(names)].filter((name) => known.has(name));
}

/** 1 for every network that the filter leaves on the map. */
export function visibleMask(data: MapData, hidden: readonly string[]): Uint8Array {
  const mask = new Uint8Array(data.count).fill(1);
  const names = new Set(hidden);
  if (names.size === 0) return mask;
  for (const label of data.labels) {
    if (!isCategorical(label)) continue;
    const off = label.categories.map((c) => names.has(hiddenName(data, label.name, c)));
    if (!off.some(Boolean)) continue;
    for (let i = 0; i < data.count; i++) if (off[label.codes[i]!]) mask[i] = 0;
  }
  return mask;
}

/** The hidden categories after a click on a group of a label: shown if it was hidden, hidden if it was shown. */
export function toggled(
  data: MapData,
  hidden: readonly string[],
  label: string,
  categories: readonly string[],
): string[] {
  const names = categories.map((c) => hiddenName(data, label, c));
  const off = names.every((n) => hidden.includes(n));
  return off ? hidden.filter((n) => !names.includes(n)) : [...new Set([...hidden, ...names])];
}

/** The hidden categories after a group is isolated: only it is shown; all are if it already was alone. */
export function isolated(
  data: MapData,
  hidden: readonly string[],
  label: string,
  categories: readonly string[],
): string[] {
  const found = data.labels.find((l) => l.name === label);
  if (!found || !isCategorical(found)) return [...hidden];
  const all = found.categories.map((c) => hiddenName(data, label, c));
  const own = new Set(categories.map((c) => hiddenName(data, label, c)));
  const others = all.filter((n) => !own.has(n));
  const elsewhere = hidden.filter((n) => !all.includes(n));
  const alone = others.every((n) => hidden.includes(n)) && ![...own].some((n) => hidden.includes(n));
  return alone ? elsewhere : [...elsewhere, ...others];
}
