// What the map shows and what follows from it: masks, colours, looks. No DOM.
import type { KeptPoint, MapData, Theme } from "../types.ts";
import { type Colouring, colouringOf, spokenNumber } from "./colours.ts";
import { isCategorical, knownHidden, visibleMask } from "./filter.ts";
import { Grid } from "./grid.ts";
import { heldOut, type Look, looksOf, paint } from "./look.ts";
import { matching, whyNothing } from "./search.ts";
import type { XY } from "./view.ts";

const NOTHING: MapData = { space: "", count: 0, positions: new Float32Array(), names: [], about: {}, labels: [] };

export class Model {
  data: MapData = NOTHING;
  grid = new Grid(NOTHING.positions);
  colour = ""; // name of the label
  colouring: Colouring = { kind: "number", low: 0, high: 0 };
  hidden: string[] = [];
  query = "";
  selection: number[] = [];
  held: Uint8Array = new Uint8Array();
  visible: Uint8Array = new Uint8Array();
  sought: Uint8Array | null = null;
  private painted: Uint8Array = new Uint8Array();
  private kept = new Map<number, KeptPoint>(); // with the space, by their numbers

  constructor(private theme: Theme) {}

  setSpace(data: MapData): void {
    this.data = data;
    this.grid = new Grid(data.positions);
    this.held = heldOut(data);
    this.selection = this.selection.filter((id) => id < data.count);
    this.setHidden(this.hidden);
    this.setSearch(this.query);
    this.setColour(this.colour);
  }

  /** Points that are kept with the space have a place and a name as networks do. */
  setKept(points: readonly KeptPoint[]): void {
    this.kept = new Map(points.flatMap((one) => (one.id === null ? [] : [[one.id, one]])));
  }

  /** The kept point within a distance in map coordinates, the nearest; null: there is none. */
  keptNear(x: number, y: number, radius: number): number | null {
    let [best, least] = [null as number | null, radius];
    for (const { id, position } of this.kept.values()) {
      const far = Math.hypot(position[0] - x, position[1] - y);
      if (far <= least) [best, least] = [id, far];
    }
    return best;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.setColour(this.colour);
  }

  /** Colours by a label; by the first one if there is none of that name. */
  setColour(name: string): void {
    const label = this.data.labels.find((l) => l.name === name) ?? this.data.labels[0];
    this.colour = label?.name ?? name;
    this.painted = new Uint8Array(4 * this.data.count).fill(128);
    if (!label) return;
    this.colouring = colouringOf(label, this.theme.categorical, this.theme.faint);
    this.painted = paint(label, this.colouring, this.theme);
  }

  setHidden(names: readonly string[]): void {
    // before a space is there, a link's names cannot be checked
    this.hidden = this.data.count > 0 ? knownHidden(this.data, names) : [...names];
    this.visible = visibleMask(this.data, this.hidden);
  }

  setSearch(query: string): void {
    this.query = query;
    this.sought = matching(this.data, query);
  }

  look(): Look {
    return looksOf(this.data, this.painted, this.held, this.visible, this.sought, this.selection);
  }

  get shown(): number {
    return this.visible.reduce((sum, v) => sum + v, 0);
  }

  /** Matches of the search among the networks shown; null without a query. */
  matches(): number[] | null {
    const { sought } = this;
    if (!sought) return null;
    const ids: number[] = [];
    for (let i = 0; i < sought.length; i++) if (sought[i] && this.visible[i]) ids.push(i);
    return ids;
  }

  /** Why the search finds nothing; empty if it does, or if there is none. */
  whyNothing(): string {
    return this.matches()?.length === 0 ? whyNothing(this.data, this.query) : "";
  }

  readonly accept = (id: number): boolean => this.visible[id] === 1;

  has(id: number | null): id is number {
    return id !== null && ((Number.isInteger(id) && id >= 0 && id < this.data.count) || this.kept.has(id));
  }

  place(id: number): XY {
    const kept = this.kept.get(id);
    if (kept) return kept.position;
    return [this.data.positions[2 * id]!, this.data.positions[2 * id + 1]!];
  }

  name(id: number): string {
    return this.kept.get(id)?.name ?? this.data.names[id] ?? `network ${id}`;
  }

  /** What the card tells of a network: its split and the value of the label that colours the map. */
  facts(id: number): [string, string][] {
    if (this.kept.has(id)) return [["Kept", "with the space"]];
    const names = [...new Set([this.colour, "split"])];
    return names.flatMap((name): [string, string][] => {
      const label = this.data.labels.find((l) => l.name === name);
      if (!label) return [];
      const value = isCategorical(label) ? (label.categories[label.codes[id]!] ?? "") : spokenNumber(label.values[id]!);
      return [[label.title, value]];
    });
  }
}
