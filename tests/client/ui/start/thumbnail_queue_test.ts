import assert from "node:assert/strict";
import { ThumbnailQueue } from "../../../../client/ui/start/thumbnail_queue.ts";
import { FakeClock, settled } from "../../../support/fake_clock.ts";

/** A queue whose requests the test answers, in the order of the requests. */
function rig() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  const queue = new ThumbnailQueue({
    clock,
    request: (url) => {
      asked.push(String(url));
      return new Promise((resolve) => void answers.push(resolve));
    },
  });
  const answer = async (response: Response) => {
    answers.shift()!(response);
    await settled();
  };
  return { clock, asked, queue, answer };
}

const never = new AbortController().signal;
const busy = (seconds?: number) =>
  new Response(null, { status: 503, headers: seconds === undefined ? {} : { "retry-after": String(seconds) } });

Deno.test("thumbnails are requested one after another (fault T9)", async () => {
  const { asked, queue, answer } = rig();
  const pictures = ["a", "b", "c"].map((url) => queue.load(url, never));
  await settled();
  assert.deepEqual(asked, ["a"]);
  await answer(new Response("A"));
  assert.deepEqual(asked, ["a", "b"]);
  await answer(new Response(null, { status: 404 }));
  await answer(new Response("C"));
  const texts = (await Promise.all(pictures)).map((picture) => picture?.text());
  assert.deepEqual(await Promise.all(texts), ["A", undefined, "C"]);
});

Deno.test("a busy server is asked again after Retry-After, and the other requests wait (fault T9)", async () => {
  const { clock, asked, queue, answer } = rig();
  const picture = queue.load("a", never);
  void queue.load("b", never);
  await settled();
  await answer(busy(5));
  clock.pass(4_999);
  await settled();
  assert.deepEqual(asked, ["a"]);
  clock.pass(1);
  await settled();
  await answer(busy());
  clock.pass(2_000);
  await settled();
  await answer(new Response("A"));
  assert.equal(await (await picture)!.text(), "A");
  assert.deepEqual(asked, ["a", "a", "a", "b"]);
});

Deno.test("a server that stays busy is asked six times", async () => {
  const { clock, asked, queue, answer } = rig();
  const picture = queue.load("a", never);
  await settled();
  for (let i = 0; i < 6; i++) {
    await answer(busy(3_600));
    clock.pass(30_000);
    await settled();
  }
  assert.equal(await picture, undefined);
  assert.equal(asked.length, 6);
});

Deno.test("an aborted request does not delay the others", async () => {
  const { clock, asked, queue, answer } = rig();
  const ended = new AbortController();
  const picture = queue.load("a", ended.signal);
  void queue.load("b", never);
  await settled();
  await answer(busy(5));
  ended.abort();
  await settled();
  assert.equal(await picture, undefined);
  assert.equal(clock.pending, 0);
  assert.deepEqual(asked, ["a", "b"]);
});
