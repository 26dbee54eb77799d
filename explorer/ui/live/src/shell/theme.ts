// Colours: Streamlit's CSS variables where they are set, else those of explorer/figures/style.py.

import type { Theme } from "../types.ts";

// Okabe and Ito's palette, its yellow darkened so that it shows on white; then three more, for ten classes.
const CATEGORICAL = ["#E69F00", "#56B4E9", "#009E73", "#D55E00", "#0072B2", "#CC79A7", "#BFAE00", "#7E57C2", "#8D5B3C", "#8BC220"];
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif";

/** Theme, and the colours of trust that only the shell draws. */
export interface ShellTheme extends Theme {
  good: string;
  middling: string;
  bad: string;
}

const LIGHT: ShellTheme = {
  dark: false,
  ink: "#1C2430",
  faint: "#5F6A78",
  paper: "#FFFFFF",
  panel: "#F3F5F7",
  line: "#D9DEE5",
  primary: "#0B7A69",
  material: "#DDA673",
  otherMaterial: "#93A9BD",
  font: FONT,
  categorical: CATEGORICAL,
  good: "#0B7A69",
  middling: "#A96A00",
  bad: "#B3372F",
};

const DARK: ShellTheme = {
  ...LIGHT,
  dark: true,
  ink: "#EEF1F5",
  faint: "#98A3B3",
  paper: "#11161D",
  panel: "#1C2430",
  line: "#303A48",
  primary: "#2FA893",
  material: "#E0AC7B",
  otherMaterial: "#8FA6BC",
  good: "#4CC9B0",
  middling: "#F0B14A",
  bad: "#F0837B",
};

/** The theme at an element. `named`: what Python says, for a page without Streamlit's variables. */
export function readTheme(element: Element, named: string | undefined): ShellTheme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--st-${name}`).trim();
  const paper = read("background-color");
  const dark = paper ? luminance(paper) < 0.4 : named === "dark";
  const base = dark ? DARK : LIGHT;
  return {
    ...base,
    ink: read("text-color") || base.ink,
    paper: paper || base.paper,
    panel: read("secondary-background-color") || base.panel,
    line: read("border-color") || base.line,
    primary: read("primary-color") || base.primary,
    font: read("font") || base.font,
  };
}

/** The theme as CSS variables `--nx-...` for style.css. */
export function applyTheme(element: HTMLElement, theme: ShellTheme): void {
  const names = ["ink", "faint", "paper", "panel", "line", "primary", "material", "good", "middling", "bad", "font"] as const;
  for (const name of names) element.style.setProperty(`--nx-${name}`, theme[name]);
  element.style.setProperty("color-scheme", theme.dark ? "dark" : "light");
  element.classList.toggle("nx-dark", theme.dark);
}

/** Calls back when something that may carry the theme changed. */
export function watchTheme(element: Element, changed: () => void): () => void {
  let asked = 0;
  const ask = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(changed);
  };
  const observer = new MutationObserver(ask);
  for (let one: Element | null = element.parentElement; one; one = one.parentElement)
    observer.observe(one, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", ask);
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    scheme.removeEventListener("change", ask);
  };
}

/** Of a CSS colour, 0 to 1; colours that the browser does not know are light. */
function luminance(colour: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return 1;
  context.fillStyle = "#ffffff";
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 255, g = 255, b = 255] = context.getImageData(0, 0, 1, 1).data;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
