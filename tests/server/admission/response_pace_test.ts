import assert from "node:assert/strict";
import { RESPONSE_BYTES_PER_MS, ResponsePace } from "../../../server/admission/response_pace.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const PIECE = 64 * 1024;

/** Takes turns for pieces of a network. @returns how many of them have gone so far */
function reader(pace: ResponsePace, network: string, pieces: number): () => number {
  let gone = 0;
  for (let i = 0; i < pieces; i++) {
    const turn = pace.take({ network }, PIECE);
    if (turn === undefined) gone++;
    else void turn.then(() => gone++);
  }
  return () => gone;
}

async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let i = 0; i < ms; i++) {
    clock.pass(1);
    await Promise.resolve();
  }
}

Deno.test("a piece is sent at once while the process sends little", async () => {
  const clock = new FakeClock();
  const pace = new ResponsePace(clock);
  for (let i = 0; i < 1_000; i++) {
    assert.equal(pace.take({ network: "a" }, PIECE), undefined);
    clock.pass(1);
  }
  await Promise.resolve();
  assert.equal(clock.pending, 0);
});

Deno.test("pieces of very many responses share one rate", async () => {
  const clock = new FakeClock();
  const pace = new ResponsePace(clock);
  const readers = Array.from({ length: 50 }, (_, i) => reader(pace, `network ${i}`, 100));
  const bytes = () => readers.reduce((sum, gone) => sum + gone() * PIECE, 0);
  const atOnce = bytes();
  assert.ok(atOnce < 100 * RESPONSE_BYTES_PER_MS, `${atOnce} bytes at once`);
  await pass(clock, 200);
  const later = bytes() - atOnce;
  assert.ok(Math.abs(later / (200 * RESPONSE_BYTES_PER_MS) - 1) < 0.1, `${later} bytes in 200 ms`);
  await pass(clock, 2_000);
  assert.equal(bytes(), 5_000 * PIECE);
  assert.equal(clock.pending, 0);
});

Deno.test("a newcomer does not wait behind all pieces of another network", async () => {
  const clock = new FakeClock();
  const pace = new ResponsePace(clock);
  const greedy = reader(pace, "greedy", 5_000);
  const before = greedy();
  const newcomer = reader(pace, "newcomer", 10);
  await pass(clock, 8);
  assert.equal(newcomer(), 10);
  assert.ok(greedy() - before <= 20, `${greedy() - before} of the other network went first`);
  pace.close();
});

Deno.test("nothing waits after the end", async () => {
  const clock = new FakeClock();
  const pace = new ResponsePace(clock);
  const gone = reader(pace, "a", 5_000);
  assert.ok(gone() < 5_000);
  pace.close();
  pace.close();
  await Promise.resolve();
  assert.equal(gone(), 5_000);
  assert.equal(clock.pending, 0);
});
