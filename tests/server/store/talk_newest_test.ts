import assert from "node:assert/strict";
import type { TalkAction } from "../../../board/talk.ts";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { readTalk, writeTalk } from "../../../server/store/talk_copy.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";

const BOARD = "board";
const ADA = { author: "a", name: "Ada", isModerator: false };
const BO = { author: "b", name: "Bo", isModerator: false };

const post = (text: string): TalkAction => ({ kind: "post", text });

const comment = (text: string): TalkAction => ({ kind: "comment", text, place: { x: 1, y: 2 } });

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `talk on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("the newest message of others is known, also after a restore, and one's own words are not among them", async (kind) => {
    await using opened = await kind.open();
    const { database } = opened;
    const store = new KvTalkStore(database, { events: new LocalEvents() });
    const say = (who: typeof ADA, action: TalkAction) => store.append(BOARD, { ...who, action });
    assert.equal(await store.newestOfOthers(BOARD, ["a"]), 0);
    await say(ADA, post("one"));
    assert.deepEqual([await store.newestOfOthers(BOARD, ["a"]), await store.newestOfOthers(BOARD, ["b"])], [0, 1]);
    await say(BO, post("two"));
    // What is said in comments, and to a message, is none.
    await say(BO, comment("three"));
    await say(BO, { kind: "react", of: 1, emoji: "👍" });
    await say(ADA, post("five"));
    await say({ ...ADA, author: "a before signing in" }, post("six"));
    const check = async (store: KvTalkStore) => {
      assert.equal(await store.newestOfOthers(BOARD, ["a", "a before signing in"]), 2);
      assert.equal(await store.newestOfOthers(BOARD, ["b"]), 6);
    };
    await check(store);
    await using restored = await kind.open();
    await writeTalk(restored.database, BOARD, await readTalk(database, BOARD));
    await check(new KvTalkStore(restored.database, { events: new LocalEvents() }));
    // An earlier version did not write down who said what: its last event may be of others.
    await database.commit(new Commit().set(KEY.talkHead(BOARD), { number: 6, chars: 1 }));
    assert.equal(await store.newestOfOthers(BOARD, ["a"]), 6);
    await say(ADA, post("seven"));
    assert.equal(await store.newestOfOthers(BOARD, ["a"]), 6);
    assert.equal(await store.newestOfOthers(BOARD, ["b"]), 7);
  });
}
