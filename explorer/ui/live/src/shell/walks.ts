// The choice of ways that the kind of network knows of: each past networks that belong together in an order.

import type { Kind, NamedTour } from "../kinds/port.ts";
import type { About } from "../types.ts";
import { el, setHidden } from "../kit/dom.ts";

export class Walks {
  readonly root: HTMLElement;
  private readonly select = el("select", { class: "nx-select" });
  private about: About | null = null;
  private offered: readonly NamedTour[] = [];

  constructor(
    private readonly tours: Kind["tours"],
    walk: (ids: readonly number[]) => void,
  ) {
    const title = tours?.title ?? "";
    this.select.setAttribute("aria-label", title);
    this.select.title = "Walk past these networks, in order";
    this.root = el("label", { class: "nx-labelled nx-walks" }, this.select);
    this.select.addEventListener("change", () => {
      const chosen = this.offered[Number(this.select.value)];
      if (this.select.value !== "" && chosen) walk(chosen.ids);
    });
    setHidden(this.root, true);
  }

  /** What is offered by this space; the one that is walked is chosen. */
  render(about: About | null, anchors: readonly number[]): void {
    if (about !== this.about) {
      this.about = about;
      this.offered = about && this.tours ? this.tours.of(about) : [];
      this.select.replaceChildren(
        el("option", { text: this.tours?.title ?? "", attributes: { value: "" } }),
        ...this.offered.map(({ name }, k) => el("option", { text: name, attributes: { value: String(k) } })),
      );
      setHidden(this.root, this.offered.length === 0);
    }
    const here = walked(this.offered, anchors);
    const value = here < 0 ? "" : String(here);
    if (this.select.value !== value) this.select.value = value;
  }
}

/** Which of these ways the anchors of a path are; -1: none. */
export function walked(offered: readonly NamedTour[], anchors: readonly number[]): number {
  return offered.findIndex(({ ids }) => ids.length === anchors.length && ids.every((id, i) => id === anchors[i]));
}
