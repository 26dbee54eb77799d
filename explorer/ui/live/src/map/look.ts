// How every point looks: colour, mark and order, from what is coloured, hidden, sought and selected.
import type { Label, MapData, Theme } from "../types.ts";
import { type Colouring, fraction, parseColour, scaleColour } from "./colours.ts";
import { isCategorical } from "./filter.ts";
import { RING, SELECTED } from "./points.ts";

export interface Look {
  colours: Uint8Array; // red, green, blue, alpha per network
  marks: Uint8Array;
  order: Uint32Array; // of the networks that are shown, the last on top
}

const OPAQUE = 225; // a little see-through: a crowd is darker than one
const FADED = 34;
const HIDDEN = 4; // beyond the four layers: faded, usual, held out, selected

/** Whether each network is held out, by its split; none if the space has no split. */
export function heldOut(data: MapData): Uint8Array {
  const split = data.labels.find((l) => l.name === "split");
  const mask = new Uint8Array(data.count);
  if (!split || !isCategorical(split)) return mask;
  const out = split.categories.map((c) => /held/i.test(c));
  for (let i = 0; i < data.count; i++) if (out[split.codes[i]!]) mask[i] = 1;
  return mask;
}

/** Faded are the networks that are not sought or, while some are selected, not selected. */
export function looksOf(
  data: MapData,
  colours: Uint8Array,
  held: Uint8Array,
  visible: Uint8Array,
  sought: Uint8Array | null,
  selection: readonly number[],
): Look {
  const look = { colours: colours.slice(), marks: new Uint8Array(data.count), order: new Uint32Array() };
  const selected = new Uint8Array(data.count);
  for (const id of selection) if (id >= 0 && id < data.count) selected[id] = 1;
  const layers = new Uint8Array(data.count).fill(HIDDEN);
  for (let i = 0; i < data.count; i++) {
    const faded = (sought !== null && !sought[i]) || (selection.length > 0 && !selected[i]);
    look.colours[4 * i + 3] = faded ? FADED : OPAQUE;
    look.marks[i] = (held[i] ? RING : 0) | (selected[i] ? SELECTED : 0);
    if (visible[i]) layers[i] = faded ? 0 : selected[i] ? 3 : held[i] ? 2 : 1;
  }
  look.order = inLayers(layers);
  return look;
}

/** Numbers of what is shown, the lowest layer first. */
function inLayers(layers: Uint8Array): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(HIDDEN + 2);
  for (const layer of layers) starts[layer + 1]! += 1;
  for (let k = 0; k <= HIDDEN; k++) starts[k + 1]! += starts[k]!;
  const order = new Uint32Array(starts[HIDDEN]!);
  for (let i = 0; i < layers.length; i++) if (layers[i] !== HIDDEN) order[starts[layers[i]!]!++] = i;
  return order;
}

/** The colour of every network (alpha 255): four bytes each. */
export function paint(label: Label, colouring: Colouring, theme: Theme): Uint8Array {
  const n = "values" in label ? label.values.length : label.codes.length;
  const out = new Uint8Array(4 * n).fill(255);
  const rest = parseColour(theme.faint);
  if (colouring.kind === "category" && !("values" in label)) {
    const colours = colouring.groups.map((g) => parseColour(g.colour));
    for (let i = 0; i < n; i++) out.set(colours[colouring.groupOf[label.codes[i]!]!] ?? rest, 4 * i);
  } else if (colouring.kind === "number" && "values" in label) {
    const scale = Array.from({ length: 256 }, (_, k) => scaleColour(k / 255, theme.dark));
    for (let i = 0; i < n; i++) {
      const k = fraction(label.values[i]!, colouring.low, colouring.high);
      out.set(Number.isFinite(k) ? scale[Math.round(255 * k)]! : rest, 4 * i);
    }
  }
  return out;
}

/**
 * Radius of a point in CSS pixels: smaller where there are many, larger when one looks closer.
 *
 * @param side of the stage, the shorter one, CSS px
 * @param closeness the zoom; 1 shows everything
 */
export function radiusOf(count: number, closeness: number, side: number): number {
  const crowd = Math.min(4, 3.3 * (1500 / Math.max(count, 300)) ** 0.16);
  const room = Math.min(1.25, Math.max(0.55, (side / 500) ** 0.5));
  return Math.min(7, Math.max(1.6, crowd * room * Math.max(closeness, 0.2) ** 0.3));
}
