// The view of a function, or of two side by side: plain DOM and canvases, no WebGL.

import "./panel.css";
import { el, setHidden, setText } from "../../kit/dom.ts";
import type { Theme } from "../../types.ts";
import type { NetworkView, ViewOptions } from "../port.ts";
import { FramePair } from "../pair.ts";
import { laidOpen, pngOf } from "../shared.ts";
import { captionOf, FunctionCard, type Varied } from "./card.ts";
import type { Functions, Response, ResponseFrame } from "./types.ts";

const PICTURE = { edge: 20, head: 76, gap: 12 }; // points of the saved picture
const AXIS = "axis";
const PLANE = "plane";

export class FunctionPanel implements NetworkView<Response, Functions> {
  private readonly element = el("div", { class: "nx-fn" });
  private readonly varied = el("select", { class: "nx-select nx-fn-varied", attributes: { "aria-label": "Inputs that vary" } });
  private readonly output = el("select", { class: "nx-select nx-fn-output", attributes: { "aria-label": "Output that is shown" } });
  private readonly small = el("p", { class: "nx-fn-small", attributes: { role: "note" } });
  private readonly cards: readonly [FunctionCard, FunctionCard];
  private readonly observer: ResizeObserver;
  private compares = false;
  private functions: Functions | null = null;
  private theme: Theme | null = null;
  private readonly frames: FramePair<ResponseFrame, FunctionCard>;

  constructor(root: HTMLElement) {
    const controls = el(
      "div",
      { class: "nx-fn-controls" },
      el("label", {}, el("span", { class: "nx-faint", text: "Vary" }), this.varied),
      this.output,
    );
    this.cards = [new FunctionCard(controls), new FunctionCard(null)];
    this.frames = new FramePair(this.cards);
    this.element.append(this.small, el("div", { class: "nx-fn-pair" }, ...this.cards.map((card) => card.root)));
    root.append(this.element);
    for (const select of [this.varied, this.output]) select.addEventListener("change", () => this.vary());
    setHidden(this.small, true);
    this.arrange();
    this.observer = new ResizeObserver(() => this.redraw());
    this.observer.observe(this.element);
  }

  shown(slot: 0 | 1): (ResponseFrame & Response) | null {
    return laidOpen(this.cards[slot].frame);
  }

  show(slot: 0 | 1, frame: ResponseFrame | null): void {
    this.frames.show(slot, frame);
  }

  setTitles(main: string, other: string): void {
    this.cards[0].setTitle(this.compares ? main : "");
    this.cards[1].setTitle(other);
  }

  setOptions({ compare }: Partial<ViewOptions>): void {
    this.compares = compare ?? this.compares;
    this.arrange();
    this.redraw();
  }

  setSpace(functions: Functions): void {
    this.functions = functions;
    const { axes, planes, outputs, classes, inputs, tooFew } = functions;
    const option = (value: string, text: string) => el("option", { text, attributes: { value } });
    const along = axes.map(({ name }, k) => option(`${AXIS}:${k}`, name));
    const over = planes.map(({ name }, k) => option(`${PLANE}:${k}`, name));
    const more = inputs > axes.length ? `, the ${axes.length} of ${inputs} that matter most` : "";
    this.varied.replaceChildren(
      el("optgroup", { attributes: { label: `One input${more}` } }, ...along),
      ...(over.length > 0 ? [el("optgroup", { attributes: { label: "Two" } }, ...over)] : []),
    );
    this.varied.value = over.length > 0 ? `${PLANE}:0` : `${AXIS}:0`;
    this.output.replaceChildren(...(classes.length > 0 ? [] : outputs.map((name, k) => option(String(k), name))));
    setText(this.small, tooFew ?? "");
    setHidden(this.small, tooFew === null);
    for (const card of this.cards) card.setFunctions(functions);
    this.vary();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    for (const card of this.cards) card.setTheme(theme);
  }

  resize(): void {
    this.redraw();
  }

  /** What both canvases show, under how good the network is. */
  async picture(): Promise<Blob> {
    const canvas = document.createElement("canvas");
    this.paint(canvas);
    return pngOf(canvas);
  }

  dispose(): void {
    this.frames.dispose();
    this.observer.disconnect();
    this.element.remove();
  }

  private vary(): void {
    const [kind, index] = this.varied.value.split(":");
    const plane = kind === PLANE;
    setHidden(this.output, !plane || this.output.options.length < 2);
    const varied: Varied = { plane, index: Number(index), output: Number(this.output.value || 0) };
    for (const card of this.cards) card.setVaried(varied);
  }

  private redraw(): void {
    for (const card of this.cards) card.draw();
  }

  private arrange(): void {
    this.element.classList.toggle("nx-fn-two", this.compares);
    this.cards[1].root.hidden = !this.compares;
  }

  private paint(canvas: HTMLCanvasElement): void {
    const [card] = this.cards;
    const answers = card.frame?.content.answers;
    const { functions, theme } = this;
    if (!answers || !functions || !theme) throw new Error("Nothing is shown yet.");
    const { edge, head, gap } = PICTURE;
    const parts = [card.judgement, card.response].filter((one) => one.clientWidth > 0);
    const ratio = window.devicePixelRatio || 1;
    canvas.width = parts.reduce((sum, one) => sum + one.width + gap * ratio, 2 * edge * ratio);
    canvas.height = Math.max(...parts.map((one) => one.height)) + (head + 2 * edge) * ratio;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("The browser draws no pictures.");
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const [large, below] = captionOf(answers, functions);
    context.fillStyle = theme.ink;
    context.font = `650 ${36 * ratio}px ${theme.font}`;
    context.fillText(large, edge * ratio, (edge + 36) * ratio);
    context.fillStyle = theme.faint;
    context.font = `${14 * ratio}px ${theme.font}`;
    context.fillText(below, edge * ratio, (edge + 60) * ratio);
    let at = edge * ratio;
    for (const part of parts) {
      if (part.width > 0 && part.height > 0) context.drawImage(part, at, (head + edge) * ratio);
      at += part.width + gap * ratio;
    }
  }
}
