import assert from "node:assert/strict";
import { Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { Board } from "../../../../board/document.ts";
import { encodeStrokeNews } from "../../../../board/wire/live_stroke.ts";
import {
  encodeAwareness,
  encodeInkFrame,
  encodeNotice,
  encodeQueryAwareness,
  encodeSaved,
  encodeSync,
  encodeTalk,
  SYNC,
} from "../../../../board/wire/protocol.ts";
import { ConnectionLog } from "../../../../client/sync/record/connection_log.ts";
import { FrameRecord, FRAMES_MAX } from "../../../../client/sync/record/frame_record.ts";
import { FrameSummaries } from "../../../../client/sync/record/frame_summary.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { seeded } from "../../../support/random.ts";
import { stroke } from "../../../support/board/strokes.ts";

const ME = 1, ADA = 7;

const BO = 8;
const PEOPLE = [{ id: ADA, name: "Ada" }, { id: BO, name: "Bo" }];

function summaries(peers = PEOPLE): FrameSummaries {
  return new FrameSummaries(ME, () => peers);
}

function updateOf(change: (board: Board) => void, board = new Board()): Uint8Array<ArrayBuffer> {
  const before = Y.encodeStateVector(board.doc);
  board.transact(() => change(board), "local");
  return encodeSync(SYNC.update, Y.encodeStateAsUpdate(board.doc, before));
}

function inkOf(author: number, stroke: string): Uint8Array<ArrayBuffer> {
  const rest = { phase: "lifted", nib: "pen", color: "blue", width: 4, x: 0, y: 0 } as const;
  return encodeInkFrame([encodeStrokeNews({ ...rest, author, stroke })]);
}

Deno.test("a change says what was drawn, and who drew it when live ink told the author", () => {
  const each = summaries();
  const line = updateOf((board) => board.add(stroke("page.2", seeded(1))));
  assert.deepEqual(each.read("sent", line), { kind: "update", summary: "This page drew a line" });
  assert.equal(each.read("received", line).summary, "Somebody drew a line");
  assert.equal(each.read("received", inkOf(ADA, "page.1")).summary, "Ada finished a stroke");
  assert.equal(each.read("received", line).summary, "Ada drew a line");
  const shape = updateOf((board) => board.add(geoOf("page.3", { x: 0, y: 0 })));
  assert.equal(each.read("received", shape).summary, "Ada added 1 shape");
});

Deno.test("a page whose ink told who it is is known by its other changes too, and so is the only other one", () => {
  const each = summaries();
  const board = new Board();
  const change = (change: (board: Board) => void) => each.read("received", updateOf(change, board)).summary;
  each.read("received", inkOf(ADA, "page.1"));
  assert.equal(change((board) => board.add(stroke("page.1", seeded(1)))), "Ada drew a line");
  assert.equal(change((board) => board.meta.set("title", "Harbour")), "Ada changed the title");
  board.doc.clientID++;
  assert.equal(change((board) => board.meta.set("title", "Quay")), "Somebody changed something");
  const alone = summaries([PEOPLE[1]]);
  assert.equal(
    alone.read("received", updateOf((board) => board.meta.set("title", "Sea"), board)).summary,
    "Bo changed something",
  );
});

Deno.test("edits, texts, titles, deletions and empty answers have words of their own", () => {
  const each = summaries();
  const board = new Board();
  updateOf((board) => board.add(geoOf("a.1", { x: 0, y: 0 })), board);
  const said = (change: (board: Board) => void) => each.read("sent", updateOf(change, board)).summary;
  assert.equal(said((board) => board.edit("a.1", "x", 5)), "This page changed something");
  assert.equal(said((board) => board.textOf("a.1").insert(0, "quay")), "This page wrote text");
  assert.equal(said((board) => board.meta.set("title", "Harbour")), "This page changed the title");
  assert.equal(each.read("received", encodeSync(SYNC.step2, new Uint8Array([0, 0]))).summary, "Nothing new");
  const large = encodeSync(SYNC.step2, new Uint8Array(100_000));
  assert.deepEqual(each.read("received", large), { kind: "step2", summary: "A large part of the board" });
});

Deno.test("presence, questions, acknowledgements, notices and talk", () => {
  const each = summaries();
  const awareness = new Awareness(new Y.Doc());
  const id = awareness.clientID;
  awareness.setLocalState({ user: { name: "Bo", color: "red" }, cursor: { x: 12.4, y: 30 } });
  const here = encodeAwareness(encodeAwarenessUpdate(awareness, [id]) as Uint8Array<ArrayBuffer>);
  assert.equal(each.read("received", here).summary, "Bo points at 12, 30");
  removeAwarenessStates(awareness, [id], "test");
  assert.equal(each.read("received", encodeAwareness(encodeAwarenessUpdate(awareness, [id]))).summary, "Bo left");
  awareness.destroy();
  assert.equal(each.read("sent", encodeQueryAwareness()).summary, "Asks who is here");
  assert.equal(each.read("received", encodeSaved(5)).summary, "Saved up to change 5");
  assert.equal(each.read("received", encodeSaved(7)).summary, "2 changes saved");
  assert.equal(each.read("received", encodeNotice("full", "…")).summary, "The board is full");
  const later = encodeNotice("constructor" as "full", "…");
  assert.equal(each.read("received", later).summary, "A notice that this version does not know");
  const event = { kind: "post", text: "secret", number: 1, at: 0, author: "a", name: "Ada" } as const;
  assert.deepEqual(each.read("received", encodeTalk(event)), { kind: "talk", summary: "Ada wrote a message" });
});

Deno.test("malformed frames are listed as such", () => {
  const each = summaries();
  const random = seeded(3);
  const good = [
    updateOf((board) => board.add(stroke("a.1", seeded(2)))),
    inkOf(ADA, "a.1"),
    encodeSaved(300),
    encodeNotice("role", "editor"),
    encodeAwareness(new Uint8Array([1, 7, 1, 2, 123, 125])),
  ];
  for (const frame of good) {
    for (let length = 0; length < frame.length; length++) {
      assert.equal(each.read("received", frame.slice(0, length)).kind, "malformed");
    }
    for (let i = 0; i < 200; i++) {
      const broken = frame.slice();
      broken[random.below(broken.length)] = random.below(256);
      each.read("received", broken);
    }
  }
  const malformed = { kind: "malformed", summary: "Cannot be read" };
  assert.deepEqual(each.read("received", new Uint8Array()), malformed);
  assert.deepEqual(each.read("received", new Uint8Array([0, 2, 3, 9, 9, 9])), malformed);
  assert.deepEqual(each.read("received", encodeAwareness(new Uint8Array([1, 7, 1, 1, 123]))), malformed);
  assert.equal(each.read("received", new Uint8Array([120, 1])).kind, "unknown");
});

Deno.test("a record keeps the last frames, hides secrets, measures round trips, and stops when it is closed", () => {
  const log = new ConnectionLog(() => 5);
  let now = 0;
  const mask = (text: string) => text.replaceAll("Ada", "•••");
  const record = new FrameRecord({ log, summaries: summaries(), today: () => 5, now: () => now, mask });
  log.frame("sent", encodeQueryAwareness());
  now = 12;
  log.frame("received", encodeAwareness(new Uint8Array([0])));
  log.frame("received", encodeAwareness(new Uint8Array([0])));
  assert.deepEqual(record.roundTrips.value, [12], "one answer for one question");
  log.frame("received", inkOf(ADA, "a.1"));
  assert.equal(record.frames.value.at(-1)!.summary, "••• finished a stroke");
  for (let i = 0; i < FRAMES_MAX; i++) log.frame("received", encodeSaved(i));
  assert.equal(record.frames.value.length, FRAMES_MAX);
  assert.deepEqual([record.frames.value[0].number, record.frames.value.at(-1)!.number], [5, 4 + FRAMES_MAX]);
  record.close();
  record.close();
  assert.equal(log.watchers.size, 0);
});

Deno.test("the history of the state is bounded", () => {
  const log = new ConnectionLog(() => 5);
  for (let i = 0; i < 1_000; i++) log.note({ kind: "closed", code: i, isOwn: false });
  assert.equal(log.changes.value.length, 100);
  assert.deepEqual(log.changes.value.at(-1), { kind: "closed", code: 999, isOwn: false, at: 5 });
});
