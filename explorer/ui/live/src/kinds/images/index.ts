// Images: networks that say which colour every point of a picture has.

import type { Kind } from "../port.ts";
import { likeness, sameness } from "../shared.ts";
import { PicturePanel } from "./panel.ts";
import type { Picture, Pictures } from "./types.ts";
import { decodePicture, picturesOf } from "./wire.ts";
import { GLOSSARY, MAKING, sizeText, spokenPicture } from "./words.ts";

export const images: Kind<Picture, Pictures> = {
  content: decodePicture,
  about: picturesOf,
  trouble: () => null, // a plain canvas shows them, everywhere
  view: (root) => new PicturePanel(root),
  words: {
    noun: "picture",
    nouns: "pictures",
    mean: "Mean picture",
    glossary: GLOSSARY,
    making: MAKING,
    fineness: ({ content }) => sizeText(content.picture),
    spoken: ({ content }) => spokenPicture(content),
    worth: () => null,
  },
  tools: ["insets"],
  // A picture is small however fine it is, and the server alone knows how fine it goes: a resting hand asks each time.
  detail: { draft: Number.POSITIVE_INFINITY, finest: Number.POSITIVE_INFINITY },
  curve: null,
  optimizing: {
    toward: "a picture",
    hint: "The latent walks to where the decoded picture is more like another, and its point over the map.",
    ranking: null,
    measure: sameness("PSNR", 1, Number.POSITIVE_INFINITY, (value) => `${value.toFixed(2)} dB`),
    goals: (asked) => likeness("picture", asked),
  },
  map: { terrain: null, worth: (value) => value.toFixed(4) },
};
