// One decoded picture, large; beside it, smaller, what it is to be compared with, and what is known of it.

import { el, setHidden, setText } from "../../kit/dom.ts";
import { AWAITED } from "../../kit/words.ts";
import { Plate } from "./plate.ts";
import type { PictureFrame } from "./types.ts";
import { altText, besideText, factsOf, isOriginal, sizeText } from "./words.ts";

export class PictureCard {
  readonly root: HTMLElement;
  frame: PictureFrame | null = null;
  readonly side: HTMLElement;
  private readonly title = el("div", { class: "nx-picture-title" });
  private readonly main = new Plate("nx-picture-main");
  private readonly area: HTMLElement;
  private readonly others = el("div", { class: "nx-picture-others" });
  private readonly facts = el("dl", { class: "nx-picture-facts" });
  private readonly empty = el("p", { class: "nx-picture-empty nx-faint", text: AWAITED });
  private plates: Plate[] = [];
  private told = "";

  constructor() {
    this.area = el("div", { class: "nx-picture-area" }, this.main.root, this.empty);
    this.side = el("div", { class: "nx-picture-side" }, this.others, this.facts);
    this.root = el("section", { class: "nx-picture-card" }, this.title, el("div", { class: "nx-picture-body" }, this.area, this.side));
    setHidden(this.title, true);
  }

  setTitle(text: string): void {
    setText(this.title, text);
    setHidden(this.title, text === "");
  }

  show(frame: PictureFrame | null): void {
    this.frame = frame;
    const content = frame?.content ?? null;
    setHidden(this.empty, content !== null);
    this.main.show(content?.picture ?? null, "", content ? altText(content) : "");
    const beside = content?.beside ?? [];
    setHidden(this.others, beside.length === 0);
    while (this.plates.length < beside.length) {
      const plate = new Plate("nx-picture-small");
      this.plates.push(plate);
      this.others.append(plate.root);
    }
    for (const [k, plate] of this.plates.entries()) {
      const one = beside[k] ?? null;
      const name = one ? besideText(one.name) : "";
      plate.show(one, name, one ? `Picture of the ${name}, ${sizeText(one)}` : "");
    }
    this.tell(content ? factsOf(content) : []);
  }

  /** After its room, or what is in it, has changed. */
  fit(smooth: boolean): void {
    const { clientWidth, clientHeight } = this.area;
    this.main.fit({ width: clientWidth, height: clientHeight }, smooth);
    for (const [k, plate] of this.plates.entries()) plate.setSmooth(smooth && !isOriginal(this.frame?.content.beside[k]));
  }

  private tell(facts: [string, string][]): void {
    const told = JSON.stringify(facts);
    if (told === this.told) return;
    this.told = told;
    this.facts.replaceChildren(...facts.map(([name, text]) => el("div", {}, el("dt", { text: name }), el("dd", { text }))));
    setHidden(this.facts, facts.length === 0);
  }
}
