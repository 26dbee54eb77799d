// Files of what the screen shows.

import { download } from "../kit/dom.ts";
import type { Desk } from "./desk.ts";
import { figureSvg, pictureUrl } from "./figure.ts";
import { anchorsOf } from "./state.ts";
import { titleOf } from "./titles.ts";

/** What is shown as PNG. */
export function savePicture(desk: Desk): void {
  attempt(desk, async () => download(`${fileName(desk)}.png`, await desk.viewer.picture()));
}

/** Map and what is shown as SVG. */
export function saveFigure(desk: Desk): void {
  attempt(desk, async () => {
    const { url, size } = await pictureUrl(await desk.viewer.picture());
    const svg = figureSvg(desk.map.svg(), url, size, title(desk), desk.title, desk.theme);
    download(`${fileName(desk)}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  });
}

function title(desk: Desk): string {
  return titleOf(desk.view, anchorsOf(desk.view), desk.stops(), (id) => desk.name(id));
}

function fileName(desk: Desk): string {
  return `${desk.space} ${title(desk)}`.toLowerCase().replaceAll("%", " percent").replace(/[^a-z0-9]+/g, "-");
}

function attempt(desk: Desk, work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    desk.say(`This could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  });
}
