import assert from "node:assert/strict";
import { DrawingError, type DrawingProblem } from "../../../client/formats/drawing.ts";
import { DRAWING_BYTES_MAX } from "../../../client/formats/drawing_limits.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { readInWorker } from "../../../client/formats/drawing_worker.ts";
import { systemClock } from "../../../board/clock.ts";
import { inTime } from "../../support/formats/in_time.ts";
import { edge, model, packed, vertex } from "../../support/formats/drawio_files.ts";
import { box, scene } from "../../support/formats/excalidraw_files.ts";
import { file, geo, shape } from "../../support/formats/tldraw_files.ts";
import { FakeClock } from "../../support/fake_clock.ts";

async function refuses(content: string | Uint8Array<ArrayBuffer>, problem: DrawingProblem): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const reading = inTime("a refusal", () => readDrawing(bytes));
  await assert.rejects(reading, (error) => error instanceof DrawingError && error.problem === problem);
}

Deno.test("files that are none, or far too large, are refused with the reason", async () => {
  await refuses("", "empty");
  await refuses(" \n", "empty");
  await refuses("plain words", "unknown");
  await refuses("[1, 2]", "unknown");
  await refuses("<svg xmlns='http://www.w3.org/2000/svg'></svg>", "empty");
  await refuses('{"type":"excalidraw","elements":[{', "broken");
  await refuses(JSON.stringify({ tldrawFileFormatVersion: 9, records: [] }), "newer");
  await refuses(new Uint8Array(DRAWING_BYTES_MAX + 1), "tooLarge");
  await refuses(`{"type":"excalidraw","elements":[${"{},".repeat(1_000_000)}{}]}`, "tooMany");
  await refuses(`{"tldrawFileFormatVersion":1,"records":[${"{},".repeat(1_000_000)}{}]}`, "tooMany");
  await refuses("[".repeat(60_000_000), "broken");
  await refuses(`{"elements":[${"{},".repeat(4_000_000)}{}]}`, "tooMany");
  await refuses(`{"elements":[${"0,".repeat(16_000_000)}0]}`, "tooMany");
  await refuses(`{"\\"":${"[".repeat(300)}`, "broken");
});

Deno.test("XML that is damaged, endless, or made to expand is refused with the reason", async () => {
  const cells = (xml: string) => `<mxGraphModel><root>${xml}</root></mxGraphModel>`;
  await refuses("<mxGraphModel><root>", "broken");
  await refuses("<mxfile><diagram>no base64!</diagram></mxfile>", "broken");
  await refuses(`<mxfile><diagram>${btoa("not packed")}</diagram></mxfile>`, "broken");
  await refuses(cells("<a>".repeat(300)), "broken");
  await refuses(cells(`<mxCell value="${"/>".repeat(9)}" id="1">`.repeat(20_000)), "broken");
  await refuses(cells("<mxCell/>".repeat(1_000_000)), "tooMany");
  await refuses("<mxGraphModel>".padEnd(30_000_000, "<"), "broken");
  const bombs = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("");
  const declared = `<!DOCTYPE x [<!ENTITY e0 "ha">${bombs}]>`;
  await refuses(`<mxGraphModel/>${declared}`, "broken");
  await refuses(`<?xml version="1.0"?>${declared}${cells('<mxCell id="2" vertex="1" value="&e20;"/>')}`, "unknown");
  await refuses(cells('<mxCell id="2" vertex="1" value="&e20;"/>'), "broken");
  const wide = await packed("a".repeat(70_000_000));
  await refuses(`<mxfile><diagram>${wide}</diagram></mxfile>`, "tooLarge");
});

Deno.test("circles of cells end, and what they hold counts as missed", async () => {
  const { shapes, missed } = await readDrawing(new TextEncoder().encode(model(
    vertex([0, 0, 10, 10], { id: "a", parent: "b" }),
    vertex([0, 0, 10, 10], { id: "b", parent: "a" }),
    vertex([0, 0, 10, 10], { id: "self", parent: "self" }),
    vertex([0, 0, 10, 10], { id: "c" }),
    edge("c", "gone", { id: "e" }),
  )));
  assert.equal(shapes.length, 1);
  assert.deepEqual(missed, { other: 4, tie: 1 });
});

Deno.test("circles of parents and groups end, and what they hold counts as missed", async () => {
  const inCircle = [
    shape("group", {}, { id: "shape:a", parentId: "shape:b" }),
    shape("group", {}, { id: "shape:b", parentId: "shape:a" }),
    geo({}, { id: "shape:c", parentId: "shape:b" }),
    geo({}, { id: "shape:self", parentId: "shape:self" }),
    geo({}),
  ];
  const { shapes, missed } = await readDrawing(new TextEncoder().encode(JSON.stringify(file(...inCircle))));
  assert.equal(shapes.length, 1);
  assert.deepEqual(missed, { other: 4 });
});

Deno.test("deep trees end", async () => {
  const chain = Array.from(
    { length: 5_000 },
    (_, i) => shape("group", {}, { id: `shape:${i}`, parentId: i === 0 ? "page:page" : `shape:${i - 1}`, x: 1 }),
  );
  const { shapes, missed } = await readDrawing(new TextEncoder().encode(JSON.stringify(file(...chain))));
  assert.equal(shapes.length, 0);
  assert(missed.other! > 4_000);
});

Deno.test("a worker reads a file away from the page", async () => {
  const content = new Blob([JSON.stringify(scene(box({})))]);
  const { shapes } = await readInWorker(content, { clock: systemClock });
  assert.equal(shapes[0].w, 200);
  await assert.rejects(
    readInWorker(new Blob(["nothing"]), { clock: systemClock }),
    (error) => error instanceof DrawingError && error.problem === "unknown",
  );
});

Deno.test("a worker that is silent for too long is ended", async () => {
  const clock = new FakeClock();
  const endless = URL.createObjectURL(
    new Blob(["postMessage('ready'); onmessage = () => { for (;;); };"], {
      type: "text/javascript",
    }),
  );
  const asked = new Promise<void>((resolve) => {
    const after = clock.after.bind(clock);
    clock.after = (ms, run) => (resolve(), after(ms, run));
  });
  const reading = readInWorker(new Blob(["{}"]), { clock, address: endless });
  const refused = assert.rejects(reading, (error) => error instanceof DrawingError && error.problem === "tooSlow");
  await asked;
  clock.pass(2_000);
  await refused;
  URL.revokeObjectURL(endless);
});
