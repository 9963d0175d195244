import assert from "node:assert/strict";
import { newSecret } from "../../../../board/id.ts";
import { Commit, type Database, entries } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { BoardCopies } from "../../../../server/store/board_copies.ts";
import { KvLinkStore } from "../../../../server/store/kv_link_store.ts";
import {
  type Publication,
  type PublicationCopy,
  PublicationStore,
} from "../../../../server/store/publications/publication_store.ts";
import { databaseKinds } from "../../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../../support/store/faulty_database.ts";

const BOARD = "board";
const CHOICE = { title: "Plans", mayIndex: false };
const HOUR_MS = 3_600_000;

interface Bench {
  readonly database: Database;
  readonly store: PublicationStore;
  readonly links: KvLinkStore;
  time: number;
}

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (bench: Bench) => Promise<void>) =>
    Deno.test({
      name: `publications on ${kind.name}: ${name}`,
      ignore: kind.ignore,
      async fn() {
        await using opened = await kind.open();
        const { database } = opened;
        const links = new KvLinkStore(database);
        await links.createBoard(BOARD, [{ slug: newSecret(), role: "owner" }]);
        const bench: Bench = {
          database,
          links,
          time: 1_000,
          store: new PublicationStore(database, { now: () => bench.time }),
        };
        await run(bench);
      },
    });

  test("a picture of any size is read as it was published, under one address through all updates", async (bench) => {
    const { store } = bench;
    assert.equal(await store.of(BOARD), undefined);
    const first = await store.publish(BOARD, CHOICE, picture(200_000)) as Publication;
    assert.match(first.id, /^[\w-]{22}$/);
    assert.deepEqual(await store.find(first.id), { board: BOARD, publication: first });
    assert.deepEqual(await readAll(store, first), picture(200_000));
    bench.time = 2_000;
    const second = await store.publish(BOARD, { title: "New", mayIndex: true }, picture(10)) as Publication;
    assert.deepEqual([second.id, second.title, second.mayIndex, second.at], [first.id, "New", true, 2_000]);
    assert.notEqual(second.picture.id, first.picture.id);
    assert.deepEqual(await readAll(store, second), picture(10));
    await assert.rejects(readAll(store, first), "the old picture is gone");
    assert.equal(await chunks(bench.database), 1);
  });

  test("nothing is left of a withdrawn one, and the next one has another address", async ({ store, database }) => {
    const before = await store.publish(BOARD, CHOICE, picture(100_000)) as Publication;
    assert.equal(await store.unpublish(BOARD), true);
    assert.equal(await store.unpublish(BOARD), false);
    assert.equal(await store.find(before.id), undefined);
    assert.equal((await database.get(KEY.published(before.id))).value, null);
    assert.equal(await chunks(database), 0);
    const after = await store.publish(BOARD, CHOICE, picture(1)) as Publication;
    assert.notEqual(after.id, before.id);
  });

  test("a board in the bin shows nothing, and a deleted one has nothing left", async ({ store, database, links }) => {
    const { id } = await store.publish(BOARD, CHOICE, picture(100_000)) as Publication;
    await database.commit(new Commit().set(KEY.binned(BOARD), { at: 1 }));
    assert.equal(await store.find(id), undefined);
    await database.commit(new Commit().delete(KEY.binned(BOARD)));
    assert.equal((await store.find(id))?.board, BOARD);
    await links.deleteBoard(BOARD);
    assert.equal(await store.find(id), undefined, "from the deletion on");
    assert.equal(await store.publish(BOARD, CHOICE, picture(1)), "gone");
    await links.clearDeleted(BOARD);
    assert.equal((await database.get(KEY.published(id))).value, null);
    assert.equal(await chunks(database), 0);
  });

  for (const fault of ["before", "after"] as const) {
    test(`a crash ${fault} any operation leaves the old or the new picture whole, and is swept later`, async (bench) => {
      const { store } = bench;
      const { id } = await store.publish(BOARD, CHOICE, picture(70_000)) as Publication;
      for (let at = 0, isThrough = false; !isThrough; at++) {
        const faulty = new PublicationStore(new FaultyDatabase(bench.database, { at, fault }), {
          now: () => bench.time,
        });
        await faulty.publish(BOARD, CHOICE, picture(140_000)).then(() => isThrough = true, () => {});
        const now = (await store.find(id))!.publication;
        assert.ok([70_000, 140_000].includes(now.picture.bytes));
        assert.deepEqual(await readAll(store, now), picture(now.picture.bytes), `at ${at}`);
      }
      bench.time += 2 * HOUR_MS;
      await store.publish(BOARD, CHOICE, picture(1));
      assert.equal(await chunks(bench.database), 1);
    });
  }

  test("a copy is restored under its address, unless another board has that", async ({ store, database, links }) => {
    const copies = new BoardCopies(database);
    const restore = async (publication: PublicationCopy) => {
      await copies.put("other", { links: [], update: new Uint8Array([0, 0]), talk: [], publication }, {
        replace: true,
      });
    };
    const { id } = await store.publish(BOARD, CHOICE, picture(100_000)) as Publication;
    const copy = await store.copy(BOARD);
    assert.equal(copy?.picture.length, 100_000);
    await links.createBoard("other", [{ slug: newSecret(), role: "owner" }]);
    await restore(copy!);
    assert.equal(await store.of("other"), undefined);
    await store.unpublish(BOARD);
    await restore(copy!);
    assert.equal((await store.find(id))?.board, "other");
    assert.deepEqual(await readAll(store, (await store.of("other"))!, "other"), picture(100_000));
  });
}

function picture(bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => i % 251);
}

async function readAll(store: PublicationStore, publication: Publication, board = BOARD): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(await Array.fromAsync(store.read(board, publication))).arrayBuffer());
}

async function chunks(database: Database): Promise<number> {
  return (await Array.fromAsync(entries(database, { prefix: KEY.publicationChunks(BOARD) }))).length;
}
