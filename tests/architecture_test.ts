import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { badNames, cycles, forbiddenImports, isBarrel, lineCount, median } from "./support/project/architecture.ts";
import { IMPORT_RULES } from "./support/project/import_rules.ts";
import { readSources } from "./support/project/source_graph.ts";

const LINES_MAX = 300, LINES_MEDIAN_MAX = 120;
const FILES_MAX = 25;
const EMPTY_WORDS = ["manager", "helper", "util", "handler", "data", "common", "shared"];

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const sources = await readSources(ROOT, ["board", "client", "dev", "server", "tests"]);

Deno.test("every file imports only what its room may", () => {
  assert.ok(sources.some(({ imports }) => imports.length > 0), "the imports were read");
  assert.deepEqual(forbiddenImports(sources, IMPORT_RULES), []);
});

Deno.test("no file imports itself by way of others", () => {
  assert.deepEqual(cycles(sources), []);
});

Deno.test(`no file is longer than ${LINES_MAX} lines, and half of them not than ${LINES_MEDIAN_MAX}`, () => {
  const long = sources.filter((source) => lineCount(source) > LINES_MAX);
  assert.deepEqual(long.map((source) => `${source.path}: ${lineCount(source)}`), []);
  const middle = median(sources.filter(({ path }) => !path.startsWith("tests/")).map(lineCount));
  assert.ok(middle <= LINES_MEDIAN_MAX, `the median is ${middle}`);
});

Deno.test(`no folder holds more than ${FILES_MAX} source files directly`, () => {
  const folders = new Set(sources.map(({ path }) => path.slice(0, path.lastIndexOf("/") + 1)));
  const count = (folder: string) =>
    [...Deno.readDirSync(ROOT + folder)].filter(({ name }) => /\.(tsx?|css)$/.test(name)).length;
  assert.deepEqual([...folders].filter((folder) => count(folder) > FILES_MAX), []);
});

Deno.test("every name is snake_case and says something", () => {
  assert.deepEqual(badNames(sources.map(({ path }) => path), EMPTY_WORDS), []);
});

Deno.test("no file only passes on what others export", () => {
  assert.deepEqual(sources.filter(isBarrel).map(({ path }) => path), []);
});
