// Making elements, HTML and SVG, without a framework.

export type Attributes = Record<string, string | number | boolean | null>;

const SVG = "http://www.w3.org/2000/svg";

function fill<E extends Element>(element: E, attributes: Attributes, children: (Node | string)[]): E {
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Sets attributes; false and null take one away, true sets it empty. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A picture of 16 by 16 made of strokes. */
export function icon(path: string): SVGSVGElement {
  return svg("svg", { class: "nx-map-icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: path }));
}

/** A button with a picture and, where there is room, words (full ones, short ones); a screen reader says `name`. */
export function button(
  name: string,
  picture: string,
  words: readonly [full: string, short: string] | null,
  act: (event: MouseEvent) => void,
): HTMLButtonElement {
  const made = html(
    "button",
    { type: "button", class: "nx-map-button", "aria-label": name, title: name },
    icon(picture),
  );
  if (words) {
    made.append(html("span", { class: "nx-map-full" }, words[0]), html("span", { class: "nx-map-short" }, words[1]));
  }
  made.addEventListener("click", act);
  return made;
}

export const ICONS = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  hold: "M5.5 9V3.5a1 1 0 0 1 2 0V7M7.5 7V2.5a1 1 0 0 1 2 0V7M9.5 7V3.5a1 1 0 0 1 2 0V10a3.6 3.6 0 0 1-6.6 2L2.7 9.2A1 1 0 0 1 4.2 8L5.5 9.5",
  lasso:
    "M8 2.2c3.4 0 6 1.8 6 4.1s-2.6 4.1-6 4.1-6-1.8-6-4.1 2.6-4.1 6-4.1z" +
    "M4.3 9.6c-1.3.6-1.2 2.3.1 2.5 1.2.2 1.7-1 1-1.9M4.8 12.1c.2 1-.4 1.6-1.3 2",
  sheet: "M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",
  terrain: "M1.5 12.5l4-7 3 4.5 2-3 4 5.5z",
  probe: "M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M8 1v4.5M8 10.5v4.5M1 8h4.5M10.5 8h4.5",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M10.3 10.3l3.7 3.7",
} as const;

export const grouped = (n: number): string => n.toLocaleString("en");
