// What of the server's messages only a kind of network can read.

import type { About, Content } from "../types.ts";
import type { Fields } from "./checked.ts";

/** Both refuse what does not fit with a WireError. */
export interface Decoder<C extends Content = Content, A extends About = About> {
  /** What a frame shows, of the rest of its header and its body. */
  content(header: Fields, body: Uint8Array<ArrayBuffer>): Promise<C>;
  /** What a space says of itself, of `about` in the header of its map. */
  about(fields: Fields): A;
}
