import assert from "node:assert/strict";
import type { SendOptions, SendOutcome } from "../../../client/images/asset_request.ts";
import type { KeptAssets } from "../../../client/images/kept_assets.ts";
import { Uploads } from "../../../client/images/uploads.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

/** A device that keeps bytes, and a server whose answers the test gives. */
class Desk {
  readonly kept = new Map<string, Blob>();
  readonly clock = new FakeClock();
  readonly sent: { asset: string; answer: (outcome: SendOutcome) => void; options: SendOptions }[] = [];
  readonly asked: { asset: string; answer: (isThere: boolean | undefined) => void; fail: (error: Error) => void }[] =
    [];
  isDeviceFull = false;

  uploads(): Uploads {
    const { kept, sent, asked } = this;
    const device: KeptAssets = {
      put: (asset, bytes) => {
        if (this.isDeviceFull) return Promise.reject(new DOMException("full", "QuotaExceededError"));
        kept.set(asset, bytes);
        return Promise.resolve();
      },
      delete: (asset) => Promise.resolve(void kept.delete(asset)),
      all: () => Promise.resolve(new Map(kept)),
      close() {},
    };
    return new Uploads({
      kept: device,
      clock: this.clock,
      server: {
        has: (asset) => new Promise((answer, fail) => asked.push({ asset, answer, fail })),
        send: (asset, _, options) =>
          new Promise((answer, reject) => {
            sent.push({ asset, answer, options });
            options.signal.addEventListener("abort", () => reject(options.signal.reason));
          }),
      },
    });
  }
}

const bytes = new Blob(["picture"]);
const namesIn = (uploads: Uploads) => uploads.list.value.map(({ asset }) => asset);

Deno.test("a picture stays on the device until the server has stored it", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  await uploads.add("a", bytes);
  assert.deepEqual([...desk.kept.keys()], ["a"]);
  desk.sent[0].options.progress(0.5);
  assert.deepEqual(uploads.list.value, [{ asset: "a", bytes: 7, isKept: true, sent: 0.5 }]);
  desk.sent[0].answer({ kind: "stored" });
  await settled();
  assert.deepEqual([uploads.list.value, desk.kept.size], [[], 0]);
});

Deno.test("a page that is opened later sends what an earlier one left", async () => {
  const desk = new Desk();
  const first = desk.uploads();
  await first.add("a", bytes);
  first.close();
  const next = desk.uploads();
  await next.resume();
  assert.equal(next.bytesOf("a"), bytes);
  desk.asked[0].answer(false);
  await settled();
  desk.sent[1].answer({ kind: "stored" });
  await settled();
  assert.equal(desk.kept.size, 0);
});

Deno.test("what an earlier page left is not sent when the server has it", async () => {
  const desk = new Desk();
  const first = desk.uploads();
  await first.add("a", bytes);
  first.close();
  const next = desk.uploads();
  await next.resume();
  desk.asked[0].fail(new TypeError("no network"));
  await settled();
  assert.deepEqual(namesIn(next), ["a"], "nobody has said that it is there");
  next.retry();
  desk.asked[1].answer(true);
  await settled();
  assert.deepEqual([desk.sent.length, namesIn(next), desk.kept.size], [1, [], 0]);
});

Deno.test("a server that does not say whether it has a picture gets it", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  await uploads.add("a", bytes, true);
  desk.asked[0].answer(undefined);
  await settled();
  assert.deepEqual(desk.sent.map(({ asset }) => asset), ["a"]);
  uploads.close();
});

Deno.test("without a network, pictures wait longer and longer, and go at once when it returns", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  await uploads.add("a", bytes);
  for (const ms of [2_000, 4_000, 8_000]) {
    desk.sent.at(-1)!.answer({ kind: "later" });
    await settled();
    const before = desk.sent.length;
    desk.clock.pass(ms - 1);
    assert.equal(desk.sent.length, before, `${ms} ms`);
    desk.clock.pass(1);
    assert.equal(desk.sent.length, before + 1, `${ms} ms`);
  }
  desk.sent.at(-1)!.answer({ kind: "later" });
  await settled();
  uploads.retry();
  assert.equal(desk.sent.length, 5);
  uploads.close();
});

Deno.test("the server names the time of the next attempt", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  await uploads.add("a", bytes);
  desk.sent[0].answer({ kind: "later", waitMs: 30_000 });
  await settled();
  desk.clock.pass(29_999);
  assert.equal(desk.sent.length, 1);
  desk.clock.pass(1);
  assert.equal(desk.sent.length, 2);
  uploads.close();
});

Deno.test("a refused picture stays in the list and does not hold up others, until it is sent again or given up", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  for (const asset of ["a", "b", "c"]) await uploads.add(asset, bytes);
  assert.deepEqual(desk.sent.map(({ asset }) => asset), ["a", "b"], "two at a time");
  desk.sent[0].answer({ kind: "refused", why: "full" });
  await settled();
  assert.equal(uploads.list.value[0].refused, "full");
  assert.equal(desk.sent[2].asset, "c");
  uploads.retry("a");
  desk.sent[1].answer({ kind: "stored" });
  await settled();
  assert.equal(desk.sent[3].asset, "a");
  uploads.cancel("a");
  assert.equal(desk.sent[3].options.signal.aborted, true);
  await settled();
  assert.deepEqual(namesIn(uploads), ["c"]);
  assert.deepEqual([...desk.kept.keys()], ["c"]);
  uploads.close();
});

Deno.test("what was not allowed is sent again with everything else, and what the server never takes is not", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  for (const asset of ["a", "b"]) await uploads.add(asset, bytes);
  desk.sent[0].answer({ kind: "refused", why: "notAllowed" });
  desk.sent[1].answer({ kind: "refused", why: "tooLarge" });
  await settled();
  uploads.retry();
  assert.deepEqual(desk.sent.map(({ asset }) => asset), ["a", "b", "a"]);
  assert.deepEqual(uploads.list.value.map(({ refused }) => refused), [undefined, "tooLarge"]);
  uploads.close();
});

Deno.test("one picture that is added ten times is sent once", async () => {
  const desk = new Desk();
  const uploads = desk.uploads();
  for (let i = 0; i < 10; i++) await uploads.add("a", bytes);
  desk.sent[0].answer({ kind: "stored" });
  await settled();
  await uploads.add("a", bytes);
  assert.equal(desk.sent.length, 1);
  assert.equal(desk.kept.size, 0);
  uploads.close();
});

Deno.test("a full device says that a picture would not survive a reload", async () => {
  const desk = new Desk();
  desk.isDeviceFull = true;
  const uploads = desk.uploads();
  await uploads.add("a", bytes);
  assert.equal(uploads.list.value[0].isKept, false);
  desk.sent[0].answer({ kind: "stored" });
  await settled();
  assert.deepEqual(namesIn(uploads), []);
});
