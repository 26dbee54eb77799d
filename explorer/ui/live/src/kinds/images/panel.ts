// The view of a picture, or of two side by side: canvases, no WebGL.

import "./panel.css";
import { el, setHidden, setPressed, textButton } from "../../kit/dom.ts";
import type { Theme } from "../../types.ts";
import type { NetworkView, ViewOptions } from "../port.ts";
import { FramePair } from "../pair.ts";
import { laidOpen, pngOf } from "../shared.ts";
import { PictureCard } from "./card.ts";
import { paint, Plate } from "./plate.ts";
import type { Picture, PictureFrame, Pictures, Raster } from "./types.ts";

const SAVED = { side: 512, gap: 24, edge: 20 }; // pixels of the saved picture

export class PicturePanel implements NetworkView<Picture, Pictures> {
  private readonly element: HTMLElement;
  private readonly cards = [new PictureCard(), new PictureCard()] as const;
  private readonly ends = [new Plate("nx-picture-end"), new Plate("nx-picture-end")] as const;
  private readonly smoothButton: HTMLButtonElement;
  private readonly frames = new FramePair<PictureFrame, PictureCard>(this.cards, () => {
    for (const card of this.cards) card.fit(this.smooth);
  });
  private options: Pick<ViewOptions, "compare" | "insets"> = { compare: false, insets: true };
  private smooth = true; // a network is a function of the plane: its pixels are only how finely it was asked
  private paper = "#ffffff";
  private endsThere = false;
  private readonly endsBox: HTMLElement;

  constructor(root: HTMLElement) {
    this.smoothButton = textButton("Smooth", "Smooth between the pixels", () => this.setSmooth(!this.smooth));
    const ends = this.ends.map((plate) => plate.root);
    this.endsBox = el("div", { class: "nx-picture-ends", attributes: { role: "group", "aria-label": "Both ends of the path" } }, ...ends);
    this.cards[0].side.append(this.smoothButton, this.endsBox);
    this.element = el("div", { class: "nx-pictures" }, ...this.cards.map((card) => card.root));
    root.append(this.element);
    this.setSmooth(true);
    this.arrange();
  }

  shown(slot: 0 | 1): (PictureFrame & Picture) | null {
    return laidOpen(this.cards[slot].frame);
  }

  show(slot: 0 | 1, frame: PictureFrame | null): void {
    this.frames.show(slot, frame);
  }

  showEnds(a: PictureFrame | null, b: PictureFrame | null): void {
    for (const [k, frame] of [a, b].entries()) {
      const letter = k === 0 ? "A" : "B";
      this.ends[k]!.show(frame?.content.picture ?? null, letter, `Picture at ${letter}`);
    }
    this.endsThere = a !== null || b !== null;
    this.arrange();
  }

  setTitles(main: string, other: string): void {
    this.cards[0].setTitle(main);
    this.cards[1].setTitle(other);
    this.frames.ask();
  }

  setOptions({ compare, insets }: Partial<ViewOptions>): void {
    this.options = { compare: compare ?? this.options.compare, insets: insets ?? this.options.insets };
    this.arrange();
  }

  setTheme(theme: Theme): void {
    this.paper = theme.paper;
  }

  resize(): void {
    this.frames.ask();
  }

  /** The decoded pictures, enlarged pixel by pixel. */
  async picture(): Promise<Blob> {
    const frames = this.cards.slice(0, this.options.compare ? 2 : 1).map((card) => card.frame);
    const rasters = frames.flatMap((frame) => (frame ? [frame.content.picture] : []));
    if (rasters.length === 0) throw new Error("Nothing is shown yet.");
    const canvas = document.createElement("canvas");
    this.compose(canvas, rasters);
    return pngOf(canvas);
  }

  dispose(): void {
    this.frames.dispose();
    this.element.remove();
  }

  private setSmooth(on: boolean): void {
    this.smooth = on;
    setPressed(this.smoothButton, on);
    for (const plate of this.ends) plate.setSmooth(on);
    this.frames.ask();
  }

  private arrange(): void {
    const { compare, insets } = this.options;
    this.element.classList.toggle("nx-picture-two", compare);
    setHidden(this.cards[1].root, !compare);
    setHidden(this.endsBox, !insets || !this.endsThere);
    this.frames.ask();
  }

  private compose(canvas: HTMLCanvasElement, rasters: readonly Raster[]): void {
    const { side, gap, edge } = SAVED;
    const scales = rasters.map(({ width, height }) => Math.max(Math.round(side / Math.max(width, height)), 1));
    const widths = rasters.map(({ width }, k) => width * scales[k]!);
    canvas.width = widths.reduce((sum, width) => sum + width, 0) + gap * (rasters.length - 1) + 2 * edge;
    canvas.height = Math.max(...rasters.map(({ height }, k) => height * scales[k]!)) + 2 * edge;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("The browser draws no pictures.");
    context.fillStyle = this.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = this.smooth;
    let x = edge;
    for (const [k, raster] of rasters.entries()) {
      const small = document.createElement("canvas");
      paint(small, raster);
      context.drawImage(small, x, edge, widths[k]!, raster.height * scales[k]!);
      x += widths[k]! + gap;
    }
  }
}
