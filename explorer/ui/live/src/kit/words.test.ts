import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, middle, shortened } from "./words.ts";

test("what is nothing has no sign", () => {
  const said = [-0.001, -0, 0.004, -0.006, -12.34].map((value) => fixed(value, 2));
  assert.deepEqual(said, ["0.00", "0.00", "0.00", "-0.01", "-12.34"]);
});

test("names that are shortened keep what tells them apart", () => {
  assert.equal(middle("relu 64-32-32-10", 16), "relu 64-32-32-10");
  assert.equal(middle("relu 64-32-32-32-10", 12).length, 12);
  const ends = ["relu 784-256-256-64-10", "relu 784-256-256-128-10", "tanh 784-256-256-64-10"];
  const middles = ["net_of_photos_small_trained_at_home", "net_of_photos_large_trained_at_home"];
  const starts = ["ResNet8 of many many letters", "ResNet20 of many many letters"];
  for (const names of [ends, middles, starts]) {
    const short = shortened(names, 16);
    assert.equal(new Set(short).size, names.length, short.join());
    for (const name of short) assert.ok(name.length <= 16, name);
  }
  assert.deepEqual(shortened(["LeNetLike", "VanillaCNN"], 16), ["LeNetLike", "VanillaCNN"]);
  const hard = ["11", "12", "21"].map(([p, q]) => `${"a".repeat(30)}${p}${"b".repeat(30)}${q}${"c".repeat(30)}`);
  assert.deepEqual(shortened(hard, 16), hard); // whole, rather than alike
});
