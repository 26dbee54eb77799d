// The component's entry: Streamlit calls the default export at first and again at every rerun.

import "./style.css";
import { App } from "./shell/app.ts";
import type { Component } from "./shell/data.ts";
import { noWebgl } from "./shell/screen.ts";
import { Viewer } from "./kinds/shapes/viewer.ts";

type Root = HTMLElement & { explorer?: App };

export default function mount(component: Component): () => void {
  const root = component.parentElement.querySelector<Root>(".explorer-live");
  if (!root) throw new Error("The page has no element .explorer-live.");
  if (root.explorer && root.explorer.space !== component.data.space) leave(root);
  if (root.explorer) root.explorer.update(component);
  else if (component.data.kind === "classifier" || Viewer.supported()) root.explorer = new App(root, component);
  else {
    root.replaceChildren(noWebgl());
    component.setTriggerValue("nowebgl", true);
  }
  return () => leave(root);
}

function leave(root: Root): void {
  root.explorer?.dispose();
  delete root.explorer;
}
