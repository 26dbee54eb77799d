// The screen as one SVG: the map as lines, what is decoded as a picture, and what it is.

import type { ShellTheme } from "./theme.ts";

const HEIGHT = 640;
const GAP = 24;
const HEAD = 56;
const EDGE = 28; // around everything

export interface Box {
  width: number;
  height: number;
}

/** `map`: an SVG document with width, height or viewBox. `picture`: a data URL of `size`. */
export function figureSvg(map: string, picture: string, size: Box, title: string, line: string, theme: ShellTheme): string {
  const mapBox = boxOf(map);
  const mapWidth = (mapBox.width / mapBox.height) * HEIGHT;
  const pictureWidth = (size.width / size.height) * HEIGHT;
  const [width, height] = [mapWidth + GAP + pictureWidth + 2 * EDGE, HEAD + HEIGHT + 2 * EDGE];
  const scale = HEIGHT / mapBox.height;
  const inner = map.replace(/^\s*<\?xml[^>]*>\s*/, "");
  const text = (x: number, y: number, size_: number, weight: number, colour: string, what: string) =>
    `<text x="${x}" y="${y}" font-family="${escape(theme.font)}" font-size="${size_}" font-weight="${weight}" fill="${colour}">${escape(what)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${height}" width="${round(width)}" height="${height}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.paper}"/>`,
    `<g transform="translate(${EDGE} ${EDGE})">`,
    text(0, 20, 20, 650, theme.ink, title),
    text(0, 42, 14, 400, theme.faint, line),
    `<g transform="translate(0 ${HEAD}) scale(${scale.toFixed(4)})">${inner}</g>`,
    `<image x="${round(mapWidth + GAP)}" y="${HEAD}" width="${round(pictureWidth)}" height="${HEIGHT}" href="${picture}"/>`,
    "</g>",
    "</svg>",
  ].join("\n");
}

function boxOf(svg: string): Box {
  const head = /<svg[^>]*>/.exec(svg)?.[0] ?? "";
  const read = (name: string) => Number.parseFloat(new RegExp(`\\s${name}="([\\d.]+)`).exec(head)?.[1] ?? "");
  const view = /viewBox="[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/.exec(head);
  const [width, height] = [read("width") || Number(view?.[1]), read("height") || Number(view?.[2])];
  return width > 0 && height > 0 ? { width, height } : { width: 100, height: 100 };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A picture as a data URL, and its size. */
export async function pictureUrl(blob: Blob): Promise<{ url: string; size: Box }> {
  const bitmap = await createImageBitmap(blob);
  const size = { width: bitmap.width, height: bitmap.height };
  bitmap.close();
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("The picture could not be read."));
    reader.readAsDataURL(blob);
  });
  return { url, size };
}
