// The table of a selection: its columns, rows, order, and as CSV. Pure.

import type { Label, MapData } from "../types.ts";

export interface Table {
  columns: string[];
  rows: Row[];
}

export interface Row {
  id: number;
  cells: (string | number)[]; // of each column
}

/** Id, name and every label of these networks. */
export function tableOf(data: MapData, ids: readonly number[]): Table {
  return {
    columns: ["id", "name", ...data.labels.map((label) => label.title)],
    rows: ids.map((id) => ({ id, cells: [id, data.names[id] ?? "", ...data.labels.map((label) => valueOf(label, id))] })),
  };
}

/** Rows by one column, numbers by size and words by letter; equal ones stay in order. */
export function sorted(rows: readonly Row[], column: number, descending: boolean): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((p, q) => {
    const [x, y] = [p.cells[column] ?? "", q.cells[column] ?? ""];
    if (typeof x === "number" && typeof y === "number") return sign * (x - y);
    return sign * String(x).localeCompare(String(y), "en", { numeric: true });
  });
}

/** RFC 4180: quotes where needed, lines end with CR LF. */
export function csvOf(table: Table): string {
  const quote = (cell: string | number) => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
  return [table.columns, ...table.rows.map((row) => row.cells)].map((cells) => `${cells.map(quote).join(",")}\r\n`).join("");
}

export function shownCell(cell: string | number): string {
  return typeof cell === "number" && !Number.isInteger(cell) ? cell.toFixed(3) : String(cell);
}

function valueOf(label: Label, id: number): string | number {
  if ("categories" in label) return label.categories[label.codes[id] ?? -1] ?? "";
  return Number((label.values[id] ?? Number.NaN).toPrecision(7)); // float32 holds no more
}
