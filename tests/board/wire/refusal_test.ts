import assert from "node:assert/strict";
import { CLOSE, isFinal } from "../../../board/wire/protocol.ts";
import { REFUSAL } from "../../../client/messages/en/refusal.ts";
import { refusalOf } from "../../../board/wire/refusal.ts";

Deno.test("every final close code has a text in the catalogue", () => {
  const texts = new Map(
    Object.entries(CLOSE).filter(([, code]) => isFinal(code)).map(([name, code]) => [name, REFUSAL[refusalOf(code)]]),
  );
  assert.deepEqual(Object.fromEntries(texts), {
    malformed: REFUSAL.refused,
    noSuchLink: REFUSAL.noSuchLink,
    linkEnded: REFUSAL.withdrawn,
    boardDeleted: REFUSAL.deleted,
    removed: REFUSAL.removed,
    waiting: REFUSAL.waiting,
    tooLarge: REFUSAL.refused,
    tooMany: REFUSAL.tooMany,
  });
});

Deno.test("a final code of a later version has a text too", () => {
  assert.equal(REFUSAL[refusalOf(4499)], REFUSAL.refused);
});
