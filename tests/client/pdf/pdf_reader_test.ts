import assert from "node:assert/strict";
import { OPENING_MS, PAGE_MS, PDF_BYTES_MAX } from "../../../client/pdf/pdf_limits.ts";
import { OpenedPdfs } from "../../../client/pdf/opened_pdfs.ts";
import { PdfReader } from "../../../client/pdf/pdf_reader.ts";
import { PdfError, type PdfNews, type PdfProblem, type PdfTask } from "../../../client/pdf/pdf_task.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

/** A worker that answers when it is told to. */
class FakeWorker {
  onmessage: (event: { readonly data: PdfNews }) => void = () => {};
  onerror: (event: { preventDefault(): void }) => void = () => {};
  readonly asked: PdfTask["kind"][] = [];
  isEnded = false;
  #id = 0;

  postMessage({ id, task }: { readonly id: number; readonly task: PdfTask }): void {
    this.#id = id;
    this.asked.push(task.kind);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(outcome: { readonly answer: unknown } | { readonly problem: PdfProblem }): void {
    this.onmessage({ data: { id: this.#id, ...outcome } as PdfNews });
  }
}

const FILE = new Blob(["%PDF-"]);

function opening() {
  const worker = new FakeWorker(), clock = new FakeClock();
  const options = { clock, resources: "http://board/", worker: () => worker as unknown as Worker };
  return { worker, clock, reader: PdfReader.open(FILE, options) };
}

async function opened() {
  const { reader, worker, clock } = opening();
  await settled();
  worker.onmessage({ data: "ready" });
  await settled();
  worker.say({ answer: { pages: 7 } });
  return { worker, clock, reader: await reader };
}

Deno.test("a PDF is asked one thing after the other", async () => {
  const { reader, worker, clock } = await opened();
  assert.equal(reader.pages, 7);
  const text = reader.text(1), size = reader.size(2);
  await settled();
  assert.deepEqual(worker.asked, ["open", "text"]);
  worker.say({ problem: "broken" });
  await assert.rejects(text, { problem: "broken" });
  await settled();
  assert.deepEqual(worker.asked, ["open", "text", "size"]);
  worker.say({ answer: { width: 3, height: 4 } });
  assert.deepEqual(await size, { width: 3, height: 4 });
  assert.equal(clock.pending, 0);
  reader.close();
  assert.ok(worker.isEnded);
});

Deno.test("a PDF that is silent for too long ends with its worker, also while it is opened", async () => {
  const late = opening();
  await settled();
  late.worker.onmessage({ data: "ready" });
  await settled();
  late.clock.pass(OPENING_MS);
  await assert.rejects(late.reader, { problem: "tooSlow" });
  assert.ok(late.worker.isEnded);

  const { reader, worker, clock } = await opened();
  const [first, second] = [reader.text(1), reader.text(2)];
  await settled();
  clock.pass(PAGE_MS);
  await assert.rejects(first, { problem: "tooSlow" });
  await assert.rejects(second, { problem: "tooSlow" });
  assert.ok(worker.isEnded && !reader.isOpen);
});

Deno.test("a PDF that is too large, and a worker that does not start, are said", async () => {
  const large = { size: PDF_BYTES_MAX + 1 } as Blob;
  await assert.rejects(PdfReader.open(large, { clock: new FakeClock() }), { problem: "tooLarge" });
  const { reader, worker } = opening();
  await settled();
  worker.onerror({ preventDefault() {} });
  await assert.rejects(reader, { problem: "noWorker" });
});

Deno.test("at most two PDFs are open, one that took too long is not opened again, and idle ones are closed", async () => {
  const clock = new FakeClock(), events: string[] = [];
  const opened = new OpenedPdfs({
    clock,
    bytes: (asset) => Promise.resolve(asset === "gone" ? undefined : new Blob([asset])),
    open: async (file) => {
      const name = await file.text();
      events.push(`open ${name}`);
      return { isOpen: true, close: () => void events.push(`close ${name}`) } as PdfReader;
    },
  });
  const ask = (asset: string) => opened.ask(asset, () => Promise.resolve(asset));
  for (const asset of ["a", "b", "a", "c"]) assert.equal(await ask(asset), asset);
  await settled();
  assert.deepEqual(events.filter((event) => event.startsWith("open")), ["open a", "open b", "open c"]);
  assert.deepEqual(events.filter((event) => event.startsWith("close")), ["close b"]);
  await assert.rejects(ask("gone"), { problem: "noWorker" });
  await assert.rejects(opened.ask("a", () => Promise.reject(new PdfError("tooSlow"))), { problem: "tooSlow" });
  await assert.rejects(ask("a"), { problem: "broken" });
  events.length = 0;
  clock.pass(60_000);
  await settled();
  assert.ok(events.includes("close c"));
  opened.close();
});
