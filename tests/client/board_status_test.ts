import assert from "node:assert/strict";
import { boardStatus, losesPictures, type StatusFacts } from "../../client/board_status.ts";
import type { Upload } from "../../client/editor/images.ts";

const CONNECTED: StatusFacts = {
  provider: {
    isOpen: true,
    isSynced: true,
    isAnswering: true,
    hasFailed: false,
    notices: { cannotSave: false, isFull: false, isDamaged: false, isFrozen: false, role: "editor" },
  },
  unsaved: { changes: 0, isNone: true },
  uploads: [],
  isKept: true,
  isSettled: true,
};
const OFFLINE = { ...CONNECTED, provider: { ...CONNECTED.provider, isOpen: false, isAnswering: false } };

const waiting: Upload = { asset: "a", bytes: 7, isKept: true };

Deno.test("nothing is called saved while a picture waits, travels or is refused, or what an earlier page left is unknown", () => {
  assert.deepEqual(boardStatus(CONNECTED), { kind: "saved", isDamaged: false });
  const refused: Upload = { ...waiting, refused: "full" };
  for (const uploads of [[waiting], [{ ...waiting, sent: 0.5 }], [refused, waiting], undefined]) {
    assert.deepEqual(boardStatus({ ...CONNECTED, uploads }), { kind: "saving" });
  }
  assert.deepEqual(boardStatus({ ...CONNECTED, uploads: [refused, refused] }), { kind: "undecided", images: 2 });
  const busy = { ...CONNECTED, unsaved: { changes: 1, isNone: false } };
  assert.deepEqual(boardStatus({ ...busy, uploads: [refused] }), { kind: "saving" });
  assert.deepEqual(boardStatus({ ...CONNECTED, unsaved: { changes: 0, isNone: false } }), { kind: "saving" });
});

Deno.test("pictures count among the changes that wait, and say when the device does not keep them", () => {
  const unsaved = { changes: 2, isNone: false };
  assert.deepEqual(boardStatus({ ...OFFLINE, unsaved, uploads: [waiting] }), {
    kind: "offline",
    changes: 3,
    kept: true,
  });
  const lost = { ...waiting, isKept: false };
  assert.deepEqual(boardStatus({ ...OFFLINE, uploads: [waiting, lost] }), { kind: "offline", changes: 2, kept: false });
  assert.deepEqual([[], [waiting], [waiting, lost]].map(losesPictures), [false, false, true]);
  const { provider } = CONNECTED;
  const frozen = { ...provider, notices: { ...provider.notices, isFrozen: true } };
  assert.deepEqual(boardStatus({ ...CONNECTED, provider: frozen, uploads: [waiting] }), { kind: "frozen", changes: 1 });
});

Deno.test("what was drawn before the link allowed viewing only is said to be kept", () => {
  const { provider } = CONNECTED;
  const viewing = {
    ...CONNECTED,
    provider: { ...provider, notices: { ...provider.notices, role: "viewer" as const } },
  };
  assert.equal(boardStatus(viewing).kind, "saved");
  const unsaved = { changes: 2, isNone: false };
  assert.deepEqual(boardStatus({ ...viewing, unsaved }), { kind: "frozen", changes: 2 });
  assert.equal(boardStatus({ ...OFFLINE, unsaved }).kind, "offline");
});
