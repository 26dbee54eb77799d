// Files of what the screen shows.

import { download } from "../kit/dom.ts";
import type { Desk } from "./desk.ts";
import { figureSvg, pictureUrl } from "./figure.ts";
import { anchorsOf, type Link, printView, type View } from "./state.ts";
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

/** The address of what is shown, as Python writes it. A point of this session is in the page's own address when it rests. */
export function addressOf(view: View, page: string): string | null {
  const url = new URL(page);
  const link: Link = printView(view);
  if (view.shown === "point") {
    const latent = url.searchParams.get("view") === "point" ? url.searchParams.get("point") : null;
    if (latent === null || url.searchParams.get("called") !== view.called) return null;
    link.point = latent;
  }
  url.search = new URLSearchParams(link).toString();
  url.hash = "";
  return url.href;
}

/** Puts the address of what is shown where pasting takes it from. */
export function copyLink(desk: Desk): void {
  const address = addressOf(desk.view, location.href);
  if (address === null) desk.say("The link is not ready yet: try again when what is shown rests.");
  else void copied(address).then((done) => desk.say(done ? "The link is copied." : `This browser does not copy: ${address}`));
}

/** Whether the browser took it: pages that do not come from this computer or by https may only ask the old way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
