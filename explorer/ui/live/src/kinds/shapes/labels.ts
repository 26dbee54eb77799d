// Texts and frames over the canvas; mouse and touch go through them.

import type { Theme } from "../../types.ts";
import type { Box } from "./inset.ts";

const NOTHING = "No surface";
const REMEDY = "This network is positive everywhere. Move on, or choose another.";

function div(name: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement("div");
  made.className = `nx-view-${name}`;
  made.append(...children);
  return made;
}

export class Labels {
  readonly root = div("labels");
  private readonly halves = [div("half"), div("half")] as const;
  private readonly titles = [div("title"), div("title")] as const;
  private readonly empties: readonly HTMLElement[];
  private readonly insets = [div("inset", div("inset-name", "A")), div("inset", div("inset-name", "B"))] as const;

  constructor() {
    this.empties = this.halves.map((half, k) => {
      const strong = document.createElement("strong");
      strong.textContent = NOTHING;
      const empty = div("empty", strong, REMEDY);
      empty.setAttribute("role", "status");
      empty.hidden = true;
      half.append(this.titles[k]!, empty);
      return empty;
    });
    this.root.append(...this.halves, ...this.insets);
    for (const inset of this.insets) inset.hidden = true;
    this.setCompare(false);
  }

  setTheme(theme: Theme): void {
    const { style } = this.root;
    style.fontFamily = theme.font;
    for (const name of ["ink", "faint", "paper", "line"] as const) style.setProperty(`--nx-view-${name}`, theme[name]);
  }

  setTitles(main: string, other: string): void {
    for (const [k, text] of [main, other].entries()) if (this.titles[k]!.textContent !== text) this.titles[k]!.textContent = text;
  }

  setCompare(on: boolean): void {
    this.root.classList.toggle("nx-view-compare", on);
    this.halves[1].hidden = !on;
  }

  setEmpty(slot: 0 | 1, empty: boolean): void {
    const element = this.empties[slot]!;
    if (element.hidden === empty) element.hidden = !empty;
  }

  /** Frames around the insets; null: not shown. */
  placeInset(index: 0 | 1, box: Box | null): void {
    const inset = this.insets[index];
    inset.hidden = box === null;
    if (!box) return;
    Object.assign(inset.style, { left: `${box.x}px`, bottom: `${box.y}px`, width: `${box.size}px`, height: `${box.size}px` });
  }
}
