import assert from "node:assert/strict";
import * as Y from "yjs";
import { BOARD_STRUCTS_MAX, LIVE_BYTES_PER_STRUCT } from "../../../board/limits.ts";
import { scanPeerUpdate } from "../../../board/wire/update.ts";
import { BoardSize, measured, NO_SIZE } from "../../../server/document/board_size.ts";
import { LiveDocument } from "../../../server/document/live_document.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";

function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc);
}

function loaded(update: Uint8Array): number {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return measured(doc, update.length).valueMemory;
}

/** The same update with the content kind "JSON" of old versions of Yjs. */
function asJson(json: string): Uint8Array {
  const text = new TextEncoder().encode(json);
  return new Uint8Array([1, 1, 5, 0, 2, 1, 1, 0x61, 1, text.length, ...text, 0]);
}

const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

const updates: Record<string, Uint8Array> = {
  "empty objects": updateOf((doc) => doc.getMap("a").set("x", many(1_000, {}))),
  "nested arrays": updateOf((doc) => doc.getMap("a").set("x", many(100, [[[1], "x"], null, true, 1.5]))),
  "objects with bytes": updateOf((doc) => doc.getMap("a").set("x", many(100, { bytes: new Uint8Array(3), b: 2 }))),
  "a list": updateOf((doc) => doc.getArray("a").insert(0, many(1_000, false))),
  "attributes of text": updateOf((doc) => doc.getText("a").insert(0, "x", { a: many(100, { b: 1 }) })),
  "an embedded object": updateOf((doc) => doc.getText("a").insertEmbed(0, { a: many(100, [1]) })),
  "JSON": asJson(JSON.stringify(many(30, []))),
};

for (const [what, update] of Object.entries(updates)) {
  Deno.test(`fault D5: the memory of ${what} counts the same when it arrives and when it is loaded`, () => {
    const { valueMemory } = scanPeerUpdate(update);
    assert.ok(valueMemory > update.length, `${valueMemory} bytes`);
    assert.equal(loaded(update), valueMemory);
  });
}

Deno.test("shapes and long texts have no values beyond the usual", () => {
  const shapes = updateOf((doc) => {
    const { id, ...ink } = stroke("a", seeded(1));
    doc.getMap("shapes").set(id, ink);
    doc.getMap("shapes").set("line", { kind: "line", x: 1, y: 2, color: "black", points: many(4, 3) });
    doc.getText("text/a").insert(0, "word ".repeat(1_000));
  });
  assert.equal(scanPeerUpdate(shapes).valueMemory, 0);
  assert.equal(loaded(shapes), 0);
});

Deno.test("fault D5: values fill a board like the structs that take as much memory", () => {
  const objects = scanPeerUpdate(updateOf((doc) => doc.getMap("a").set("x", many(100_000, {}))));
  const size = new BoardSize(NO_SIZE);
  let count = 0;
  for (; size.fits(objects); count++) size.add(objects);
  const memory = count * 100_000 * 65;
  assert.ok(count > 1 && memory < BOARD_STRUCTS_MAX * LIVE_BYTES_PER_STRUCT, `${count} times`);

  const document = new LiveDocument([objects.bytes]);
  assert.ok(document.memoryBytes(objects.bytes.length) > 100_000 * 65, "what they take");
  document.close();
});
