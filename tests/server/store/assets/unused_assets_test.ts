import assert from "node:assert/strict";
import * as Y from "yjs";
import { ASSET_UNUSED_MS } from "../../../../board/asset/asset_limits.ts";
import { systemClock } from "../../../../board/clock.ts";
import { Board } from "../../../../board/document.ts";
import { Commit } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../../server/database/memory_database.ts";
import { BoardAssets } from "../../../../server/document/board_assets.ts";
import { AssetStore } from "../../../../server/store/assets/asset_store.ts";
import { UnusedAssets } from "../../../../server/store/assets/unused_assets.ts";
import { EMPTY_HEAD, type Head } from "../../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../../server/store/kv_board_store.ts";
import { inPieces } from "../../../support/asset/asset_kinds.ts";
import { png, sha256 } from "../../../support/asset/pictures.ts";

const BOARD = "board";
const DAY_MS = 86_400_000;
const failed = (error: unknown) => assert.fail(String(error));

/** A board with assets, whose days pass at once. */
class World {
  readonly database = new MemoryDatabase();
  readonly board = new Board();
  readonly boards = new KvBoardStore(this.database);
  readonly assets = new AssetStore(this.database, { now: () => this.now });
  now = 1_800_000_000_000;
  /** How often the board was read. */
  reads = 0;
  #head: Head = EMPTY_HEAD;
  #saved = Y.encodeStateVector(this.board.doc);

  readonly unused = new UnusedAssets(this.database, {
    assets: this.assets,
    named: (board) => {
      this.reads++;
      return new BoardAssets(this.boards, { clock: systemClock }).of(board);
    },
    now: () => this.now,
  });

  async add(seed: number): Promise<string> {
    const bytes = png(5, 5, { seed });
    assert.equal(await this.assets.add(BOARD, sha256(bytes), { pieces: inPieces(bytes) }), "added");
    return sha256(bytes);
  }

  async change(make: (board: Board) => void): Promise<void> {
    make(this.board);
    const head = await this.boards.append(BOARD, this.#head, Y.encodeStateAsUpdate(this.board.doc, this.#saved));
    this.#saved = Y.encodeStateVector(this.board.doc);
    this.#head = head as Head;
  }

  async pass(days: number): Promise<void> {
    for (let i = 0; i < days; i++) {
      this.now += DAY_MS;
      await this.unused.sweep(failed);
    }
  }

  async left(): Promise<string[]> {
    return (await Array.fromAsync(this.assets.list(BOARD))).map(({ id }) => id);
  }
}

Deno.test("an asset that no shape names is removed after 30 days, and others stay", async () => {
  const world = new World();
  const [drawn, edited, later, never] = await Promise.all([1, 2, 3, 4].map((seed) => world.add(seed)));
  await world.change((board) => {
    board.shapes.set("a", { kind: "of a later version", asset: drawn });
    board.shapes.set("b", { kind: "image", asset: "no asset" });
    board.shapes.set("c", new Uint8Array(3));
    board.edit("b", "asset", edited);
    board.shapes.set("d", { kind: "image", asset: later });
  });
  await world.pass(29);
  await world.change((board) => board.remove(new Set(["d"])));
  await world.pass(1);
  assert.deepEqual(await world.left(), [drawn, edited, later, never].sort());
  await world.pass(1);
  assert.deepEqual(await world.left(), [drawn, edited, later].sort());
  await world.pass(28);
  await world.change((board) => board.shapes.set("d", { kind: "image", asset: later }));
  await world.pass(40);
  assert.deepEqual(await world.left(), [drawn, edited, later].sort());
  await world.change((board) => board.remove(new Set(["a", "b", "d"])));
  await world.pass(31);
  assert.deepEqual(await world.left(), []);
  assert.equal(ASSET_UNUSED_MS, 30 * DAY_MS);
  const wasted = await world.database.list({ prefix: KEY.assetChunks("").slice(0, 1) }, { limit: 1 });
  assert.deepEqual(wasted, [], "their bytes are gone too");
});

Deno.test("who wants to use an asset again keeps it for another 30 days", async () => {
  const world = new World();
  const id = await world.add(1);
  await world.pass(30);
  await world.assets.keep(BOARD, id);
  await world.pass(30);
  assert.deepEqual(await world.left(), [id]);
  await world.pass(1);
  assert.deepEqual(await world.left(), []);
});

Deno.test("a board is read again only when it or its assets have changed", async () => {
  const world = new World();
  const id = await world.add(1);
  await world.change((board) => board.shapes.set("a", { kind: "image", asset: id }));
  await world.pass(10);
  assert.equal(world.reads, 1);
  await world.add(2);
  await world.pass(2);
  assert.equal(world.reads, 2);
  await world.change((board) => board.remove(new Set(["a"])));
  await world.pass(1);
  world.now += 3_600_000;
  await world.unused.sweep(failed);
  assert.equal(world.reads, 3);
});

Deno.test("nothing is removed from a board that cannot be read whole", async () => {
  const world = new World();
  const id = await world.add(1);
  await world.change((board) => board.shapes.set("a", { kind: "image", asset: "0".repeat(64) }));
  await world.change((board) => board.shapes.set("b", { kind: "image", asset: id }));
  const key = KEY.logEntry(BOARD, 2);
  const entry = (await world.database.get<Uint8Array>(key)).value!;
  await world.database.commit(new Commit().set(key, entry.fill(7, 20)));
  await world.pass(70);
  assert.deepEqual(await world.left(), [id]);
});
