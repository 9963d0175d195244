import assert from "node:assert/strict";
import { AWARENESS_BYTES_MAX, PRESENCE_BYTES_MAX, PRESENCE_IDS_MAX } from "../../../board/limits.ts";
import { awarenessBody, PresenceTable } from "../../../server/relay/presence_table.ts";
import { awareness, type PresenceEntry, readAwareness, readEntries } from "../../support/peer/awareness.ts";

const MAY = { draw: true, comment: true, point: true };

/** A table of people by name. */
function table() {
  const disputed: string[] = [];
  const table = new PresenceTable<string>((holder) => disputed.push(holder));
  return {
    table,
    disputed,
    hear: (owner: string, ...entries: PresenceEntry[]) => readEntries(table.hear(owner, awareness(...entries), MAY)),
    all: () => readEntries(table.all()),
  };
}

const at = (id: number, clock: number, x = 0): PresenceEntry => ({ id, clock, state: { x } });
const gone = (id: number, clock: number): PresenceEntry => ({ id, clock });

Deno.test("presence is stored, relayed, and replaced by newer entries", () => {
  const { hear, all } = table();
  assert.deepEqual(hear("ann", at(1, 1)), [at(1, 1)]);
  assert.deepEqual(hear("ann", at(1, 2, 5)), [at(1, 2, 5)]);
  assert.deepEqual(hear("ann", at(1, 1, 9)), [], "late news is no news");
  assert.deepEqual(all(), [at(1, 2, 5)]);
});

Deno.test("a repeated entry is relayed, because it is a sign of life", () => {
  const { hear } = table();
  hear("ann", at(1, 1));
  assert.deepEqual(hear("ann", at(1, 1)), [at(1, 1)]);
});

Deno.test("entries of others that stock clients send back are ignored without a penalty", () => {
  const { hear, all } = table();
  hear("ann", at(1, 5));
  hear("bob", at(2, 1));
  assert.deepEqual(hear("bob", at(1, 5), at(2, 2)), [at(2, 2)]);
  assert.deepEqual(hear("bob", gone(1, 5)), [], "a removal after 30 s without news");
  assert.deepEqual(hear("bob", at(1, 99)), [], "not even with a higher clock");
  assert.deepEqual(all(), [at(1, 5), at(2, 2)]);
});

Deno.test("a peer that leaves disappears for all, and a late echo does not restore it", () => {
  const { hear, all, table: presence } = table();
  hear("ann", at(1, 5));
  hear("bob", at(2, 1));
  assert.deepEqual(readEntries(presence.leave("ann")), [gone(1, 5)]);
  assert.deepEqual(readEntries(presence.leave("ann")), [], "leaving twice");
  assert.deepEqual(hear("bob", at(1, 5)), []);
  assert.deepEqual(hear("bob", at(1, 4)), []);
  assert.deepEqual(all(), [at(2, 1)]);
});

Deno.test("a removed presence disappears, and may return with a newer entry", () => {
  const { hear, all } = table();
  hear("ann", at(1, 1));
  assert.deepEqual(hear("ann", gone(1, 2)), [gone(1, 2)]);
  assert.deepEqual(all(), []);
  assert.deepEqual(hear("ann", at(1, 2)), []);
  assert.deepEqual(hear("ann", at(1, 3)), [at(1, 3)]);
});

Deno.test("a new session that claims a held id does not get it, and its holder is asked for a sign of life", () => {
  const { hear, all, disputed, table: presence } = table();
  hear("ann, lost", at(1, 5));
  assert.deepEqual(hear("ann, back", at(1, 6)), []);
  assert.deepEqual(disputed, ["ann, lost"]);
  assert.equal(presence.ownerOf(1), "ann, lost");
  assert.deepEqual(readEntries(presence.leave("ann, lost")), [gone(1, 5)]);
  assert.deepEqual(hear("ann, back", at(1, 7)), [at(1, 7)]);
  assert.deepEqual(all(), [at(1, 7)]);
});

Deno.test("no holder is asked for old entries, for several entries at once, or because of a known session", () => {
  const { hear, all, disputed } = table();
  hear("ann", at(1, 5));
  assert.deepEqual(hear("same clock", at(1, 5)), []);
  assert.deepEqual(hear("two at once", at(1, 6), at(7, 1)), [at(7, 1)]);
  assert.deepEqual(hear("not fresh", at(8, 1)), [at(8, 1)]);
  assert.deepEqual(hear("not fresh", at(1, 6)), []);
  assert.deepEqual(disputed, []);
  assert.deepEqual(all().find(({ id }) => id === 1), at(1, 5));
});

Deno.test(`a session owns at most ${PRESENCE_IDS_MAX} ids, and may take another one when it removes one`, () => {
  const { hear, all } = table();
  assert.equal(hear("eve", at(1, 1), at(2, 1), at(3, 1), at(4, 1)).length, PRESENCE_IDS_MAX);
  assert.equal(hear("eve", at(5, 1)).length, 0);
  hear("eve", gone(1, 2));
  assert.deepEqual(hear("eve", at(5, 1)), [at(5, 1)]);
  assert.equal(all().length, PRESENCE_IDS_MAX);
});

Deno.test("removals of unknown ids leave no trace", () => {
  const { hear, table: presence } = table();
  const removals = Array.from({ length: 5_000 }, (_, i) => gone(i + 1, 1));
  assert.deepEqual(hear("eve", ...removals), []);
  assert.equal(presence.size, 0);
  assert.deepEqual(hear("ann", at(4_000, 1)), [at(4_000, 1)], "nor do they block an id");
});

Deno.test("a session may act under its own ids and under ids without an owner", () => {
  const { hear, table: presence } = table();
  hear("ann", at(1, 1));
  assert.ok(presence.mayActAs("ann", 1));
  assert.ok(presence.mayActAs("bob", 2));
  assert.ok(!presence.mayActAs("bob", 1));
});

const malformed: [string, Uint8Array][] = [
  ["nothing at all", new Uint8Array(0)],
  ["a body that ends early", awareness(at(1, 2), at(2, 1)).subarray(0, -3)],
  ["bytes behind the end", Uint8Array.of(...awareness(at(1, 2)), 0)],
  ["a second state that is no JSON", Uint8Array.of(2, 1, 2, 2, 0x7b, 0x7d, 2, 1, 1, 0x7b)],
  ["a state that is too large", awareness(at(1, 2), { id: 2, clock: 1, state: "x".repeat(PRESENCE_BYTES_MAX - 1) })],
  ["a state of fewer letters than bytes", awareness({ id: 2, clock: 1, state: "€".repeat(PRESENCE_BYTES_MAX / 2) })],
  ["a body that is too large", new Uint8Array(AWARENESS_BYTES_MAX + 1)],
  ["an absurd number of entries", Uint8Array.of(255, 255, 255, 255, 15, 1, 2, 2, 0x7b, 0x7d)],
];

for (const [what, body] of malformed) {
  Deno.test(`${what} is refused as a whole, including earlier entries`, () => {
    const { hear, all, table: presence } = table();
    hear("ann", at(1, 1));
    assert.throws(() => presence.hear("ann", body, MAY));
    assert.deepEqual(all(), [at(1, 1)]);
  });
}

Deno.test("in a merged body the newest entry of each id counts", () => {
  const { table: presence } = table();
  const entries = [at(1, 1), at(2, 1), at(1, 2, 7)].flatMap((entry) => {
    return presence.hear(`session ${entry.id}`, awareness(entry), MAY);
  });
  assert.deepEqual(readAwareness(awarenessBody(entries)), [at(1, 2, 7), at(2, 1)]);
});

Deno.test("entries with held shapes of a peer that may not draw are ignored, and the rest of the frame counts", () => {
  const { table: presence, all } = table();
  const holding = { id: 1, clock: 2, state: { x: 1, held: { shapes: ["a"] } } };
  presence.hear("guest", awareness(at(1, 1), at(2, 1)), { ...MAY, draw: false });
  const told = presence.hear("guest", awareness(holding, at(2, 2)), { ...MAY, draw: false });
  assert.deepEqual(readEntries(told), [at(2, 2)]);
  assert.deepEqual(all(), [at(1, 1), at(2, 2)]);
  assert.deepEqual(readEntries(presence.hear("guest", awareness({ ...holding, clock: 3 }), MAY)).length, 1);
});

Deno.test("entries with words at the cursor of a peer that may not comment are ignored; who may, is heard", () => {
  const { table: presence, all } = table();
  const saying = { id: 1, clock: 2, state: { x: 1, talk: { says: "hello" } } };
  const quiet = { draw: false, comment: false, point: false };
  presence.hear("guest", awareness(at(1, 1)), quiet);
  assert.deepEqual(presence.hear("guest", awareness(saying), quiet), []);
  assert.deepEqual(all(), [at(1, 1)]);
  const named = { id: 1, clock: 2, state: { x: 1, talk: { author: "a".repeat(32) } } };
  assert.deepEqual(readEntries(presence.hear("guest", awareness(named), quiet)), [named]);
  assert.deepEqual(readEntries(presence.hear("guest", awareness({ ...saying, clock: 3 }), MAY)), [
    { ...saying, clock: 3 },
  ]);
});

Deno.test("a laser pointer takes the right to point, and a call to everybody takes the right to draw", () => {
  const laser = { stroke: 1, last: 0, points: [1, 2] };
  const cases = [[{ laser }, "point"], [{ brings: 1 }, "draw"], [{ laser: null }, "point"], [
    { brings: 0 },
    "draw",
  ]] as const;
  for (const [together, right] of cases) {
    const { table: presence, all } = table();
    presence.hear("guest", awareness(at(1, 1)), MAY);
    const shown = { id: 1, clock: 2, state: { x: 1, together } };
    assert.deepEqual(
      presence.hear("guest", awareness(shown), { ...MAY, [right]: false }),
      [],
      JSON.stringify(together),
    );
    assert.deepEqual(all(), [at(1, 1)]);
    const only = { draw: false, comment: false, point: false, [right]: true };
    assert.deepEqual(readEntries(presence.hear("guest", awareness(shown), only)), [shown]);
  }
});

Deno.test("everybody may say whom they follow, what they see and that they are idle", () => {
  const { table: presence } = table();
  const seen = { id: 1, clock: 1, state: { together: { follows: 2, view: { x: 0, y: 0, w: 1, h: 1 }, isIdle: true } } };
  const none = { draw: false, comment: false, point: false };
  assert.deepEqual(readEntries(presence.hear("guest", awareness(seen), none)), [seen]);
});

Deno.test("what a peer may no longer show is taken back for everybody, and the rest stays", () => {
  const { table: presence, all } = table();
  const held = { shapes: ["a"] }, laser = { stroke: 1, last: 0, points: [1, 2] };
  const state = { x: 1, held, talk: { author: "a", says: "hi" }, together: { follows: 2, brings: 1, laser } };
  presence.hear("ann", awareness({ id: 1, clock: 5, state }), MAY);
  presence.hear("bob", awareness({ id: 2, clock: 1, state }), MAY);
  assert.deepEqual(presence.restrict("ann", MAY), [], "nothing was lost");
  const frozen = { id: 1, clock: 6, state: { x: 1, talk: state.talk, together: { follows: 2, laser } } };
  assert.deepEqual(readEntries(presence.restrict("ann", { ...MAY, draw: false })), [frozen]);
  assert.deepEqual(presence.restrict("ann", { ...MAY, draw: false }), []);
  const quiet = { id: 1, clock: 7, state: { x: 1, talk: { author: "a" }, together: { follows: 2 } } };
  const none = { draw: false, comment: false, point: false };
  assert.deepEqual(readEntries(presence.restrict("ann", none)), [quiet]);
  assert.deepEqual(all(), [quiet, { id: 2, clock: 1, state }]);
  assert.deepEqual(readEntries(presence.hear("ann", awareness(at(1, 8)), none)), [at(1, 8)], "the client goes on");
  assert.deepEqual(presence.restrict("nobody", none), []);
});
