import assert from "node:assert/strict";
import { join } from "node:path";

const UI = new URL("../../../../client/ui/", import.meta.url).pathname;

function* components(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* components(join(folder, name));
    else if (name.endsWith(".tsx")) yield join(folder, name);
  }
}

Deno.test("words that are spoken when they change have no role, as each empty status is read as a status bar", () => {
  const texts = [...components(UI)].map((path) => [path.slice(UI.length), Deno.readTextFileSync(path)]);
  const withRole = texts.filter(([, text]) => /role="status"(?! aria-label=)/.test(text));
  assert.deepEqual(withRole.map(([path]) => path), []);
  // Orca with Firefox says nothing of an alert, neither of a new one nor of one whose words change.
  const alerts = texts.filter(([, text]) => /role="alert"/.test(text)).map(([path]) => path);
  assert.deepEqual(alerts, []);
  // Without `aria-atomic`, a screen reader speaks only the changed part of a text.
  const regions = texts.flatMap(([, text]) => text.match(/aria-live="(?:polite|assertive)"[^>]*/g) ?? []);
  assert.ok(regions.length > 20);
  assert.deepEqual(regions.filter((region) => !region.includes("aria-atomic")), []);
});

Deno.test("why something failed is shown by `ProblemRegion`, as the same words again are spoken only there", () => {
  const plain = [...components(UI)].filter((path) =>
    /aria-live="assertive" aria-atomic[^>]*>\{(desk\.)?problem\.value\}/.test(Deno.readTextFileSync(path))
  );
  // Those of the start page empty theirs before each attempt, as it has no bytes left; the announcer does the same itself.
  assert.deepEqual(plain.map((path) => path.slice(UI.length)).sort(), [
    "start/join_form.tsx",
    "start/start_page.tsx",
    "start/visit_card.tsx",
    "status/announcer.tsx",
  ]);
});
