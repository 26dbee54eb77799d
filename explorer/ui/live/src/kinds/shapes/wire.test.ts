import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { WireError } from "../../wire/checked.ts";
import { readBinary } from "../../wire/protocol.ts";
import { PLAIN } from "../../wire/testing.ts";
import { decodeShape } from "./mesh.ts";
import { packed, TETRAHEDRON } from "./testing.ts";

// Made by encode_frame of explorer/explore/frames.py: a tetrahedron at three quarters of the cube.
const FROM_PYTHON =
  "qAAAAHsidHlwZSI6ImZyYW1lIiwic2VxIjo3LCJzbG90IjoxLCJwbGFjZSI6eyJraW5kIjoibWFwIiwieCI6MC4yNSwieSI6LTAuNX0sInJlc29sdXRpb24i" +
  "OjY0LCJtaWxsaXNlY29uZHMiOjEyLjUsIndoZXJlIjpudWxsLCJ2ZXJ0aWNlcyI6NCwiZmFjZXMiOjQsInBsYW5lcyI6MiwicGllY2VzIjoxfXgBY2D4zwhC" +
  "QPBfgWG/g8J+BwYFBob9QD4zIwMLIzMTkEICAN4gBi8=";

test("a frame of the server's own making is read", async () => {
  const data = new Uint8Array(Buffer.from(FROM_PYTHON, "base64")).buffer;
  const read = readBinary(data, PLAIN);
  assert.ok(read?.type === "frame");
  assert.deepEqual(read.facts.place, { kind: "map", x: 0.25, y: -0.5 });
  assert.equal(read.facts.seq, 7);
  assert.equal(read.facts.slot, 1);
  assert.equal(read.bytes, data.byteLength);
  const { mesh, pieces, held } = await decodeShape(read.header, read.body);
  assert.equal(pieces, 1);
  assert.equal(held, 4 * (6 + 3) + 12 * 2);
  const at = (share: number) => Math.round(share * 65535) + 0;
  assert.deepEqual([...mesh.positions.slice(0, 6)], [8192, 8192, 8192, 8192, 57343, 8192]);
  assert.equal(mesh.positions[6], at(0.875));
  assert.deepEqual([...mesh.indices], TETRAHEDRON.indices);
});

test("headers with missing or wrong values are refused by name", async () => {
  const body = new Uint8Array(deflateSync(packed(TETRAHEDRON.positions, TETRAHEDRON.indices)));
  const header = { vertices: 4, faces: 4, planes: 2, pieces: 1 };
  assert.equal((await decodeShape(header, body)).mesh.indices.length, 12);
  for (const patch of [{ vertices: -1 }, { vertices: 1e9 }, { faces: 0.5 }, { planes: 4 }, { pieces: -1 }]) {
    const named = (error: Error) => error instanceof WireError && error.message.includes(`"${Object.keys(patch)[0]}"`);
    await assert.rejects(decodeShape({ ...header, ...patch }, body), named);
  }
});
