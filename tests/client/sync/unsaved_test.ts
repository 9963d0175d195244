import assert from "node:assert/strict";
import { Unsaved } from "../../../client/sync/unsaved.ts";

/** Connected, with a first difference that the server confirmed. */
function confirmed(): Unsaved {
  const unsaved = new Unsaved();
  unsaved.connected();
  unsaved.sent();
  unsaved.saved(1);
  return unsaved;
}

Deno.test("nothing is known to be saved before the first difference is confirmed", () => {
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

Deno.test("a change counts from the moment it is made until its own frame is confirmed", () => {
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

Deno.test("one confirmation may stand for many frames, and one frame for many changes", () => {
  const unsaved = confirmed();
  for (let i = 0; i < 5; i++) unsaved.changed();
  unsaved.sent();
  unsaved.changed();
  unsaved.sent();
  unsaved.saved(3);
  assert.equal(unsaved.changes, 0);
});

Deno.test("what was on its way when the connection was lost waits again, and the next one counts frames anew", () => {
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

Deno.test("without a connection nothing counts as saved, even when nothing has changed", () => {
  const unsaved = confirmed();
  unsaved.disconnected();
  assert.equal(unsaved.changes, 0);
  assert.ok(!unsaved.isNone);
});

Deno.test("a difference in pieces is confirmed with its last piece", () => {
  const unsaved = new Unsaved();
  unsaved.found(4);
  unsaved.connected();
  for (let i = 0; i < 3; i++) unsaved.sent();
  unsaved.saved(2);
  assert.ok(!unsaved.isNone);
  unsaved.saved(3);
  assert.ok(unsaved.isNone);
});
