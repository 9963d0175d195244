import assert from "node:assert/strict";
import { type BodyAborted, StreamedBody } from "../../../server/http/streamed_body.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

function begin() {
  const clock = new FakeClock();
  let sender!: ReadableStreamDefaultController<Uint8Array>;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (sender = controller),
    cancel: () => void (isCancelled = true),
  });
  const request = new Request("http://a/", { method: "PUT", body: stream });
  const body = new StreamedBody(request, { clock, stalledMs: 30, ms: 100 });
  const lengths: number[] = [];
  const done = (async () => {
    for await (const piece of body) lengths.push(piece.length);
  })().then(() => "done", (error: BodyAborted) => error.code);
  return { clock, sender, body, lengths, done, isCancelled: () => isCancelled };
}

Deno.test("a body is read to its end, however slowly it comes, as long as it comes", async () => {
  const { clock, sender, lengths, done } = begin();
  for (const length of [1, 2, 3]) {
    await settled();
    clock.pass(29);
    sender.enqueue(new Uint8Array(length));
    await settled();
  }
  sender.close();
  assert.deepEqual([await done, lengths, clock.pending], ["done", [1, 2, 3], 0]);
});

Deno.test("a body that stops, or takes too long, ends with an error and is not read any more", async () => {
  const stopped = begin();
  await settled();
  stopped.clock.pass(30);
  assert.equal(await stopped.done, "timeout");
  const slow = begin();
  for (let i = 0; i < 5; i++) {
    await settled();
    slow.clock.pass(20);
    if (i < 4) slow.sender.enqueue(new Uint8Array(1));
  }
  assert.equal(await slow.done, "timeout");
  for (const { clock, isCancelled } of [stopped, slow]) {
    await settled();
    assert.deepEqual([clock.pending, isCancelled()], [0, true]);
  }
});

Deno.test("a body can be ended for a reason, also before it is read, and a lost connection is one", async () => {
  const ended = begin();
  await settled();
  ended.body.abort("noSuchLink");
  ended.body.abort("busy");
  assert.equal(await ended.done, "noSuchLink");
  const lost = begin();
  await settled();
  lost.sender.error(new Error("gone"));
  assert.equal(await lost.done, "badRequest");
  const early = new StreamedBody(new Request("http://a/", { method: "PUT", body: "abc" }), {
    clock: new FakeClock(),
    stalledMs: 30,
    ms: 100,
  });
  early.abort("busy");
  await assert.rejects(Array.fromAsync(early), { code: "busy" });
  const none = new StreamedBody(new Request("http://a/", { method: "PUT" }), {
    clock: new FakeClock(),
    stalledMs: 30,
    ms: 100,
  });
  assert.deepEqual(await Array.fromAsync(none), []);
});

Deno.test("the rest of a body that was not read to its end is freed with it, also when nothing was read", async () => {
  for (const isRead of [false, true]) {
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => void (isCancelled = true),
    });
    {
      using body = new StreamedBody(new Request("http://a/", { method: "PUT", body: stream }), {
        clock: new FakeClock(),
        stalledMs: 30,
        ms: 100,
      });
      if (isRead) { for await (const _ of body) break; }
    }
    assert.ok(isCancelled);
  }
});
