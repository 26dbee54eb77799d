// Finding networks by what one types: "12", "chair", "legs round", "round chair".
import type { Label, MapData } from "../types.ts";
import { isCategorical } from "./filter.ts";

type Test = (id: number) => boolean;
type Categorical = Extract<Label, { codes: Uint16Array }>;

/**
 * 1 for every network that fits all words of the query; null if the query is empty.
 *
 * A number is an id. A label's name followed by the start of one of its categories asks for that category; any other
 * word is the start of a category of any label, or of a word in the network's name.
 */
export function matching(data: MapData, query: string): Uint8Array | null {
  const words = query
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (words.length === 0) return null;
  const tests: Test[] = [];
  while (words.length > 0) {
    const [test, used] = byLabel(data, words) ?? [byWord(data, words[0]!), 1];
    tests.push(test);
    words.splice(0, used);
  }
  const mask = new Uint8Array(data.count);
  for (let i = 0; i < data.count; i++) if (tests.every((test) => test(i))) mask[i] = 1;
  return mask;
}

/** "legs round", "seat height"; gives the test and how many words it took, or null if no label is named. */
function byLabel(data: MapData, words: readonly string[]): [Test, number] | null {
  for (const label of data.labels) {
    for (const spelling of new Set([
      label.title.toLowerCase(),
      label.name.toLowerCase(),
      label.name.replace(/_/g, " "),
    ])) {
      const name = spelling.split(" ");
      if (!name.every((w, k) => words[k] === w)) continue;
      const value = words.slice(name.length);
      if (!isCategorical(label) || value.length === 0) {
        // the name alone: one who is still typing sees all networks
        if (value.length === 0) return [() => true, name.length];
        continue;
      }
      const found = longestCategory(label, value);
      if (found) return [found[0], name.length + found[1]];
    }
  }
  return null;
}

/** Categories are compared by their starts; one of several words ("held out") takes as many words as fit. */
function longestCategory(label: Categorical, words: readonly string[]): [Test, number] | null {
  for (let used = Math.min(words.length, 4); used > 0; used--) {
    const text = words.slice(0, used).join(" ");
    const codes = codesStarting(label, text);
    if (codes.size > 0) return [(id) => codes.has(label.codes[id]!), used];
  }
  return null;
}

/** Codes of the categories that start with a text; only of the one that is it, if there is one ("no", not "none"). */
function codesStarting(label: Categorical, text: string): Set<number> {
  const lower = label.categories.map((c) => c.toLowerCase());
  const exact = lower.indexOf(text);
  if (exact >= 0) return new Set([exact]);
  return new Set(lower.flatMap((c, k) => (c.startsWith(text) || c.replace(/-/g, " ").startsWith(text) ? [k] : [])));
}

function byWord(data: MapData, word: string): Test {
  const id = /^#?(\d+)$/.exec(word)?.[1];
  if (id !== undefined) return (i) => i === Number(id);
  const labels = data.labels
    .filter(isCategorical)
    .map((label) => ({ codes: label.codes, wanted: codesOfWord(label, word) }));
  const of = labels.filter((l) => l.wanted.size > 0);
  return (i) =>
    of.some((l) => l.wanted.has(l.codes[i]!)) ||
    data.names[i]!.toLowerCase()
      .split(/\s+/)
      .some((w) => w.startsWith(word));
}

/** As `codesStarting`, and categories one of whose words starts so ("out" finds "held out"). */
function codesOfWord(label: Categorical, word: string): Set<number> {
  const whole = codesStarting(label, word);
  if (whole.size > 0) return whole;
  return new Set(
    label.categories.flatMap((c, k) =>
      c
        .toLowerCase()
        .split(/[\s-]+/)
        .some((w) => w.startsWith(word))
        ? [k]
        : [],
    ),
  );
}

/** The match after `after` in order of ids, round to the first; null if there is none. */
export function nextMatch(mask: Uint8Array, visible: Uint8Array, after: number | null): number | null {
  const n = mask.length;
  for (let step = 1; step <= n; step++) {
    const i = ((after ?? -1) + step + n) % n;
    if (mask[i] && visible[i]) return i;
  }
  return null;
}
