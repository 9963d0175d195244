import assert from "node:assert/strict";
import type { Database, Entry } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import type { AssetRecord } from "../../../../server/store/assets/asset_record.ts";
import { AssetStore } from "../../../../server/store/assets/asset_store.ts";
import { keysOf } from "../../../../server/store/bulk_delete.ts";
import { bytesOf, inPieces } from "../../../support/asset/asset_kinds.ts";
import { png, sha256 } from "../../../support/asset/pictures.ts";
import { crashEverywhere } from "../../../support/store/crashes.ts";

const BOARD = "board";
const HOUR_MS = 3_600_000;
const SMALL = png(3, 3);
/** More than one commit holds. */
const LARGE = png(3, 3, { filler: 600_000 });

const storeOf = (database: Database, later = 0) => new AssetStore(database, { now: () => Date.now() + later });

async function add(database: Database, bytes: Uint8Array): Promise<void> {
  const added = await storeOf(database).add(BOARD, sha256(bytes), { pieces: inPieces(bytes) });
  assert.ok(added === "added" || added === "present", added);
}

async function remove(database: Database, bytes: Uint8Array): Promise<void> {
  const entry = await database.get<AssetRecord>(KEY.asset(BOARD, sha256(bytes)));
  if (entry.value !== null) await storeOf(database).remove(BOARD, entry as Entry<AssetRecord>);
}

/** What people can see, and that a later sweep leaves nothing else. */
async function look(database: Database): Promise<unknown> {
  const store = storeOf(database, 2 * HOUR_MS);
  await store.waste.sweep((error) => assert.fail(String(error)));
  const seen = [];
  for await (const { id, ...asset } of store.list(BOARD)) {
    assert.equal(sha256(await bytesOf(store.read(asset))), id);
    seen.push(id);
  }
  const chunks = await keysOf(database, { prefix: KEY.assetChunks("").slice(0, 1) });
  assert.equal(new Set(chunks.map((key) => key[1])).size, seen.length, "bytes of nothing else are left");
  return { seen, use: await store.use(BOARD) };
}

Deno.test("a crash at any operation of adding and removing assets leaves each complete or not there at all", async () => {
  const operations = await crashEverywhere({
    prepare: (database) => add(database, SMALL),
    steps: (database) => [() => add(database, LARGE), () => remove(database, SMALL), () => remove(database, LARGE)],
    look,
  });
  assert.ok(operations >= 20, `only ${operations} operations`);
});
