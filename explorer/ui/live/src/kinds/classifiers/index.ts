// Classifiers: networks that say what an image shows.

import { points } from "../../kit/words.ts";
import type { Kind } from "../port.ts";
import { curve, optimizing, terrain } from "./measure.ts";
import { JudgePanel } from "./panel.ts";
import type { Classifiers, Verdict } from "./types.ts";
import { classifiersOf, decodeVerdict } from "./wire.ts";
import { GLOSSARY, MAKING, spokenAccuracy, spokenJudged } from "./words.ts";

export const classifiers: Kind<Verdict, Classifiers> = {
  content: decodeVerdict,
  about: classifiersOf,
  trouble: () => null, // plain HTML shows them, everywhere
  view: (root) => new JudgePanel(root),
  words: {
    noun: "network",
    nouns: "networks",
    mean: "Mean network",
    glossary: GLOSSARY,
    making: MAKING,
    fineness: ({ content: { judged } }) => `${judged.count.toLocaleString("en")} images`,
    spoken: ({ content: { judged } }, about) => spokenJudged(judged, about),
    worth: ({ content: { judged } }, about) => `${spokenAccuracy(judged.accuracy, judged.count, about?.tests ?? judged.count)} right`,
  },
  tools: [],
  detail: { draft: 96, finest: 256 },
  curve,
  optimizing,
  map: { terrain, worth: (value) => `${points(value)} %` },
};
