// One function: how good it is, what it confuses or how far it is off, and what it gives where inputs vary.

import { el, setAttribute, setHidden, setText } from "../../kit/dom.ts";
import { ARCH_LETTERS, AWAITED, shortened } from "../../kit/words.ts";
import type { Theme } from "../../types.ts";
import { drawCurves, drawMatrix, drawPlane, drawScatter, rowsOf, type Sheet, sheetOf } from "./draw.ts";
import type { Answers, Functions, ResponseFrame } from "./types.ts";
import { agreed, headline, NAMES, spokenAnswers, worstConfusion, written } from "./words.ts";

/** What of the inputs is varied: one of the axes, or a plane. */
export interface Varied {
  plane: boolean;
  index: number;
  output: number; // of a plane of values
}

export class FunctionCard {
  readonly root: HTMLElement;
  frame: ResponseFrame | null = null;
  readonly judgement = el("canvas", { class: "nx-fn-judgement", attributes: { role: "img" } });
  readonly response = el("canvas", { class: "nx-fn-response", attributes: { role: "img" } });
  private readonly left = el("div", { class: "nx-fn-room nx-fn-left" }, this.judgement); // a canvas must not size its own room
  private readonly title = el("div", { class: "nx-fn-title" });
  private readonly big = el("div", { class: "nx-fn-big" });
  private readonly called = el("div", { class: "nx-fn-called nx-faint" });
  private readonly values: Record<"input" | "agreement" | "count", HTMLElement>;
  private readonly rows: Record<"input" | "agreement" | "count", HTMLElement>;
  private readonly arch = el("div", { class: "nx-fn-arch" });
  private readonly bars = el("div", { class: "nx-fn-bars", attributes: { "aria-hidden": "true" } });
  private readonly below = el("div", { class: "nx-fn-below" });
  private readonly empty = el("p", { class: "nx-fn-empty nx-faint", text: AWAITED });
  private readonly body: HTMLElement;
  private functions: Functions | null = null;
  private theme: Theme | null = null;
  private varied: Varied = { plane: false, index: 0, output: 0 };
  private shares: [HTMLElement, HTMLElement][] = [];

  /** `controls`: what chooses the inputs that vary; only the first card has them. */
  constructor(controls: HTMLElement | null) {
    this.values = { input: el("dd"), agreement: el("dd"), count: el("dd") };
    const row = (name: string, value: HTMLElement) => el("div", {}, el("dt", { text: name }), value);
    this.rows = {
      input: row("input network", this.values.input),
      agreement: row("agreement", this.values.agreement),
      count: row("test inputs", this.values.count),
    };
    this.body = el(
      "div",
      { class: "nx-fn-body" },
      el(
        "div",
        { class: "nx-fn-head" },
        el("div", {}, this.big, this.called),
        el("dl", { class: "nx-fn-others" }, ...Object.values(this.rows)),
        el("div", { class: "nx-fn-form" }, this.arch, this.bars),
      ),
      el(
        "div",
        { class: "nx-fn-figures" },
        this.left,
        el("div", { class: "nx-fn-varying" }, controls ?? this.below, el("div", { class: "nx-fn-room" }, this.response)),
      ),
    );
    this.root = el("section", { class: "nx-fn-card" }, this.title, this.body, this.empty);
    setHidden(this.body, true);
  }

  setTitle(text: string): void {
    setText(this.title, text);
    setHidden(this.title, text === "");
  }

  setFunctions(functions: Functions): void {
    this.functions = functions;
    const { archs } = functions;
    this.shares = archs.length > 1 ? archs.map(() => [el("i"), el("b")] as [HTMLElement, HTMLElement]) : [];
    const said = shortened(archs, ARCH_LETTERS);
    this.bars.replaceChildren(
      ...this.shares.map(([bar, value], i) => el("div", {}, el("span", { text: said[i] ?? "", title: archs[i] ?? "" }), el("em", {}, bar), value)),
    );
    setHidden(this.bars, archs.length < 2);
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  setVaried(varied: Varied): void {
    this.varied = varied;
    this.draw();
  }

  show(frame: ResponseFrame | null): void {
    this.frame = frame;
    this.draw();
  }

  draw(): void {
    const answers = this.frame?.content.answers ?? null;
    setHidden(this.body, answers === null);
    setHidden(this.empty, answers !== null);
    if (!answers || !this.functions) return;
    this.tell(answers, this.functions);
    if (!this.theme) return;
    setHidden(this.left, !judges(answers, this.functions));
    const upper = sheetOf(this.judgement, this.theme);
    if (upper) this.drawJudgement(upper, answers, this.functions);
    const lower = sheetOf(this.response, this.theme);
    if (lower) this.drawResponse(lower, answers, this.functions);
  }

  private tell(answers: Answers, functions: Functions): void {
    const classes = functions.classes.length > 0;
    const first = headline(answers, classes);
    setText(this.big, first?.text ?? "");
    setText(this.called, first?.name ?? "");
    setHidden(this.big, first === null);
    setText(this.values.input, answers.input === null ? "–" : written(answers.by, answers.input));
    setText(this.values.agreement, answers.agreement === null ? "–" : agreed(answers.agreement, classes));
    setText(this.values.count, answers.count.toLocaleString("en"));
    setHidden(this.rows.input, answers.by === null);
    setHidden(this.rows.agreement, answers.by === null || answers.agreement === null);
    setHidden(this.called, first === null);
    setText(this.arch, `${functions.archs[answers.arch] ?? ""} · ${answers.parameters.toLocaleString("en")} parameters`);
    for (const [i, [bar, value]] of this.shares.entries()) {
      const share = answers.shares[i] ?? 0;
      bar.style.width = `${(100 * share).toFixed(1)}%`;
      setText(value, share.toFixed(2));
    }
    setAttribute(this.judgement, "aria-label", this.spoken(answers, functions));
    setAttribute(this.response, "aria-label", `What it gives when ${this.variedName(functions)} varies`);
    setText(this.below, this.variedName(functions));
  }

  private spoken(answers: Answers, functions: Functions): string {
    const worst = answers.confusion ? worstConfusion(answers.confusion, functions.classes) : "";
    const what = answers.confusion ? `Confusion matrix. Most frequent: ${worst || "none"}.` : "Given against wanted.";
    return `${what} ${spokenAnswers(answers, functions)}`;
  }

  private variedName({ axes, planes }: Functions): string {
    const { plane, index } = this.varied;
    if (!plane) return axes[index]?.name ?? "";
    return planes[index]?.name ?? "";
  }

  private drawJudgement(sheet: Sheet, answers: Answers, functions: Functions): void {
    const { classes, outputs, targets } = functions;
    if (answers.confusion) {
      drawMatrix(sheet, answers.confusion, classes, targets ? "true" : "input network", "predicted");
      return;
    }
    const values = classes.length === 0;
    if (values && targets) drawScatter(sheet, answers.points, targets, outputs, "target");
    else if (answers.ownPoints) drawScatter(sheet, answers.points, rowsOf(answers.ownPoints), outputs, "the input network");
  }

  private drawResponse(sheet: Sheet, answers: Answers, functions: Functions): void {
    const { plane, index, output } = this.varied;
    const { classes, outputs, axes, planes, values, targets } = functions;
    if (plane) {
      const found = planes[index];
      const [centre, scale] = values[output] ?? [0, 1];
      const limits = { low: centre - 2.5 * scale, high: centre + 2.5 * scale };
      if (found) drawPlane(sheet, found, index, answers.planes, outputs, classes.length > 0, output, limits, targets);
    } else {
      const axis = axes[index];
      if (axis) drawCurves(sheet, axis, index, answers.curves, answers.own, outputs, classes.length > 0);
    }
  }
}

/** Whether there is anything to hold a network against: what is right, or its input network. */
function judges(answers: Answers, { classes, targets }: Functions): boolean {
  return answers.confusion !== null || answers.ownPoints !== null || (classes.length === 0 && targets !== null);
}

/** What is written over a card's picture: for one that is saved. */
export function captionOf(answers: Answers, functions: Functions): [string, string] {
  const first = headline(answers, functions.classes.length > 0);
  const by = answers.by ? `${NAMES[answers.by]}, ` : "";
  return [first?.text ?? "", `${by}${functions.archs[answers.arch] ?? ""}, ${answers.count.toLocaleString("en")} test inputs`];
}
