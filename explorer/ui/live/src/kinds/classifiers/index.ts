// Classifiers: networks that say what an image shows.

import { points } from "../../kit/words.ts";
import type { Kind } from "../port.ts";
import { curve, optimizing, terrain } from "./measure.ts";
import { JudgePanel } from "./panel.ts";
import type { Classifiers, Verdict } from "./types.ts";
import { classifiersOf, decodeVerdict } from "./wire.ts";
import { spokenJudged } from "./words.ts";

export const classifiers: Kind<Verdict, Classifiers> = {
  content: decodeVerdict,
  about: classifiersOf,
  trouble: () => null, // plain HTML shows them, everywhere
  view: (root) => new JudgePanel(root),
  words: {
    noun: "network",
    nouns: "networks",
    mean: "Mean network",
    fineness: ({ content: { judged } }) => `${judged.count.toLocaleString("en")} images`,
    spoken: ({ content: { judged } }, about) => spokenJudged(judged, about),
    worth: ({ content: { judged } }) => `${points(judged.accuracy)} % right`,
  },
  tools: [],
  detail: { draft: 96, finest: 256 },
  trusted: false,
  curve,
  optimizing,
  map: { terrain, search: ({ archs }) => `12, ${archs[0] ?? ""}`, worth: (value) => `${points(value)} %` },
};
