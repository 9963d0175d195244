import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import {
  encodeAwareness,
  encodeDenied,
  encodeInkFrame,
  encodeNotice,
  encodeQueryAwareness,
  encodeSaved,
  encodeSync,
  SUBPROTOCOL,
  SYNC,
} from "../../../board/wire/protocol.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { type Random, seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";
import { type Clocks, hostileUpdate } from "./hostile_update.ts";

import { everything } from "../../support/store/database_content.ts";

const FRAMES = 10_000;
const FRAMES_PER_CONNECTION = 500;

/** Content to write: own strokes, changes and deletions of others' strokes, and content that no honest client sends. */
function write(random: Random, theirs: Y.Doc, clocks: Clocks): Uint8Array {
  const board = new Board();
  switch (random.below(4)) {
    case 0:
      board.add(stroke("v.1", random));
      return Y.encodeStateAsUpdate(board.doc);
    case 1:
      return hostileUpdate(random, clocks);
    default:
      Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(theirs));
      if (random.below(2) === 0) board.remove(new Set(board.shapes.keys()));
      else board.edit(random.pick([...board.shapes.keys()]), "x", random.below(1_000));
      return Y.encodeStateAsUpdate(board.doc, Y.encodeStateVector(theirs));
  }
}

/** Frames of every kind, each of which tries to change the board or the live drawing that others see. */
function attempt(random: Random, theirs: Y.Doc, clocks: Clocks): Uint8Array<ArrayBuffer> {
  const update = () => write(random, theirs, clocks);
  const news = { author: random.below(2 ** 32), stroke: "v.2", phase: "lifted", nib: "pen", color: "red" } as const;
  return random.pick([
    () => encodeSync(SYNC.update, update()),
    () => encodeSync(SYNC.step2, update()),
    () => encodeSync(SYNC.step1, Y.encodeStateVector(theirs)),
    () => encodeInkFrame([encodeStrokeNews({ ...news, width: 4, x: 1, y: 2 })]),
    () =>
      encodeAwareness(
        awareness({ id: 7, clock: random.below(2 ** 30), state: { update: [...update()], role: "owner" } }),
      ),
    () => encodeAwareness(awareness({ id: theirs.clientID, clock: 2 ** 30, state: { user: { name: "Ann" } } })),
    () => random.pick([encodeQueryAwareness(), encodeSaved(9), encodeDenied("no"), encodeNotice("role", "owner")]),
    () => new Uint8Array([random.pick([4, 99, 119, 127]), 0, 1, 0x30]),
  ])();
}

Deno.test(`none of ${FRAMES} frames from a viewer changes the board or reaches others as a drawing`, async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  const random = seeded(1);
  for (let i = 0; i < 20; i++) ann.change((board) => board.add(stroke(`a.${i}`, random)));
  await ann.untilSaved();
  ann.send(encodeAwareness(awareness({ id: ann.doc.clientID, clock: 1, state: {} })));
  const before = await everything(server.kv);
  const heard = ann.frames.length;
  const clocks = Y.decodeStateVector(Y.encodeStateVector(ann.doc));

  for (let sent = 0, stock = false; sent < FRAMES; stock = !stock) {
    const protocols = stock ? [] : [SUBPROTOCOL];
    await using eve = await Peer.connect(server.socketUrl(links.viewer), { protocols });
    for (let i = 0; i < FRAMES_PER_CONNECTION; i++, sent++) eve.send(attempt(random, ann.doc, clocks));
    await eve.untilRead();
    assert.equal(eve.saved, 0);
  }
  assert.equal(await everything(server.kv), before);
  await using late = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual(Y.encodeStateAsUpdate(late.doc), Y.encodeStateAsUpdate(ann.doc));
  const kinds = new Set(ann.frames.slice(heard).map(({ kind }) => kind));
  assert.deepEqual([...kinds].filter((kind) => kind !== "awareness" && kind !== "queryAwareness"), []);
});
