// Small helpers for plain DOM.

export type Child = Node | string | null;

export interface Options {
  class?: string;
  text?: string;
  title?: string; // tooltip, and the name of what shows no text
  attributes?: Record<string, string>;
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: Options = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  if (options.title !== undefined) element.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value);
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

/** A button with words. */
export function textButton(text: string, title: string, press: () => void, look = ""): HTMLButtonElement {
  const made = el("button", { class: `nx-button ${look}`.trim(), text, title, attributes: { type: "button" } });
  made.addEventListener("click", press);
  return made;
}

/** A button with a picture; its name is for screen readers, its tooltip adds the key. */
export function iconButton(icon: SVGElement, name: string, press: () => void, key = ""): HTMLButtonElement {
  const made = el("button", {
    class: "nx-icon-button",
    title: key ? `${name} (${key})` : name,
    attributes: { type: "button", "aria-label": name },
  });
  made.append(icon);
  made.addEventListener("click", press);
  return made;
}

export function setPressed(button: HTMLElement, on: boolean): void {
  setAttribute(button, "aria-pressed", String(on));
}

/** Writes only what changed, so that nothing is laid out anew sixty times a second. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

const SVG = "http://www.w3.org/2000/svg";

export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: SVGElement[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = el("a", { attributes: { href: url, download: name } });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the browser has read it by then
}

const OF_A_SLIDER = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/** Whether a key belongs to what has the focus: something that text or a choice is typed into, or a slider. */
export function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement && target.type === "range") return OF_A_SLIDER.includes(key);
  return target instanceof HTMLInputElement && !["checkbox", "button"].includes(target.type);
}
