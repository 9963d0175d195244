import assert from "node:assert/strict";
import { type CommentThread, REPLIES_MAX, threadAfter } from "../../../board/comment_thread.ts";
import { TALK_TEXT_MAX, type TalkAction, type TalkEvent } from "../../../board/talk.ts";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { readTalk, writeTalk } from "../../../server/store/talk_copy.ts";
import { TalkReads } from "../../../server/store/talk/talk_reads.ts";
import type { TalkRequest } from "../../../server/store/talk_store.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";

const BOARD = "board";
const ADA = { author: "a", name: "Ada", isModerator: false };
const BO = { author: "b", name: "Bo", isModerator: false };

const post = (text: string): TalkAction => ({ kind: "post", text });

const comment = (text: string): TalkAction => ({ kind: "comment", text, place: { x: 1, y: 2 } });

const KINDS = await databaseKinds();

for (const kind of KINDS) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `talk on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("events have numbers without gaps, also when many people talk at once", async (kind) => {
    await using opened = await kind.open();
    const stores = [1, 2, 3].map(() => new KvTalkStore(opened.database, { events: new LocalEvents(), now: () => 7 }));
    await Promise.all(
      stores.flatMap((store, s) =>
        Array.from({ length: 8 }, (_, i) => store.append(BOARD, { ...ADA, action: post(`${s}.${i}`) }))
      ),
    );
    const { events, last } = await stores[0].read(BOARD, { limit: 100 });
    assert.equal(last, 24);
    assert.deepEqual(events.map(({ number }) => number), Array.from({ length: 24 }, (_, i) => i + 1));
    const texts = new Set(events.map((event) => event.kind === "post" && event.text));
    assert.equal(texts.size, 24);
    assert.deepEqual(
      events.map(({ at, author, name }) => [at, author, name]),
      events.map(() => [7, "a", "Ada"]),
    );
  });

  test("pages are read from both ends", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    for (let i = 1; i <= 7; i++) await store.append(BOARD, { ...ADA, action: post(String(i)) });
    const numbers = async (page: Parameters<KvTalkStore["read"]>[1]) =>
      (await store.read(BOARD, page)).events.map(({ number }) => number);
    assert.deepEqual(await numbers({ limit: 3 }), [5, 6, 7]);
    assert.deepEqual(await numbers({ limit: 3, before: 5 }), [2, 3, 4]);
    assert.deepEqual(await numbers({ limit: 3, before: 2 }), [1]);
    assert.deepEqual(await numbers({ limit: 3, after: 0 }), [1, 2, 3]);
    assert.deepEqual(await numbers({ limit: 3, after: 5 }), [6, 7]);
    assert.deepEqual(await numbers({ limit: 3, after: 7 }), []);
    assert.deepEqual(await store.read("another board", { limit: 3 }), {
      events: [],
      last: 0,
      threads: { open: 0, resolved: 0 },
    });
  });

  test("a repeated request causes one event", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    const request: TalkRequest = { ...ADA, action: post("once"), id: "x" };
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => store.append(BOARD, request)));
    for (const other of others) assert.deepEqual(other, first);
    // The ids of two authors do not meet.
    assert.equal((await store.append(BOARD, { ...BO, action: post("mine"), id: "x" }) as TalkEvent).number, 2);
  });

  test("people change their own messages, and moderators remove any", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    const say = (who: typeof ADA, action: TalkAction) => store.append(BOARD, { ...who, action });
    await say(ADA, post("one"));
    await say({ ...ADA, author: "" }, post("without a key"));
    assert.equal(await say(BO, { kind: "edit", of: 1, text: "forged" }), "foreign");
    assert.equal(await say(BO, { kind: "remove", of: 1 }), "foreign");
    assert.equal(await say({ ...BO, author: "" }, { kind: "remove", of: 2 }), "foreign");
    assert.equal(await say({ ...BO, isModerator: true }, { kind: "edit", of: 1, text: "forged" }), "foreign");
    assert.equal(await say(ADA, { kind: "edit", of: 9, text: "?" }), "absent");
    assert.equal((await say(ADA, { kind: "edit", of: 1, text: "won" }) as TalkEvent).number, 3);
    assert.equal(await say(ADA, { kind: "remove", of: 3 }), "absent");
    assert.equal((await say(BO, { kind: "react", of: 1, emoji: "👍" }) as TalkEvent).number, 4);
    assert.equal((await say({ ...BO, isModerator: true }, { kind: "remove", of: 1 }) as TalkEvent).number, 5);
  });

  test("comments are found by thread, and by whether they are resolved", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents(), now: () => 7 });
    const say = (action: TalkAction, who = ADA) => store.append(BOARD, { ...who, action });
    await say(post("one"));
    await say(comment("two"));
    await say(comment("three"), BO);
    await say({ kind: "reply", of: 2, text: "yes" }, BO);
    await say({ kind: "react", of: 4, emoji: "👍" });
    await say(post("six"));
    await say({ kind: "resolve", of: 2 }, BO);
    await say({ kind: "edit", of: 4, text: "no" }, BO);
    const counts = { last: 8, threads: { open: 1, resolved: 1 } };
    const numbers = async (page: Parameters<KvTalkStore["threads"]>[1]) =>
      (await store.threads(BOARD, page)).comments.map(({ number }) => number);
    const { events, ...summary } = await store.read(BOARD, { thread: 2, after: 0, limit: 9 });
    assert.deepEqual(summary, counts);
    assert.deepEqual(events.map(({ number, thread }) => [number, thread]), [[2, 2], [4, 2], [5, 2], [7, 2], [8, 2]]);
    const { comments, ...same } = await store.threads(BOARD, { isResolved: true, limit: 9 });
    assert.deepEqual(same, counts);
    assert.deepEqual(comments, [events.reduce<CommentThread | undefined>(threadAfter, undefined)]);
    assert.deepEqual(await numbers({ isResolved: false, limit: 9 }), [3]);
    await say({ kind: "reopen", of: 2 });
    assert.deepEqual(await numbers({ isResolved: true, limit: 9 }), []);
    assert.deepEqual(await numbers({ isResolved: false, limit: 9 }), [3, 2]);
    assert.deepEqual(await numbers({ isResolved: false, limit: 1 }), [3]);
    assert.deepEqual(await numbers({ isResolved: false, limit: 1, before: 3 }), [2]);
    await say({ kind: "remove", of: 3 }, BO);
    assert.deepEqual(await numbers({ isResolved: false, limit: 9 }), [2]);
    assert.deepEqual((await store.read(BOARD, { limit: 1 })).threads, { open: 1, resolved: 0 });
    assert.deepEqual((await store.read(BOARD, { thread: 99, limit: 9 })).events, []);
  });

  test("comments are answered, resolved and moved by those who may", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    const say = (who: typeof ADA & { mayDraw?: boolean }, action: TalkAction) =>
      store.append(BOARD, { ...who, action });
    const move: TalkAction = { kind: "move", of: 1, place: { x: 5, y: 6 } };
    await say(ADA, comment("one"));
    await say(BO, { kind: "reply", of: 1, text: "two" });
    await say(BO, post("three"));
    assert.equal(await say(BO, { kind: "edit", of: 1, text: "forged" }), "foreign");
    assert.equal(await say(ADA, { kind: "remove", of: 2 }), "foreign");
    assert.equal(await say(BO, move), "foreign");
    for (const  of of[2, 3, 9]) {
      assert.equal(await say(BO, { kind: "reply", of, text: "?" }), "absent");
      assert.equal(await say(BO, { kind: "resolve", of }), "absent");
      assert.equal(await say({ ...BO, mayDraw: true }, { ...move, of }), "absent");
    }
    assert.equal((await store.read(BOARD, { limit: 1 })).last, 3);
    assert.equal((await say({ ...BO, mayDraw: true }, move) as TalkEvent).number, 4);
    assert.equal((await say(ADA, move) as TalkEvent).number, 5);
    assert.equal(
      (await say({ ...ADA, author: "m", isModerator: true }, { kind: "remove", of: 2 }) as TalkEvent).number,
      6,
    );
    assert.equal((await say(ADA, { kind: "remove", of: 1 }) as TalkEvent).number, 7);
    assert.equal(await say(BO, { kind: "reply", of: 1, text: "too late" }), "absent");
  });

  test("a thread that is full takes no reply, and its comment can still be changed", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const store = new KvTalkStore(database, { events: new LocalEvents() });
    const say = (action: TalkAction) => store.append(BOARD, { ...ADA, action });
    const one = await say(comment("one")) as TalkEvent;
    const thread = threadAfter(undefined, one)!;
    const replies = Array.from({ length: REPLIES_MAX }, (_, i) => 249_000 + i);
    await database.commit(
      new Commit().set(KEY.talkThread(BOARD, false, 1), {
        ...thread,
        replies,
        text: "é".repeat(TALK_TEXT_MAX),
        authors: Array.from({ length: 100 }, (_, i) => String(i).padStart(32, "a")),
      }),
    );
    assert.equal(await say({ kind: "reply", of: 1, text: "more" }), "long");
    assert.equal((await say({ kind: "resolve", of: 1 }) as TalkEvent).number, 2);
  });

  test("mentions and replies are found by the author whom they concern, also after a restore", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const store = new KvTalkStore(database, { events: new LocalEvents() });
    const [ada, bo] = ["a", "b"].map((letter) => letter.repeat(32));
    const [ADA_HERE, BO_HERE] = [{ ...ADA, author: ada }, { ...BO, author: bo }];
    const mentions = [{ author: bo, name: "Bo" }, { author: ada, name: "Ada" }];
    await store.append(BOARD, { ...ADA_HERE, action: { kind: "post", text: "@Bo @Ada", mentions } });
    const place = { x: 1, y: 1 };
    await store.append(BOARD, { ...BO_HERE, action: { kind: "comment", text: "here", place } });
    await store.append(BOARD, { ...ADA_HERE, action: { kind: "reply", of: 2, text: "yes" } });
    await store.append(BOARD, { ...BO_HERE, action: { kind: "reply", of: 2, text: "no" } });
    const check = async (store: KvTalkStore) => {
      assert.deepEqual(await store.concerns(BOARD, [bo], 0), [1, 3]);
      assert.deepEqual(await store.concerns(BOARD, [bo], 1), [3]);
      assert.deepEqual(await store.concerns(BOARD, [ada], 0), [4]);
      assert.deepEqual(await store.concerns(BOARD, [ada, bo], 0), [1, 3, 4]);
      assert.deepEqual(await store.concerns("another board", [bo], 0), []);
    };
    await check(store);
    await using restored = await kind.open();
    await writeTalk(restored.database, BOARD, await readTalk(database, BOARD));
    await check(new KvTalkStore(restored.database, { events: new LocalEvents() }));
  });

  test("words are found from the newest back, as they are now", async (kind) => {
    await using opened = await kind.open();
    const store = new KvTalkStore(opened.database, { events: new LocalEvents() });
    const say = (action: TalkAction) => store.append(BOARD, { ...ADA, action });
    for (const text of ["the Harbour", "a harbour", "harbour to be removed", "harbour to be edited"]) {
      await say(post(text));
    }
    await say({ kind: "remove", of: 3 });
    await say({ kind: "edit", of: 4, text: "a quay" });
    await say({ kind: "edit", of: 1, text: "the old HARBOUR" });
    const { found, changed, before } = await store.find(BOARD, { words: "harbour" });
    assert.deepEqual(found.map(({ number }) => number), [7, 2]);
    assert.deepEqual(changed, [1, 4, 3]);
    assert.equal(before, undefined);
    assert.deepEqual((await store.find(BOARD, { words: "harbour", before: 3 })).found.map(({ number }) => number), [
      2,
      1,
    ]);
  });

  test("how far an account has read is kept, never goes back, and ends with the account", async (kind) => {
    await using opened = await kind.open();
    const reads = new TalkReads(opened.database);
    await reads.note("a", BOARD, 4);
    assert.equal(await reads.find("a", BOARD), 0);
    await opened.database.commit(new Commit().set(KEY.account("a"), {}));
    await Promise.all([4, 9, 7].map((number) => reads.note("a", BOARD, number)));
    assert.equal(await reads.find("a", BOARD), 9);
    assert.equal(await reads.find("b", BOARD), 0);
    assert.deepEqual(await reads.list("a"), [{ board: BOARD, read: 9 }]);
    await reads.clear("a");
    assert.equal(await reads.find("a", BOARD), 0);
  });

  test("what accounts have read on a board ends with the board, and nothing else", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const reads = new TalkReads(database), links = new KvLinkStore(database, { events: new LocalEvents() });
    for (const account of ["a", "b"]) await database.commit(new Commit().set(KEY.account(account), {}));
    for (const board of ["one", "two"]) {
      await links.createBoard(board, [{ slug: board, role: "owner" }]);
      for (const account of ["a", "b"]) await reads.note(account, board, 3);
    }
    await links.deleteBoard("one");
    await links.clearDeleted("one");
    await reads.note("a", "one", 4);
    for (const account of ["a", "b"]) assert.deepEqual(await reads.list(account), [{ board: "two", read: 3 }]);
    assert.deepEqual(await database.list({ prefix: KEY.talkReaders("one") }, { limit: 9 }), []);
    await reads.clear("a");
    assert.deepEqual((await database.list({ prefix: KEY.talkReaders("two") }, { limit: 9 })).map(({ key }) => key[2]), [
      "b",
    ]);
  });

  test("a deleted board has no talk any more", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const store = new KvTalkStore(database, { events: new LocalEvents() });
    await store.append(BOARD, { ...ADA, action: post("one") });
    await database.commit(new Commit().set(KEY.deletion(BOARD), true));
    assert.equal(await store.append(BOARD, { ...ADA, action: post("two") }), "gone");
  });
}

Deno.test("a message whose request failed is written once when it is sent again", async () => {
  const [kind] = KINDS;
  for (const fault of ["before", "after"] as const) {
    for (let at = 0; at < 3; at++) {
      await using opened = await kind.open();
      const store = new KvTalkStore(new FaultyDatabase(opened.database, { at, fault, once: true }), {
        events: new LocalEvents(),
      });
      const request: TalkRequest = { ...ADA, action: post("once"), id: "x" };
      await assert.rejects(store.append(BOARD, request));
      assert.equal((await store.append(BOARD, request) as TalkEvent).number, 1);
      assert.equal((await store.read(BOARD, { limit: 5 })).last, 1, `${fault} ${at}`);
    }
  }
});
