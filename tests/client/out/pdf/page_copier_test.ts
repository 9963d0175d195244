import assert from "node:assert/strict";
import { copiesInWorker } from "../../../../client/out/pdf/page_copier.ts";
import { FakeClock, settled } from "../../../support/fake_clock.ts";

/** A worker that answers when it is told to. */
class FakeWorker {
  onmessage: (event: { readonly data: unknown }) => void = () => {};
  onerror: (event: { preventDefault(): void }) => void = () => {};
  readonly pages: unknown[] = [];
  isEnded = false;

  postMessage({ pages }: { readonly pages: unknown }): void {
    this.pages.push(pages);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

function copying(signal?: AbortSignal) {
  const worker = new FakeWorker(), clock = new FakeClock();
  const copies = copiesInWorker(new Blob(["%PDF-"]), [1, 3], { signal, clock, worker: () => worker as never });
  return { worker, clock, copies };
}

Deno.test("pages are copied in a worker, which ends then", async () => {
  const { worker, clock, copies } = copying();
  await settled();
  worker.onmessage({ data: "ready" });
  assert.deepEqual(worker.pages, [[1, 3]]);
  const found = { bytes: Uint8Array.of(1), links: new Map() };
  worker.onmessage({ data: found });
  assert.equal(await copies, found);
  assert.ok(worker.isEnded && clock.pending === 0);
});

Deno.test("a PDF of many pages has its time for each of them, and says how far it is", async () => {
  const worker = new FakeWorker(), clock = new FakeClock(), tried: number[] = [];
  const progress = (pages: number) => void tried.push(pages);
  const copies = copiesInWorker(new Blob(), [1, 2], { progress, clock, worker: () => worker as never });
  await settled();
  for (const page of [1, 2]) {
    clock.pass(29_000);
    worker.onmessage({ data: page });
  }
  assert.deepEqual(tried, [1, 2]);
  assert.ok(!worker.isEnded);
  clock.pass(30_000);
  assert.equal(await copies, undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("a PDF that takes too long, or a worker that does not start, gives no copies; a cancelled export ends", async () => {
  const late = copying();
  await settled();
  late.clock.pass(30_000);
  assert.equal(await late.copies, undefined);
  assert.ok(late.worker.isEnded);

  const missing = copying();
  await settled();
  missing.worker.onerror({ preventDefault() {} });
  assert.equal(await missing.copies, undefined);

  const ended = new AbortController();
  const cancelled = copying(ended.signal);
  await settled();
  ended.abort(new Error("cancelled"));
  await assert.rejects(cancelled.copies, /cancelled/);
  assert.ok(cancelled.worker.isEnded);
});
