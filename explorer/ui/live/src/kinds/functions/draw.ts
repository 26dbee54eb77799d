// A function drawn on canvases: a matrix, curves along an input, a plane, a scatter.

import type { Theme } from "../../types.ts";
import { viridis } from "../../kit/viridis.ts";
import { middle } from "../../kit/words.ts";
import { colourOf, drawnOutputs, type Range, rangeOf, shaded, ticks } from "./scale.ts";
import type { Axis, Block, Plane } from "./types.ts";
import { tick } from "./words.ts";

const LEFT = 46;
const BOTTOM = 34;
const TOP = 20;
const RIGHT = 10;
const MOST_LINES = 10;
const SMALL = 11; // pixels of small letters

/** Something to draw on: its size is in points, whatever the screen's pixels. */
export interface Sheet {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  theme: Theme;
}

/** Makes a canvas as large as it is shown and clears it; null where it is not shown. */
export function sheetOf(canvas: HTMLCanvasElement, theme: Theme): Sheet | null {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0) return null;
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineJoin = "round";
  return { context, width, height, theme };
}

/** Inputs by true class (rows) and predicted class; darker where more of the row are. */
export function drawMatrix(sheet: Sheet, counts: readonly number[], classes: readonly string[], rowTitle: string, columnTitle: string): void {
  const { context, width, height, theme } = sheet;
  const k = classes.length;
  context.font = `${SMALL}px ${theme.font}`;
  const widest = Math.min(Math.max(...classes.map((name) => context.measureText(name).width)), 0.3 * width);
  const [left, top] = [widest + 12, 30];
  const cell = Math.min((width - left - 8) / k, (height - top - 6) / k, 44);
  const wide = Math.min((width - left - 8) / k, 2.2 * cell);
  context.fillStyle = theme.faint;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillText(`${rowTitle} ↓   ${columnTitle} →`, 0, 6);
  for (const [row, name] of classes.entries()) {
    const total = counts.slice(row * k, (row + 1) * k).reduce((sum, count) => sum + count, 0);
    context.textAlign = "right";
    context.fillStyle = theme.ink;
    context.fillText(cut(context, name, widest), left - 6, top + (row + 0.5) * cell);
    for (let column = 0; column < k; column += 1) {
      const count = counts[row * k + column] ?? 0;
      const shade = total > 0 ? Math.sqrt(count / total) : 0;
      const [x, y] = [left + column * wide, top + row * cell];
      context.globalAlpha = 0.06 + 0.94 * shade;
      context.fillStyle = theme.primary;
      context.beginPath();
      context.roundRect(x + 0.5, y + 0.5, wide - 1, cell - 1, 3);
      context.fill();
      context.globalAlpha = 1;
      if (count > 0 && cell >= 13) {
        context.fillStyle = shade > 0.55 && !theme.dark ? "#ffffff" : shade > 0.55 ? theme.paper : theme.ink;
        context.textAlign = "center";
        context.fillText(String(count), x + wide / 2, y + cell / 2 + 0.5);
      }
    }
  }
  context.fillStyle = theme.faint;
  context.textAlign = "center";
  for (const [column, name] of classes.entries()) context.fillText(cut(context, name, wide - 2), left + (column + 0.5) * wide, 20);
}

/** What a network gives along an input: a line an output; dotted that of the input network. */
export function drawCurves(sheet: Sheet, axis: Axis, at: number, curves: Block, own: Block | null, names: readonly string[], probability: boolean): void {
  const [, points = 0, size = 0] = curves.shape;
  const from = at * points * size;
  const value = (block: Block, i: number, k: number) => block.data[from + i * size + k] ?? 0;
  const highest = Array.from({ length: size }, (_, k) => Math.max(...Array.from({ length: points }, (__, i) => value(curves, i, k))));
  const shown = drawnOutputs(highest, MOST_LINES);
  const range = probability ? { low: -0.02, high: 1.02 } : rangeOf(allOf([curves, own], from, points * size), 0.08);
  const frame = new Frame(sheet, { low: axis.low, high: axis.high }, range, axis.name, "");
  frame.grid();
  frame.vertical(axis.base);
  const x = (i: number) => axis.low + ((axis.high - axis.low) * i) / Math.max(points - 1, 1);
  for (const k of shown) {
    const colour = colourOf(k, sheet.theme.categorical);
    if (own) frame.line(points, x, (i) => value(own, i, k), colour, 1.4, [2, 4]);
    frame.line(points, x, (i) => value(curves, i, k), colour, 2.2);
  }
  if (size > 1) frame.legend(shown.map((k) => [names[k] ?? "", colourOf(k, sheet.theme.categorical)]));
}

/** What a network gives over a plane: the class it takes, or one of its values; test inputs over it. */
export function drawPlane(
  sheet: Sheet, plane: Plane, at: number, planes: Block, names: readonly string[], classes: boolean, output: number, limits: Range,
  targets: readonly number[][] | null,
): void {
  const [, side = 0, , depth = 0] = planes.shape;
  const from = at * side * side * depth;
  const { theme } = sheet;
  const picture = new ImageData(side, side);
  const met = new Set<number>();
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const place = from + (row * side + column) * depth;
      const kind = classes ? Math.round(planes.data[place] ?? 0) : 0;
      met.add(kind);
      const [r, g, b] = classes
        ? shaded(colourOf(kind, theme.categorical), theme.paper, planes.data[place + 1] ?? 0, names.length)
        : viridis(((planes.data[place + output] ?? 0) - limits.low) / (limits.high - limits.low));
      picture.data.set([r, g, b, 255], 4 * ((side - 1 - row) * side + column));
    }
  }
  const frame = new Frame(sheet, plane.x, plane.y, plane.x.name, plane.y.name);
  frame.image(picture);
  frame.grid(false);
  for (const [i, [x, y]] of plane.points.entries()) {
    const target = targets?.[i]?.[classes ? 0 : output];
    if (classes && target !== undefined) met.add(target); // a class of inputs that is taken nowhere on the plane
    const colour = target === undefined ? null : classes ? colourOf(target, theme.categorical) : `rgb(${viridis((target - limits.low) / (limits.high - limits.low)).join(",")})`;
    frame.dot(x, y, colour);
  }
  if (classes) frame.legend([...met].sort((p, q) => p - q).map((k) => [names[k] ?? "", colourOf(k, theme.categorical)]));
  else frame.key(names[output] ?? "", limits);
}

/** Values against what they should be: on the diagonal both are the same. */
export function drawScatter(sheet: Sheet, given: Block, wanted: readonly number[][], names: readonly string[], title: string): void {
  const [count = 0, size = 0] = given.shape;
  const range = rangeOf([...given.data, ...wanted.flatMap((row) => row.slice(0, size))]);
  const frame = new Frame(sheet, range, range, title, "the network");
  frame.grid();
  frame.line(2, (i) => (i ? range.high : range.low), (i) => (i ? range.high : range.low), sheet.theme.faint, 1, [5, 4]);
  for (let k = 0; k < Math.min(size, MOST_LINES); k += 1)
    for (let i = 0; i < count; i += 1) frame.dot(wanted[i]?.[k] ?? 0, given.data[i * size + k] ?? 0, colourOf(k, sheet.theme.categorical), false);
  if (size > 1) frame.legend(names.slice(0, MOST_LINES).map((name, k) => [name, colourOf(k, sheet.theme.categorical)]));
}

/** Rows of a block. */
export function rowsOf({ shape: [count = 0, size = 0], data }: Block): number[][] {
  return Array.from({ length: count }, (_, i) => [...data.subarray(i * size, (i + 1) * size)]);
}

function* allOf(blocks: readonly (Block | null)[], from: number, count: number): Iterable<number> {
  for (const block of blocks) if (block) yield* block.data.subarray(from, from + count);
}

function cut(context: CanvasRenderingContext2D, text: string, most: number): string {
  if (context.measureText(text).width <= most) return text;
  for (let length = text.length - 1; length > 0; length -= 1) {
    const shorter = middle(text, length);
    if (context.measureText(shorter).width <= most) return shorter;
  }
  return "";
}

/** Axes on a sheet, and marks in their units. */
class Frame {
  constructor(
    private readonly sheet: Sheet,
    private readonly across: Range,
    private readonly up: Range,
    private readonly xName: string,
    private readonly yName: string,
  ) {}

  grid(lines = true): void {
    const { context, width, height, theme } = this.sheet;
    context.font = `${SMALL}px ${theme.font}`;
    context.fillStyle = theme.faint;
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.textBaseline = "top";
    context.textAlign = "center";
    for (const value of ticks(this.across)) {
      if (lines) this.stroke(this.x(value), TOP, this.x(value), height - BOTTOM);
      context.fillText(tick(value), this.x(value), height - BOTTOM + 4);
    }
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const value of ticks(this.up, 4)) {
      if (lines) this.stroke(LEFT, this.y(value), width - RIGHT, this.y(value));
      context.fillText(tick(value), LEFT - 5, this.y(value));
    }
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillStyle = theme.ink;
    context.fillText(cut(context, this.xName, width - LEFT - RIGHT), (LEFT + width - RIGHT) / 2, height);
    if (this.yName === "") return;
    context.save();
    context.translate(11, (TOP + height - BOTTOM) / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "middle";
    context.fillText(cut(context, this.yName, height - TOP - BOTTOM), 0, 0);
    context.restore();
  }

  line(count: number, x: (i: number) => number, y: (i: number) => number, colour: string, wide: number, dash: number[] = []): void {
    const { context } = this.sheet;
    context.beginPath();
    for (let i = 0; i < count; i += 1) context.lineTo(this.x(x(i)), this.y(y(i)));
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }

  vertical(value: number): void {
    const { context, height, theme } = this.sheet;
    if (value < this.across.low || value > this.across.high) return;
    context.strokeStyle = theme.faint;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    this.stroke(this.x(value), TOP, this.x(value), height - BOTTOM);
    context.setLineDash([]);
  }

  dot(x: number, y: number, colour: string | null, outlined = true): void {
    const { context, theme } = this.sheet;
    if (x < this.across.low || x > this.across.high || y < this.up.low || y > this.up.high) return;
    context.beginPath();
    context.arc(this.x(x), this.y(y), outlined ? 3 : 2.4, 0, 2 * Math.PI);
    context.globalAlpha = outlined ? 1 : 0.75;
    if (colour !== null) {
      context.fillStyle = colour;
      context.fill();
    }
    context.globalAlpha = 1;
    if (!outlined) return;
    context.strokeStyle = theme.ink;
    context.lineWidth = 0.9;
    context.stroke();
  }

  image(picture: ImageData): void {
    const { context, width, height } = this.sheet;
    const small = document.createElement("canvas");
    small.width = picture.width;
    small.height = picture.height;
    small.getContext("2d")?.putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(small, LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
  }

  legend(entries: readonly (readonly [string, string])[]): void {
    const { context, width, theme } = this.sheet;
    context.font = `${SMALL}px ${theme.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    let at = LEFT;
    const room = (width - LEFT - RIGHT) / Math.max(entries.length, 1) - 22;
    for (const [name, colour] of entries) {
      const said = cut(context, name, Math.max(room, 8));
      context.fillStyle = colour;
      context.fillRect(at, 5, 9, 9);
      context.fillStyle = theme.ink;
      context.fillText(said, at + 13, 10);
      at += 22 + context.measureText(said).width;
    }
  }

  /** A scale of colours, from least to greatest. */
  key(name: string, limits: Range): void {
    const { context, width, theme } = this.sheet;
    const [wide, right] = [120, width - RIGHT - 40];
    for (let i = 0; i < wide; i += 1) {
      context.fillStyle = `rgb(${viridis(i / (wide - 1)).join(",")})`;
      context.fillRect(right - wide + i, 5, 1.5, 8);
    }
    context.font = `${SMALL}px ${theme.font}`;
    context.textBaseline = "middle";
    context.fillStyle = theme.faint;
    context.textAlign = "right";
    context.fillText(`${name}  ${tick(limits.low)}`, right - wide - 5, 10);
    context.textAlign = "left";
    context.fillText(tick(limits.high), right + 5, 10);
  }

  private x(value: number): number {
    return LEFT + ((this.sheet.width - LEFT - RIGHT) * (value - this.across.low)) / (this.across.high - this.across.low);
  }

  private y(value: number): number {
    const { height } = this.sheet;
    return height - BOTTOM - ((height - TOP - BOTTOM) * (value - this.up.low)) / (this.up.high - this.up.low);
  }

  private stroke(x0: number, y0: number, x1: number, y1: number): void {
    const { context } = this.sheet;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }
}
