import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import { BOARD_SHAPES_MAX } from "../../../board/limits.ts";
import { backup, restore, verify } from "../../../server/backup/backup.ts";
import { Compactor } from "../../../server/document/compactor.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { largestBoard } from "../../support/board/largest_board.ts";
import { stroke } from "../../support/board/strokes.ts";

Deno.test("a board of the maximum size is joined, compacted, backed up and restored; one more stroke is refused", async () => {
  using kv = await openDatabase(":memory:");
  const store = new KvBoardStore(kv);
  await using server = await TestServer.start({ kv });
  const { id, links } = await server.createBoard();
  await store.append(id, EMPTY_HEAD, largestBoard());

  await using peer = await Peer.join(server.socketUrl(links.editor));
  assert.equal(peer.board.shapes.size, BOARD_SHAPES_MAX);
  peer.change((board) => board.add(stroke("one.more", seeded(2), 10)));
  await peer.until((frame) => frame.kind === "notice" && frame.code === "full");
  await using other = await Peer.join(server.socketUrl(links.viewer));
  assert.ok(!other.board.shapes.has("one.more") && peer.board.shapes.has("one.more"));

  const picture = await fetch(`${server.origin}/api/boards/${links.viewer}/board.svg`);
  assert.equal(picture.status, 413, "pictures have a bound of their own");
  await picture.body?.cancel();

  const log: string[] = [];
  using compactor = new Compactor({
    clock: systemClock,
    log: (_level, event) => void log.push(event),
    file: findWorkerFile(),
  });
  assert.equal((await compactor.compact(store, id))?.entries, 0);
  assert.deepEqual(log, [], "it was built in the worker");

  const parts: Uint8Array[] = [], warnings: string[] = [];
  const report = { progress: () => {}, warn: (sentence: string) => void warnings.push(sentence) };
  for await (const part of backup(kv, report)) parts.push(part);
  const read = async function* () {
    yield* parts;
  };
  assert.deepEqual(await verify(read()), [id]);
  using copy = await openDatabase(":memory:");
  await restore(copy, read, { progress: () => {} });
  const restored = new Board();
  for (const update of (await new KvBoardStore(copy).load(id))!.updates) Y.applyUpdate(restored.doc, update);
  assert.equal(restored.shapes.size, BOARD_SHAPES_MAX);
  assert.deepEqual(warnings, []);
});
