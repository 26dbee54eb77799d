// What Streamlit hands to the component, and what goes back.

import type { Link } from "./state.ts";

/** From explorer/ui/live/component.py. */
export interface Data {
  socket: string; // path of the WebSocket, relative to the page
  token: string;
  session: string;
  space: string;
  kind: string; // of its networks, as in its space.json
  title: string;
  revision: number; // larger: Python changed the view, and `link` is to be shown
  link: Link;
  theme?: string;
  height?: number; // of the whole component, CSS pixels
}

export interface Component {
  data: Data;
  parentElement: HTMLElement;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** The address of the WebSocket on the page's own server. */
export function socketUrl(path: string): string {
  const url = new URL(path, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
