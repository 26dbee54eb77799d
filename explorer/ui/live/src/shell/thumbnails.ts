// Pictures of networks: asked for once, a bounded number kept.

const MOST = 3000;
const AT_ONCE = 64; // ids in one message

export class Thumbnails {
  private readonly urls = new Map<number, string>();
  private readonly asked = new Set<number>();
  private colour = "";

  constructor(private readonly send: (ids: number[], colour: string) => boolean) {}

  get(id: number): string | undefined {
    return this.urls.get(id);
  }

  /** Drawn in another colour they are other pictures. */
  setColour(colour: string): void {
    const lower = colour.toLowerCase(); // as the server writes it
    if (lower === this.colour) return;
    this.colour = lower;
    this.clear();
  }

  need(ids: readonly number[]): void {
    const missing = [...new Set(ids)].filter((id) => !this.urls.has(id) && !this.asked.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const some = missing.slice(from, from + AT_ONCE);
      if (!this.send(some, this.colour)) return;
      for (const id of some) this.asked.add(id);
    }
  }

  took(id: number, colour: string, url: string): boolean {
    this.asked.delete(id);
    if (colour !== this.colour) {
      URL.revokeObjectURL(url);
      return false;
    }
    this.forget(id);
    this.urls.set(id, url);
    const oldest = this.urls.size > MOST ? this.urls.keys().next().value : undefined;
    if (oldest !== undefined) this.forget(oldest);
    return true;
  }

  /** After a lost connection: what was on its way does not come. */
  again(): void {
    this.asked.clear();
  }

  clear(): void {
    for (const id of [...this.urls.keys()]) this.forget(id);
    this.asked.clear();
  }

  private forget(id: number): void {
    const url = this.urls.get(id);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.urls.delete(id);
  }
}
