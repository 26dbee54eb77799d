// For the tests: messages as the server packs them.

import type { Frame, Place } from "../types.ts";
import { fail } from "./checked.ts";
import type { Decoder } from "./decoder.ts";

/** A binary message of any type. */
export function message(header: object, body: Uint8Array = new Uint8Array()): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = 4 + text.length + (-text.length & 3);
  const whole = new Uint8Array(start + body.length);
  new DataView(whole.buffer).setUint32(0, text.length, true);
  whole.set(text, 4);
  whole.set(body, start);
  return whole.buffer;
}

export const HEADER = {
  type: "frame",
  seq: 3,
  slot: 0,
  place: { kind: "path", path: "p", t: 0.5 },
  resolution: 64,
  milliseconds: 10,
  where: null,
};

/** A kind whose frames hold nothing but their weight. */
export const PLAIN: Decoder = {
  content: async (header, body) => (header.broken ? fail("It is broken.") : { held: body.byteLength }),
  about: (fields) => fields,
};

/** A whole frame as it comes over the wire. */
export function frameMessage(patch: object = {}, body: Uint8Array = new Uint8Array(8)): ArrayBuffer {
  return message({ ...HEADER, ...patch }, body);
}

/** A frame that takes so many bytes. */
export function frameAt(place: Place, patch: Partial<Frame> = {}, held = 90): Frame {
  return { seq: 1, slot: 0, place, resolution: 64, content: { held }, bytes: 0, milliseconds: 0, where: null, ...patch };
}
