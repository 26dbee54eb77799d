// Plays the path at the display's rate.

import { advance, ahead, onGrid, type Playback, playSeconds, startPlayback } from "./playback.ts";

const LONGEST_STEP = 0.1; // s: a page in the background does not jump when it comes back

export interface PlayerPorts {
  moved(t: number, ahead: number): void;
  ended(): void;
  pace(): { legs: number; speed: number; loop: boolean; lead: number }; // lead: seconds from asking to a frame
}

export class Player {
  private now: Playback | null = null;
  private asked = 0;
  private last = 0;

  constructor(private readonly ports: PlayerPorts) {}

  get playing(): boolean {
    return this.now !== null;
  }

  start(t: number): void {
    if (this.now) return;
    this.now = startPlayback(t);
    this.last = performance.now();
    this.asked = requestAnimationFrame(this.tick);
  }

  stop(): void {
    this.now = null;
    cancelAnimationFrame(this.asked);
  }

  private readonly tick = (): void => {
    if (!this.now) return;
    const time = performance.now();
    const seconds = Math.min((time - this.last) / 1000, LONGEST_STEP);
    this.last = time;
    const { legs, speed, loop, lead } = this.ports.pace();
    const whole = playSeconds(legs, speed);
    this.now = advance(this.now, seconds, whole, loop);
    const { t, done } = this.now;
    this.ports.moved(onGrid(t), onGrid(ahead(this.now, lead, whole)));
    if (done) {
      this.stop();
      this.ports.ended();
    } else {
      this.asked = requestAnimationFrame(this.tick);
    }
  };
}
