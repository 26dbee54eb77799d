// What more than one kind of network does in the same way.

import type { About, Content, Frame } from "../types.ts";
import { valueLimits } from "./curves.ts";
import type { Goal, GoalsAsked, Measure } from "./port.ts";

/** A frame with what it holds beside its other facts. */
export function laidOpen<C extends Content>(frame: Frame<C> | null): (Frame<C> & C) | null {
  return frame && { ...frame, ...frame.content };
}

/** What is on a canvas. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser could not make a picture of the view.");
  return blob;
}

/** How like a decoded network is to what is wanted, in a measure that grows with it. `flat`: the least range that is drawn. */
export function sameness(title: string, flat: number, most: number, written: (value: number) => string): Measure {
  const said = (value: number) => `${title} ${written(value)}`;
  return {
    title,
    range: flat,
    spoken: said,
    step: said,
    result: ({ index }, value) => `Best at step ${index}: ${said(value)}`,
    limits: (scale) => valueLimits(scale, most, String),
  };
}

/** To be like one of the networks that are looked at: the end of the path first. `noun`: as the server knows it. */
export function likeness(noun: string, { a, b, id, name }: Omit<GoalsAsked<About>, "about">): Goal[] {
  const networks = [...new Set([b, a, id].filter((one): one is number => one !== null))];
  return networks.map((one) => ({ value: `${noun}:${one}`, title: `the ${noun} of ${name(one)}` }));
}
