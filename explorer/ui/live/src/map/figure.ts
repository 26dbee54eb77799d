// The map as a picture of its own, for a paper or a slide: an SVG document with points, pictures, journey and legend.
import type { Theme } from "../types.ts";
import { hex, spokenNumber } from "./colours.ts";
import type { Journey } from "./controller.ts";
import { placeAt } from "./course.ts";
import { grouped } from "./dom.ts";
import { splitEntries, stops } from "./legend.ts";
import type { Model } from "./model.ts";
import { letterOf, PIN, TIP, stopSize } from "./overlay.ts";
import { RING, SELECTED } from "./points.ts";
import type { Scene } from "./scene.ts";
import { placed } from "./terrain.ts";
import { COVER, EMPTY } from "./tiles.ts";
import { scaleOf, toScreen, type View, type XY } from "./view.ts";

const ROW = 26; // CSS px: a row of the legend
const TEXT = 14;

interface Part {
  width: number;
  svg: string;
}

/** A complete SVG document; the part of the map that the window shows. */
export function figure(model: Model, scene: Scene, journey: Journey, theme: Theme): string {
  const { view } = scene;
  const legend = flow(legendParts(model, theme), view.width);
  const height = view.height + legend.height;
  const body = [
    `<rect width="${view.width}" height="${height}" fill="${theme.paper}"/>`,
    `<svg width="${view.width}" height="${view.height}">`, // clips what lies outside the window
    ground(scene),
    points(model, scene, theme),
    tiles(scene, theme),
    above(model, view, journey, theme),
    "</svg>",
    `<g transform="translate(0 ${view.height})">${legend.svg}</g>`,
  ];
  const size = `width="${view.width}" height="${height}" viewBox="0 0 ${view.width} ${height}"`;
  const font = `font-family="${escaped(theme.font)}" font-size="${TEXT}" fill="${theme.ink}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>\n${body.filter(Boolean).join("\n")}\n</svg>\n`;
}

function ground({ ground: picture, view }: Scene): string {
  if (!picture) return "";
  const { left, top, width, height } = placed(picture.box, view);
  const box = `x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"`;
  return `<image ${box} preserveAspectRatio="none" href="${picture.canvas.toDataURL("image/png")}"/>`;
}

function points(model: Model, scene: Scene, theme: Theme): string {
  const { view, radius } = scene;
  const look = model.look();
  const groups = new Map<string, string[]>();
  for (const id of look.order) {
    const [x, y] = toScreen(view, model.place(id));
    if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
    const [r, g, b, a] = look.colours.subarray(4 * id, 4 * id + 4) as unknown as [number, number, number, number];
    const mark = look.marks[id]!;
    const ring = (mark & RING) !== 0;
    const colour = hex([r, g, b]);
    const edge = (mark & SELECTED) !== 0 ? theme.ink : ring ? colour : theme.paper;
    const stroke = ring
      ? `fill="${theme.paper}" stroke="${colour}" stroke-width="1.75"`
      : `fill="${colour}" stroke="${edge}" stroke-width="0.6"`;
    const style = `${stroke} opacity="${(a / 255).toFixed(2)}"`;
    const size = (ring ? radius * 1.2 - 0.9 : radius).toFixed(2);
    const circle = `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${size}"/>`;
    const group = groups.get(style);
    if (group) group.push(circle);
    else groups.set(style, [circle]);
  }
  const faint = scene.faintness < 1 ? ` opacity="${scene.faintness}"` : "";
  return `<g${faint}>${[...groups].map(([style, circles]) => `<g ${style}>${circles.join("")}</g>`).join("\n")}</g>`;
}

function tiles(scene: Scene, theme: Theme): string {
  if (!scene.sheet) return "";
  const { view } = scene;
  const k = scaleOf(view);
  return scene.tiles
    .shown()
    .map(({ x, y, half, empty, image }) => {
      const [sx, sy] = toScreen(view, [x, y]);
      const r = half * k;
      if (sx + r < 0 || sy + r < 0 || sx - r > view.width || sy - r > view.height) return "";
      const [left, top, edge] = [sx - r, sy - r, 2 * r].map((v) => v.toFixed(1));
      const box = `x="${left}" y="${top}" width="${edge}" height="${edge}"`;
      const paper = `<rect ${box} fill="${theme.paper}" opacity="${COVER}"/>`;
      if (!empty) return `${paper}<image ${box} href="${embedded(image)}"/>`;
      const [at, up, side] = [sx - r + EMPTY.inset, sy - r + EMPTY.inset, 2 * (r - EMPTY.inset)].map((v) => v.toFixed(1));
      const mark = `<rect x="${at}" y="${up}" width="${side}" height="${side}" fill="none" stroke="${theme.faint}" stroke-dasharray="${EMPTY.dash.join(" ")}"/>`;
      return `${paper}<g opacity="${EMPTY.faintness}"><image ${box} href="${embedded(image)}"/>${mark}</g>`;
    })
    .join("");
}

/** The picture itself, as a document of its own needs it. */
function embedded(image: HTMLImageElement): string {
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d")!.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png");
}

function above(model: Model, view: View, journey: Journey, theme: Theme): string {
  const at = (place: XY) => toScreen(view, place).map((v) => v.toFixed(1));
  const moved = (place: XY, content: string) => `<g transform="translate(${at(place).join(" ")})">${content}</g>`;
  const parts: string[] = [];
  const { course, t, chosen, free } = journey;
  if (course && course.positions.length > 1) {
    const round = 'stroke-linejoin="round" stroke-linecap="round"';
    const line = `M${course.positions.map((p) => at(p).join(" ")).join("L")}`;
    for (const [colour, width] of [
      [theme.paper, 6.5],
      [theme.ink, 2.75],
    ]) {
      parts.push(`<path d="${line}" fill="none" stroke="${colour}" stroke-width="${width}" ${round}/>`);
    }
  }
  if (model.has(chosen))
    parts.push(moved(model.place(chosen), haloed('<circle r="10" fill="none"', theme.ink, 2.5, theme.paper)));
  journey.anchors.forEach((id, k) => {
    if (!model.has(id)) return;
    const drop = `<path d="${PIN}" stroke="${theme.paper}" stroke-width="2"/><circle r="${TIP}"/>`;
    const pin = `<g fill="${theme.ink}">${drop}</g>`;
    const text = letterOf(k, journey.anchors.length);
    const letter = `<text y="-18" text-anchor="middle" font-weight="700" fill="${theme.paper}">${text}</text>`;
    const inner = k > 0 && k < journey.anchors.length - 1;
    const size = inner ? stopSize(journey.anchors.length) : 1;
    parts.push(moved(model.place(id), size < 1 ? `<g transform="scale(${size})">${pin}${letter}</g>` : pin + letter));
  });
  if (course && t !== null && course.positions.length > 1) {
    parts.push(
      moved(
        placeAt(course.positions, t),
        haloed(`<circle r="9" fill="${theme.material}"`, theme.ink, 2.5, theme.paper),
      ),
    );
  }
  if (free)
    parts.push(
      moved(
        free,
        haloed(
          '<path d="M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0M-15 0H-4M4 0H15M0-15V-4M0 4V15" fill="none"',
          theme.primary,
          2.5,
          theme.paper,
        ),
      ),
    );
  return parts.join("\n");
}

const haloed = (path: string, colour: string, width: number, paper: string): string =>
  `${path} stroke="${paper}" stroke-width="${width + 3.5}"/>${path} stroke="${colour}" stroke-width="${width}"/>`;

function legendParts(model: Model, theme: Theme): Part[] {
  const { colouring } = model;
  const parts: Part[] = [];
  if (colouring.kind === "number") {
    const title = model.data.labels.find((l) => l.name === model.colour)?.title ?? model.colour;
    const gradient = stops(theme.dark).map((c, k) => `<stop offset="${k / 8}" stop-color="${c}"/>`);
    const [low, high] = [spokenNumber(colouring.low), spokenNumber(colouring.high)];
    const start = widthOf(title, theme, 600) + 8;
    const head = start + widthOf(low, theme) + 10;
    parts.push({
      width: head + 170 + widthOf(high, theme),
      svg: [
        `<defs><linearGradient id="nx-map-scale">${gradient.join("")}</linearGradient></defs>`,
        `<text font-weight="600">${escaped(title)}</text><text x="${start}">${low}</text>`,
        `<rect x="${head}" y="-9" width="140" height="8" rx="4" fill="url(#nx-map-scale)"/>`,
        `<text x="${head + 150}">${high}</text>`,
      ].join(""),
    });
  } else {
    for (const g of colouring.groups)
      parts.push(entry(g.title, g.count, g.colour, model.colour === "split" && /held/i.test(g.title), theme));
  }
  if (model.colour !== "split")
    for (const e of splitEntries(model.data)) parts.push(entry(e.title, e.count, theme.faint, e.ring, theme));
  return parts;
}

function entry(title: string, count: number, colour: string, ring: boolean, theme: Theme): Part {
  const mark = ring
    ? `<circle cx="6" cy="-5" r="4" fill="none" stroke="${colour}" stroke-width="2"/>`
    : `<circle cx="6" cy="-5" r="5" fill="${colour}"/>`;
  const text = `${title} ${grouped(count)}`;
  return {
    width: 16 + widthOf(text, theme) + 18,
    svg: `${mark}<text x="16">${escaped(title)} <tspan fill="${theme.faint}">${grouped(count)}</tspan></text>`,
  };
}

/** Parts one after the other in as many rows as they need. */
function flow(parts: readonly Part[], width: number): { svg: string; height: number } {
  let x = 12;
  let y = ROW - 8;
  const placed = parts.map((part) => {
    if (x > 12 && x + part.width > width - 12) {
      x = 12;
      y += ROW;
    }
    const svg = `<g transform="translate(${x.toFixed(1)} ${y})">${part.svg}</g>`;
    x += part.width;
    return svg;
  });
  return { svg: placed.join(""), height: parts.length > 0 ? y + 14 : 0 };
}

function widthOf(text: string, theme: Theme, weight = 400): number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `${weight} ${TEXT}px ${theme.font}`;
  return context.measureText(text).width;
}

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** An SVG document as a PNG, `ratio` pixels a CSS pixel. */
export async function rasterised(document_: string, ratio: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([document_], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * ratio);
    canvas.height = Math.round(image.naturalHeight * ratio);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture of the map could not be made.")))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
