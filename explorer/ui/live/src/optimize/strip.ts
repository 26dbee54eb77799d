// The strip under map and viewer while something is optimized: its curves, and its controls.

import "./optimize.css";
import type { Goal, Optimizing } from "../kinds/port.ts";
import { el, iconButton, setAttribute, setHidden, setText, svgElement, textButton } from "../kit/dom.ts";
import { icon } from "../kit/icons.ts";
import type { About, KeptPoint, Run } from "../types.ts";
import type { RunAction } from "../wire/messages.ts";
import { curveOf, goesOn, lastStep, rangeOf, spokenRun } from "./run.ts";

const STEPS = [50, 150, 400];
const USUAL_STEPS = 150;
const LEAST_LOSS = 0.01; // of a range that is drawn

export type From = "shown" | "weakest" | "random";

export interface StripEvents {
  start(from: From, goal: string, steps: number, anywhere: boolean): void;
  control(action: RunAction): void;
  look(index: number, moving: boolean): void;
  close(): void;
}

export interface StripState {
  run: Run | null;
  kept: readonly KeptPoint[];
  index: number | null; // of the step that is looked at
  goals: readonly Goal[];
}

export class Strip {
  readonly root: HTMLElement;
  private readonly graph: HTMLElement;
  private readonly curve: SVGSVGElement;
  private readonly limits = el("div", { class: "nx-limits", attributes: { "aria-hidden": "true" } });
  private readonly best = el("div", { class: "nx-optimize-best", text: "★", attributes: { "aria-hidden": "true" } });
  private readonly here = el("div", { class: "nx-optimize-here" });
  private readonly hint: HTMLElement;
  private readonly legend = el("div", { class: "nx-optimize-legend nx-faint", attributes: { "aria-hidden": "true" } });
  private readonly whose = el("span", { class: "nx-optimize-whose" }); // the run that is drawn: the choices below are of the next one
  private readonly choices: readonly HTMLElement[];
  private readonly from: HTMLSelectElement;
  private readonly toward: HTMLSelectElement;
  private readonly steps: HTMLSelectElement;
  private readonly nearBox: HTMLElement;
  private readonly near = el("input", { attributes: { type: "checkbox", checked: "" } });
  private readonly start: HTMLButtonElement;
  private readonly pause: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly keep: HTMLButtonElement;
  private readonly said = el("span", { class: "nx-optimize-said", attributes: { role: "status" } });
  private run: Run | null = null;
  private index = 0;
  private drawn = "";
  private goals = "";
  private offered: readonly Goal[] = [];

  /** @param kind what networks are optimized for, and how they are measured */
  constructor(
    private readonly kind: Optimizing<About>,
    private readonly events: StripEvents,
  ) {
    this.hint = el("p", { class: "nx-hint", text: kind.hint });
    const near = el("label", { class: "nx-check", title: "Stay where networks are: elsewhere the decoder knows nothing" }, this.near, "Near networks");
    this.nearBox = near;
    const labelled = (name: string, select: HTMLSelectElement) =>
      el("label", { class: "nx-labelled" }, el("span", { class: "nx-faint", text: name }), select);
    this.from = el("select", { class: "nx-select nx-optimize-from" });
    this.toward = el("select", { class: "nx-select nx-optimize-toward" });
    this.steps = el("select", { class: "nx-select" }, ...STEPS.map((n) => el("option", { text: String(n), attributes: { value: String(n) } })));
    this.steps.value = String(USUAL_STEPS);
    this.start = textButton("Start", "Let the latent walk: the decoder stays as it is", () => this.begin(), "nx-primary");
    this.pause = textButton("Pause", "Pause or go on", () => events.control(this.run?.state === "paused" ? "resume" : "pause"));
    this.stop = textButton("Stop", "End it here; its best step is its result", () => events.control("stop"));
    this.keep = textButton("Keep", "Keep the best step as a point on the map", () => events.control("keep"));
    this.keep.prepend(icon("pin"));
    this.curve = svgElement("svg", { class: "nx-curve", preserveAspectRatio: "none", viewBox: "0 0 1000 100", "aria-hidden": "true" });
    this.legend.append(this.whose, el("span", {}, el("i", { class: "nx-optimize-key" }), kind.measure.title), el("span", {}, el("i", { class: "nx-optimize-key nx-optimize-key-loss" }), "loss"));
    this.choices = [labelled("From", this.from), labelled("Toward", this.toward), labelled("Steps", this.steps)];
    this.graph = el(
      "div",
      { class: "nx-optimize-graph", attributes: { role: "slider", tabindex: "0", "aria-label": "Step of the optimization" } },
      this.curve,
      this.limits,
      this.here,
      this.best,
      this.legend,
    );
    this.root = el(
      "section",
      { class: "nx-optimize", attributes: { "aria-label": "Optimization" } },
      el("div", { class: "nx-optimize-box" }, this.graph, this.hint),
      el(
        "div",
        { class: "nx-controls" },
        ...this.choices,
        near,
        this.start,
        this.pause,
        this.stop,
        this.said,
        el("span", { class: "nx-space" }),
        this.keep,
        iconButton(icon("close"), "Back to the path", events.close),
      ),
    );
    this.listen();
  }

  render(state: StripState): void {
    const { run } = state;
    this.run = run;
    this.index = state.index ?? (run ? lastStep(run) : 0);
    const on = goesOn(run);
    this.renderChoices(state);
    for (const choice of this.choices) setHidden(choice, on); // they are of a run from here, and that one may be of a file
    setText(this.whose, run?.title ?? "");
    setHidden(this.start, on);
    setHidden(this.pause, !on);
    setHidden(this.stop, !on);
    setText(this.pause, run?.state === "paused" ? "Resume" : "Pause");
    const kept = run !== null && state.kept.some(({ key }) => key === `kept/${run.number}`);
    setHidden(this.keep, !run?.result || kept);
    const there = (run?.losses.length ?? 0) > 0;
    setText(this.said, run ? spokenRun(run, this.kind.measure) : "");
    setAttribute(this.said, "title", run ? `${run.title}: ${this.said.textContent ?? ""}` : "");
    setHidden(this.hint, there);
    setHidden(this.graph, !there);
    if (run && there) this.draw(run);
  }

  private renderChoices(state: StripState): void {
    const names: Record<From, string> = { shown: "what is shown", weakest: "the weakest network", random: "a random latent" };
    const from = (Object.keys(names) as From[]).filter((one) => one !== "weakest" || this.kind.ranking !== null);
    fill(this.from, from.map((value) => ({ value, title: names[value] })));
    const goals = JSON.stringify(state.goals);
    if (goals !== this.goals) fill(this.toward, state.goals);
    this.goals = goals;
    this.offered = state.goals;
    this.renderNear();
    this.start.disabled = state.goals.length === 0;
  }

  /** Whether a walk stays near networks is a choice only toward what it would else leave them for. */
  private renderNear(): void {
    setHidden(this.nearBox, goesOn(this.run) || !this.offered.find(({ value }) => value === this.toward.value)?.stays);
  }

  private draw(run: Run): void {
    const { measure } = this.kind;
    const at = (index: number) => `${((100 * Math.min(index, run.wanted)) / run.wanted).toFixed(2)}%`;
    const values = rangeOf(run.values, measure.range);
    const height = (index: number) => `${((100 * ((run.values[index] ?? 0) - values.low)) / (values.high - values.low)).toFixed(2)}%`;
    this.here.style.left = at(this.index);
    this.best.style.left = at(run.best);
    this.best.style.bottom = height(run.best);
    setAttribute(this.graph, "aria-valuemin", "0");
    setAttribute(this.graph, "aria-valuemax", String(lastStep(run)));
    setAttribute(this.graph, "aria-valuenow", String(this.index));
    setAttribute(this.graph, "aria-valuetext", `step ${this.index}: ${measure.spoken(run.values[this.index] ?? 0)}`);
    const name = `${run.number} ${run.losses.length}`;
    if (name === this.drawn) return;
    this.drawn = name;
    const line = curveOf(run.values, run.wanted, values);
    const end = ((1000 * lastStep(run)) / run.wanted).toFixed(1);
    const losses = curveOf(run.losses, run.wanted, rangeOf(run.losses, LEAST_LOSS));
    this.curve.replaceChildren(
      svgElement("path", { d: `M0,100L${line}L${end},100Z`, fill: "var(--nx-primary)", class: "nx-area" }),
      svgElement("path", { d: `M${losses}`, stroke: "var(--nx-faint)", class: "nx-line nx-optimize-loss" }),
      svgElement("path", { d: `M${line}`, stroke: "var(--nx-primary)", class: "nx-line" }),
    );
    this.limits.replaceChildren(...measure.limits(values));
  }

  private begin(): void {
    this.events.start(this.from.value as From, this.toward.value, Number(this.steps.value), !this.near.checked);
  }

  private listen(): void {
    const { graph } = this;
    this.toward.addEventListener("change", () => this.renderNear());
    const index = (event: PointerEvent): number => {
      const box = graph.getBoundingClientRect();
      const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
      return this.run ? Math.min(Math.round(share * this.run.wanted), lastStep(this.run)) : 0;
    };
    let held: number | null = null;
    graph.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = event.pointerId;
      graph.setPointerCapture(held);
      this.events.look(index(event), true);
    });
    graph.addEventListener("pointermove", (event) => {
      if (event.pointerId === held) this.events.look(index(event), true);
    });
    const release = (event: PointerEvent) => {
      if (event.pointerId !== held) return;
      held = null;
      this.events.look(index(event), false);
    };
    graph.addEventListener("pointerup", release);
    graph.addEventListener("pointercancel", release);
    graph.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (by === undefined || !this.run) return;
      event.preventDefault();
      event.stopPropagation();
      this.events.look(Math.min(Math.max(this.index + by, 0), lastStep(this.run)), false);
    });
  }
}

/** Makes the options these; what was chosen stays if it is still there. */
function fill(select: HTMLSelectElement, options: readonly { value: string; title: string }[]): void {
  const chosen = select.value;
  const same = select.options.length === options.length && options.every(({ value }, i) => select.options[i]?.value === value);
  if (!same) select.replaceChildren(...options.map(({ value }) => el("option", { attributes: { value } })));
  options.forEach(({ title }, i) => {
    const option = select.options[i];
    if (option) setText(option, title);
  });
  if (options.some(({ value }) => value === chosen) && select.value !== chosen) select.value = chosen;
}
