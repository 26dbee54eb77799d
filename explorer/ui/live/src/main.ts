// The component's entry: Streamlit calls the default export at first and again at every rerun.

import "./style.css";
import { kindOf } from "./kinds/index.ts";
import { App } from "./shell/app.ts";
import type { Component } from "./shell/data.ts";
import { takeDrops } from "./shell/drop.ts";
import { notice } from "./shell/notice.ts";

type Root = HTMLElement & { explorer?: App; stopDrops?: () => void };

export default function mount(component: Component): () => void {
  const root = component.parentElement.querySelector<Root>(".explorer-live");
  if (!root) throw new Error("The page has no element .explorer-live.");
  if (root.explorer && root.explorer.space !== component.data.space) leave(root);
  if (root.explorer) root.explorer.update(component);
  else open(root, component);
  return () => leave(root);
}

function open(root: Root, component: Component): void {
  const name = component.data.kind;
  const kind = kindOf(name);
  const trouble = kind ? kind.trouble() : `This page does not know networks of the kind “${name}”.`;
  if (kind && trouble === null) {
    root.explorer = new App(root, component, kind);
    root.stopDrops = takeDrops(root.explorer.panes.app, (text) => root.explorer?.say(text));
    return;
  }
  root.replaceChildren(notice(trouble ?? ""));
  component.setTriggerValue("nowebgl", true); // whatever the trouble is, Python's answer is the plain view
}

function leave(root: Root): void {
  root.stopDrops?.();
  root.explorer?.dispose();
  delete root.explorer;
}
