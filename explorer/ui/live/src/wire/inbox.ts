// What has come: read one after the other, since what a frame shows takes a moment to unpack.
//
// Answers go before frames ahead and pictures, and an answer that a newer one has overtaken is not unpacked at all.

import type { Frame } from "../types.ts";
import type { Decoder } from "./decoder.ts";
import type { ServerBinary, ServerText } from "./messages.ts";
import { readBinary, readText } from "./protocol.ts";

export type Received = ServerText | Exclude<ServerBinary, { type: "frame" }> | { type: "frame"; frame: Frame };

export interface InboxEvents {
  received(message: Received): void;
  unread(problem: string): void; // a message that cannot be understood
  done(count: number): void; // so many binary messages are dealt with
}

type Packed = ServerText | ServerBinary;

export class Inbox {
  private readonly soon: Packed[] = [];
  private readonly later: Packed[] = [];
  private readonly newest = [-1, -1]; // seq of each slot
  private working = false;
  private count = 0;
  private closed = false;

  constructor(
    private readonly decoder: Decoder,
    private readonly events: InboxEvents,
  ) {}

  take(data: unknown): void {
    try {
      const message = typeof data === "string" ? readText(data) : data instanceof ArrayBuffer ? readBinary(data, this.decoder) : null;
      if (message) this.sort(message);
      else if (data instanceof ArrayBuffer) this.finish();
    } catch (error) {
      this.events.unread(reason(error));
      if (data instanceof ArrayBuffer) this.finish();
    }
    if (!this.working) void this.work();
  }

  /** Nothing is reported any more. */
  close(): void {
    this.closed = true;
    this.soon.length = 0;
    this.later.length = 0;
  }

  private sort(message: Packed): void {
    if (message.type === "frame" && message.facts.seq >= 0) {
      const { seq, slot } = message.facts;
      this.newest[slot] = Math.max(seq, this.newest[slot] ?? -1);
    }
    const ahead = message.type === "frame" && message.facts.seq < 0;
    const picture = message.type === "thumb" || message.type === "tile" || message.type === "terrain" || message.type === "sheet_done";
    (ahead || picture ? this.later : this.soon).push(message);
  }

  private async work(): Promise<void> {
    this.working = true;
    for (;;) {
      const message = this.soon.shift() ?? this.later.shift();
      if (!message) break;
      try {
        const received = message.type === "frame" ? await this.unpack(message) : message;
        if (received && !this.closed) this.events.received(received);
      } catch (error) {
        if (!this.closed) this.events.unread(reason(error));
      }
      if ("body" in message || "map" in message || "png" in message || "terrain" in message) this.finish();
    }
    this.working = false;
  }

  private async unpack(message: ServerBinary & { type: "frame" }): Promise<Received | null> {
    const { facts, header, body, bytes } = message;
    if (facts.seq >= 0 && facts.seq < (this.newest[facts.slot] ?? -1)) return null;
    const content = await this.decoder.content(header, body);
    return { type: "frame", frame: { ...facts, content, bytes } };
  }

  private finish(): void {
    if (this.closed) return;
    this.count += 1;
    this.events.done(this.count);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
