import assert from "node:assert/strict";
import { USUAL_STATE, WAITING_MS } from "../../../board/moderation.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { keysOf } from "../../../server/store/bulk_delete.ts";
import { KEY } from "../../../server/database/keys.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { ENTRIES_MAX, ModerationStore, WAITING_PER_ADDRESS_MAX } from "../../../server/store/moderation_store.ts";
import { writeModeration } from "../../../server/store/moderation/moderation_copy.ts";
import { Commit } from "../../../server/database/database.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";

const BOARD = "board";
const OWNER = { name: "Ada", link: "a".repeat(64) };
const BO = { visitor: "b".repeat(32), name: "Bo" };

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `moderation on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("actions have numbers without gaps, also when owners act at once on several instances", async (kind) => {
    await using opened = await kind.open();
    const stores = [1, 2, 3].map(() => new ModerationStore(opened.database, { now: () => 7 }));
    const visitors = Array.from({ length: 6 }, (_, i) => ({ visitor: String(i).repeat(32), name: `P${i}` }));
    await Promise.all([
      ...visitors.map((visitor, i) => stores[i % 3].setVisitor(BOARD, "mute", OWNER, visitor)),
      ...visitors.map((visitor, i) => stores[(i + 1) % 3].setVisitor(BOARD, "remove", OWNER, visitor)),
      stores[0].setBoard(BOARD, "freeze", OWNER, []),
      stores[1].setBoard(BOARD, "openLobby", OWNER, []),
    ]);
    const done = await stores[2].done(BOARD, { limit: 100 });
    assert.deepEqual(done.map(({ number }) => number), Array.from({ length: 14 }, (_, i) => 14 - i));
    assert.equal(new Set(done.map(({ action, about }) => `${action} ${about}`)).size, 14);
    // No action undid another one.
    const { isFrozen, hasLobby } = await stores[2].state(BOARD);
    assert.deepEqual({ isFrozen, hasLobby }, { isFrozen: true, hasLobby: true });
    const restricted = await stores[2].restricted(BOARD);
    assert.equal(restricted.filter(({ isMuted, removedUntil }) => isMuted && removedUntil! > 7).length, 6);
    assert.deepEqual((await stores[0].done(BOARD, { before: 3, limit: 5 })).map(({ number }) => number), [2, 1]);
  });

  test("the list keeps its newest entries", async (kind) => {
    await using opened = await kind.open();
    const store = new ModerationStore(opened.database, { now: () => 7 });
    const entry = (number: number) => ({ number, at: 1, ...OWNER, action: "freeze" as const });
    const done = Array.from({ length: ENTRIES_MAX }, (_, i) => entry(i + 1));
    await writeModeration(opened.database, BOARD, { state: USUAL_STATE, last: ENTRIES_MAX, visitors: [], done }, 7);
    await opened.database.commit(new Commit().set(KEY.moderation(BOARD), { ...USUAL_STATE, last: ENTRIES_MAX }));
    await store.setBoard(BOARD, "freeze", OWNER, []);
    await store.note(BOARD, "createLink", OWNER, "Guests");
    const numbers = (await keysOf(opened.database, { prefix: KEY.done(BOARD) })).map((key) => key.at(-1));
    assert.deepEqual([numbers.length, numbers[0], numbers.at(-1)], [ENTRIES_MAX, 3, ENTRIES_MAX + 2]);
  });

  test("a deleted board keeps nothing, and nothing is added to it", async (kind) => {
    await using opened = await kind.open();
    const links = new KvLinkStore(opened.database, { events: new LocalEvents() });
    await links.createBoard(BOARD, [{ slug: "owner", role: "owner" }]);
    const store = new ModerationStore(opened.database);
    await store.setBoard(BOARD, "freeze", OWNER, []);
    await store.setVisitor(BOARD, "mute", OWNER, BO);
    await store.ask(BOARD, { visitor: "c".repeat(32), name: "Cy" }, "1.2.3.4");
    assert.ok((await keysOf(opened.database, { prefix: KEY.board(BOARD) })).length >= 5);
    await links.deleteBoard(BOARD);
    await links.clearDeleted(BOARD);
    await store.setVisitor(BOARD, "remove", OWNER, BO);
    await store.setBoard(BOARD, "freeze", OWNER, []);
    assert.deepEqual(await keysOf(opened.database, { prefix: KEY.board(BOARD) }), []);
  });

  test("one address cannot fill the lobby, and who waits already goes on waiting", async (kind) => {
    await using opened = await kind.open();
    let now = 1;
    const store = new ModerationStore(opened.database, { now: () => now });
    const ask = (i: number, address: string) =>
      store.ask(BOARD, { visitor: String(i).padStart(32, "0"), name: `Guest ${i}` }, address);
    for (let i = 0; i < WAITING_PER_ADDRESS_MAX; i++) assert.ok(await ask(i, "1.2.3.4"));
    assert.equal(await ask(900, "1.2.3.4"), false);
    assert.ok(await ask(901, "5.6.7.8"), "somebody else finds a place");
    now += WAITING_MS / 2;
    assert.ok(await ask(0, "1.2.3.4"), "asks again");
    assert.equal((await store.waiting(BOARD)).length, WAITING_PER_ADDRESS_MAX + 1);
    now += WAITING_MS / 2;
    assert.deepEqual((await store.waiting(BOARD)).map(({ name }) => name), ["Guest 0"], "the others left");
    assert.ok(await ask(900, "1.2.3.4"));
  });
}
