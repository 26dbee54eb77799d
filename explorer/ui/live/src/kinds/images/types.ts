// What the parts that show a picture tell each other. No code here.

import type { Content, Frame } from "../../types.ts";

/** Grey, colour, or colour with opacity: 1, 3 or 4 channels. */
export interface Raster {
  width: number;
  height: number;
  channels: number;
  pixels: Uint8Array; // row by row from above, channels last
}

/** A picture that the decoded one is to be seen with. */
export interface Beside extends Raster {
  name: string; // "input", "original"
}

/** What a frame holds. */
export interface Picture extends Content {
  readonly picture: Raster; // as decoded
  readonly beside: Beside[];
  readonly psnr: number | null; // dB, of the decoded picture against the input network's; null: it decodes none
  readonly facts: [name: string, text: string][];
}

export type PictureFrame = Frame<Picture>;

/** What a space of pictures says of itself. */
export interface Pictures {
  channels: number;
  size: number; // pixels of an edge
  data: string;
  classes: string[]; // empty: its pictures have none
}
