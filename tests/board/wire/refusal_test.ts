import assert from "node:assert/strict";
import { CLOSE, isFinal } from "../../../board/wire/protocol.ts";
import { STATUS } from "../../../client/messages/en/status.ts";
import { refusalOf } from "../../../board/wire/refusal.ts";

Deno.test("every final close code has a text in the catalogue", () => {
  const texts = new Map(
    Object.entries(CLOSE).filter(([, code]) => isFinal(code)).map(([name, code]) => [name, STATUS[refusalOf(code)]]),
  );
  assert.deepEqual(Object.fromEntries(texts), {
    malformed: STATUS.refused,
    noSuchLink: STATUS.noSuchLink,
    linkEnded: STATUS.withdrawn,
    boardDeleted: STATUS.deleted,
    tooLarge: STATUS.refused,
    tooMany: STATUS.tooMany,
  });
});

Deno.test("a final code of a later version has a text too", () => {
  assert.equal(STATUS[refusalOf(4499)], STATUS.refused);
});
