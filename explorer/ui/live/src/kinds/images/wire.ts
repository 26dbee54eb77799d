// What a frame's header says of a picture, and its pixels.

import * as read from "../../wire/checked.ts";
import { fail, type Fields } from "../../wire/checked.ts";
import { inflate } from "../../wire/inflate.ts";
import type { Picture, Pictures, Raster } from "./types.ts";

const MOST_PIXELS = 4096; // each way; what is above it is an error
const MOST_BESIDE = 8;
const CHANNELS = [1, 3, 4] as const;

/** What a frame holds, of its header and its body: one stream, the decoded picture first, then those beside it. */
export async function decodePicture(header: Fields, body: Uint8Array<ArrayBuffer>): Promise<Picture> {
  const fields = read.fieldsOf(header.picture, '"picture"');
  const decoded = sizeOf(fields);
  const beside = read.list(fields.beside, "beside", (item) => {
    const one = read.fieldsOf(item, "A picture beside it");
    return { name: read.text(one, "name"), ...sizeOf(one) };
  });
  if (beside.length > MOST_BESIDE) fail(`${beside.length} pictures are beside one.`);
  const sizes = [decoded, ...beside].map(({ width, height, channels }) => width * height * channels);
  const raw = await inflate(body, sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  const [first, ...others] = sizes.map((size) => raw.subarray(at, (at += size)));
  return {
    picture: { ...decoded, pixels: first! },
    beside: beside.map((one, k) => ({ ...one, pixels: others[k]! })),
    psnr: fields.psnr == null ? null : read.number(fields, "psnr"),
    facts: read.list(fields.facts, "facts", factOf),
    held: raw.byteLength,
  };
}

export function picturesOf(fields: Fields): Pictures {
  return {
    channels: read.oneOf(fields, "channels", CHANNELS),
    size: read.whole(fields, "size", 1, MOST_PIXELS),
    data: read.text(fields, "data"),
    classes: fields.classes == null ? [] : read.texts(fields.classes, "classes"),
  };
}

function sizeOf(fields: Fields): Omit<Raster, "pixels"> {
  return {
    width: read.whole(fields, "width", 1, MOST_PIXELS),
    height: read.whole(fields, "height", 1, MOST_PIXELS),
    channels: read.oneOf(fields, "channels", CHANNELS),
  };
}

function factOf(item: unknown): [string, string] {
  const [name, text, ...more] = read.texts(item, "facts");
  return name !== undefined && text !== undefined && more.length === 0 ? [name, text] : fail('"facts" holds no fact.');
}
