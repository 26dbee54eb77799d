// Counts animation frames, and finds how much drawing the machine keeps up with.

const FRAME_MS = 1000 / 60;
const SLACK_MS = 0.8; // browsers round the time of a frame
const WINDOW = 24; // frames that are judged together
const TOO_MANY_LATE = 0.25; // share of these

/** 0: everything. 1: one pixel a pixel, the shadow every other change. 2: fewer pixels, the shadow now and then. */
export type Thrift = 0 | 1 | 2;

export class Pace {
  /** Frames that followed right upon another one, and those of them that came after their time. */
  readonly animation = { frames: 0, late: 0 };
  thrift: Thrift;
  private last = Number.NEGATIVE_INFINITY;
  private seen = 0;
  private late = 0;

  constructor(start: Thrift) {
    this.thrift = start;
  }

  /** A frame begins. `follows`: it was asked for in the frame before. Gives the time since that one in ms, else 0. */
  tick(now: number, follows: boolean): number {
    const spent = now - this.last;
    this.last = now;
    if (!follows || !Number.isFinite(spent)) return 0;
    const late = spent > FRAME_MS + SLACK_MS;
    this.animation.frames += 1;
    if (late) this.animation.late += 1;
    this.judge(late);
    return spent;
  }

  private judge(late: boolean): void {
    this.seen += 1;
    if (late) this.late += 1;
    if (this.seen < WINDOW) return;
    if (this.late / this.seen > TOO_MANY_LATE && this.thrift < 2) this.thrift = (this.thrift + 1) as Thrift;
    this.seen = this.late = 0;
  }
}
