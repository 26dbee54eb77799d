// Shapes: networks that say how far every point is from a surface.

import type { Kind } from "../port.ts";
import { likeness, sameness } from "../shared.ts";
import { decodeShape } from "./mesh.ts";
import { GLOSSARY, MAKING, spokenPieces } from "./words.ts";
import { graphics } from "./support.ts";
import type { Shape } from "./types.ts";
import { Viewer } from "./viewer.ts";

const NO_WEBGL = "This browser draws no WebGL, which the live view needs.";

export const shapes: Kind<Shape> = {
  content: decodeShape,
  about: (fields) => fields, // it says nothing of itself
  trouble: () => (graphics().supported ? null : NO_WEBGL),
  view: (root, events) => new Viewer(root, events),
  words: {
    noun: "shape",
    nouns: "shapes",
    mean: "Mean shape",
    glossary: GLOSSARY,
    making: MAKING,
    fineness: ({ resolution }) => `${resolution}³`,
    spoken: () => "",
    soundness: ({ content: { pieces } }) => ({ said: spokenPieces(pieces), sound: pieces === 1 }),
    worth: () => null,
  },
  tools: ["reset", "turntable", "wireframe", "section", "insets"],
  detail: { draft: 96, finest: 256 },
  curve: null,
  optimizing: {
    toward: "a shape",
    hint: "The latent walks to where the decoded shape is more like another, and its point over the map.",
    ranking: null,
    measure: sameness("IoU", 0.02, 1, (value) => value.toFixed(3)),
    goals: (asked) => likeness("shape", asked),
  },
  map: { terrain: null, worth: (value) => value.toFixed(4) },
};
