import assert from "node:assert/strict";
import { ROLES } from "../../../../board/role.ts";
import type { Status } from "../../../../client/editor/status.ts";
import { statusWords } from "../../../../client/ui/status/status_words.ts";
import { STATUS } from "../../../../client/messages/en/status.ts";

Deno.test('"Saved" is shown only for saved work', () => {
  const others: Status[] = [
    { kind: "loading" },
    { kind: "saving" },
    { kind: "offline", changes: 0, kept: true },
    { kind: "offline", changes: 2, kept: false },
    { kind: "unsaved" },
    { kind: "full" },
    { kind: "undecided", images: 1 },
    { kind: "refused", reason: "refused", changes: 0, kept: true },
  ];
  for (const status of others) {
    for (const role of [undefined, ...ROLES]) assert.doesNotMatch(statusWords(status, role).text, /^Saved/);
  }
  assert.equal(statusWords({ kind: "saved" }, undefined).text, "Saved");
});

Deno.test("a damaged board is reported, with details in the tooltip", () => {
  const status: Status = { kind: "saved", isDamaged: true };
  assert.deepEqual(statusWords(status, "editor"), {
    tone: "care",
    text: "Saved – some content couldn’t be loaded",
    tip: STATUS.damage,
  });
  assert.match(statusWords(status, "viewer").text, /^View only – some content couldn’t be loaded/);
});

Deno.test("a full board is reported as not saved, with advice", () => {
  const words = statusWords({ kind: "full" }, "editor");
  assert.deepEqual(words, { tone: "bad", text: "Not saved – this board is full", tip: STATUS.fullTip });
});

Deno.test("the offline status shows the number of pending changes and whether they survive a reload", () => {
  const say = (changes: number, kept: boolean) => statusWords({ kind: "offline", changes, kept }, "editor").text;
  assert.equal(say(1, true), "Offline – 1 change kept on this device");
  assert.equal(say(1200, true), "Offline – 1,200 changes kept on this device");
  assert.match(say(3, false), /3 changes not kept/);
});

Deno.test("people who may not draw read what they may do, and that they are offline", () => {
  for (const [role, text] of [["viewer", "View only"], ["commenter", "Comment only"]] as const) {
    assert.equal(statusWords({ kind: "saved" }, role).text, text);
    assert.equal(statusWords({ kind: "saving" }, role).text, text);
    assert.match(statusWords({ kind: "offline", changes: 0, kept: true }, role).text, /Offline/);
  }
});

Deno.test("a person who may not draw any more reads how many changes wait", () => {
  assert.equal(
    statusWords({ kind: "frozen", changes: 1 }, "viewer").text,
    "View only – 1 change kept on this device",
  );
  assert.match(statusWords({ kind: "frozen", changes: 2 }, "commenter").text, /^Comment only – 2 changes kept on/);
  assert.match(statusWords({ kind: "frozen", changes: 2 }, "editor").text, /^Frozen – 2 changes kept on this device/);
  const offline = (changes: number) => statusWords({ kind: "offline", changes, kept: true }, "viewer").text;
  assert.deepEqual([offline(0), offline(1)], ["Offline – view only", "Offline – 1 change kept on this device"]);
});
