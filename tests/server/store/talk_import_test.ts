import assert from "node:assert/strict";
import { type CommentThread, REPLIES_MAX } from "../../../board/comment_thread.ts";
import { TALK_EVENTS_MAX, TALK_TEXT_MAX, type TalkEvent } from "../../../board/talk.ts";
import { TALK_IMPORT_MAX, type TalkImportItem } from "../../../board/talk/talk_import.ts";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { readTalk, writeTalk } from "../../../server/store/talk_copy.ts";
import { NO_TALK } from "../../../server/store/talk_head.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";

const BOARD = "board";
const [ADA, BO] = ["a".repeat(32), "b".repeat(32)];
const OWNER = { author: ADA, name: "Owner", isModerator: true };
const SAID = { name: "Bo", at: 7 };
const POST: TalkImportItem = { action: { kind: "post", text: "old" }, imported: SAID };
const COMMENT: TalkImportItem = { action: { kind: "comment", text: "here", place: { x: 1, y: 2 } }, imported: SAID };

const reply = (of: number, text = "yes"): TalkImportItem => ({ action: { kind: "reply", of, text }, imported: SAID });

const KINDS = await databaseKinds();

for (const kind of KINDS) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `imported talk on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("has the server's author, time and number, keeps what the file says, and concerns nobody", async (kind) => {
    await using opened = await kind.open();
    const events = new LocalEvents(), told: DomainEvent[] = [];
    events.subscribe((event) => void told.push(event));
    const store = new KvTalkStore(opened.database, { events, now: () => 99 });
    await store.append(BOARD, { author: BO, name: "Bo", isModerator: false, action: { kind: "post", text: "now" } });
    told.length = 0;
    const imported = await store.import(BOARD, { ...OWNER, items: [POST, COMMENT] }) as TalkEvent[];
    assert.deepEqual(
      imported.map(({ number, at, author, name, imported }) => ({ number, at, author, name, imported })),
      [
        { number: 2, at: 99, author: ADA, name: "Owner", imported: SAID },
        { number: 3, at: 99, author: ADA, name: "Owner", imported: SAID },
      ],
    );
    await store.import(BOARD, { ...OWNER, items: [reply(3), { action: { kind: "resolve", of: 3 } }] });
    assert.deepEqual(told, []);
    assert.deepEqual((await store.read(BOARD, { after: 1, limit: 2 })).events, imported);
    const { comments: [thread], threads } = await store.threads(BOARD, { limit: 9, isResolved: true });
    assert.deepEqual([thread.imported, thread.authors, thread.replies, threads], [SAID, [], [4], {
      open: 0,
      resolved: 1,
    }]);

    // An answer to imported words concerns nobody: whoever imported them did not write them.
    await store.append(BOARD, {
      author: BO,
      name: "Bo",
      isModerator: false,
      action: { kind: "reply", of: 3, text: "so" },
    });
    assert.deepEqual(await store.concerns(BOARD, [ADA, BO], 0), []);
    const say = (author: string, action: { kind: "edit"; of: number; text: string } | { kind: "remove"; of: number }) =>
      store.append(BOARD, { ...OWNER, author, isModerator: false, action });
    assert.equal(await say(ADA, { kind: "edit", of: 2, text: "other words" }), "foreign");
    assert.equal(await say(BO, { kind: "remove", of: 2 }), "foreign");
    assert.equal((await say(ADA, { kind: "remove", of: 2 }) as TalkEvent).kind, "remove");

    // A backup and a copy keep the mark.
    await writeTalk(opened.database, "copy", await readTalk(opened.database, BOARD), { isNew: true });
    assert.deepEqual((await store.read("copy", { after: 0, limit: 9 })).events, await readTalk(opened.database, BOARD));
  });

  test("is added as a whole or not at all", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const store = new KvTalkStore(database, { events: new LocalEvents() });
    const last = async () => (await store.read(BOARD, { limit: 0 })).last;
    assert.equal(await store.import(BOARD, { ...OWNER, items: [POST, reply(9)] }), "absent");
    assert.equal(await last(), 0);
    await store.import(BOARD, { ...OWNER, items: [COMMENT] });
    const { comments: [thread] } = await store.threads(BOARD, { limit: 1, isResolved: false });
    const long: CommentThread = { ...thread, replies: Array.from({ length: REPLIES_MAX - 1 }, (_, i) => i + 2) };
    await database.commit(new Commit().set(KEY.talkThread(BOARD, false, 1), long));
    assert.equal(await store.import(BOARD, { ...OWNER, items: [reply(1), reply(1)] }), "long");
    assert.equal(await last(), 1);
    await database.commit(new Commit().set(KEY.talkHead(BOARD), { ...NO_TALK, number: TALK_EVENTS_MAX - 1 }));
    assert.equal(await store.import(BOARD, { ...OWNER, items: [POST, POST] }), "full");
    assert.equal(await last(), TALK_EVENTS_MAX - 1);
    await database.commit(new Commit().set(KEY.deletion(BOARD), true));
    assert.equal(await store.import(BOARD, { ...OWNER, items: [POST] }), "gone");
  });

  test("the longest words of one request fit into one commit, also in the longest thread", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    const text = "é‰".repeat(TALK_TEXT_MAX / 2);
    const comments = Array.from({ length: TALK_IMPORT_MAX }, (): TalkImportItem => ({
      action: { kind: "comment", text, place: { x: 1, y: 2, on: { shape: "s".repeat(30), x: 0.123456789, y: 1 } } },
      imported: { name: "‰".repeat(40), at: 7 },
    }));
    assert.equal((await store.import(BOARD, { ...OWNER, items: comments }) as TalkEvent[]).length, TALK_IMPORT_MAX);
    const { comments: [thread] } = await store.threads(BOARD, { limit: 1, isResolved: false });
    const authors = Array.from({ length: 100 }, (_, i) => String(i).padStart(32, "a"));
    const replies = Array.from({ length: REPLIES_MAX - TALK_IMPORT_MAX }, (_, i) => 200_000 + i);
    const long: CommentThread = { ...thread, authors, replies };
    await opened.database.commit(new Commit().set(KEY.talkThread(BOARD, false, thread.number), long));
    const answers = comments.map(() => reply(thread.number, text));
    assert.equal((await store.import(BOARD, { ...OWNER, items: answers }) as TalkEvent[]).length, TALK_IMPORT_MAX);
  });
}

Deno.test("the longest thread with the longest words is copied", async () => {
  await using opened = await KINDS[0].open();
  const text = "é‰".repeat(TALK_TEXT_MAX / 2);
  const events = Array.from({ length: REPLIES_MAX + 1 }, (_, i) => ({
    ...(i === 0 ? { kind: "comment", place: { x: 1, y: 2 } } : { kind: "reply", of: 1 }),
    text,
    number: i + 1,
    at: 7,
    author: String(i % 100).padStart(32, "a"),
    name: "‰".repeat(80),
    thread: 1,
  } as TalkEvent));
  assert.ok(await writeTalk(opened.database, BOARD, events));
  assert.deepEqual(await readTalk(opened.database, BOARD), events);
});

Deno.test("an import whose request failed is written once when it is sent again", async () => {
  for (const fault of ["before", "after"] as const) {
    for (let at = 0; at < 3; at++) {
      await using opened = await KINDS[0].open();
      const database = new FaultyDatabase(opened.database, { at, fault, once: true });
      const store = new KvTalkStore(database, { events: new LocalEvents() });
      const words = { ...OWNER, id: "x", items: [POST, COMMENT] };
      await assert.rejects(store.import(BOARD, words));
      assert.deepEqual((await store.import(BOARD, words) as TalkEvent[]).map(({ number }) => number), [1, 2]);
      assert.equal((await store.read(BOARD, { limit: 0 })).last, 2, `${fault} ${at}`);
    }
  }
});
