import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { TalkEvent } from "../../../../board/talk.ts";
import { Conversation } from "../../../../client/ui/talk/conversation.ts";
import { TalkDesk } from "../../../../client/ui/talk/talk_desk.ts";
import { TalkMemory } from "../../../../client/ui/talk/talk_memory.ts";
import { Commit, type Database, type Key, type KeyRange } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../../server/database/memory_database.ts";
import { WrappedDatabase } from "../../../../server/database/wrapped_database.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { type BoardLinks, TestServer } from "../../../support/server/test_server.ts";

const MESSAGES = 100_000;
const PER_COMMIT = 900;

/** Counts the entries of talks that are read. */
class CountingDatabase extends WrappedDatabase {
  read = 0;

  constructor(inner: Database) {
    super(inner, (run) => run());
  }

  override getMany<T>(keys: readonly Key[]) {
    this.read += keys.filter(isOfTalk).length;
    return super.getMany<T>(keys);
  }

  override get<T>(key: Key) {
    this.read += Number(isOfTalk(key));
    return super.get<T>(key);
  }

  override async list<T>(range: KeyRange, page: { limit: number; isReverse?: boolean }) {
    const found = await super.list<T>(range, page);
    this.read += found.filter(({ key }) => isOfTalk(key)).length;
    return found;
  }
}

function isOfTalk(key: Key): boolean {
  return key[0] === "boards" && String(key[2]).startsWith("talk");
}

async function fill(database: Database, board: string): Promise<void> {
  let chars = 0;
  for (let from = 1; from <= MESSAGES; from += PER_COMMIT) {
    const commit = new Commit();
    for (let number = from; number < Math.min(from + PER_COMMIT, MESSAGES + 1); number++) {
      const event: TalkEvent = { kind: "post", text: `message ${number}`, number, at: number, author: "b", name: "Bo" };
      commit.set(KEY.talkEvent(board, number), event);
      chars += 80;
    }
    await database.commit(commit);
  }
  await database.commit(new Commit().set(KEY.talkHead(board), { number: MESSAGES, chars }));
}

/** What a page asks of the talk: the entries read, the bytes of the answers, and the number of requests. */
async function costs(server: TestServer, database: CountingDatabase, { links }: BoardLinks) {
  let bytes = 0, requests = 0;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(server.origin + path, init);
    const body = await response.bytes();
    bytes += body.length;
    requests++;
    return new Response(body, response);
  };
  const cost = () => ({ read: database.read, bytes, requests });
  database.read = 0;
  await using peer = await Peer.join(server.socketUrl(links.editor));
  await peer.untilRead();
  const frames = peer.frames.filter(({ kind }) => kind === "talk").length;
  // What `Talk` asks when the page connects.
  await ask(`/api/boards/${links.editor}/talk?limit=0&read=0`, { headers: { "drawbridge-key": "k".repeat(22) } });
  const joined = { ...cost(), frames };
  const desk = new TalkDesk({
    slug: signal(links.editor),
    memory: new TalkMemory(undefined),
    request: (path, init) => ask(String(path), init),
  });
  const conversation = new Conversation(desk);
  await conversation.catchUp();
  return { joined, opened: cost(), messages: conversation.messages.value.length };
}

Deno.test(`${MESSAGES} messages on a board cost a joiner nothing, and who opens the panel reads one page`, async () => {
  const database = new CountingDatabase(new MemoryDatabase());
  await using server = await TestServer.start({ kv: database });
  const [quiet, lively] = [await server.createBoard(), await server.createBoard()];
  await fill(database, lively.id);
  const little = await costs(server, database, quiet), much = await costs(server, database, lively);
  assert.ok(
    much.joined.bytes - little.joined.bytes <= 10,
    "only the numbers of the newest event and message are longer",
  );
  assert.deepEqual({ ...much.joined, bytes: 0 }, { ...little.joined, bytes: 0 });
  assert.ok(much.joined.read <= 3 && much.joined.bytes < 200 && much.joined.frames === 0, JSON.stringify(much.joined));
  assert.equal(much.messages, 50);
  assert.equal(much.opened.requests - much.joined.requests, 1);
  assert.ok(much.opened.read - much.joined.read <= 52, JSON.stringify(much.opened));
  assert.ok(much.opened.bytes < 10_000, JSON.stringify(much.opened));
});
