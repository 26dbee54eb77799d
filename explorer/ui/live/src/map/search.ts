// Finding networks by what one types: "12", "chair", "legs round", "round chair", "width>1.5".
import type { Label, MapData } from "../types.ts";
import { spokenNumber } from "./colours.ts";
import { isCategorical } from "./filter.ts";

type Test = (id: number) => boolean;
type Categorical = Extract<Label, { codes: Uint16Array }>;
type Numbers = Exclude<Label, { codes: Uint16Array }>;

/** What a comparison asks of a number; `wanted` and half of its last digit. */
const COMPARISONS: Record<string, (value: number, wanted: number, half: number) => boolean> = {
  "<": (value, wanted) => value < wanted,
  ">": (value, wanted) => value > wanted,
  "<=": (value, wanted) => value <= wanted,
  ">=": (value, wanted) => value >= wanted,
  "=": (value, wanted, half) => Math.abs(value - wanted) <= half,
};

const EXAMPLE = 12; // a network's id, where there are so many
const LONGEST = 24; // letters of an example

/** What one may search for in this zoo: "12", "chair", "legs round", "width>1.2", of what its labels say; else of its names. */
export function searchable(data: MapData): string[] {
  const [first, second] = data.labels
    .filter((label) => label.name !== "split" && isCategorical(label))
    .map((label) => [label, mostFrequent(label as Categorical)] as const)
    .filter(([label, value]) => (label as Categorical).categories.length > 1 && value.length <= LONGEST);
  const examples = [String(Math.min(EXAMPLE, data.count - 1))];
  if (first) examples.push(first[1]);
  if (second) examples.push(`${second[0].title} ${second[1]}`.toLowerCase());
  if (!first && data.names[0]) examples.push(data.names[0].replace(/ \(\d+\)$/, ""));
  const numbers = data.labels.find(isNumbers);
  const [low, high] = (numbers && rangeOf(numbers)) ?? [];
  if (numbers && low !== undefined && high !== undefined && low < high)
    examples.push(`${numbers.title.toLowerCase()}>${Number(((low + high) / 2).toPrecision(2))}`);
  return examples;
}

function isNumbers(label: Label): label is Numbers {
  return !isCategorical(label);
}

/** The least and the greatest of a label's numbers; null if none is known. */
function rangeOf({ values }: Numbers): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low <= high ? [low, high] : null;
}

function mostFrequent({ categories, codes }: Categorical): string {
  const counts = categories.map(() => 0);
  for (const code of codes) counts[code]! += 1;
  return categories[counts.indexOf(Math.max(...counts))] ?? "";
}

/** A part of a query. */
interface Term {
  text: string;
  fits: Test;
  comparison: Comparison | null;
}

/**
 * 1 for every network that fits all words of the query; null if the query is empty.
 *
 * A number is an id. A label's name, a comparison and a number ask for networks whose label is so. A label's name
 * followed by the start of one of its categories asks for that category; any other word is the start of a category of
 * any label, or of a word in the network's name.
 */
export function matching(data: MapData, query: string): Uint8Array | null {
  const terms = termsOf(data, query);
  if (terms.length === 0) return null;
  const mask = new Uint8Array(data.count);
  for (let i = 0; i < data.count; i++) if (terms.every(({ fits }) => fits(i))) mask[i] = 1;
  return mask;
}

/** Why no network is found that is shown, or what would be. */
export function whyNothing(data: MapData, query: string): string {
  const found = matching(data, query)?.reduce((sum, one) => sum + one, 0) ?? 0;
  if (found > 0) return `${found.toLocaleString("en")} found, but the legend hides them.`;
  const compares = ({ text }: Term) => /[<>=]/.test(text);
  const terms = termsOf(data, query);
  for (const term of [...terms.filter(compares), ...terms]) {
    const { text, fits, comparison } = term;
    if (data.names.some((_, id) => fits(id))) continue;
    if (comparison) {
      const [low, high] = rangeOf(comparison.label)?.map(spokenNumber) ?? [];
      return low === undefined ? `${comparison.label.title} is known of no network.` : `${comparison.label.title} is from ${low} to ${high} here.`;
    }
    return compares(term) ? `“${text}” compares nothing. ${comparable(data)}` : `Nothing here is called “${text}”.`;
  }
  return "No network fits all of these words.";
}

function comparable(data: MapData): string {
  const names = data.labels.filter(isNumbers).map(({ title }) => title.toLowerCase());
  if (names.length === 0) return "No label of this zoo is a number.";
  return `Numbers are: ${names.slice(0, 4).join(", ")}${names.length > 4 ? " …" : "."}`;
}

function termsOf(data: MapData, query: string): Term[] {
  const words = wordsOf(data, query);
  const terms: Term[] = [];
  while (words.length > 0) {
    const comparison = comparisonOf(data, words);
    const [fits, used] = comparison
      ? [comparedBy(comparison), comparison.used]
      : (byLabel(data, words) ?? [byWord(data, words[0]!), 1]);
    terms.push({ text: words.splice(0, used).join(" "), fits, comparison });
  }
  return terms;
}

/** The words of a query; a comparison is one with what it compares: "width > 1.5" is "width>1.5", "kind=bed" is "kind bed". */
function wordsOf(data: MapData, query: string): string[] {
  let text = query
    .toLowerCase()
    .replaceAll("≤", "<=")
    .replaceAll("≥", ">=")
    .replace(/\s*(<=|>=|<|>|=)\s*/g, "$1");
  for (const label of data.labels) {
    if (isCategorical(label)) for (const name of spellings(label)) text = text.replaceAll(`${name}=`, `${name} `);
  }
  return text.split(/[\s,;·()]+/).filter(Boolean); // as names are shown, too: "net_08 · 5", "windsor (12)"
}

interface Comparison {
  label: Numbers;
  sign: string;
  wanted: number;
  half: number; // of the last digit that was typed
  used: number; // words
}

/** "width>1.5", "seat height<=0.4": of the first words, if they are one. */
function comparisonOf(data: MapData, words: readonly string[]): Comparison | null {
  for (const label of data.labels) {
    if (isCategorical(label)) continue;
    for (const spelling of spellings(label)) {
      const used = spelling.split(" ").length;
      const text = words.slice(0, used).join(" ");
      const told = text.startsWith(spelling) ? /^(<=|>=|<|>|=)([-+]?(?:\d+\.?(\d*)|\.(\d+)))%?$/.exec(text.slice(spelling.length)) : null;
      if (!told) continue;
      const [, sign = "=", wanted = "0", whole, bare] = told;
      return { label, sign, wanted: Number(wanted), half: 0.5 * 10 ** -(bare ?? whole ?? "").length, used };
    }
  }
  return null;
}

/** What is not known, or not there (a network without such a part), fits no comparison. */
function comparedBy({ label, sign, wanted, half }: Comparison): Test {
  return (id) => COMPARISONS[sign]!(label.values[id]!, wanted, half);
}

function spellings(label: Label): Set<string> {
  return new Set([label.title.toLowerCase(), label.name.toLowerCase(), label.name.replace(/_/g, " ")]);
}

/** "legs round", "seat height"; gives the test and how many words it took, or null if no label is named. */
function byLabel(data: MapData, words: readonly string[]): [Test, number] | null {
  for (const label of data.labels) {
    for (const spelling of spellings(label)) {
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
  const words = wordsOfNames(data.names);
  return (i) => of.some((l) => l.wanted.has(l.codes[i]!)) || words[i]!.some((w) => w.startsWith(word));
}

const namesWords = new WeakMap<readonly string[], string[][]>(); // every letter that is typed asks for them

/** The words of names, and the words within these: "BlendSwap/foldingChair_2" has "folding", "chair" and "2", too. */
function wordsOfNames(names: readonly string[]): string[][] {
  let known = namesWords.get(names);
  if (!known) {
    known = names.map((name) => {
      const whole = name.split(/\s+/);
      const parts = whole.flatMap((w) => w.split(/[_\-/.]+|(?<=[a-z])(?=[A-Z0-9])/));
      return (parts.length > whole.length ? [...whole, ...parts] : whole).map((w) => w.toLowerCase());
    });
    namesWords.set(names, known);
  }
  return known;
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
