// The samples' pixels of a judged classifier, unpacked.

import type { Judged } from "../../types.ts";
import { inflate } from "../shapes/mesh.ts";

/** Gives each sample its pixels; anything that does not fit the header is a WireError. */
export async function openJudged(judged: Judged, body: Uint8Array<ArrayBuffer>): Promise<Judged> {
  const each = judged.channels * judged.size ** 2;
  const raw = await inflate(body, each * judged.samples.length);
  const samples = judged.samples.map((sample, k) => ({ ...sample, pixels: raw.slice(k * each, (k + 1) * each) }));
  return { ...judged, samples };
}
