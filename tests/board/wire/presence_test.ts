import assert from "node:assert/strict";
import fc from "fast-check";
import { isShapeId } from "../../../board/id.ts";
import { COORDINATE_MAX, NAME_MAX, PRESENCE_BYTES_MAX } from "../../../board/limits.ts";
import { isColor } from "../../../board/palette.ts";
import { readPresence } from "../../../board/wire/presence.ts";

const SEED = 20_254;

Deno.test("presence is read back unchanged", () => {
  const sent = { user: { name: "Ada", color: "red" }, cursor: { x: 1.5, y: -2 } };
  assert.deepEqual(readPresence(sent), sent);
  assert.deepEqual(readPresence({ ...sent, cursor: null }), { ...sent, cursor: null });
  const away = { ...sent, cursor: null, isAway: true };
  assert.deepEqual(readPresence(away), away);
  for (const isAway of [false, 1, "true", {}]) assert.deepEqual(readPresence({ ...sent, isAway }), sent);
});

Deno.test("a stock client's state gets defaults", () => {
  assert.deepEqual(readPresence({}), { user: { name: "Guest", color: "grey" }, cursor: null });
  const hex = readPresence({ user: { name: "Bob", color: "#30bced", colorLight: "#30bced33" }, cursor: { anchor: 1 } });
  assert.deepEqual(hex, { user: { name: "Bob", color: "grey" }, cursor: null });
});

Deno.test("any value is read as valid presence or none", () => {
  const hostile = fc.oneof(
    fc.anything(),
    fc.record({ user: fc.anything(), cursor: fc.anything() }),
    fc.record({
      typing: fc.record({
        shape: fc.oneof(fc.constant("n.1"), fc.anything()),
        anchor: fc.oneof(fc.constant(null), fc.tuple(fc.integer(), fc.double()), fc.anything()),
        head: fc.tuple(fc.nat(), fc.oneof(fc.nat(), fc.anything())),
      }),
    }),
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
      if (presence.typing) {
        const { shape, anchor, head } = presence.typing;
        assert(isShapeId(shape));
        for (const spot of [anchor, head]) {
          assert(spot === null || spot.length === 2 && spot.every(Number.isSafeInteger));
        }
      }
      if (presence.cursor === null) return;
      for (const value of [presence.cursor.x, presence.cursor.y]) assert(Math.abs(value) <= COORDINATE_MAX);
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

Deno.test("a typing position is read completely or not at all", () => {
  const typing = { shape: "n.1", anchor: [3, 7], head: null };
  assert.deepEqual(readPresence({ typing })?.typing, typing);
  for (
    const part of [{ shape: "a/b" }, { anchor: [3] }, { anchor: [3, -1] }, { head: [0.5, 1] }, { head: undefined }]
  ) {
    assert.equal(readPresence({ typing: { ...typing, ...part } })?.typing, undefined);
  }
  assert.ok(JSON.stringify({ ...typing, head: [2 ** 32, 2 ** 31] }).length < PRESENCE_BYTES_MAX / 2);
});
