// What waits to be sent: only the newest wish of each kind, as older ones are of no more use.

import type { ClientMessage } from "./messages.ts";

export class Outbox {
  private waiting: ClientMessage[] = [];

  get size(): number {
    return this.waiting.length;
  }

  push(message: ClientMessage): void {
    this.waiting = this.waiting.filter((one) => !replaces(message, one));
    this.waiting.push(message);
  }

  shift(): ClientMessage | undefined {
    return this.waiting.shift();
  }

  clear(): void {
    this.waiting = [];
  }
}

function replaces(newer: ClientMessage, older: ClientMessage): boolean {
  if (newer.type === "measure") return older.type === "measure";
  if (newer.type === "want") return older.type === "want";
  if (newer.type === "path") return older.type === "path" && older.slot === newer.slot;
  if (newer.type === "sheet" || newer.type === "sheet_stop") return older.type === "sheet" || older.type === "sheet_stop";
  return newer.type === "terrain" && older.type === "terrain";
}
