// How the sources hang together: read as text, so that nothing can hide.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
const MOST_LINES = 400;

interface Source {
  path: string; // "kinds/shapes/mesh.ts"
  text: string;
  imports: string[]; // of ours, as paths; of packages, by name
}

const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
const SOURCES: Source[] = FILES.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts")).map((path) => {
  const text = readFileSync(join(ROOT, path), "utf8");
  const named = [...text.matchAll(/^(?:import|export)\b[^"';]*?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gms)];
  const imports = named.map(([, name, lazy]) => name ?? lazy ?? "");
  return { path, text, imports: imports.map((name) => (name.startsWith(".") ? normalize(join(dirname(path), name)) : name)) };
});
const isTest = ({ path }: Source): boolean => /\.test\.ts$|(^|\/)testing\.ts$/.test(path);
const CODE = SOURCES.filter((source) => !isTest(source));

/** "shapes" of "kinds/shapes/mesh.ts"; null outside the kinds' rooms. */
function roomOf(path: string): string | null {
  return /^kinds\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** The folder a source is in; "kinds" without the rooms; its own name if it is in none. */
function layerOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : path;
}

test("a kind's room has one door: the registry alone goes in, and no kind visits another", () => {
  for (const { path, imports } of SOURCES) {
    for (const one of imports) {
      const [room, own] = [roomOf(one), roomOf(path)];
      if (room === null || room === own) continue;
      assert.equal(path, "kinds/index.ts", `${path} imports ${one}`);
      assert.equal(one, `kinds/${room}/index.ts`);
    }
  }
});

// What a kind is about, not what any network has. `arch` in a class name is a hook of the browser tests.
const WORDS =
  /\b(sdf|shapes?|classifiers?|classifications?|judged?|verdicts?|mesh(es)?|vertices|voxels?|accurac(y|ies)|(?<!-)archs?|architectures?|psnr|webgl viewer)\b|["'](image|images)["']/i;

test("outside the kinds nothing asks for one", () => {
  for (const { path, text, imports } of CODE) {
    if (roomOf(path) !== null || path === "kinds/index.ts") continue;
    for (const [i, line] of code(text).split("\n").entries()) {
      const found = WORDS.exec(line);
      assert.equal(found, null, `${path}:${i + 1} says “${found?.[0]}”: ${line.trim()}`);
    }
    assert.ok(!imports.some((name) => name.startsWith("three")), `${path} draws in three dimensions`);
  }
  for (const path of FILES.filter((one) => one.endsWith(".css") && roomOf(one) === null)) {
    const found = /\.nx-(view|judge|pictures?|arch)\b[\w-]*/.exec(readFileSync(join(ROOT, path), "utf8"));
    assert.equal(found, null, `${path} styles ${found?.[0]}, which is a kind's`);
  }
});

/** Without comments: line breaks stay, so that lines can be named. */
function code(text: string): string {
  return text.replace(/\/\*.*?\*\//gs, (comment) => comment.replace(/[^\n]/g, "")).replace(/(^|\s)\/\/.*$/gm, "");
}

test("no import leads back to where it began", () => {
  const graph = new Map(CODE.map(({ path, imports }) => [path, imports.filter((one) => one.endsWith(".ts"))]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    assert.equal(at, -1, `A circle: ${[...way.slice(at), path].join(" → ")}`);
    if (done.has(path)) return;
    for (const one of graph.get(path) ?? []) visit(one, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
});

// Every arrow that there is, and no other.
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  "types.ts": [],
  kit: [],
  wire: ["types.ts"],
  kinds: ["kit", "types.ts", "wire"],
  steer: ["kit", "types.ts"],
  optimize: ["kinds", "kit", "types.ts", "wire"],
  map: ["kinds", "kit", "types.ts"],
  shell: ["kinds", "kit", "map", "optimize", "steer", "types.ts", "wire"],
  "main.ts": ["kinds", "shell"],
};

test("layers point one way", () => {
  for (const layer of new Set(CODE.map(({ path }) => layerOf(path)))) {
    const own = CODE.filter(({ path }) => layerOf(path) === layer);
    const to = own.flatMap(({ imports }) => imports).filter((one) => one.endsWith(".ts")).map(layerOf);
    assert.deepEqual([...new Set(to)].filter((one) => one !== layer).sort(), ARROWS[layer], layer);
  }
});

test("only the port and the registry are known of the kinds", () => {
  for (const { path, imports } of CODE) {
    if (layerOf(path) === "kinds") continue;
    const known = path === "main.ts" ? "kinds/index.ts" : "kinds/port.ts";
    for (const one of imports.filter((name) => layerOf(name) === "kinds")) assert.equal(one, known, path);
  }
});

test("no source is too long to be read at once", () => {
  for (const { path, text } of SOURCES) assert.ok(text.split("\n").length - 1 <= MOST_LINES, path);
  assert.ok(SOURCES.find(({ path }) => path === "shell/app.ts")!.text.split("\n").length <= 300, "shell/app.ts");
});
