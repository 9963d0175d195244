import assert from "node:assert/strict";
import type { Role } from "../../../../board/role.ts";
import type { Status } from "../../../../client/editor/status.ts";
import { OFFLINE_MS, SpokenStatus } from "../../../../client/ui/status/spoken_status.ts";
import { statusWords } from "../../../../client/ui/status/status_words.ts";
import { STATUS } from "../../../../client/messages/en/status.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

/** What is announced on the way through these states, each of which stays a while: the texts that replace another one. */
function spoken(states: readonly Status[], { role = "editor" as Role, eachMs = OFFLINE_MS } = {}): string[] {
  const clock = new FakeClock(), chooser = new SpokenStatus(clock), said: string[] = [];
  const stop = chooser.text.subscribe((text) => text !== "" && said.push(text));
  for (const status of states) {
    chooser.see(status.kind, statusWords(status, role));
    clock.pass(eachMs);
  }
  stop();
  chooser.close();
  assert.equal(clock.pending, 0);
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
  assert.deepEqual(spoken([SAVED], { role: "viewer" }), []);
  assert.equal(spoken([SAVED, offline(0), SAVED], { role: "viewer" }).length, 2);
});

Deno.test("a link that lets one do less or more is left to the notice, which says what it lets one do now", () => {
  const clock = new FakeClock(), chooser = new SpokenStatus(clock), said: string[] = [];
  const stop = chooser.text.subscribe((text) => text !== "" && said.push(text));
  for (const role of ["editor", "viewer", "commenter", "editor"] as const) {
    for (const status of [{ kind: "offline", changes: 0, kept: true }, { kind: "loading" }, SAVING, SAVED] as const) {
      chooser.see(status.kind, statusWords(status, role));
    }
  }
  stop();
  assert.deepEqual(said, []);
});

Deno.test("a page that connects again at once says nothing, and one that draws without a connection does", () => {
  const eachMs = OFFLINE_MS / 2 - 1;
  assert.deepEqual(spoken([SAVED, offline(0), offline(1), { kind: "loading" }, SAVED], { eachMs }), []);
  assert.deepEqual(spoken([SAVED, offline(0), offline(1), offline(2), SAVED], { eachMs }), [
    statusWords(offline(2), "editor").text,
    "Saved",
  ]);
  assert.deepEqual(spoken([SAVED, offline(0)], { eachMs }), []);
});
