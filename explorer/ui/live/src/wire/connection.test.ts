import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Frame } from "../types.ts";
import { Connection, type ConnectionEvents, type Credentials } from "./connection.ts";
import { frameMessage, PLAIN } from "./testing.ts";

/** What the connection uses of a WebSocket. */
class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  binaryType = "blob";
  bufferedAmount = 0;
  readyState = 0;
  closed = false;
  readonly sent: Record<string, unknown>[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.closed = true;
    this.readyState = 3;
  }

  /** The server takes the connection and says hello back. */
  greet(token: string): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: "ready", engine: "cpu", session_token: token });
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  hangUp(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  of(type: string): Record<string, unknown>[] {
    return this.sent.filter((message) => message.type === type);
  }
}

let sockets: FakeSocket[];
let log: string[];
let frames: Frame[];
let credentials: Credentials;
let connection: Connection;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  sockets = [];
  log = [];
  frames = [];
  credentials = { token: "first", session: "s", space: "furniture" };
  const events: ConnectionEvents = {
    ready: (engine) => log.push(`ready ${engine}`),
    up: () => log.push("up"),
    down: (reason, willRetry) => log.push(`down ${willRetry} ${reason}`),
    expired: () => log.push("expired"),
    map: () => log.push("map"),
    course: (slot, course) => log.push(`course ${slot} ${course.key}`),
    curve: (slot, curve) => log.push(`curve ${slot} ${curve.key}`),
    terrain: () => log.push("terrain"),
    run: (news) => log.push(`run ${news.number} from ${news.first}`),
    directions: ({ labels, classes }) => log.push(`directions ${labels.length} ${classes.length}`),
    measured: ({ values }) => log.push(`measured ${Object.keys(values).length}`),
    kept: (points) => log.push(`kept ${points.length}`),
    frame: (frame) => frames.push(frame),
    thumb: () => log.push("thumb"),
    tile: () => log.push("tile"),
    sheetDone: (key) => log.push(`done ${key}`),
    error: (problem) => log.push(`error ${problem}`),
  };
  connection = new Connection("ws://x/explorer/live", () => credentials, PLAIN, events, () => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
});

afterEach(() => {
  connection.close();
  mock.timers.reset();
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
const last = () => sockets[sockets.length - 1]!;
const want = (seq: number) => ({ type: "want", seq, places: [{ kind: "network", id: seq }], moving: true }) as const;

async function opened(): Promise<FakeSocket> {
  connection.open();
  last().greet("second");
  await settle();
  return last();
}

/** Lets real time pass until the frames have been unpacked. */
async function unpacked(count: number): Promise<void> {
  const end = performance.now() + 10_000; // a busy machine unpacks slowly
  while (frames.length < count && performance.now() < end) await settle();
}

test("it says hello with the token and is open once the server is ready", async () => {
  connection.open();
  assert.equal(connection.state, "connecting");
  last().greet("second");
  await settle();
  assert.deepEqual(last().sent[0], { type: "hello", token: "first", session: "s", space: "furniture" });
  assert.equal(connection.state, "open");
  assert.deepEqual(log, ["ready cpu"]);
  assert.equal(last().binaryType, "arraybuffer");
});

test("what is sent too early goes out later, of wishes the newest alone", async () => {
  connection.send(want(1));
  connection.send({ type: "path", anchors: [1, 2], kind: "zoo", spline: false, slot: 0 });
  connection.send({ type: "path", anchors: [1, 3], kind: "zoo", spline: false, slot: 0 });
  connection.send({ type: "thumbs", ids: [1], colour: "#dda673" });
  connection.send({ type: "thumbs", ids: [2], colour: "#dda673" });
  connection.send(want(2));
  const socket = await opened();
  assert.deepEqual(socket.of("path").map((message) => message.anchors), [[1, 3]]);
  assert.deepEqual(socket.of("want").map((message) => message.seq), [2]);
  assert.equal(socket.of("thumbs").length, 2);
  assert.equal(socket.sent[socket.sent.length - 1]?.type, "want"); // it may be about the path
});

test("while the line is full, newer wishes replace older ones", async () => {
  const socket = await opened();
  socket.bufferedAmount = 100_000;
  for (const seq of [1, 2, 3]) connection.send(want(seq));
  mock.timers.tick(100);
  assert.equal(socket.of("want").length, 0);
  socket.bufferedAmount = 0;
  mock.timers.tick(100);
  assert.deepEqual(socket.of("want").map((message) => message.seq), [3]);
});

test("a broken line is taken up again with the server's token, and told of once", async () => {
  const socket = await opened();
  socket.hangUp(1006);
  assert.equal(connection.state, "waiting");
  mock.timers.tick(400);
  last().hangUp(1006); // the server is not back yet
  mock.timers.tick(800);
  assert.equal(sockets.length, 3);
  last().greet("third");
  await settle();
  assert.equal(last().sent[0]?.token, "second");
  assert.deepEqual(log.slice(1), ["down true The line to the server is broken.", "ready cpu", "up"]);
});

test("waits grow, and do not grow for ever", async () => {
  const socket = await opened();
  socket.hangUp(1006);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const before = sockets.length;
    let waited = 0;
    for (; sockets.length === before; waited += 50) mock.timers.tick(50);
    waits.push(waited);
    last().hangUp(1006);
  }
  assert.ok(waits[0]! <= 400 && waits[3]! > 1500, waits.join());
  assert.ok(Math.max(...waits) <= 9700, waits.join());
});

test("a renewed token is used the next time", async () => {
  const socket = await opened();
  socket.say({ type: "token", token: "newer" });
  await settle();
  socket.hangUp(1001);
  mock.timers.tick(400);
  last().greet("x");
  assert.equal(last().sent[0]?.token, "newer");
});

test("a refused token ends the attempts until Python has given another", async () => {
  const socket = await opened();
  socket.hangUp(1006);
  mock.timers.tick(400);
  last().readyState = 1;
  last().onopen?.();
  last().hangUp(4401);
  assert.equal(connection.state, "expired");
  assert.equal(log[log.length - 1], "expired");
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 2);
  credentials = { token: "given anew", session: "s2", space: "furniture" };
  connection.open();
  last().greet("x");
  await settle();
  assert.deepEqual(last().sent[0], { type: "hello", token: "given anew", session: "s2", space: "furniture" });
  assert.deepEqual(log.slice(-2), ["ready cpu", "up"]);
});

test("an unknown space is final", async () => {
  connection.open();
  last().hangUp(4404, "There is no such space.");
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  assert.equal(connection.state, "closed");
  assert.deepEqual(log, ["down false There is no such space."]);
});

test("a server that never answers is given up and tried again", () => {
  connection.open();
  mock.timers.tick(10_000);
  assert.equal(sockets[0]!.closed, true);
  mock.timers.tick(400);
  assert.equal(sockets.length, 2);
});

test("it sends pings, and closing ends them", async () => {
  const socket = await opened();
  mock.timers.tick(15_000);
  assert.deepEqual(socket.of("ping").map((message) => message.n), [1]);
  connection.close();
  mock.timers.tick(60_000);
  assert.equal(socket.of("ping").length, 1);
  assert.equal(sockets.length, 1);
  assert.equal(connection.state, "closed");
});

test("frames come in order, and overtaken answers are not unpacked", async () => {
  const socket = await opened();
  for (const seq of [1, -1, 2, 3]) socket.onmessage?.({ data: frameMessage({ seq }) });
  socket.onmessage?.({ data: frameMessage({ seq: 3, resolution: 128 }) });
  await unpacked(4);
  assert.deepEqual(
    frames.map(({ seq, resolution }) => [seq, resolution]),
    // the first was being unpacked already when the others came; frames ahead wait for answers
    [[1, 64], [3, 64], [3, 128], [-1, 64]],
  );
  await settle();
  assert.deepEqual(socket.of("have").map((message) => message.n), [1, 2, 3, 4, 5]);
});

test("a message that cannot be read is told of, and the next one is read", async () => {
  const socket = await opened();
  socket.onmessage?.({ data: new Uint8Array([9, 0, 0, 0, 1]).buffer });
  socket.onmessage?.({ data: "{" });
  socket.onmessage?.({ data: frameMessage({ broken: true }) });
  socket.onmessage?.({ data: frameMessage({ seq: 4 }) });
  await unpacked(1);
  assert.equal(log.filter((line) => line.startsWith("error A message of the server cannot be read")).length, 3);
  assert.deepEqual(frames.map((frame) => frame.seq), [4]);
});

test("what comes after closing is not reported", async () => {
  const socket = await opened();
  socket.onmessage?.({ data: frameMessage() });
  connection.close();
  await unpacked(1);
  assert.equal(frames.length, 0);
});

test("an error of the server is passed on", async () => {
  const socket = await opened();
  socket.say({ type: "error", seq: 1, problem: "No such network.", remedy: "" });
  await settle();
  assert.equal(log[log.length - 1], "error No such network.");
});
