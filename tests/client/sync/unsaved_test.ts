import assert from "node:assert/strict";
import { Unsaved } from "../../../client/sync/unsaved.ts";

/** Connected, with an acknowledged first difference. */
function confirmed(): Unsaved {
  const unsaved = new Unsaved();
  unsaved.connected();
  unsaved.sent();
  unsaved.saved(1);
  return unsaved;
}

Deno.test("nothing counts as saved before the first difference is acknowledged", () => {
  const unsaved = new Unsaved();
  assert.ok(!unsaved.isNone, "without a connection");
  unsaved.connected();
  assert.ok(!unsaved.isNone, "before anything was sent");
  unsaved.sent();
  assert.ok(!unsaved.isNone, "before it is confirmed");
  assert.equal(unsaved.changes, 0);
  unsaved.saved(1);
  assert.ok(unsaved.isNone);
});

Deno.test("a change counts as unsaved until its own frame is acknowledged", () => {
  const unsaved = confirmed();
  unsaved.changed();
  assert.ok(!unsaved.isNone);
  unsaved.sent();
  unsaved.changed();
  unsaved.sent();
  assert.equal(unsaved.changes, 2);
  unsaved.saved(1);
  assert.equal(unsaved.changes, 2, "an old confirmation says nothing of newer frames");
  unsaved.saved(2);
  assert.equal(unsaved.changes, 1);
  unsaved.saved(3);
  assert.equal(unsaved.changes, 0);
  assert.ok(unsaved.isNone);
});

Deno.test("one acknowledgement may cover many frames, and one frame many changes", () => {
  const unsaved = confirmed();
  for (let i = 0; i < 5; i++) unsaved.changed();
  unsaved.sent();
  unsaved.changed();
  unsaved.sent();
  unsaved.saved(3);
  assert.equal(unsaved.changes, 0);
});

Deno.test("changes in flight at a disconnect are pending again, and the next connection counts frames from 0", () => {
  const unsaved = confirmed();
  for (let i = 0; i < 3; i++) {
    unsaved.changed();
    unsaved.sent();
  }
  unsaved.saved(2);
  unsaved.disconnected();
  unsaved.changed();
  assert.equal(unsaved.changes, 3);
  assert.ok(!unsaved.isNone);
  unsaved.connected();
  unsaved.sent();
  assert.equal(unsaved.changes, 3);
  unsaved.saved(1);
  assert.equal(unsaved.changes, 0);
  assert.ok(unsaved.isNone);
});

Deno.test("without a connection nothing counts as saved, even without changes", () => {
  const unsaved = confirmed();
  unsaved.disconnected();
  assert.equal(unsaved.changes, 0);
  assert.ok(!unsaved.isNone);
});

Deno.test("a difference in parts is acknowledged with its last part", () => {
  const unsaved = new Unsaved();
  unsaved.found(4);
  unsaved.connected();
  for (let i = 0; i < 3; i++) unsaved.sent();
  unsaved.saved(2);
  assert.ok(!unsaved.isNone);
  unsaved.saved(3);
  assert.ok(unsaved.isNone);
});
