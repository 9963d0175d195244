import assert from "node:assert/strict";
import fc from "fast-check";
import { COORDINATE_MAX, NAME_MAX } from "../../board/limits.ts";
import { isColor } from "../../board/palette.ts";
import { readName, readPresence } from "../../board/presence.ts";

const SEED = 20_254;

Deno.test("presence is read as it was sent", () => {
  const sent = { user: { name: "Ada", color: "red" }, cursor: { x: 1.5, y: -2 } };
  assert.deepEqual(readPresence(sent), sent);
  assert.deepEqual(readPresence({ ...sent, cursor: null }), { ...sent, cursor: null });
});

Deno.test("a stock client's state gets harmless defaults", () => {
  assert.deepEqual(readPresence({}), { user: { name: "Guest", color: "grey" }, cursor: null });
  const hex = readPresence({ user: { name: "Bob", color: "#30bced", colorLight: "#30bced33" }, cursor: { anchor: 1 } });
  assert.deepEqual(hex, { user: { name: "Bob", color: "grey" }, cursor: null });
});

Deno.test("whatever comes, presence is absent or sane", () => {
  const hostile = fc.oneof(
    fc.anything(),
    fc.record({ user: fc.anything(), cursor: fc.anything() }),
    fc.record({
      user: fc.record({ name: fc.anything(), color: fc.anything() }),
      cursor: fc.record({ x: fc.oneof(fc.double(), fc.anything()), y: fc.double() }),
    }),
  );
  fc.assert(
    fc.property(hostile, (state) => {
      const presence = readPresence(state);
      if (presence === undefined) return assert(typeof state !== "object" || state === null);
      assert(presence.user.name.length > 0 && presence.user.name.length <= NAME_MAX);
      assert(isColor(presence.user.color));
      if (presence.cursor === null) return;
      for (const value of [presence.cursor.x, presence.cursor.y]) assert(Math.abs(value) <= COORDINATE_MAX);
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

Deno.test("a name is one line that cannot turn the text around it", () => {
  assert.equal(readName("  Ada\n\tLovelace\u202e  "), "Ada Lovelace");
  assert.equal(readName("\u2066\u0000"), "");
  assert.equal(readName("x".repeat(500)).length, NAME_MAX);
  assert.equal(readName(7), "");
});
