import assert from "node:assert/strict";
import type { Role } from "../../../../board/role.ts";
import type { Status } from "../../../../client/editor/status.ts";
import { SpokenStatus } from "../../../../client/ui/status/spoken_status.ts";
import { statusWords } from "../../../../client/ui/status/status_words.ts";
import { STATUS } from "../../../../client/messages/en/status.ts";

/** What is announced on the way through these states: the texts that replace another one. */
function spoken(states: readonly Status[], role: Role = "editor"): string[] {
  const chooser = new SpokenStatus(), said: string[] = [];
  let before = "";
  for (const status of states) {
    const now = chooser.next(status.kind, statusWords(status, role));
    if (now !== "" && now !== before) said.push(now);
    before = now;
  }
  return said;
}

const SAVED: Status = { kind: "saved" }, SAVING: Status = { kind: "saving" };
const offline = (changes: number): Status => ({ kind: "offline", changes, kept: true });

Deno.test("strokes that are saved are not announced", () => {
  assert.deepEqual(spoken([{ kind: "loading" }, SAVED, SAVING, SAVED, SAVING, SAVED]), []);
});

Deno.test("trouble is announced once, and so is its end", () => {
  assert.deepEqual(spoken([SAVED, offline(0), offline(1), offline(2), SAVING, SAVED, SAVING, SAVED]), [
    STATUS.offlineKept,
    "Saved",
  ]);
  assert.deepEqual(spoken([SAVED, { kind: "unsaved" }, { kind: "full" }, SAVED]), [
    STATUS.notSaved,
    STATUS.full,
    "Saved",
  ]);
});

Deno.test("a page that opens without a connection says so, and a viewer's page says nothing", () => {
  assert.deepEqual(spoken([{ kind: "loading" }, offline(0)]).length, 1);
  assert.deepEqual(spoken([SAVED], "viewer"), []);
  assert.equal(spoken([SAVED, offline(0), SAVED], "viewer").length, 2);
});
