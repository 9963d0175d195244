import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { backup, restore } from "../../../server/backup/backup.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { type AssetKind, assetKinds, bytesOf, inPieces, type OpenedAssets } from "../../support/asset/asset_kinds.ts";
import { png, sha256 } from "../../support/asset/pictures.ts";

const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };
const PICTURES = [png(3, 3), png(4, 4, { filler: 600_000 }), png(5, 5, { seed: 9 })];

async function setUp({ database, store }: OpenedAssets): Promise<void> {
  for (const board of ["one", "two", "bare"]) {
    await new KvLinkStore(database).createBoard(board, [{ slug: `${board} owner`, role: "owner" }]);
  }
  const assets = store();
  for (const [board, bytes] of [["one", PICTURES[0]], ["one", PICTURES[1]], ["two", PICTURES[1]]] as const) {
    assert.equal(await assets.add(board, sha256(bytes), { pieces: inPieces(bytes) }), "added");
  }
}

async function look({ store }: OpenedAssets): Promise<unknown> {
  const assets = store();
  const boards = [];
  for (const board of ["one", "two", "bare"]) {
    const found = await Array.fromAsync(assets.list(board));
    const all = found.map(async (asset) => [asset.id, asset.type, asset.width, await bytesOf(assets.read(asset))]);
    boards.push([board, await assets.use(board), await Promise.all(all)]);
  }
  return boards;
}

async function fileOf({ database, store }: OpenedAssets): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(backup(database, { ...quiet, assets: store() })));
}

const restored = ({ database, store }: OpenedAssets, file: Uint8Array, replace = false) =>
  restore(database, () => ReadableStream.from([file]), { ...quiet, replace, assets: store({ quotaBytes: Infinity }) });

const kinds = await assetKinds();
const test = (
  name: string,
  from: AssetKind,
  to: AssetKind,
  run: (from: OpenedAssets, to: OpenedAssets) => Promise<void>,
) =>
  Deno.test({
    name: `${name}, from ${from.name} to ${to.name}`,
    ignore: from.ignore || to.ignore,
    fn: async () => {
      await using source = await from.open();
      await using target = await to.open();
      await setUp(source);
      await run(source, target);
    },
  });

for (const [i, from] of kinds.entries()) {
  test("a restored board has its pictures", from, kinds[(i + 1) % kinds.length], async (source, target) => {
    const [file, before] = [await fileOf(source), await look(source)];
    await restored(target, file);
    assert.deepEqual(await look(target), before);
    // Restored again over boards that have others by now.
    await target.store().add("bare", sha256(PICTURES[2]), { pieces: inPieces(PICTURES[2]) });
    await restored(target, file, true);
    assert.equal((await target.store().use("one")).count, 2);
    assert.equal((await target.blobs()).length, 4);
  });
}

test("a picture that cannot be read is reported and left out", kinds[0], kinds[1], async (source, target) => {
  await source.damage();
  const warnings: string[] = [];
  const parts = backup(source.database, { ...quiet, warn: (text) => void warnings.push(text), assets: source.store() });
  await restored(target, Buffer.concat(await Array.fromAsync(parts)));
  assert.equal(warnings.length, 3);
  assert.match(warnings[0], /^Cannot back up picture [0-9a-f]{64} of board (one|two) as: .*damaged/);
  assert.deepEqual(await target.blobs(), []);
});

test("a file whose pictures are damaged or incomplete restores nothing", kinds[0], kinds[1], async (source, target) => {
  const file = await fileOf(source);
  const at = file.indexOf(Buffer.from("IDAT"));
  const damaged = Buffer.from(file);
  damaged[at] ^= 1;
  await assert.rejects(restored(target, damaged), /Cannot read backup as the checksum of a part does not fit/);
  await assert.rejects(restored(target, file.subarray(0, at)), /Cannot read backup as it ends too early/);
  assert.deepEqual(await target.blobs(), []);
  assert.equal(await new KvLinkStore(target.database).find("one owner"), undefined);
});
