import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { type Creation, untilCreated } from "../../../client/begun/creation.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const KEY = "k".repeat(22);

/** Waits until everything has run that does not wait for time. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

function begin(answers: Creation[]) {
  const clock = new FakeClock(), problem = signal<string | undefined>(undefined), ended = new AbortController();
  const asked: string[] = [];
  const create = (key: string) => {
    asked.push(key);
    return Promise.resolve(answers.shift() ?? "away");
  };
  let isMade = false;
  const made = untilCreated({ problem }, KEY, ended.signal, { clock, create }).then(() => isMade = true);
  return { clock, problem, ended, asked, made, isMade: () => isMade };
}

Deno.test("a board is asked for with the same key until the server has it, ever less often", async () => {
  const { clock, problem, asked, isMade } = begin(["away", "away", "away", "created"]);
  for (const [ms, times] of [[0, 1], [2_000, 2], [4_000, 3], [7_999, 3], [1, 4]]) {
    clock.pass(ms);
    await settled();
    assert.equal(asked.length, times);
  }
  assert.ok(isMade());
  assert.deepEqual(new Set(asked), new Set([KEY]));
  assert.equal(problem.value, undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("the returning network is not waited for", async () => {
  const { asked, made, clock } = begin(["away", "created"]);
  await settled();
  dispatchEvent(new Event("online"));
  await made;
  assert.equal(asked.length, 2);
  assert.equal(clock.pending, 0);
});

Deno.test("a refusal is told once, and the board is still asked for", async () => {
  const { clock, problem, made } = begin(["refused", "refused", "created"]);
  await settled();
  assert.ok(problem.value);
  problem.value = undefined;
  clock.pass(2_000);
  await settled();
  assert.equal(problem.value, undefined);
  clock.pass(4_000);
  await made;
});

Deno.test("a board that was deleted meanwhile is not waited for, nor one whose page is closed", async () => {
  await begin(["ended"]).made;
  const { ended, made, clock } = begin([]);
  await settled();
  ended.abort();
  await made;
  assert.equal(clock.pending, 0);
});
