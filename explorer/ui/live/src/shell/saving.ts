// Files of what the screen shows.

import type { App } from "./app.ts";
import { download } from "../kit/dom.ts";
import { figureSvg, pictureUrl } from "./figure.ts";
import { anchorsOf } from "./state.ts";
import { titleOf } from "./titles.ts";

/** The shape as PNG. */
export function savePicture(app: App): void {
  attempt(app, async () => download(`${fileName(app)}.png`, await app.viewer.picture()));
}

/** Map and shape as SVG. */
export function saveFigure(app: App): void {
  attempt(app, async () => {
    const { url, size } = await pictureUrl(await app.viewer.picture());
    const svg = figureSvg(app.map.svg(), url, size, title(app), app.title, app.theme);
    download(`${fileName(app)}.svg`, new Blob([svg], { type: "image/svg+xml" }));
  });
}

function title(app: App): string {
  return titleOf(app.view, anchorsOf(app.view), app.stops(), (id) => app.name(id));
}

function fileName(app: App): string {
  return `${app.space} ${title(app)}`.toLowerCase().replaceAll("%", " percent").replace(/[^a-z0-9]+/g, "-");
}

function attempt(app: App, work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    app.say(`This could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  });
}
