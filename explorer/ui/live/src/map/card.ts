// The card beside the point under the mouse: its picture, name and labels.
import { html } from "./dom.ts";
import type { XY } from "./view.ts";

export interface CardFacts {
  name: string;
  lines: [string, string][]; // title and value
  picture: string | null; // address; null while it is on its way
}

const AWAY = 14; // CSS px from the point

export class Card {
  readonly element = html("div", { class: "nx-map-card", "aria-hidden": "true", hidden: true });
  private readonly picture = html("img", { class: "nx-map-card-picture", alt: "" });
  private readonly name = html("div", { class: "nx-map-card-name" });
  private readonly lines = html("div", { class: "nx-map-card-lines" });
  private size: XY = [0, 0];

  constructor() {
    this.element.append(this.picture, html("div", {}, this.name, this.lines));
  }

  fill(facts: CardFacts): void {
    this.name.textContent = facts.name;
    const parts = facts.lines.flatMap(([title, value]) => [
      html("span", { class: "nx-map-faint" }, title),
      html("span", {}, value),
    ]);
    this.lines.replaceChildren(...parts);
    this.show(facts.picture);
    this.element.hidden = false;
    this.size = [this.element.offsetWidth, this.element.offsetHeight];
  }

  show(picture: string | null): void {
    if (picture) this.picture.src = picture;
    else this.picture.removeAttribute("src");
  }

  /** Beside a place on the stage, where there is room. */
  put([x, y]: XY, width: number, height: number): void {
    const [w, h] = this.size;
    const left = x + AWAY + w + 4 < width ? x + AWAY : Math.max(4, x - AWAY - w);
    const top = Math.min(Math.max(4, y - h / 2), Math.max(4, height - h - 4));
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
