// Icons as lines on a grid of 24, drawn in the colour of the text.

import { svgElement } from "./dom.ts";

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 6v12M16 6v12",
  swap: "M4 9h14l-4-4M20 15H6l4 4",
  reset: "M5 12a7 7 0 1 0 2.2-5.1M4.5 4v4h4",
  turntable: "M12 4v3.5M3.5 13.5c0 2 3.8 3.7 8.5 3.7s8.5-1.7 8.5-3.7-3.8-3.7-8.5-3.7M12 9.8 9.3 7.4M12 9.8l-2.7 2.3",
  wireframe: "M12 3 4 7.5v9l8 4.5 8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9M4 16.5l8-4.5 8 4.5",
  section: "M12 3 5 7v10l7 4M12 3v18M12 3l7 4v10l-7 4M15.5 9.5v5",
  insets: "M4 5h16v14H4zM4 13h6v6M20 13h-6v6",
  compare: "M4 5h7v14H4zM13 5h7v14h-7z",
  picture: "M4 6h16v12H4zM4 15l4.5-4 4 3.5 2.5-2 5 4M15.5 9.2v.1",
  figure: "M6 3h8l4 4v14H6zM14 3v4h4M9 17l2-3 2 2 2.5-4",
  show: "M4 5h16v11H4zM12 16v4M8.5 20h7M10.5 8.5v4l3.5-2z",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.6 9.6a2.5 2.5 0 1 1 3.7 2.1c-.9.5-1.3 1-1.3 2M12 16.6v.1",
  loop: "M4 11V9.5A2.5 2.5 0 0 1 6.5 7H19l-3-3M20 13v1.5a2.5 2.5 0 0 1-2.5 2.5H5l3 3",
  close: "M6 6l12 12M18 6 6 18",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1",
  climb: "M4 17l5.5-6 4 3.5L20 7M15 7h5v5",
  steer: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.6 1.6M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.6-1.6",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  const path = svgElement("path", { d: PATHS[name], ...(name === "play" ? { fill: "currentColor" } : {}) });
  return svgElement(
    "svg",
    {
      viewBox: "0 0 24 24",
      class: "nx-icon",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.8",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    path,
  );
}

/** Puts another icon into a button. */
export function setIcon(button: HTMLElement, name: IconName): void {
  if (button.dataset.icon === name) return;
  button.dataset.icon = name;
  button.querySelector(".nx-icon")?.replaceWith(icon(name));
}
