import assert from "node:assert/strict";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { backup, verify } from "../../../server/backup/backup.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Compactor } from "../../../server/document/compactor.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Peer } from "../../support/peer/peer.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { framesOf, seat, stall } from "../../support/server/sessions.ts";
import { UNREADABLE, UnreadableBoard } from "../../support/store/unreadable_boards.ts";

const compactor = new Compactor({ clock: systemClock, log: () => {} });

/** The shape that an honest person drew before. */
function assertHonest(board: Board): void {
  assert.equal(board.read("honest.1")?.kind, "ink");
}

function boardOf(...updates: Uint8Array[]): Board {
  const board = new Board();
  for (const update of updates) Y.applyUpdate(board.doc, update);
  return board;
}

for (const name of UNREADABLE) {
  Deno.test(`${name}: the board is sent as state, and over the socket`, async () => {
    await using stored = await UnreadableBoard.open(name);
    await using server = await TestServer.start({ kv: stored.kv });
    const response = await fetch(`${server.origin}/api/boards/${stored.editor}/state`);
    assert.equal(response.status, 200);
    assertHonest(boardOf(new Uint8Array(await response.arrayBuffer())));
    await using peer = await Peer.join(server.socketUrl(stored.editor));
    assertHonest(peer.board);
    peer.change((board) => board.remove(new Set(["honest.1"])));
    await peer.untilSaved();
  });

  Deno.test(`${name}: a lagging peer is brought up to date`, async () => {
    await using stored = await UnreadableBoard.open(name);
    const store = new KvBoardStore(stored.kv), id = await stored.id(), clock = new FakeClock();
    const loaded = (await store.load(id))!;
    const room = new Room(loaded, { board: id, store, bus: new LocalBus(), clock, log: () => {} });
    const writer = seat(clock), slow = seat(clock, { role: "viewer" });
    room.join(writer.session);
    room.join(slow.session);
    stall(slow);
    const board = boardOf(...loaded.updates);
    const before = Y.encodeStateVector(board.doc);
    board.remove(new Set(["honest.1"]));
    receive(room, writer.session, encodeSync(SYNC.update, Y.encodeStateAsUpdate(board.doc, before)).buffer);
    slow.socket.drain();
    clock.pass(100);
    const frames = framesOf(slow).flatMap((frame) =>
      frame.kind === "update" || frame.kind === "step2" ? [frame.update] : []
    );
    assert.equal(boardOf(...loaded.updates, ...frames).read("honest.1"), undefined);
    await room.flush();
    room.close();
  });

  Deno.test(`${name}: the board is compacted and backed up`, async () => {
    await using stored = await UnreadableBoard.open(name);
    const store = new KvBoardStore(stored.kv), id = await stored.id();
    // The second time it is built from a snapshot.
    for (let times = 0; times < 2; times++) assert.equal((await compactor.compact(store, id))?.entries, 0);
    assertHonest(boardOf(...(await store.load(id))!.updates));
    const warnings: string[] = [];
    const copy = backup(stored.kv, { progress: () => {}, warn: (sentence) => void warnings.push(sentence) });
    assert.deepEqual(await verify(copy), [id]);
    assert.deepEqual(warnings, []);
  });
}
