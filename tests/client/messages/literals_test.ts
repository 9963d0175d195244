import assert from "node:assert/strict";
import { join } from "node:path";

const CLIENT = new URL("../../../client/", import.meta.url).pathname;
const STATIC = new URL("../../../static/", import.meta.url).pathname;
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

Deno.test("no page or manifest in static/ contains a text outside the catalogue", () => {
  const files = [...Deno.readDirSync(STATIC)].map(({ name }) => name).filter((name) =>
    /\.(html|webmanifest)$/.test(name)
  );
  assert.ok(files.length >= 4);
  const found = files.flatMap((name) =>
    staticTexts(Deno.readTextFileSync(join(STATIC, name))).map((text) => `${name}: ${text}`)
  );
  assert.deepEqual(found, []);
});

Deno.test("texts are found in static files: elements, attributes, properties", () => {
  assert.deepEqual(staticTexts("<title>{{page.title}} – Drawbridge</title><p> Go </p>"), ["Go"]);
  assert.deepEqual(staticTexts('<meta name="description" content="Draw"><img alt="Logo">'), ["Logo", "Draw"]);
  assert.deepEqual(staticTexts('{ "name": "Drawbridge", "description": "Draw", "start_url": "/" }'), ["Draw"]);
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
    .filter((text) => text !== 'aria-label="Drawbridge"');
}

/** Between tags, in attributes that people read, and in the readable properties of a manifest. */
const STATIC_TEXTS = [
  />([^<>]*)</g,
  /\b(?:alt|title|aria-label|placeholder)="([^"]*)"/g,
  /name="description"\s+content="([^"]*)"/g,
  /"(?:name|short_name|description)": "([^"]*)"/g,
];

/**
 * The texts of a page or manifest that are not placeholders. The name of the program is not translated, and nobody reads
 * that of the field in which shared files arrive.
 */
function staticTexts(source: string): string[] {
  const visible = source.replace(/<!--.*?-->|"name": "files"/gs, "");
  return STATIC_TEXTS.flatMap((pattern) => [...visible.matchAll(pattern)].map(([, text]) => text))
    .map((text) => text.replace(/\{\{[\w.]+\}\}|Drawbridge/g, "").trim())
    .filter((text) => /\p{L}{2}/u.test(text));
}
