import assert from "node:assert/strict";
import { expiryOf, nameOf, notesOn } from "../../../../client/ui/links/link_words.ts";

const NOW = Date.UTC(2026, 0, 10, 12);
const DAY_MS = 86_400_000;
const link = { id: "1", role: "viewer", created: NOW - 3 * DAY_MS, isLocked: false, isOwn: false, sites: [] } as const;

Deno.test("a link with a label shows what it allows beside it", () => {
  assert.equal(nameOf(link), "View only");
  assert.equal(nameOf({ ...link, label: "Class" }), "Class");
  assert.match(notesOn({ ...link, label: "Class" }, NOW), /^View only · created /);
});

Deno.test("an expired link is shown as expired", () => {
  assert.match(notesOn({ ...link, expires: NOW + 3 * DAY_MS }, NOW), /until .*13/);
  assert.match(notesOn({ ...link, expires: NOW - 3 * DAY_MS }, NOW), /expired .*7/);
});

Deno.test("zero days mean no expiry", () => {
  assert.equal(expiryOf(0, NOW), null);
  assert.equal(expiryOf(7, NOW), NOW + 7 * DAY_MS);
});
