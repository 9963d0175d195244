import assert from "node:assert/strict";
import { join } from "node:path";

const CLIENT = new URL("../../../client/", import.meta.url).pathname;
const ATTRIBUTE = /\b(aria-label|title|placeholder|alt|data-tip|label)="[^"]*\p{L}[^"]*"/gu;

function* components(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* components(join(folder, name));
    else if (name.endsWith(".tsx")) yield join(folder, name);
  }
}

Deno.test("no attribute of a component contains a text outside the catalogue", () => {
  const paths = [...components(CLIENT)];
  assert.ok(paths.length > 20);
  const found = paths.flatMap((path) => [...Deno.readTextFileSync(path).matchAll(ATTRIBUTE)].map(([text]) => text));
  assert.deepEqual(found, []);
});
