// What the shell asks of the part that shows a decoded network, be it a shape or a classifier.

import type { Camera, Classifiers, Frame, Theme } from "../types.ts";
import type { ViewerOptions } from "./shapes/viewer.ts";

export interface NetworkView {
  readonly options: Readonly<ViewerOptions>;
  readonly animation: { frames: number; late: number };
  camera: Camera;
  shown(slot: 0 | 1): Frame | null;
  show(slot: 0 | 1, frame: Frame | null): void;
  showEnds(a: Frame | null, b: Frame | null): void;
  setTitles(main: string, other: string): void;
  setOptions(options: Partial<ViewerOptions>): void;
  setClassifiers(classifiers: Classifiers | null): void;
  setTheme(theme: Theme): void;
  reset(): void;
  resize(): void;
  picture(): Promise<Blob>;
  dispose(): void;
}
