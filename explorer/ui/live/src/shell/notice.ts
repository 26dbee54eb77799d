// For a page that cannot have the live view, until Python shows the plain one.

import { el } from "../kit/dom.ts";

export function notice(trouble: string): HTMLElement {
  return el("p", { class: "nx-no-webgl", text: `${trouble} The plain view comes instead.` });
}
