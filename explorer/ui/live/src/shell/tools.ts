// The row of tools on the viewer.

import type { ToolName } from "../kinds/port.ts";
import { el, iconButton, setAttribute, setHidden, setPressed } from "../kit/dom.ts";
import { icon } from "../kit/icons.ts";
import type { View } from "./state.ts";

export interface ToolEvents {
  reset(): void;
  change(patch: Partial<Pick<View, "turntable" | "wireframe" | "section" | "insets">>): void;
  compare(): void;
  picture(): void;
  figure(): void;
  link(): void;
}

export class Tools {
  readonly root: HTMLElement;
  private readonly toggles: [HTMLButtonElement, (view: View) => boolean][];
  private readonly section: HTMLInputElement;
  private readonly sectionBox: HTMLElement;
  private view: View | null = null;

  /** @param there those that this kind of network has: not everything can be turned, or cut */
  constructor(
    private readonly there: readonly ToolName[],
    events: ToolEvents,
  ) {
    const own = (name: ToolName, button: HTMLElement) => (there.includes(name) ? [button] : []);
    const toggle = (name: "turntable" | "wireframe" | "insets") => () =>
      events.change({ [name]: !(this.view?.[name] ?? false) });
    const turntable = iconButton(icon("turntable"), "Turntable", toggle("turntable"), "T");
    const wireframe = iconButton(icon("wireframe"), "Wireframe", toggle("wireframe"), "W");
    const cut = iconButton(icon("section"), "Section", () => events.change({ section: this.view?.section == null ? 0 : null }), "C");
    const insets = iconButton(icon("insets"), "Show both ends small", toggle("insets"), "I");
    const compare = iconButton(icon("compare"), "Compare with another path", events.compare, "V");
    this.section = el("input", {
      class: "nx-range",
      attributes: { type: "range", min: "-1", max: "1", step: "0.01", "aria-label": "Place of the section" },
    });
    this.section.addEventListener("input", () => events.change({ section: Number(this.section.value) }));
    this.sectionBox = el("span", { class: "nx-section" }, this.section);
    this.toggles = [
      [turntable, (view) => view.turntable],
      [wireframe, (view) => view.wireframe],
      [cut, (view) => view.section !== null],
      [insets, (view) => view.insets],
      [compare, (view) => view.versus !== null && view.shown === "path"],
    ];
    this.root = el(
      "div",
      { class: "nx-tools", attributes: { role: "toolbar", "aria-label": "Viewer" } },
      ...own("reset", iconButton(icon("reset"), "Reset the camera", events.reset, "0")),
      ...own("turntable", turntable),
      ...own("wireframe", wireframe),
      ...own("section", cut),
      this.sectionBox,
      ...own("insets", insets),
      compare,
      el("span", { class: "nx-divider" }),
      iconButton(icon("picture"), "Save the picture (PNG)", events.picture),
      iconButton(icon("figure"), "Save the figure (SVG)", events.figure),
      iconButton(icon("link"), "Copy the link to what is shown", events.link),
    );
  }

  render(view: View): void {
    this.view = view;
    for (const [button, on] of this.toggles) setPressed(button, on(view));
    setHidden(this.sectionBox, view.section === null || !this.there.includes("section"));
    if (view.section !== null) {
      setAttribute(this.section, "aria-valuetext", view.section.toFixed(2));
      if (Number(this.section.value) !== view.section) this.section.value = String(view.section);
    }
  }
}
