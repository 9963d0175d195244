import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { plainText } from "../../../../board/document.ts";
import { replacementsOf } from "../../../../client/editor/text/text_changes.ts";
import { indexOf, textPositionOf } from "../../../../client/editor/text/text_positions.ts";

const steps = fc.array(
  fc.record({
    change: fc.constantFrom("insert", "delete", "both", "embed", "format", "undo", "redo"),
    peer: fc.nat(1),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Two people and their copies of one text. Each copy receives every step. */
function people() {
  return [1, 2].map((clientID) => {
    const doc = Object.assign(new Y.Doc(), { clientID });
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set(["local"]), captureTimeout: 0 });
    return { doc, undo, text: doc.getText("text/a") };
  });
}

function take({ doc, undo, text }: ReturnType<typeof people>[number], change: string, place: number): void {
  // Yjs replaces both halves of a character that a change divides, and no event says so.
  const characters = (text.toDelta() as { insert: unknown }[]).flatMap(({ insert }) =>
    typeof insert === "string" ? [...insert] : [" "]
  );
  const from = Math.floor(place * (characters.length + 1));
  const at = characters.slice(0, from).join("").length, some = characters.slice(from, from + 2).join("").length;
  doc.transact(() => {
    if (change === "delete" || change === "both") text.delete(at, some);
    if (change === "insert" || change === "both") text.insert(at, "ab🎈");
    if (change === "embed") text.insertEmbed(at, { image: 1 });
    if (change === "format") text.format(0, at, { bold: true });
  }, "local");
  if (change === "undo") undo.undo();
  if (change === "redo") undo.redo();
}

Deno.test("a place in a text is the one that Yjs finds, and follows letters that were deleted and restored", () => {
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const [one, other] = people();
      const kept: { mine: ReturnType<typeof textPositionOf>; theirs: Y.RelativePosition }[] = [];
      for (const { change, peer, place } of all) {
        take([one, other][peer], change, place);
        const index = Math.round(part * one.text.length);
        const mine = textPositionOf(one.text, index);
        const theirs = Y.createRelativePositionFromTypeIndex(one.text, index, -1);
        if (index > 0) assert.deepEqual(mine, [theirs.item?.client, theirs.item?.clock]);
        else assert.equal(mine, null);
        kept.push({ mine, theirs });
        Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
        Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
        for (const each of kept) {
          const found = Y.createAbsolutePositionFromRelativePosition(each.theirs, one.doc);
          assert.equal(indexOf(one.text, each.mine), found?.index);
        }
      }
    }),
  );
});

Deno.test("the changes of a text turn the one before into the one after", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const [one, other] = people();
      let shown = "";
      one.text.observe((event) => {
        for (const { at, removed, inserted } of replacementsOf(event)) {
          shown = shown.slice(0, at) + inserted + shown.slice(at + removed);
        }
        assert.equal(shown, plainText(one.text));
      });
      for (const { change, peer, place } of all) {
        take([one, other][peer], change, place);
        if (place < 0.5) continue;
        Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
        Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
      }
    }),
  );
});
