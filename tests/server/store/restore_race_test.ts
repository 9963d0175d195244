import assert from "node:assert/strict";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { BoardCopies } from "../../../server/store/board_copies.ts";
import { EMPTY_HEAD, type StoredBoard } from "../../../server/store/board_store.ts";
import { Damaged } from "../../../server/store/damage.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { entriesOf, withKv } from "../../support/store/crashes.ts";
import { type Actor, everyInterleaving, interleave, type Pick } from "../../support/store/interleavings.ts";

const ID = "board";

/** An update that adds one name to a board. */
function updateOf(name: string, bytes = 10): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("shapes").set(name, new Uint8Array(bytes));
  return Y.encodeStateAsUpdate(doc);
}

function namesOf({ updates }: StoredBoard): string[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [...doc.getMap("shapes").keys()].sort();
}

/** A board with an entry in chunks, and with two links. */
async function board(kv: Database): Promise<void> {
  await new KvLinkStore(kv).createBoard(ID, [{ slug: "owner", role: "owner" }, { slug: "viewer", role: "viewer" }]);
  await append(kv, updateOf("old"));
  await append(kv, updateOf("old and large", 70_000));
}

/** As a journal does: it retries, also when the restore removed its chunks during the write. */
async function append(kv: Database, update: Uint8Array): Promise<void> {
  const store = new KvBoardStore(kv);
  let head = (await store.load(ID))?.head ?? EMPTY_HEAD;
  for (;;) {
    try {
      if (await store.append(ID, head, update) !== "conflict") return;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
    }
    head = (await store.loadAfter(ID, head)).head;
  }
}

const restores: Actor = async (kv) => {
  const copies = new BoardCopies(kv);
  const links = [{ id: "restored owner", role: "owner", created: 1 }] as const;
  await copies.put(ID, { update: updateOf("restored"), links, talk: [] }, { replace: true });
};

const clears: Actor = (kv) => new KvLinkStore(kv).clearDeleted(ID);

/** Runs the processes in every order, each time on a prepared database, and checks the result. */
async function inEveryOrder(
  { prepare, processes, look }: {
    prepare: (kv: Database) => Promise<void>;
    processes: readonly Actor[];
    look: (kv: Database) => Promise<void>;
  },
): Promise<void> {
  const entries = await withKv([], async (kv) => (await prepare(kv), await entriesOf(kv)));
  const run = (pick: Pick) =>
    withKv(entries, async (kv) => {
      const steps = await interleave(kv, processes, pick);
      await look(kv);
      return steps;
    });
  assert.ok(await everyInterleaving(run, { switches: 2 }) > 20);
}

Deno.test("a board that is restored while its deletion is being cleared stays, in any order", async () => {
  await inEveryOrder({
    prepare: async (kv) => {
      await board(kv);
      await new KvLinkStore(kv).deleteBoard(ID);
    },
    processes: [clears, restores],
    look: async (kv) => {
      await new KvLinkStore(kv).resumeDeletions();
      assert.deepEqual(namesOf((await new KvBoardStore(kv).load(ID))!), ["restored"]);
      assert.deepEqual((await new KvLinkStore(kv).list(ID)).map(({ id }) => id), ["restored owner"]);
    },
  });
});

Deno.test("entries appended after a restored board stay, in any order", async () => {
  let replaced = 0;
  const processes: Actor[] = [
    (kv) => append(kv, updateOf("new and large", 70_000)),
    (kv) => restores(kv).catch((error) => assert.match(String(error), /somebody uses it/)),
  ];
  await inEveryOrder({
    prepare: board,
    processes,
    look: async (kv) => {
      const stored = (await new KvBoardStore(kv).load(ID))!;
      assert.equal(stored.damage, undefined);
      const names = namesOf(stored);
      if (names.includes("restored")) replaced++;
      const orders = [["new and large", "restored"], ["restored"], ["new and large", "old", "old and large"]];
      assert.ok(orders.some((order) => order.join() === names.join()), names.join());
      if (stored.updates.length > 1) assert.ok(names.includes("new and large"));
    },
  });
  assert.ok(replaced > 0);
});

Deno.test("a board that is read during its deletion is complete or gone, never damaged", async () => {
  await inEveryOrder({
    prepare: board,
    processes: [
      async (kv) => {
        await new KvLinkStore(kv).deleteBoard(ID);
        await clears(kv);
      },
      async (kv) => {
        const stored = await new KvBoardStore(kv).load(ID).catch((error) => assert.match(String(error), /was deleted/));
        if (stored) assert.deepEqual([namesOf(stored), stored.damage], [["old", "old and large"], undefined]);
      },
    ],
    look: async (kv) => {
      const left = (await entriesOf(kv)).map(({ key }) => key);
      assert.deepEqual(left, [["deletions", ID], ["link_news"]]);
    },
  });
});

Deno.test("clearing deleted boards again removes late entries and does not renew their marks", async () => {
  using kv = await openDatabase(":memory:");
  await board(kv);
  await new KvLinkStore(kv).deleteBoard(ID);
  await new KvLinkStore(kv).resumeDeletions();
  const { version } = await kv.get(["deletions", ID]);
  await kv.commit(new Commit().set(["boards", ID, "chunks", "late", 0], new Uint8Array(3)));
  await new KvLinkStore(kv).resumeDeletions();
  assert.equal((await kv.get(["deletions", ID])).version, version);
  assert.deepEqual(await Array.fromAsync(entries(kv, { prefix: ["boards"] })), []);
});
