// Unpacking the body of a frame.

import { fail } from "./checked.ts";

/** Of one zlib stream that must hold exactly `length` bytes: a longer one is given up where it exceeds them. */
export async function inflate(body: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // Their failure shows up when reading; without a handler the browser would report it a second time.
  const written = Promise.allSettled([writer.write(body), writer.close()]);
  const reader = stream.readable.getReader();
  const whole = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => fail("A frame is damaged or cut off."));
    if (done) break;
    if (filled + value.byteLength > length) {
      await reader.cancel().catch(() => undefined); // it is given up in any case
      fail(`A frame holds more than the ${length} bytes of its header.`);
    }
    whole.set(value, filled);
    filled += value.byteLength;
  }
  await written;
  if (filled !== length) fail(`A frame holds ${filled} bytes, its header states ${length}.`);
  return whole;
}
