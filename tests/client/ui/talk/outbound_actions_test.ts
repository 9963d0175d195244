import assert from "node:assert/strict";
import type { TalkAction, TalkEvent } from "../../../../board/talk.ts";
import { OutboundActions } from "../../../../client/ui/talk/outbound_actions.ts";
import type { TalkFailure } from "../../../../client/ui/talk/talk_api.ts";
import { TalkMemory } from "../../../../client/ui/talk/talk_memory.ts";
import { FakeClock, settled } from "../../../support/fake_clock.ts";

const OFFLINE: TalkFailure = { code: undefined, isTemporary: true };

const post = (text: string): TalkAction => ({ kind: "post", text });

/** A server that answers with `failure` while there is one, and otherwise keeps the messages. */
function setUp(memory = new TalkMemory(memoryOf())) {
  const clock = new FakeClock();
  const server = { failure: undefined as TalkFailure | undefined, texts: [] as string[], ids: [] as string[] };
  const events: TalkEvent[] = [];
  const api = {
    send(action: TalkAction, { name, id }: { name: string; id: string }): Promise<TalkEvent | TalkFailure> {
      server.ids.push(id);
      if (server.failure) return Promise.resolve(server.failure);
      server.texts.push((action as { text: string }).text);
      return Promise.resolve({ ...action, number: server.texts.length, at: 0, author: "a", name });
    },
  };
  const outbound = new OutboundActions({ api, memory, slug: "s", sent: (event) => events.push(event), clock });
  return { clock, server, events, outbound, memory };
}

function memoryOf() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

Deno.test("messages are sent in order, and each is gone once it is acknowledged", async () => {
  const { outbound, server, events } = setUp();
  outbound.add(post("one"), "Ada");
  outbound.add(post("two"), "Ada");
  await settled();
  assert.deepEqual(server.texts, ["one", "two"]);
  assert.deepEqual(events.map(({ number }) => number), [1, 2]);
  assert.deepEqual(outbound.list.value, []);
});

Deno.test("messages that cannot be sent wait on the device, in order, with the same id, also after a reload", async () => {
  const { outbound, server, clock, memory } = setUp();
  server.failure = OFFLINE;
  outbound.add(post("one"), "Ada");
  outbound.add(post("two"), "Ada");
  await settled();
  assert.deepEqual(outbound.list.value.map(({ action }) => action), [post("one"), post("two")]);
  clock.pass(5_000);
  await settled();
  assert.deepEqual([server.ids.length, new Set(server.ids).size], [2, 1]);
  outbound.close();
  assert.equal(clock.pending, 0);
  const later = setUp(memory);
  await later.outbound.flush();
  assert.deepEqual(later.server.texts, ["one", "two"]);
  assert.equal(later.server.ids[0], server.ids[0]);
  assert.deepEqual(memory.pending("s"), []);
});

Deno.test("the server says how long to wait", async () => {
  const { outbound, server, clock } = setUp();
  server.failure = { code: "tooManyMessages", isTemporary: true, waitMs: 20_000 };
  outbound.add(post("one"), "Ada");
  await settled();
  server.failure = undefined;
  await clock.passSlowly(19_990, { step: 1_000 });
  assert.deepEqual(server.texts, []);
  await clock.passSlowly(10);
  assert.deepEqual(server.texts, ["one"]);
});

Deno.test("a refused message says why, stays until it is discarded, and the next one is sent", async () => {
  const { outbound, server } = setUp();
  server.failure = { code: "talkFull", isTemporary: false };
  outbound.add(post("one"), "Ada");
  await settled();
  server.failure = undefined;
  outbound.add(post("two"), "Ada");
  await settled();
  assert.deepEqual(outbound.list.value.map(({ action, refused }) => [action, refused]), [[post("one"), "talkFull"]]);
  outbound.drop(outbound.list.value[0].id);
  assert.deepEqual([outbound.list.value, server.texts], [[], ["two"]]);
});

Deno.test("words do not wait for comments that move", async () => {
  const { outbound, server } = setUp();
  server.failure = OFFLINE;
  outbound.add(post("one"), "Ada");
  for (let of = 1; of < 4; of++) outbound.add({ kind: "move", of, place: { x: 0, y: 0 } }, "Ada");
  outbound.add(post("two"), "Ada");
  await settled();
  server.failure = undefined;
  await outbound.flush();
  assert.deepEqual(server.texts, ["one", "two", undefined, undefined, undefined]);
});

Deno.test("messages that an earlier version kept are sent", async () => {
  const values = memoryOf();
  const pending = [{ id: "0123456789abcdef", text: "one", name: "Ada" }, { id: "0123456789abcdeg", text: 7 }];
  values.setItem("drawbridge.talk", JSON.stringify({ boards: [{ slug: "s", read: 3, pending }] }));
  const { outbound, server } = setUp(new TalkMemory(values));
  await outbound.flush();
  assert.deepEqual([server.texts, server.ids], [["one"], ["0123456789abcdef"]]);
});

Deno.test("a memory that is blocked or broken changes nothing", async () => {
  const broken = {
    getItem: () => "{]",
    setItem: () => {
      throw new Error("full");
    },
  };
  for (const memory of [new TalkMemory(undefined), new TalkMemory(broken)]) {
    const { outbound, server } = setUp(memory);
    outbound.add(post("one"), "Ada");
    await settled();
    assert.deepEqual(server.texts, ["one"]);
    assert.equal(memory.key, memory.key);
  }
});
