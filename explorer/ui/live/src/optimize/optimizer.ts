// The optimization of this page: what is known of it, and which of its steps is looked at. No DOM.

import type { KeptPoint, Run } from "../types.ts";
import type { RunNews } from "../wire/messages.ts";
import { goesOn, lastStep, merged, stepKey } from "./run.ts";

/** A point that is looked at. */
export interface Told {
  key: string;
  title: string;
}

export interface OptimizerPorts {
  looked(moving: boolean): void; // another point is looked at, or none any more
  changed(): void; // what is known has changed
  news(): void; // a run was begun, has ended, or was kept: the page's other parts want to know
}

export class Optimizer {
  run: Run | null = null;
  kept: readonly KeptPoint[] = [];
  told: Told | null = null;
  open = false;
  private follows = false; // the newest step

  constructor(private readonly ports: OptimizerPorts) {}

  /** Whether the newest step is looked at while they come: what is shown does not rest. */
  get following(): boolean {
    return this.follows && this.run?.state === "running";
  }

  /** Which step is looked at; null: none. */
  get index(): number | null {
    const { run, told } = this;
    if (!run || !told) return null;
    const [number, index] = told.key.split("/");
    return Number(number) === run.number ? Number(index) : null;
  }

  took(news: RunNews): void {
    const before = this.run;
    this.run = merged(before, news);
    const begun = before?.number !== news.number && goesOn(this.run);
    if (begun) {
      this.open = true; // also when it was begun below the component
      this.follows = true;
    }
    if (begun || (before && goesOn(before) && !goesOn(this.run))) this.ports.news();
    if (this.follows && this.run.losses.length > 0) this.follow(this.run);
    this.ports.changed();
  }

  keeps(points: readonly KeptPoint[]): void {
    const more = points.length !== this.kept.length;
    this.kept = points;
    if (more) this.ports.news();
    this.ports.changed();
  }

  /** Looks at a step. */
  look(index: number, moving: boolean): void {
    if (!this.run) return;
    this.follows = index >= lastStep(this.run) && goesOn(this.run);
    this.point(stepKey(this.run, index), stepTitle(this.run, index), moving);
  }

  /** Looks at a point that was kept. */
  lookAt(key: string): void {
    const point = this.kept.find((one) => one.key === key);
    if (!point) return;
    this.follows = false;
    this.point(key, `Kept: ${point.name}`, false);
  }

  /** What a point that is kept with the space is called; null: there is none of this number. */
  nameOf(id: number): string | null {
    return this.kept.find((one) => one.id === id)?.name ?? null;
  }

  /** Stays at the step that is looked at, whatever comes: it is being steered. */
  hold(): void {
    this.follows = false;
  }

  /** Something else is looked at. */
  leave(): void {
    this.follows = false;
    this.told = null;
  }

  private follow(run: Run): void {
    const on = goesOn(run);
    const index = on ? lastStep(run) : run.best;
    this.follows = on;
    this.point(stepKey(run, index), stepTitle(run, index), run.state === "running");
  }

  private point(key: string, title: string, moving: boolean): void {
    this.told = { key, title };
    this.ports.looked(moving);
  }
}

function stepTitle(run: Run, index: number): string {
  const best = run.result && index === run.result.index ? ", the best" : "";
  return index === 0 ? `The start, ${run.title}` : `Step ${index}${best}, ${run.title}`;
}
