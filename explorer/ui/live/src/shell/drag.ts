// Times animation frames while a hand holds something; the bench reads them.

import type { Stats } from "./stats.ts";

export class DragClock {
  since = 0; // the last frame; 0: nothing is held

  constructor(private readonly stats: Stats) {}

  hold(on: boolean): void {
    if (!on) this.since = 0;
    else if (this.since === 0) {
      this.since = performance.now();
      requestAnimationFrame(this.tick);
    }
  }

  private readonly tick = (): void => {
    if (this.since === 0) return;
    const now = performance.now();
    this.stats.keep(this.stats.drag, now - this.since);
    this.since = now;
    requestAnimationFrame(this.tick);
  };
}
