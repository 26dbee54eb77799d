// The view of a classifier, or of two side by side: plain DOM, no WebGL.

import "./panel.css";
import { points } from "../../kit/words.ts";
import type { Theme } from "../../types.ts";
import type { NetworkView, ViewOptions } from "../port.ts";
import { FramePair } from "../pair.ts";
import { laidOpen, pngOf } from "../shared.ts";
import { JudgeCard } from "./card.ts";
import type { Classifiers, Verdict, VerdictFrame } from "./types.ts";
import { shades } from "./words.ts";

const PICTURE = { cell: 44, label: 128, head: 92, edge: 20 }; // pixels of the saved picture

export class JudgePanel implements NetworkView<Verdict, Classifiers> {
  private readonly element = document.createElement("div");
  private readonly cards = [new JudgeCard(), new JudgeCard()] as const;
  private compares = false;
  private classifiers: Classifiers | null = null;
  private theme: Theme | null = null;
  private readonly frames = new FramePair<VerdictFrame, JudgeCard>(this.cards);

  constructor(root: HTMLElement) {
    this.element.className = "nx-judge";
    this.element.tabIndex = 0; // what has no room is scrolled, also by keys
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "What the network answers");
    this.element.append(...this.cards.map((card) => card.root));
    root.append(this.element);
    this.arrange();
  }

  shown(slot: 0 | 1): (VerdictFrame & Verdict) | null {
    return laidOpen(this.cards[slot].frame);
  }

  show(slot: 0 | 1, frame: VerdictFrame | null): void {
    this.frames.show(slot, frame);
  }

  setTitles(main: string, other: string): void {
    this.cards[0].setTitle(this.compares ? main : "");
    this.cards[1].setTitle(other);
  }

  setOptions({ compare }: Partial<ViewOptions>): void {
    this.compares = compare ?? this.compares;
    this.arrange();
  }

  setSpace(classifiers: Classifiers): void {
    this.classifiers = classifiers;
    for (const card of this.cards) card.setClassifiers(classifiers);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
  }

  /** The confusion matrix as a picture. */
  async picture(): Promise<Blob> {
    const canvas = document.createElement("canvas");
    this.paint(canvas);
    return pngOf(canvas);
  }

  dispose(): void {
    this.frames.dispose();
    this.element.remove();
  }

  private arrange(): void {
    this.element.classList.toggle("nx-judge-two", this.compares);
    this.cards[1].root.hidden = !this.compares;
  }

  private paint(canvas: HTMLCanvasElement): void {
    const judged = this.cards[0].frame?.content.judged;
    const { classifiers, theme } = this;
    if (!judged || !classifiers || !theme) throw new Error("Nothing is shown yet.");
    const { cell, label, head, edge } = PICTURE;
    const side = classifiers.classes.length * cell;
    canvas.width = label + side + 2 * edge;
    canvas.height = head + side + 2 * edge;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("The browser draws no pictures.");
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = theme.ink;
    context.font = `650 40px ${theme.font}`;
    context.fillText(`${points(judged.accuracy)} %`, edge, edge + 38);
    context.font = `16px ${theme.font}`;
    context.fillStyle = theme.faint;
    context.fillText(`${classifiers.archs[judged.arch] ?? ""}, ${judged.count.toLocaleString("en")} test images`, edge, edge + 66);
    for (const [i, shade] of shades(judged.confusion, classifiers.classes.length).entries()) {
      const [row, column] = [Math.floor(i / classifiers.classes.length), i % classifiers.classes.length];
      const [x, y] = [edge + label + column * cell, edge + head + row * cell];
      context.globalAlpha = 0.06 + 0.94 * shade;
      context.fillStyle = theme.primary;
      context.fillRect(x + 1, y + 1, cell - 2, cell - 2);
      context.globalAlpha = 1;
      context.fillStyle = shade > 0.55 ? "#ffffff" : theme.ink;
      const count = judged.confusion[i] ?? 0;
      if (count > 0) context.fillText(String(count), x + 8, y + cell / 2 + 6);
    }
    context.fillStyle = theme.ink;
    for (const [row, name] of classifiers.classes.entries())
      context.fillText(name.slice(0, 14), edge, edge + head + row * cell + cell / 2 + 6);
  }
}
