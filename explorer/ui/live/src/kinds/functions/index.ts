// Functions: networks from vectors to vectors.

import type { Kind } from "../port.ts";
import { curve, optimizing, terrain } from "./measure.ts";
import { FunctionPanel } from "./panel.ts";
import type { Functions, Response } from "./types.ts";
import { decodeResponse, functionsOf } from "./wire.ts";
import { GLOSSARY, headline, MAKING, spokenAnswers } from "./words.ts";

export const functions: Kind<Response, Functions> = {
  content: decodeResponse,
  about: functionsOf,
  trouble: () => null, // plain HTML and canvases show them, everywhere
  view: (root) => new FunctionPanel(root),
  words: {
    noun: "network",
    nouns: "networks",
    mean: "Mean network",
    glossary: GLOSSARY,
    making: MAKING,
    fineness: ({ content: { answers } }) => `${answers.count.toLocaleString("en")} inputs`,
    spoken: ({ content: { answers } }, about) => spokenAnswers(answers, about),
    worth: ({ content: { answers } }) => {
      const first = headline(answers, answers.confusion !== null);
      return first ? `${first.name} ${first.text}` : null;
    },
  },
  tools: [],
  detail: { draft: 48, finest: 256 },
  curve,
  optimizing,
  map: {
    terrain,
    worth: (value) => (value > 1.5 ? `${value.toFixed(1)} %` : value.toFixed(3)), // percent, or R²
  },
  tours: { title: "Training run", of: ({ runs }) => runs },
};
