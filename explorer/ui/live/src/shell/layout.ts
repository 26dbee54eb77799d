// Where the parts are on the page.

import { el } from "../kit/dom.ts";
import type { Facts } from "./facts.ts";
import type { Strip } from "../optimize/strip.ts";
import type { SteerPanel } from "../steer/panel.ts";
import type { Journey } from "./journey.ts";
import type { Selection } from "./selection.ts";
import type { Show } from "./show.ts";
import type { Status } from "./status.ts";
import type { Tools } from "./tools.ts";

export interface Parts {
  facts: Facts;
  journey: Journey;
  strip: Strip;
  steer: SteerPanel;
  selection: Selection;
  show: Show;
  status: Status;
  tools: Tools;
  dialogs: HTMLDialogElement[];
}

/** The roots that the map and the viewer draw in; made first, as these are made before the other parts. */
export interface Panes {
  app: HTMLElement;
  map: HTMLElement;
  viewer: HTMLElement;
  still: HTMLElement | null; // the map as the loader has drawn it
}

/** In the place of what stands in `root`. `noun`: what is shown beside the map. */
export function makePanes(root: HTMLElement, noun: string): Panes {
  const still = root.querySelector("canvas");
  const app = el("div", { class: "nx-app", attributes: { role: "region", "aria-label": `Map and ${noun}` } });
  root.replaceChildren(app);
  return { app, map: el("div", { class: "nx-pane-map" }), viewer: el("div", { class: "nx-pane-viewer" }), still };
}

export function arrange(panes: Panes, parts: Parts): void {
  const left = el("div", { class: "nx-left" }, panes.map, parts.selection.root);
  const stage = el("div", { class: "nx-stage" }, el("div", { class: "nx-stage-box" }, panes.viewer), parts.steer.root);
  const foot = el("div", { class: "nx-stage-foot" }, parts.status.line, parts.tools.root);
  const right = el("div", { class: "nx-right" }, parts.facts.root, stage, foot);
  panes.app.append(
    el("div", { class: "nx-panes" }, left, right),
    el("div", { class: "nx-bottom" }, parts.journey.root, parts.strip.root),
    parts.show.text,
    parts.show.controls,
    parts.status.banner,
    parts.status.spoken,
    ...parts.dialogs,
  );
}

/** Calls back, at most once per animation frame, when a pane has another size. */
export function watchSize(panes: Panes, resized: () => void): () => void {
  let asked = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(resized);
  });
  observer.observe(panes.map);
  observer.observe(panes.viewer);
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
  };
}
