import assert from "node:assert/strict";
import { systemClock } from "../../../board/clock.ts";
import * as Y from "yjs";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { BoardAssets } from "../../../server/document/board_assets.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";
import { Appender } from "../../support/store/stored_boards.ts";

const IDS = Array.from({ length: 2_000 }, (_, i) => i.toString(16).padStart(64, "0"));

/** A board whose shapes name all of them; each record also has some letters of its own. */
async function boardWith(database: MemoryDatabase, letters: number): Promise<KvBoardStore> {
  const [store, doc] = [new KvBoardStore(database), new Y.Doc()];
  doc.transact(() => {
    for (const [i, asset] of IDS.entries()) doc.getMap("shapes").set(`a.${i}`, { asset, rest: `${i}`.repeat(letters) });
  });
  await (await Appender.open(store, "a")).append(Y.encodeStateAsUpdate(doc));
  return store;
}

Deno.test("the assets of a large board are listed in a worker, and not without one", async () => {
  using database = new MemoryDatabase();
  const store = await boardWith(database, 50);
  {
    using assets = new BoardAssets(store, { clock: systemClock, file: findWorkerFile() });
    assert.deepEqual([...(await assets.of("a"))!].sort(), IDS);
  }
  using alone = new BoardAssets(store, { clock: systemClock });
  assert.equal(await alone.of("a"), undefined);
});

Deno.test("those of a small board are listed without a worker, and a board without content names none", async () => {
  using database = new MemoryDatabase();
  const store = await boardWith(database, 1);
  using assets = new BoardAssets(store, { clock: systemClock });
  assert.equal((await assets.of("a"))?.size, IDS.length);
  assert.equal((await assets.of("empty"))?.size, 0);
  await database.commit(new Commit().set(KEY.deletion("gone"), true));
  assert.equal(await assets.of("gone"), undefined);
});
