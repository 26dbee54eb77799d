// Keys of the whole component.

import type { ToolName } from "../kinds/port.ts";
import { takesKey } from "../kit/dom.ts";

export interface KeyActions {
  help(): void;
  show(): void;
  play(): void;
  step(by: number): void; // of t
  setA(): void;
  setB(): void;
  addStop(): void;
  swap(): void;
  steer(): void;
  save(): void;
  tool(name: ToolName | "compare"): void; // one that this kind of network does not have does nothing
  faster(steps: number): void;
  loop(): void;
  next(steps: number): void;
  toggleMap(): void;
  toggleText(): void;
  fullScreen(): void;
  leave(): void;
}

const KEYS: [string, [string, string][]][] = [
  [
    "Everywhere",
    [
      ["S", "show mode"],
      ["Space", "play or pause the path"],
      ["← →", "one step along the path, Shift: ten"],
      ["A  B", "start or end the path at the chosen network"],
      ["K", "add the chosen network as a stop"],
      ["X", "swap A and B"],
      ["D", "steer by meaning"],
      ["L", "save the chosen network to the list"],
      ["V", "compare with another path"],
      ["?", "help"],
    ],
  ],
  [
    "Show mode",
    [
      ["Space", "play or pause"],
      ["← →", "one step, Shift: ten"],
      ["+  −", "faster, slower"],
      ["L", "back and forth"],
      ["N  P", "next, previous of the list"],
      ["M  H", "hide the map, hide the text"],
      ["F", "full screen"],
      ["Esc", "leave"],
    ],
  ],
];

const OF_TOOLS: Record<ToolName, [string, string]> = {
  turntable: ["T", "turntable"],
  wireframe: ["W", "wireframe"],
  section: ["C", "section"],
  insets: ["I", "both ends small"],
  reset: ["0", "reset the camera"],
};

/** The keys, and what each does, of the whole and of show mode. `tools`: those that this kind of network has. */
export function keyGroups(tools: readonly ToolName[]): [title: string, keys: [keys: string, what: string][]][] {
  const own = (Object.keys(OF_TOOLS) as ToolName[]).filter((name) => tools.includes(name)).map((name) => OF_TOOLS[name]);
  return KEYS.map(([title, keys], k) => [title, k === 0 ? [...keys, ...own] : keys]);
}

/** What a key does; null: it is not ours. `own`: the focus is on something with arrow keys of its own. */
export function actionOf(key: string, shift: boolean, showing: boolean, own: boolean): ((act: KeyActions) => void) | null {
  const name = key.length === 1 ? key.toLowerCase() : key;
  const step = shift ? 0.1 : 0.01;
  if (showing) {
    const inShow: Record<string, (act: KeyActions) => void> = {
      "+": (act) => act.faster(1),
      "=": (act) => act.faster(1),
      "-": (act) => act.faster(-1),
      l: (act) => act.loop(),
      n: (act) => act.next(1),
      p: (act) => act.next(-1),
      PageDown: (act) => act.next(1), // what presenters' remote controls send
      PageUp: (act) => act.next(-1),
      m: (act) => act.toggleMap(),
      h: (act) => act.toggleText(),
      f: (act) => act.fullScreen(),
      s: (act) => act.leave(),
      Escape: (act) => act.leave(),
      ArrowRight: (act) => act.step(step),
      ArrowLeft: (act) => act.step(-step),
    };
    const found = inShow[name];
    if (found) return found;
  } else if (!own && (key === "ArrowRight" || key === "ArrowLeft")) {
    return (act) => act.step(key === "ArrowRight" ? step : -step);
  }
  if (own && name === "0") return null; // the map and the viewer each reset themselves
  const always: Record<string, (act: KeyActions) => void> = {
    "?": (act) => act.help(),
    " ": (act) => act.play(),
    s: (act) => act.show(),
    a: (act) => act.setA(),
    b: (act) => act.setB(),
    k: (act) => act.addStop(),
    x: (act) => act.swap(),
    d: (act) => act.steer(),
    l: (act) => act.save(),
    t: (act) => act.tool("turntable"),
    w: (act) => act.tool("wireframe"),
    i: (act) => act.tool("insets"),
    c: (act) => act.tool("section"),
    v: (act) => act.tool("compare"),
    "0": (act) => act.tool("reset"),
  };
  return always[name] ?? null;
}

/**
 * Listens until the returned function is called. `root`: the component; outside it, only an idle page gives us keys: one
 * where nothing has the focus, or what holds the component has it, as after a click on the page's title.
 */
export function listenKeys(root: HTMLElement, showing: () => boolean, act: KeyActions): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKey(event.target, event.key)) return;
    const target = event.target instanceof Element ? event.target : document.body; // a pin of the map is SVG
    const inside = root.contains(target);
    if (!inside && !target.contains(root) && !showing()) return;
    if (target.closest("dialog")) return;
    if (event.key === " " && target.closest("button, a, input, summary, [role=slider]") && !showing()) return;
    const own = inside && target.closest(".nx-pane-map, .nx-pane-viewer, .nx-segmented, .nx-table-box") !== null;
    const action = actionOf(event.key, event.shiftKey, showing(), own);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has keys of its own: R, C
    action(act);
  };
  window.addEventListener("keydown", listen, true);
  return () => window.removeEventListener("keydown", listen, true);
}
