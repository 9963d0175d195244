import assert from "node:assert/strict";
import { piecesOf, ResponseStream } from "../../../server/http/response_stream.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const PIECES = [new Uint8Array(100), new Uint8Array(50)];

const AT_ONCE = () => undefined;

function answer(
  pieces: Iterable<Uint8Array<ArrayBuffer>> = PIECES,
  turn: (bytes: number) => Promise<void> | undefined = AT_ONCE,
) {
  const clock = new FakeClock();
  let ends = 0;
  return { clock, stream: new ResponseStream(pieces, { clock, turn, onEnd: () => ends++ }), ends: () => ends };
}

Deno.test("faults D5, D9: an unread response ends after 30 s and frees its memory", async () => {
  const { clock, stream, ends } = answer();
  const reader = stream.body.getReader();
  assert.equal((await reader.read()).value?.length, 100);
  clock.pass(29_999);
  assert.equal(ends(), 0);
  clock.pass(1);
  assert.equal(ends(), 1);
  await assert.rejects(reader.read(), { name: "ResponseAborted" });
  assert.equal(clock.pending, 0);
});

Deno.test("a response that is read slowly does not end early", async () => {
  const { clock, stream } = answer();
  const reader = stream.body.getReader();
  for (const length of [100, 50]) {
    clock.pass(29_000);
    assert.equal((await reader.read()).value?.length, length);
  }
  clock.pass(29_000);
  assert.ok((await reader.read()).done);
});

Deno.test("a response that is completed, cancelled or aborted frees its memory once", async () => {
  const read = answer();
  assert.equal((await new Response(read.stream.body).bytes()).length, 150);
  const givenUp = answer();
  await givenUp.stream.body.cancel();
  const aborted = answer();
  aborted.stream.abort("of a test");
  aborted.stream.abort("of a test");
  await assert.rejects(new Response(aborted.stream.body).bytes());
  for (const { clock, ends, stream } of [read, givenUp, aborted]) {
    stream.abort("it is over");
    assert.equal(ends(), 1);
    assert.equal(clock.pending, 0);
  }
});

Deno.test("a piece is made only when it is requested", async () => {
  let made = 0;
  const { stream } = answer((function* () {
    for (;; made++) yield new Uint8Array(10);
  })());
  const reader = stream.body.getReader();
  assert.equal(made, 0);
  await reader.read();
  await reader.read();
  assert.equal(made, 1, "the second waits at its yield");
  await reader.cancel();
});

Deno.test("every piece but the first waits for its turn", async () => {
  const asked: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const { stream } = answer(PIECES, (bytes) => (asked.push(bytes), promise));
  const reader = stream.body.getReader();
  assert.equal((await reader.read()).value?.length, 100);
  assert.deepEqual(asked, []);
  let isHere = false;
  const second = reader.read().finally(() => isHere = true);
  for (let i = 0; i < 10; i++) await Promise.resolve();
  assert.deepEqual([asked, isHere], [[50], false]);
  resolve();
  assert.equal((await second).value?.length, 50);
});

Deno.test("a response that is aborted while it waits for its turn ends at once", async () => {
  const { stream, ends } = answer(PIECES, () => new Promise(() => {}));
  const reader = stream.body.getReader();
  await reader.read();
  const second = reader.read();
  stream.abort("of a test");
  await assert.rejects(second, { name: "ResponseAborted" });
  assert.equal(ends(), 1);
});

Deno.test("an error while making a response ends it and frees its memory", async () => {
  const { stream, ends } = answer((function* () {
    yield new Uint8Array(1);
    throw new Error("no more");
  })());
  await assert.rejects(new Response(stream.body).bytes(), /no more/);
  assert.equal(ends(), 1);
});

Deno.test("bytes are sent in pieces", () => {
  const sizes = [...piecesOf(new Uint8Array(70_000))].map(({ length }) => length);
  assert.deepEqual(sizes, [32_768, 32_768, 4_464]);
  assert.deepEqual([...piecesOf(new Uint8Array(0))], []);
});
