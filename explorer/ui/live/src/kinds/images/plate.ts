// One picture on a canvas, with its name below.

import { el, setAttribute, setHidden, setText } from "../../kit/dom.ts";
import { fitted, rgbaOf, type Size } from "./raster.ts";
import type { Raster } from "./types.ts";

export class Plate {
  readonly root: HTMLElement;
  readonly canvas = el("canvas", { attributes: { role: "img" } });
  private readonly caption = el("figcaption");
  private shown: Raster | null = null;

  /** @param look a class of its own */
  constructor(look: string) {
    this.root = el("figure", { class: `nx-picture-plate ${look}` }, this.canvas, this.caption);
    setHidden(this.root, true);
  }

  /** `alt`: for who does not see it. */
  show(raster: Raster | null, name: string, alt: string): void {
    setHidden(this.root, raster === null);
    setText(this.caption, name);
    setHidden(this.caption, name === "");
    setAttribute(this.canvas, "aria-label", alt);
    if (raster && raster !== this.shown) paint(this.canvas, raster);
    this.shown = raster;
  }

  /** Makes it as large as an area allows. */
  fit(area: Size, smooth: boolean): void {
    if (!this.shown) return;
    const found = fitted(this.shown, area, devicePixelRatio, smooth);
    this.canvas.style.width = `${found.width}px`;
    this.canvas.style.height = `${found.height}px`;
    this.setSmooth(found.smooth);
  }

  setSmooth(on: boolean): void {
    this.canvas.classList.toggle("nx-picture-smooth", on);
  }
}

/** Writes the pixels as they are: the browser enlarges them. */
export function paint(canvas: HTMLCanvasElement, raster: Raster): void {
  const { width, height } = raster;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser draws no pictures.");
  context.putImageData(new ImageData(rgbaOf(raster), width, height), 0, 0);
}
