import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import { buildWorker } from "../../../dev/worker_build.ts";
import type { Job } from "../../../server/worker/jobs.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";
import { JobTooLarge, NoWorker, WorkerThread } from "../../../server/worker/worker_thread.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { geoOf } from "../../support/board/figures.ts";

const BOUNDS = { jobMs: 10_000, heapBytesMax: 1_000_000_000 };

function jobOf(count: number, kind: "svg" | "png" = "svg"): Job {
  const board = new Board();
  for (let i = 0; i < count; i++) board.add(geoOf(`geo.${i}`, { fill: "hatch", sketch: true, text: "A label" }));
  return { kind, assets: [], update: Y.encodeStateAsUpdate(board.doc), theme: "light" };
}

Deno.test("a job that takes too long ends its worker, and the next job starts a new one", async () => {
  const clock = new FakeClock();
  using thread = new WorkerThread({ clock, file: findWorkerFile()! });
  await thread.run(jobOf(1), BOUNDS, () => {});
  const late = thread.run(jobOf(20_000), BOUNDS, () => {});
  clock.pass(BOUNDS.jobMs);
  await assert.rejects(late, JobTooLarge);
  let bytes = 0;
  await thread.run(jobOf(1), BOUNDS, (piece) => void (bytes += piece.length));
  assert.ok(bytes > 1_000);
});

Deno.test("a job that takes too much memory is refused, and one whose output is refused ends", async () => {
  using thread = new WorkerThread({ clock: new FakeClock(), file: findWorkerFile()! });
  await assert.rejects(thread.run(jobOf(1), { ...BOUNDS, heapBytesMax: 1_000 }, () => {}), JobTooLarge);
  const full = new Error("full");
  const unwanted = thread.run(jobOf(1), BOUNDS, () => {
    throw full;
  });
  await assert.rejects(unwanted, full);
  await thread.run(jobOf(1), BOUNDS, () => {});
});

Deno.test("a worker ends after 30 s without a job, and a busy one ends when the server stops", async () => {
  const clock = new FakeClock();
  const thread = new WorkerThread({ clock, file: findWorkerFile()! });
  await thread.run(jobOf(1), BOUNDS, () => {});
  assert.equal(clock.pending, 1);
  clock.pass(30_000);
  assert.equal(clock.pending, 0);
  const cut = thread.run(jobOf(1), BOUNDS, () => {});
  thread[Symbol.dispose]();
  thread[Symbol.dispose]();
  await assert.rejects(cut, NoWorker);
});

Deno.test("a job that is abandoned while its worker starts ends with that error, and the next job is done", async () => {
  using thread = new WorkerThread({ clock: new FakeClock(), file: findWorkerFile()! });
  const abandoned = thread.run(jobOf(1), BOUNDS, () => {});
  const reason = new Error("Cannot finish the job as memory is short");
  assert.ok(thread.abandon(reason));
  await assert.rejects(abandoned, reason);
  await thread.run(jobOf(1), BOUNDS, () => {});
});

Deno.test("the reason why a worker does not start is one sentence", async () => {
  const clock = new FakeClock();
  const run = (file: string) => {
    const thread = new WorkerThread({ clock, file: new URL(file) });
    return { thread, job: thread.run(jobOf(1), BOUNDS, () => {}) };
  };
  const message = async (job: Promise<void>) => {
    const error = await job.then(() => undefined, (error) => error);
    assert.ok(error instanceof NoWorker, `${error}`);
    return error.message;
  };
  const silent = run("data:text/javascript,");
  clock.pass(30_000);
  assert.equal(await message(silent.job), "Cannot start a worker as it is not ready after 30000 ms");
  const stopped = run("data:text/javascript,");
  stopped.thread[Symbol.dispose]();
  assert.equal(await message(stopped.job), "Cannot finish the job as the server is leaving");
  const broken = run("data:text/javascript,throw new Error('the file is damaged')");
  assert.match(await message(broken.job), /^Cannot start a worker as [^\n]*the file is damaged$/);
});

Deno.test("a worker whose heap has become large ends with its job", async () => {
  const clock = new FakeClock();
  using thread = new WorkerThread({ clock, file: findWorkerFile()!, heapKeptBytesMax: 0 });
  for (let i = 0; i < 2; i++) {
    let bytes = 0;
    await thread.run(jobOf(1), BOUNDS, (piece) => void (bytes += piece.length));
    assert.ok(bytes > 1_000);
    assert.equal(clock.pending, 0, "no worker waits for a job");
  }
});

Deno.test("the built worker, which is all that `deno task start` may read, equals the source", async () => {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_worker_" });
  try {
    const outFile = join(folder, "worker.js");
    await buildWorker({ outFile });
    for (const kind of ["svg", "png"] as const) {
      const made = await Promise.all([pathToFileURL(outFile), findWorkerFile()!].map(async (file) => {
        using thread = new WorkerThread({ clock: systemClock, file });
        const pieces: Uint8Array<ArrayBuffer>[] = [];
        await thread.run(jobOf(3, kind), BOUNDS, (piece) => void pieces.push(piece));
        return await new Blob(pieces).bytes();
      }));
      assert.ok(made[0].length > 1_000);
      assert.deepEqual(made[0], made[1]);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
