// Frames that the page holds, by place; bounded in bytes.

import type { Frame, Place } from "../types.ts";

const OVERHEAD = 400; // bytes of the objects around the arrays, about

interface Entry {
  frame: Frame;
  size: number;
}

/**
 * For every place the finest frame.
 *
 * Frames sent ahead are kept apart from answers: when space runs out the answers go first, the longest unused before
 * the others, as those ahead are what keeps the hand going.
 */
export class FrameStore {
  private readonly answers = new Map<string, Entry>(); // in the order of their last use
  private readonly ahead = new Map<string, Entry>();
  private readonly paths = new Map<string, Entry[]>(); // of each path, both kinds, by t
  private held = 0;

  constructor(private readonly limitBytes = 120e6) {}

  /** Bytes of all that is held. */
  get bytes(): number {
    return this.held;
  }

  /** How many frames sent ahead it holds of a path. */
  count(path: string): number {
    return (this.paths.get(path) ?? []).filter(({ frame }) => frame.seq < 0).length;
  }

  add(frame: Frame): void {
    const kept = frame.seq < 0 ? this.ahead : this.answers;
    const key = keyOf(frame.place);
    const before = kept.get(key);
    if (before && before.frame.resolution > frame.resolution) {
      before.frame = { ...before.frame, where: frame.where }; // what is known of the place may have become more
      return;
    }
    if (before) this.remove(kept, key, before);
    const entry = { frame, size: sizeOf(frame) };
    kept.set(key, entry);
    this.held += entry.size;
    this.enlist(entry);
    this.shrink(entry);
  }

  /** The finest frame of exactly this place, if it is as fine as asked for. */
  exact(place: Place, minResolution = 1): Frame | undefined {
    const key = keyOf(place);
    const [answer, ahead] = [this.answers.get(key), this.ahead.get(key)];
    const best = answer && ahead ? (ahead.frame.resolution > answer.frame.resolution ? ahead : answer) : (answer ?? ahead);
    if (!best || best.frame.resolution < minResolution) return undefined;
    this.touch(best);
    return best.frame;
  }

  /** The frame of a path whose t is nearest; of equals the finest. Leaves out those finer than `finest`. */
  nearest(path: string, t: number, finest = Number.POSITIVE_INFINITY): Frame | undefined {
    const entries = this.paths.get(path) ?? [];
    const middle = firstAtOrAfter(entries, t);
    let best: Entry | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const step of [-1, 1]) {
      for (let i = step < 0 ? middle - 1 : middle; i >= 0 && i < entries.length; i += step) {
        const entry = entries[i]!;
        const far = Math.abs(tOf(entry) - t);
        if (far > distance) break;
        if (entry.frame.resolution > finest) continue;
        if (far < distance || (best && entry.frame.resolution > best.frame.resolution)) best = entry;
        distance = far;
      }
    }
    if (best) this.touch(best);
    return best?.frame;
  }

  dropPath(path: string): void {
    for (const entry of [...(this.paths.get(path) ?? [])]) this.remove(this.kindOf(entry), keyOf(entry.frame.place), entry);
  }

  clear(): void {
    this.answers.clear();
    this.ahead.clear();
    this.paths.clear();
    this.held = 0;
  }

  private kindOf({ frame }: Entry): Map<string, Entry> {
    return frame.seq < 0 ? this.ahead : this.answers;
  }

  private touch(entry: Entry): void {
    const [kept, key] = [this.kindOf(entry), keyOf(entry.frame.place)];
    kept.delete(key);
    kept.set(key, entry);
  }

  private enlist(entry: Entry): void {
    const { place } = entry.frame;
    if (place.kind !== "path") return;
    const entries = this.paths.get(place.path);
    if (entries) entries.splice(firstAtOrAfter(entries, place.t), 0, entry);
    else this.paths.set(place.path, [entry]);
  }

  private remove(kept: Map<string, Entry>, key: string, entry: Entry): void {
    kept.delete(key);
    this.held -= entry.size;
    const { place } = entry.frame;
    const entries = place.kind === "path" ? this.paths.get(place.path) : undefined;
    if (!entries || place.kind !== "path") return;
    entries.splice(entries.indexOf(entry), 1);
    if (entries.length === 0) this.paths.delete(place.path);
  }

  /** Frames go until the rest fits; the newest stays. */
  private shrink(newest: Entry): void {
    for (const kept of [this.answers, this.ahead]) {
      for (const [key, entry] of kept) {
        if (this.held <= this.limitBytes) return;
        if (entry !== newest) this.remove(kept, key, entry);
      }
    }
  }
}

/** The name of a place: two places with the same name look the same. */
function keyOf(place: Place): string {
  switch (place.kind) {
    case "path":
      return `path ${place.t.toFixed(6)} ${place.path}`;
    case "map":
      return `map ${place.x.toFixed(6)} ${place.y.toFixed(6)}`;
    case "network":
      return `network ${place.id}`;
    case "mean":
      return `mean ${place.ids.join()}`;
    case "told":
      return `told ${place.key}`;
    case "analogy":
      return `analogy ${place.a} ${place.b} ${place.c}`;
    case "steered":
      return `${keyOf(place.base)} steered ${place.moves.map((move) => move.join()).join()}`;
  }
}

function sizeOf({ content }: Frame): number {
  return content.held + OVERHEAD;
}

function tOf({ frame }: Entry): number {
  return frame.place.kind === "path" ? frame.place.t : 0;
}

/** Index of the first entry whose t is not below `t`; entries are in order of t. */
function firstAtOrAfter(entries: readonly Entry[], t: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tOf(entries[middle]!) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
