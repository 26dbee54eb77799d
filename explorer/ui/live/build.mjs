// Bundles src/main.ts into dist/: live.js, live.css and LICENSES.txt. The same sources give the same bytes.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const entry = join(here, "src", "main.ts");
const out = join(here, "dist");

if (!existsSync(entry)) {
  console.error("src/main.ts is missing: there is nothing to build.");
  process.exit(1);
}

const options = {
  absWorkingDir: here,
  entryPoints: { live: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: false,
  charset: "utf8",
  legalComments: "eof",
  metafile: true,
  write: false,
  logLevel: "warning",
};

/** Folders of the packages that a build took in, for example "node_modules/three". */
function packagesOf(metafile) {
  const found = new Set();
  for (const path of Object.keys(metafile.inputs)) {
    const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
    if (match) found.add(match[0]);
  }
  return [...found].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
    const file = readdirSync(join(here, folder)).find((one) => /^licen[cs]e(\.|$)/i.test(one));
    if (!file) throw new Error(`${name} ${version} has no licence file: it cannot be bundled.`);
    return { name, version, license, text: readFileSync(join(here, folder, file), "utf8").trim() };
  });
}

// Once to learn what it takes in, once with that in the banner.
const packages = packagesOf((await build(options)).metafile);
const credits = packages.map(({ name, version, license }) => `${name} ${version} (${license})`).join(", ");
const banner = `/*! NetSpace Explorer, live view. Contains ${credits}: see LICENSES.txt. Made by build.mjs; do not edit. */`;
const { outputFiles } = await build({ ...options, banner: { js: banner } });

mkdirSync(out, { recursive: true });
for (const file of outputFiles) {
  writeFileSync(file.path, file.contents);
  console.log(`${file.path.slice(here.length + 1)}  ${(file.contents.length / 1000).toFixed(0)} kB`);
}
const licences = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
writeFileSync(join(out, "LICENSES.txt"), `live.js contains:\n\n${licences.join(`\n${"-".repeat(80)}\n\n`)}`);
