// What is said of shapes. Pure: no DOM.

import type { Making, Term } from "../port.ts";

export const GLOSSARY: readonly Term[] = [
  { word: "Siren", meaning: "A small network with sine activations. Here it says of every point in a cube how far the surface is, and on which side: that is the shape." },
  { word: "IoU", meaning: "Intersection over union: the volume that two shapes share, over that of both together. 1 is the same shape, 0 has nothing in common." },
  { word: "Loose pieces", meaning: "Parts of the surface that do not hang together. A shape in many is rubble, however near its networks are." },
];

export const MAKING: Making = {
  from: "A folder of meshes (STL, OBJ, PLY, GLB); a small network is fitted to each. Sub-folders are their kinds.",
  commands: ["python -m explorer zoo shapes DIR --out zoos/mine", "python -m explorer train shapes --zoo zoos/mine --out pretrained/mine"],
};

/** As in explorer/kinds/shapes/sounding.py. */
export function spokenPieces(count: number): string {
  return count === 0 ? "without a surface" : count === 1 ? "in one piece" : `in ${count} loose pieces`;
}
