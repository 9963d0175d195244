import assert from "node:assert/strict";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { Board } from "../../../board/document.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import type { Picture, Refusal } from "../../../server/pictures/picture_cache.ts";
import { type Order, type PictureMakerOptions, PictureRenderer } from "../../../server/pictures/picture_renderer.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";
import { geoOf } from "../../support/board/figures.ts";

const HOLDER = { address: "a", network: "n" };
const FILE = findWorkerFile();

function maker(options: Partial<PictureMakerOptions> = {}): PictureRenderer {
  const budget = new MemoryBudget({ totalBytes: 100_000_000 });
  return new PictureRenderer({ clock: systemClock, log: () => {}, budget, file: undefined, ...options });
}

function updateOf(...ids: string[]): Uint8Array {
  const board = new Board();
  for (const id of ids) board.add(geoOf(id));
  return Y.encodeStateAsUpdate(board.doc);
}

interface Ordered extends Partial<Order> {
  readonly read?: () => Uint8Array | "full";
}

function order({ read = () => updateOf("a"), tag = "1", ...rest }: Ordered = {}): Order {
  const subject = { tag, read: () => Promise.resolve(read()), [Symbol.dispose]() {} };
  return {
    board: "b",
    kind: "svg",
    theme: "light",
    tag,
    holder: HOLDER,
    open: () => Promise.resolve(subject),
    ...rest,
  };
}

/** Makes a picture. @returns the picture, or why there is none */
async function make(pictures: PictureRenderer, ordered: Ordered = {}): Promise<Picture | Refusal> {
  const result = await pictures.make(order(ordered));
  return result === "full" ? result : result.made;
}

async function textOf(picture: unknown): Promise<string> {
  return await new Blob((picture as Picture).pieces.slice()).text();
}

for (const [where, file] of [["in a worker", FILE], ["on the event loop", undefined]] as const) {
  Deno.test(`B3: a board that cannot be drawn ${where} fails only its own request, and the next one is served`, async () => {
    using pictures = maker({ file });
    await assert.rejects(make(pictures, { read: () => Uint8Array.of(1, 2, 3) }));
    assert.match(await textOf(await make(pictures, { tag: "2" })), /^<svg .*<path/s);
    assert.equal(pictures.budget.usedBytes, 0);
  });

  Deno.test(`a picture with too many bytes ${where} is refused`, async () => {
    using pictures = maker({ file, bounds: { outputBytesMax: 100 } });
    assert.equal(await make(pictures), "too large");
    assert.equal(pictures.budget.usedBytes, 0);
  });
}

Deno.test("a picture made in a worker equals one made on the event loop", async () => {
  using one = maker({ file: FILE }), other = maker();
  for (const kind of ["svg", "json"] as const) {
    assert.equal(await textOf(await make(one, { kind })), await textOf(await make(other, { kind })));
  }
});

Deno.test("if no worker can be started, pictures are made on the event loop", async () => {
  const said: string[] = [];
  using pictures = maker({ file: new URL("file:///nowhere.ts"), log: (_, event) => void said.push(event) });
  for (const tag of ["1", "2"]) assert.match(await textOf(await make(pictures, { tag })), /^<svg/);
  assert.deepEqual(said, ["no worker"]);
});

Deno.test("T9: concurrent requests for a picture share one result, and a handful of boards wait in the queue", async () => {
  using pictures = maker();
  let read = 0;
  const counted = () => (read++, updateOf("a"));
  const boards = Array.from({ length: 24 }, (_, i) => ({ board: `b${i >> 1}`, read: counted }));
  const made = await Promise.all(boards.map((each) => make(pictures, each)));
  assert.ok(made.every((picture) => typeof picture !== "string"));
  assert.equal(read, 12);
});

Deno.test("D7: the result that a board is too large is cached", async () => {
  const said: string[] = [];
  using pictures = maker({ bounds: { outputBytesMax: 100 }, log: (_, event) => void said.push(event) });
  const update = updateOf("a");
  for (const tag of ["1", "1", "2"]) {
    assert.equal(await make(pictures, { tag, read: () => update }), "too large");
  }
  assert.deepEqual(said, ["picture refused"]);
});

Deno.test("a full queue refuses at once", async () => {
  using pictures = maker();
  const made = await Promise.all(Array.from({ length: 60 }, (_, i) => make(pictures, { board: `b${i}` })));
  assert.equal(made.filter((picture) => picture === "full").length, 60 - 33);
});

Deno.test("the picture of an unchanged board is cached, even after the board is loaded again", async () => {
  using pictures = maker();
  let read = 0;
  const counted = () => (read++, update);
  let update = updateOf("a");
  const first = await make(pictures, { read: counted });
  assert.equal(await make(pictures, { read: counted }), first);
  assert.equal(read, 1);
  assert.equal(await make(pictures, { read: counted, tag: "2" }), first, "the same board with another tag");
  assert.equal(await make(pictures, { read: counted, tag: "2" }), first);
  assert.equal(read, 2);
  update = updateOf("a", "b");
  assert.notEqual(await make(pictures, { read: counted, tag: "3" }), first);
});

Deno.test("a picture that is refused while its worker starts does not move later pictures to the event loop", async () => {
  const said: string[] = [];
  using pictures = maker({ file: FILE, log: (_, event) => void said.push(event) });
  const refused = make(pictures);
  await shedOnce(pictures);
  assert.equal(await refused, "full");
  assert.match(await textOf(await make(pictures, { tag: "2" })), /^<svg/);
  assert.deepEqual(said, []);
});

/** Waits until a picture is in the worker or its worker is starting. */
async function shedOnce(pictures: PictureRenderer): Promise<void> {
  while (pictures.shed() === 0) await new Promise<void>((resolve) => setTimeout(resolve));
}

Deno.test("a board that cannot be encoded now has no picture, and nothing is kept", async () => {
  using pictures = maker();
  assert.equal(await make(pictures, { read: () => "full" as const }), "full");
  assert.equal(pictures.budget.usedBytes, 0);
  assert.match(await textOf(await make(pictures)), /^<svg/);
});

Deno.test("a board is loaded only when it is its picture's turn, and released before it is drawn", async () => {
  using pictures = maker({ file: FILE });
  let open = 0, most = 0;
  const opening = (tag: string): Order["open"] => () => {
    most = Math.max(most, ++open);
    return Promise.resolve({ tag, read: () => Promise.resolve(updateOf(tag)), [Symbol.dispose]: () => void open-- });
  };
  const made = await Promise.all(["a", "b", "c", "d"].map((board) => make(pictures, { board, open: opening(board) })));
  assert.ok(made.every((picture) => typeof picture !== "string"));
  assert.deepEqual([open, most], [0, 1]);
});
