// Two cards, side by side, that show the newest frame each.

interface Card<F> {
  readonly frame: F | null;
  show(frame: F | null): void;
}

/** Shows frames with the next animation frame; of several before it the last one of each slot counts. */
export class FramePair<F, C extends Card<F>> {
  private asked = 0;
  private readonly wanted: [F | null, F | null] = [null, null];

  /** `drawn` is called after each animation frame in which cards were brought up to date. */
  constructor(
    private readonly cards: readonly [C, C],
    private readonly drawn: () => void = () => {},
  ) {}

  show(slot: 0 | 1, frame: F | null): void {
    if (this.wanted[slot] === frame) return;
    this.wanted[slot] = frame;
    this.ask();
  }

  /** Draws with the next animation frame, whether or not there is a new frame. */
  ask(): void {
    if (this.asked === 0) this.asked = requestAnimationFrame(() => this.draw());
  }

  dispose(): void {
    cancelAnimationFrame(this.asked);
  }

  private draw(): void {
    this.asked = 0;
    for (const [slot, card] of this.cards.entries())
      if (card.frame !== this.wanted[slot]) card.show(this.wanted[slot] ?? null);
    this.drawn();
  }
}
