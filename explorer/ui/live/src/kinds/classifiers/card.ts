// One judged classifier: accuracy, architecture, confusion matrix, recall and precision, images.

import { el, setAttribute, setHidden, setText } from "../../kit/dom.ts";
import { ARCH_LETTERS, AWAITED, points, shortened } from "../../kit/words.ts";
import type { Classifiers, Judged, Sample, VerdictFrame } from "./types.ts";
import { plusMinus, readable, shades, spokenJudged, worstConfusion } from "./words.ts";

const SAMPLES = 12;

export class JudgeCard {
  readonly root: HTMLElement;
  frame: VerdictFrame | null = null;
  private readonly title = el("div", { class: "nx-judge-title" });
  private readonly big = el("div", { class: "nx-judge-big" });
  private readonly error = el("div", { class: "nx-judge-error nx-faint", title: "How far the accuracy on all test images may lie from this one, in 95 of 100 cases" });
  private readonly others = el("dl", { class: "nx-judge-others" });
  private readonly arch = el("div", { class: "nx-judge-arch" });
  private readonly bars = el("div", { class: "nx-judge-bars", attributes: { "aria-hidden": "true" } });
  private readonly matrix = el("div", { class: "nx-judge-matrix", attributes: { role: "img", tabindex: "0" } });
  private readonly images = el("div", { class: "nx-judge-images", attributes: { role: "group", "aria-label": "Test images" } });
  private readonly caption = el("p", { class: "nx-judge-caption nx-faint" });
  private readonly empty = el("p", { class: "nx-judge-empty nx-faint", text: AWAITED });
  private readonly body: HTMLElement;
  private readonly values: Record<"input" | "teacher" | "count", HTMLElement>;
  private classifiers: Classifiers | null = null;
  private cells: HTMLElement[] = [];
  private recalls: HTMLElement[] = [];
  private precisions: HTMLElement[] = [];
  private shares: [HTMLElement, HTMLElement][] = [];
  private readonly tiles: Tile[];

  constructor() {
    this.values = { input: el("dd"), teacher: el("dd"), count: el("dd") };
    const named: [string, HTMLElement][] = [
      ["input network", this.values.input],
      ["teacher", this.values.teacher],
      ["test images", this.values.count],
    ];
    for (const [name, value] of named) this.others.append(el("div", {}, el("dt", { text: name }), value));
    this.tiles = Array.from({ length: SAMPLES }, () => new Tile());
    this.images.append(...this.tiles.map((tile) => tile.root));
    this.body = el(
      "div",
      { class: "nx-judge-body" },
      el("div", { class: "nx-judge-head" }, el("div", {}, this.big, this.error), this.others, el("div", { class: "nx-judge-form" }, this.arch, this.bars)),
      this.matrix,
      this.caption,
      this.images,
    );
    this.root = el("section", { class: "nx-judge-card" }, this.title, this.body, this.empty);
    setHidden(this.body, true);
  }

  setTitle(text: string): void {
    setText(this.title, text);
    setHidden(this.title, text === "");
  }

  /** Lays out the rows and columns of this space's classes. */
  setClassifiers(classifiers: Classifiers | null): void {
    this.classifiers = classifiers;
    const classes = classifiers?.classes ?? [];
    this.matrix.style.setProperty("--nx-classes", String(classes.length));
    this.matrix.replaceChildren();
    this.cells = [];
    this.recalls = [];
    this.precisions = [];
    for (const [row, name] of classes.entries()) {
      this.matrix.append(el("span", { class: "nx-judge-class", text: name, title: name }));
      for (const other of classes) {
        const cell = el("span", { class: row === classes.indexOf(other) ? "nx-judge-cell nx-diagonal" : "nx-judge-cell" });
        this.cells.push(cell);
        this.matrix.append(cell);
      }
      const recall = el("span", { class: "nx-judge-share", title: `Recall of ${name}` });
      const precision = el("span", { class: "nx-judge-share nx-judge-precision", title: `Precision of ${name}` });
      this.recalls.push(recall);
      this.precisions.push(precision);
      this.matrix.append(recall, precision);
    }
    const foot = [el("span", { class: "nx-judge-foot", text: "true ↓  predicted →" })];
    for (const name of classes) foot.push(el("span", { class: "nx-judge-column", text: short(name), title: name }));
    foot.push(
      el("span", { class: "nx-judge-foot nx-judge-foot-recall", text: "recall" }),
      el("span", { class: "nx-judge-foot nx-judge-precision", text: "precision" }),
    );
    this.matrix.append(...foot);
    const archs = classifiers?.archs ?? [];
    this.shares = archs.length > 1 ? archs.map(() => [el("i"), el("b")] as [HTMLElement, HTMLElement]) : [];
    const said = shortened(archs, ARCH_LETTERS);
    this.bars.replaceChildren(
      ...this.shares.map(([bar, value], i) => el("div", {}, el("span", { text: said[i] ?? "", title: archs[i] ?? "" }), el("em", {}, bar), value)),
    );
    this.draw();
  }

  show(frame: VerdictFrame | null): void {
    this.frame = frame;
    this.draw();
  }

  private draw(): void {
    const judged = this.frame?.content.judged ?? null;
    setHidden(this.body, judged === null);
    setHidden(this.empty, judged !== null);
    if (judged && this.classifiers) this.fill(judged, this.classifiers);
  }

  private fill(judged: Judged, classifiers: Classifiers): void {
    setText(this.big, `${points(judged.accuracy)} %`);
    const error = plusMinus(judged.accuracy, judged.count, classifiers.tests);
    setText(this.error, error > 0 ? `± ${points(error)}` : "");
    setText(this.values.input, judged.input === null ? "–" : `${points(judged.input)} %`);
    setText(this.values.teacher, `${points(judged.teacher)} %`);
    setText(this.values.count, judged.count.toLocaleString("en"));
    setText(this.arch, `${classifiers.archs[judged.arch] ?? ""} · ${judged.parameters.toLocaleString("en")} parameters`);
    for (const [i, [bar, value]] of this.shares.entries()) {
      const share = judged.shares[i] ?? 0;
      bar.style.width = `${(100 * share).toFixed(1)}%`;
      setText(value, share.toFixed(2));
    }
    const { classes } = classifiers;
    const digits = String(Math.max(...judged.confusion, 0)).length;
    this.matrix.style.setProperty("--nx-digits", String(digits));
    for (const [i, shade] of shades(judged.confusion, classes.length).entries()) {
      const cell = this.cells[i];
      if (!cell) continue;
      const count = judged.confusion[i] ?? 0;
      const { drawn, strong } = readable(shade);
      cell.style.setProperty("--nx-shade", drawn.toFixed(3));
      setText(cell, count > 0 ? String(count) : "");
      cell.classList.toggle("nx-strong", strong);
      const [row, column] = [Math.floor(i / classes.length), i % classes.length];
      setAttribute(cell, "title", `${classes[row]} taken for ${classes[column]}: ${count}`);
    }
    for (const [i, cell] of this.recalls.entries()) setText(cell, shareText(judged.recall[i]));
    for (const [i, cell] of this.precisions.entries()) setText(cell, shareText(judged.precision[i]));
    const worst = worstConfusion(judged, classes);
    setAttribute(this.matrix, "aria-label", `Confusion matrix. ${spokenJudged(judged, classifiers)}. Most frequent: ${worst || "none"}`);
    const reference = judged.input === null ? "the teacher" : "its input network";
    setText(this.caption, `Where it and ${reference} disagree, then its errors, then its doubts`);
    for (const [i, tile] of this.tiles.entries()) tile.show(judged.samples[i] ?? null, judged, classes, reference);
  }
}

/** One image with what is predicted. */
class Tile {
  readonly root: HTMLElement;
  private readonly canvas = el("canvas");
  private readonly mark = el("span", { class: "nx-judge-mark", attributes: { "aria-hidden": "true" } });
  private readonly predicted = el("span", { class: "nx-judge-predicted" });
  private readonly truth = el("span", { class: "nx-judge-truth nx-faint" });
  private image = -1;

  constructor() {
    this.root = el(
      "figure",
      { class: "nx-judge-image" },
      this.canvas,
      this.mark,
      el("figcaption", {}, this.predicted, this.truth),
    );
  }

  show(sample: Sample | null, judged: Judged, classes: readonly string[], reference: string): void {
    setHidden(this.root, sample === null);
    if (!sample) return;
    if (this.image !== sample.image || this.canvas.width !== judged.size) this.paint(sample, judged);
    this.image = sample.image;
    const right = sample.predicted === sample.label;
    const [said, truth, other] = [sample.predicted, sample.label, sample.reference].map((k) => classes[k] ?? String(k));
    this.root.dataset.right = String(right);
    setText(this.mark, right ? "✓" : "✗");
    setText(this.predicted, `${said} ${Math.round(100 * sample.confidence)}%`);
    setText(this.truth, right ? "right" : `is ${truth}`);
    setAttribute(this.root, "title", `Predicted ${said} at ${Math.round(100 * sample.confidence)} %; it is ${truth}; ${reference} says ${other}`);
  }

  private paint(sample: Sample, { channels, size }: Judged): void {
    this.canvas.width = size;
    this.canvas.height = size;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const picture = context.createImageData(size, size);
    const area = size * size;
    for (let i = 0; i < area; i += 1) {
      for (let c = 0; c < 3; c += 1) picture.data[4 * i + c] = sample.pixels[(channels === 3 ? c * area : 0) + i] ?? 0;
      picture.data[4 * i + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }
}

/** Of a class's name what fits over a column. */
function short(name: string): string {
  return name.slice(0, 3).trimEnd();
}

function shareText(share: number | undefined): string {
  return share === undefined ? "" : share.toFixed(2).replace(/^0/, "");
}
