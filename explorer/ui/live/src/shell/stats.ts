// What the bench reads: times of a drag, kept in arrays of bounded length.

const MOST = 4000;

export interface SentWant {
  seq: number;
  moved: number; // when the hand moved, ms since the page opened
  sent: number;
  moving: boolean;
}

export interface ExactFrame {
  seq: number;
  resolution: number;
  received: number;
  latency: number; // from the moved hand, ms
  bytes: number;
  engine: number; // ms of the server's engine
}

export class Stats {
  readonly drag: number[] = []; // durations of animation frames while the hand moves, ms
  readonly wants: SentWant[] = [];
  readonly exact: ExactFrame[] = []; // the first answer to each `want`
  readonly frameBytes: { resolution: number; bytes: number }[] = []; // of every frame
  readonly firstPathMs: number[] = []; // from choosing a path to its first frame on the canvas
  readonly allAheadMs: number[] = []; // to all its frames ahead
  readonly restMs: { resolution: number; ms: number }[] = []; // from rest to a frame of this resolution
  reconnects = 0;

  keep<T>(list: T[], value: T): void {
    list.push(value);
    if (list.length > MOST) list.splice(0, list.length - MOST);
  }

  /** When the hand moved for a `want`, if it is still known. */
  movedFor(seq: number): number | undefined {
    for (let i = this.wants.length - 1; i >= 0; i -= 1) if (this.wants[i]?.seq === seq) return this.wants[i]?.moved;
    return undefined;
  }

  clear(): void {
    for (const list of [this.drag, this.wants, this.exact, this.frameBytes, this.firstPathMs, this.allAheadMs, this.restMs])
      list.length = 0;
  }
}
