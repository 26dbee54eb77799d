// The line to the server. It is taken up again by itself when it breaks, with the last token that the server gave.

import type { Course, Curve, Directions, Frame, KeptPoint, MapData, Measured, Terrain, Tile } from "../types.ts";
import type { Decoder } from "./decoder.ts";
import { Inbox, type Received } from "./inbox.ts";
import type { ClientMessage, OwnMessage, RunNews, Slot } from "./messages.ts";
import { Outbox } from "./outbox.ts";

export type { ClientMessage } from "./messages.ts";

/** What Python gave the page: a token that works once, for this session and this space. */
export interface Credentials {
  token: string;
  session: string;
  space: string;
  before?: string; // the session that the page had before it was loaded again
}

export interface ConnectionEvents {
  ready(engine: string): void; // the server takes messages: at first, and after every break; it knows no path of ours
  up(): void; // after `ready`, when the line had been lost
  down(reason: string, willRetry: boolean): void; // once for each loss, not for each attempt to end it
  expired(): void; // the token is no good: call `open` once there is a new one
  map(map: MapData): void;
  course(slot: Slot, course: Course): void;
  curve(slot: Slot, curve: Curve): void;
  terrain(terrain: Terrain): void;
  run(news: RunNews): void;
  kept(points: KeptPoint[]): void;
  directions(directions: Directions): void;
  measured(measured: Measured): void;
  frame(frame: Frame): void;
  thumb(id: number, colour: string, url: string): void; // a blob: URL; the receiver revokes it
  tile(tile: Tile): void; // its `url` likewise
  sheetDone(key: string): void;
  error(problem: string, remedy: string): void;
}

/** open: the server takes messages. closed: by us or for good. waiting: between two attempts. expired: until `open` is called. */
export type ConnectionState = "closed" | "connecting" | "open" | "waiting" | "expired";

/** Closing codes of explorer/ui/live/route.py. */
const TOKEN_REFUSED = 4401;
const UNKNOWN_SPACE = 4404;

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8000;
const SOUND_MS = 5000; // a line that held so long was no attempt: the next wait is short again
const CONNECT_MS = 10_000;
const PING_MS = 15_000;
const SILENCE_MS = 40_000; // without any message, not even a pong: the line is dead
const FULL_BYTES = 16_384; // unsent in the browser's buffer; more would only grow old there
const FULL_WAIT_MS = 15;
const OPEN = 1; // WebSocket.OPEN, which Node does not have

export class Connection {
  private socket: WebSocket | null = null;
  private inbox: Inbox | null = null;
  private readonly outbox = new Outbox();
  private current: ConnectionState = "closed";
  private given = ""; // the token of `credentials` last used
  private renewed: string | null = null; // a token that the server gave for the next time
  private attempts = 0;
  private lost = false; // `down` was reported, `up` not yet
  private readySince = 0;
  private heard = 0;
  private pings = 0;
  private timer: ReturnType<typeof setTimeout> | undefined; // of the next attempt, or of the one going on
  private beat: ReturnType<typeof setInterval> | undefined;
  private flushing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly credentials: () => Credentials,
    private readonly decoder: Decoder,
    private readonly events: ConnectionEvents,
    private readonly connect: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {}

  get state(): ConnectionState {
    return this.current;
  }

  /** Connects, if it is not connected already. */
  open(): void {
    if (this.current === "connecting" || this.current === "open") return;
    if (this.current === "closed") globalThis.addEventListener?.("online", this.hurry);
    this.start();
  }

  /** Ends the line for good; what was not sent is forgotten. */
  close(): void {
    globalThis.removeEventListener?.("online", this.hurry);
    this.drop();
    this.outbox.clear();
    this.lost = false;
    this.attempts = 0;
    this.current = "closed";
  }

  /** Sends now, or as soon as the line is there; a newer wish takes the place of an unsent one of its kind. */
  send(message: ClientMessage): void {
    this.outbox.push(message);
    this.flush();
  }

  private readonly hurry = (): void => {
    if (this.current === "waiting") this.start();
  };

  private start(): void {
    this.drop();
    this.current = "connecting";
    const socket = this.connect(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    const inbox = new Inbox(this.decoder, {
      received: (message) => this.received(message),
      unread: (problem) => this.events.error(`A message of the server cannot be read: ${problem}`, "Reload the page."),
      done: (n) => this.post({ type: "have", n }),
    });
    this.inbox = inbox;
    socket.onopen = () => this.greet();
    socket.onmessage = (event: MessageEvent) => {
      this.heard = performance.now();
      inbox.take(event.data);
    };
    socket.onclose = (event: CloseEvent) => this.closedBy(event.code, event.reason);
    this.timer = setTimeout(() => this.closedBy(0, "The server does not answer."), CONNECT_MS);
  }

  /** Lets go of the socket, silently. */
  private drop(): void {
    clearTimeout(this.timer);
    clearInterval(this.beat);
    clearTimeout(this.flushing);
    this.flushing = undefined;
    this.inbox?.close();
    this.inbox = null;
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = null;
  }

  private greet(): void {
    const { token, session, space, before } = this.credentials();
    const fresh = token !== this.given; // Python's newest word goes before the server's
    if (fresh) this.renewed = null;
    this.given = token;
    this.post({ type: "hello", token: this.renewed ?? token, session, space, ...(before ? { before } : {}) });
    this.renewed = null;
  }

  private closedBy(code: number, reason: string): void {
    if (this.current === "open" && performance.now() - this.readySince > SOUND_MS) this.attempts = 0;
    this.drop();
    if (code === TOKEN_REFUSED) {
      this.current = "expired";
      this.report("The page was open too long, or the server was restarted.", true);
      this.events.expired();
      return;
    }
    const willRetry = code !== UNKNOWN_SPACE;
    this.current = willRetry ? "waiting" : "closed";
    if (willRetry) this.timer = setTimeout(() => this.start(), this.nextWait());
    this.report(reason || "The line to the server is broken.", willRetry);
  }

  private nextWait(): number {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.attempts, LONGEST_WAIT_MS);
    this.attempts += 1;
    return wait * (0.8 + 0.4 * Math.random()); // so that many pages do not come back in the same moment
  }

  private report(reason: string, willRetry: boolean): void {
    if (this.lost && willRetry) return;
    this.lost = true;
    this.events.down(reason, willRetry);
  }

  private received(message: Received): void {
    const { events } = this;
    switch (message.type) {
      case "ready":
        return this.becomeReady(message.token, message.engine);
      case "token":
        this.renewed = message.token;
        return;
      case "course":
        return events.course(message.slot, message.course);
      case "curve":
        return events.curve(message.slot, message.curve);
      case "terrain":
        return events.terrain(message.terrain);
      case "run":
        return events.run(message.run);
      case "kept":
        return events.kept(message.points);
      case "measured":
        return events.measured(message.measured);
      case "directions":
        return events.directions(message.directions);
      case "frame":
        return events.frame(message.frame);
      case "map":
        return events.map(message.map);
      case "thumb":
        return events.thumb(message.id, message.colour, urlOf(message.png));
      case "tile":
        return events.tile({ ...message.tile, url: urlOf(message.png) });
      case "sheet_done":
        return events.sheetDone(message.key);
      case "error":
        return events.error(message.problem, message.remedy);
      case "pong":
        return; // that something came is enough
    }
  }

  private becomeReady(token: string, engine: string): void {
    clearTimeout(this.timer);
    this.renewed = token;
    this.current = "open";
    this.readySince = this.heard = performance.now();
    this.beat = setInterval(() => this.ping(), PING_MS);
    const back = this.lost;
    this.lost = false;
    this.events.ready(engine);
    if (back) this.events.up();
    this.flush();
  }

  private ping(): void {
    if (performance.now() - this.heard > SILENCE_MS) return this.closedBy(0, "The server does not answer.");
    this.pings += 1;
    this.post({ type: "ping", n: this.pings });
  }

  private flush(): void {
    if (this.current !== "open" || this.flushing !== undefined) return;
    while (this.outbox.size > 0 && this.socket) {
      if (this.socket.bufferedAmount > FULL_BYTES) {
        this.flushing = setTimeout(() => {
          this.flushing = undefined;
          this.flush();
        }, FULL_WAIT_MS);
        return;
      }
      const message = this.outbox.shift();
      if (message) this.post(message);
    }
  }

  private post(message: ClientMessage | OwnMessage): void {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(message));
  }
}

function urlOf(png: Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([png], { type: "image/png" }));
}
