import assert from "node:assert/strict";
import { join } from "node:path";

const CLIENT = new URL("../../../client/", import.meta.url).pathname;
const NAMES = "aria-label|title|placeholder|alt|data-tip|label";
/** A word in quotes that is no key of an object, or in a template outside its placeholders. */
const WORD = '(?<!\\[)"[^"\\n]*\\p{L}{2}[^"\\n]*"|`(?:\\$\\{[^}]*\\}|[^`$])*?\\p{L}{2}(?:\\$\\{[^}]*\\}|[^`$])*`';
const ATTRIBUTE = new RegExp(`\\b(?:${NAMES})=(?:"[^"]*\\p{L}[^"]*"|\\{[^}\\n]*(?:${WORD}))`, "gu");
const TEXT = /<[a-z][^<>]*>\s*[^<>{}\s][^<>{}]*\p{L}{2}[^<>{}]*<\//gu;

function* components(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* components(join(folder, name));
    else if (name.endsWith(".tsx")) yield join(folder, name);
  }
}

Deno.test("no component contains a text outside the catalogue", () => {
  const paths = [...components(CLIENT)];
  assert.ok(paths.length > 20);
  const found = paths.flatMap((path) => textsOf(Deno.readTextFileSync(path)));
  assert.deepEqual(found, []);
});

Deno.test("texts are found in attributes, templates and elements", () => {
  const count = (source: string) => textsOf(source).length;
  assert.equal(count('<a title="Go">'), 1);
  assert.equal(count('<a aria-label={isMixed ? "mixed" : label}>'), 1);
  assert.equal(count("<a aria-label={`${label}, mixed`}>"), 1);
  assert.equal(count('<p class="note">Loading…</p>'), 1);
  assert.equal(count('<a class="button" aria-label={PAGE.board} title={`${a} ${b}`}>{PAGE.board}</a>'), 0);
});

function textsOf(source: string): string[] {
  return [ATTRIBUTE, TEXT].flatMap((pattern) => [...source.matchAll(pattern)].map(([text]) => text))
    .filter((text) => text !== "<h1>Drawbridge</");
}
