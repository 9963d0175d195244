import assert from "node:assert/strict";
import { ASSETS_MAX } from "../../../../board/asset/asset_limits.ts";
import { Commit, type Entry } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import type { AssetRecord } from "../../../../server/store/assets/asset_record.ts";
import type { AssetStore } from "../../../../server/store/assets/asset_store.ts";
import { KvLinkStore } from "../../../../server/store/kv_link_store.ts";
import { assetKinds, bytesOf, inPieces, type OpenedAssets } from "../../../support/asset/asset_kinds.ts";
import { png, sha256 } from "../../../support/asset/pictures.ts";

const BOARD = "board";
const HOUR_MS = 3_600_000;
const SMALL = png(4, 3);
/** More than one commit holds. */
const LARGE = png(2_000, 1_000, { filler: 700_000 });

const add = (store: AssetStore, bytes: Uint8Array, board = BOARD) =>
  store.add(board, sha256(bytes), { pieces: inPieces(bytes), bytes: bytes.length });
const failed = (error: unknown) => assert.fail(String(error));

/** The upload breaks off after some pieces. */
async function* brokenOff(bytes: Uint8Array, after: number): AsyncGenerator<Uint8Array> {
  yield* inPieces(bytes.subarray(0, after));
  throw new Error("the connection is gone");
}

async function entryOf({ database }: OpenedAssets, bytes: Uint8Array): Promise<Entry<AssetRecord>> {
  return await database.get<AssetRecord>(KEY.asset(BOARD, sha256(bytes))) as Entry<AssetRecord>;
}

for (const kind of await assetKinds()) {
  const test = (name: string, run: (opened: OpenedAssets) => Promise<void>) =>
    Deno.test({
      name: `assets on ${kind.name}: ${name}`,
      ignore: kind.ignore,
      fn: async () => {
        await using opened = await kind.open();
        await run(opened);
      },
    });

  test("an asset is read as it was written, whole and in parts", async (opened) => {
    const store = opened.store({ now: () => 7 });
    for (const bytes of [SMALL, LARGE]) {
      assert.equal(await store.find(BOARD, sha256(bytes)), undefined);
      assert.equal(await add(store, bytes), "added");
      const asset = (await store.find(BOARD, sha256(bytes)))!;
      const { type, width, height, seen } = asset;
      assert.deepEqual([type, asset.bytes, seen], ["image/png", bytes.length, 7]);
      assert.deepEqual([width, height], bytes === SMALL ? [4, 3] : [2_000, 1_000]);
      assert.deepEqual(await bytesOf(store.read(asset)), bytes);
      const { length } = bytes;
      const ranges = [[0, 1], [0, length], [length - 1, length], [40, 60], [length >> 1, length], [5, 5]];
      if (length > 200_000) ranges.push([65_531, 65_533], [65_000, 140_000], [65_532, 131_064]);
      for (const [start, end] of ranges) {
        assert.deepEqual(
          await bytesOf(store.read(asset, { start, end })),
          bytes.subarray(start, end),
          `${start}-${end}`,
        );
      }
    }
    assert.deepEqual(await store.use(BOARD), { count: 2, bytes: SMALL.length + LARGE.length });
    const ids = (await Array.fromAsync(store.list(BOARD))).map(({ id }) => id);
    assert.deepEqual(ids, [sha256(SMALL), sha256(LARGE)].sort());
    assert.equal((await opened.blobs()).length, 2);
  });

  test("the same picture is stored once on a board, also when many send it at once, and apart on another board", async (opened) => {
    const stores = [opened.store(), opened.store()];
    const answers = await Promise.all([...stores, ...stores, ...stores].map((store) => add(store, LARGE)));
    assert.deepEqual(answers.sort(), ["added", ...Array(5).fill("present")]);
    assert.equal((await opened.blobs()).length, 1);
    assert.deepEqual(await stores[0].use(BOARD), { count: 1, bytes: LARGE.length });
    assert.equal(await stores[0].find("another", sha256(LARGE)), undefined);
    assert.equal(await add(stores[0], LARGE, "another"), "added");
    assert.equal((await opened.blobs()).length, 2);
  });

  test("bytes that are not what they should be are not stored", async (opened) => {
    const store = opened.store();
    const sent = (bytes: Uint8Array, id = sha256(bytes)) => store.add(BOARD, id, { pieces: inPieces(bytes) });
    assert.equal(await sent(LARGE, sha256(SMALL)), "wrong hash");
    assert.equal(await sent(LARGE.subarray(0, -1), sha256(LARGE)), "wrong hash");
    assert.equal(await sent(new TextEncoder().encode("<html><svg>")), "no image");
    assert.equal(await sent(new Uint8Array()), "no image");
    assert.equal(await sent(png(0, 5)), "no image");
    assert.equal(await sent(png(10_001, 10_000)), "too many pixels");
    assert.equal(await sent(png(65_536, 1)), "too many pixels");
    assert.deepEqual(await opened.blobs(), []);
    assert.deepEqual(await store.use(BOARD), { count: 0, bytes: 0 });
    assert.deepEqual(await opened.database.list({ prefix: KEY.assetWastes() }, { limit: 1 }), []);
  });

  test("an upload that breaks off leaves nothing behind, and one of a killed process is swept", async (opened) => {
    let now = 1_000_000;
    const store = opened.store({ now: () => now });
    const id = sha256(LARGE);
    await assert.rejects(store.add(BOARD, id, { pieces: brokenOff(LARGE, 600_000) }), /connection is gone/);
    assert.deepEqual(await opened.blobs(), []);
    // A killed process does not tidy up.
    const hangs = Promise.withResolvers<void>();
    void store.add(BOARD, id, {
      pieces: (async function* () {
        yield* inPieces(LARGE);
        hangs.resolve();
        await new Promise(() => {});
      })(),
    });
    await hangs.promise;
    assert.equal(await store.find(BOARD, id), undefined);
    const before = await opened.database.list({ prefix: KEY.assetWastes() }, { limit: 9 });
    now += HOUR_MS - 1;
    await store.waste.sweep(failed);
    assert.deepEqual(await opened.database.list({ prefix: KEY.assetWastes() }, { limit: 9 }), before);
    now += 2;
    await store.waste.sweep(failed);
    assert.deepEqual(await opened.blobs(), []);
    assert.deepEqual(await opened.database.list({ prefix: KEY.assetWastes() }, { limit: 1 }), []);
    assert.equal(await add(store, LARGE), "added");
    assert.deepEqual(await bytesOf(store.read((await store.find(BOARD, id))!)), LARGE);
  });

  test("a sweep that believes an upload to be abandoned ends it", async (opened) => {
    let now = 0;
    const store = opened.store({ now: () => now });
    const swept = store.add(BOARD, sha256(LARGE), {
      pieces: inPieces(LARGE),
      isAllowed: async () => {
        if (now > 0) return true;
        now = 2 * HOUR_MS;
        await store.waste.sweep(failed);
        return true;
      },
    });
    assert.equal(await swept, "interrupted");
    assert.equal(await store.find(BOARD, sha256(LARGE)), undefined);
    assert.deepEqual(await opened.blobs(), []);
  });

  test("a board has a quota, which uploads at the same time do not exceed together", async (opened) => {
    const pictures = Array.from({ length: 6 }, (_, i) => png(9, 9, { filler: 100_000, seed: i + 1 }));
    const quotaBytes = 3.5 * pictures[0].length;
    const stores = [opened.store({ quotaBytes }), opened.store({ quotaBytes })];
    // The length is not known before.
    const sent = (store: AssetStore, bytes: Uint8Array) => store.add(BOARD, sha256(bytes), { pieces: inPieces(bytes) });
    const answers = await Promise.all(pictures.map((bytes, i) => sent(stores[i % 2], bytes)));
    assert.deepEqual(answers.sort(), [...Array(3).fill("added"), ...Array(3).fill("full")]);
    assert.deepEqual(await stores[0].use(BOARD), { count: 3, bytes: 3 * pictures[0].length });
    assert.equal((await opened.blobs()).length, 3);
    assert.equal(await add(stores[0], pictures[0], "another"), "added");
    await opened.database.commit(new Commit().set(KEY.assetUse("many"), { count: ASSETS_MAX, bytes: 0 }));
    assert.equal(await add(stores[0], SMALL, "many"), "full");
  });

  test("nothing becomes visible on a board that was deleted meanwhile, or with a link that was", async (opened) => {
    const store = opened.store();
    const late = store.add(BOARD, sha256(SMALL), { pieces: inPieces(SMALL), isAllowed: () => Promise.resolve(false) });
    assert.equal(await late, "gone");
    await opened.database.commit(new Commit().set(KEY.deletion(BOARD), true));
    assert.equal(await add(store, SMALL), "gone");
    assert.equal(await store.find(BOARD, sha256(SMALL)), undefined);
    assert.deepEqual(await opened.blobs(), []);
  });

  test("an asset that is removed takes its bytes with it, unless somebody wants it at that moment", async (opened) => {
    const store = opened.store();
    for (const bytes of [SMALL, LARGE]) await add(store, bytes);
    const { value, ...entry } = await entryOf(opened, SMALL);
    const marked = { ...value, unusedSince: 5 };
    await opened.database.commit(new Commit().set(entry.key, marked));
    const before = await entryOf(opened, SMALL);
    assert.equal(await store.keep(BOARD, sha256(SMALL)), true);
    assert.equal((await entryOf(opened, SMALL)).value.unusedSince, undefined);
    assert.equal(await store.remove(BOARD, before), false);
    assert.equal(await store.remove(BOARD, await entryOf(opened, SMALL)), true);
    assert.deepEqual(await store.use(BOARD), { count: 1, bytes: LARGE.length });
    assert.equal((await opened.blobs()).length, 1);
    assert.equal(await store.remove(BOARD, await entryOf(opened, LARGE)), true);
    assert.equal((await opened.database.get(KEY.assetUse(BOARD))).value, null);
    assert.deepEqual(await opened.blobs(), []);
    assert.equal(await store.keep(BOARD, sha256(LARGE)), false);
  });

  test("a deleted board loses its assets and their bytes", async (opened) => {
    const links = new KvLinkStore(opened.database);
    await links.createBoard(BOARD, [{ slug: "owner", role: "owner" }]);
    const store = opened.store();
    for (const bytes of [SMALL, LARGE]) await add(store, bytes);
    await add(store, SMALL, "another");
    await links.deleteBoard(BOARD);
    await links.clearDeleted(BOARD);
    await store.waste.sweep(failed);
    assert.deepEqual(await Array.fromAsync(store.list(BOARD)), []);
    assert.equal((await opened.blobs()).length, 1);
    assert.deepEqual(await bytesOf(store.read((await store.find("another", sha256(SMALL)))!)), SMALL);
  });

  test("damaged bytes are never returned", async (opened) => {
    const store = opened.store();
    await add(store, LARGE);
    await opened.damage();
    const asset = (await store.find(BOARD, sha256(LARGE)))!;
    await assert.rejects(bytesOf(store.read(asset)), /damaged|other bytes/);
    const end = { start: LARGE.length - 5, end: LARGE.length };
    await assert.rejects(bytesOf(store.read(asset, end)), /damaged|other bytes/);
  });
}
