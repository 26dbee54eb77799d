// What is said of a picture. Pure: no DOM.

import help from "../../../../../kinds/images/help.json" with { type: "json" };
import type { Making, Term } from "../port.ts";
import type { Beside, Picture, Raster } from "./types.ts";

/** Said by the plain view, too. */
export const GLOSSARY: readonly Term[] = help.glossary;
export const MAKING: Making = help.making;

const BESIDE: Readonly<Record<string, string>> = { input: "input network", original: "original" };

/** "28 × 28 pixels". */
export function sizeText({ width, height }: Raster): string {
  return `${width} × ${height} pixels`;
}

/** What a picture beside the decoded one is called. */
export function besideText(name: string): string {
  return BESIDE[name] ?? name;
}

/** Whether it is the picture that a network was fitted to: it has pixels of its own. */
export function isOriginal(one: Beside | undefined): boolean {
  return one?.name === "original";
}

/** PSNR first, then what the server says. */
export function factsOf({ psnr, facts }: Picture): [string, string][] {
  return psnr === null ? facts : [["PSNR to input", `${psnr.toFixed(1)} dB`], ...facts];
}

/** The main facts in one line, for a screen reader. */
export function spokenPicture(picture: Picture): string {
  const { psnr, facts } = picture;
  const like = psnr === null ? "" : `PSNR ${psnr.toFixed(1)} decibels to its input network`;
  return [like, ...facts.map(([name, text]) => `${name} ${text}`)].filter(Boolean).join(", ");
}

/** In place of the decoded picture, for who does not see it. */
export function altText(picture: Picture): string {
  const { picture: decoded } = picture;
  return [`Decoded picture, ${decoded.width} by ${decoded.height} pixels`, spokenPicture(picture)].filter(Boolean).join(", ");
}
