import assert from "node:assert/strict";
import { join } from "node:path";

const CLIENT = new URL("../../../../client/", import.meta.url).pathname;
/** Properties and values that do not follow the direction of the text. `left: 50%` centres in both directions. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:left|right)\s*:(?!\s*50%)|(?:margin|padding|border)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right))[^;]*/g;
/** Elements that a script places at coordinates of the page. */
const PLACED = [".link-badge", ".comment-marker", ".cursor-words"];

function* sheets(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* sheets(join(folder, name));
    else if (name.endsWith(".css")) yield join(folder, name);
  }
}

function physical(css: string): string[] {
  const rules = css.replace(/\/\*.*?\*\//gs, "").matchAll(/([^{}]+)\{([^{}]*)\}/g);
  return [...rules].flatMap(([, selector, body]) =>
    PLACED.includes(selector.trim())
      ? []
      : [...body.matchAll(PHYSICAL)].map(([text]) => `${selector.trim()}: ${text.trim()}`)
  );
}

Deno.test("styles use logical properties, so that the page can run from right to left", () => {
  const paths = [...sheets(CLIENT)];
  assert.ok(paths.length > 15);
  assert.deepEqual(paths.flatMap((path) => physical(Deno.readTextFileSync(path))), []);
});

Deno.test("physical properties are found", () => {
  assert.equal(physical("a { left: 0; margin-left: 1px; text-align: right; border-top-left-radius: 2px; }").length, 4);
  assert.deepEqual(
    physical("a { left: 50%; margin-inline-start: 1px; inset-inline: 0; } .link-badge { left: 0; }"),
    [],
  );
});
