import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Board } from "../../../../board/document.ts";
import { isOlder } from "../../../../board/edits/edit_index.ts";

/**
 * Watches one person's undo and redo. Neither may delete what somebody else wrote (a letter, a value or a shape), and
 * undo may not delete a copy of it that an earlier undo restored.
 */
export function watchOwnWork({ doc, edits, shapes }: Board): void {
  /** Authors of the values in a map. A copy made by undo shares its value with the original. */
  const authors = new WeakMap<object, "me" | "other">();
  /** The Yjs client ids of this person. */
  const ids = new Set<number>();
  doc.on("afterTransaction", (transaction: Y.Transaction) => {
    const { origin, local, beforeState, afterState, deleteSet } = transaction;
    if (local && origin !== "store") ids.add(doc.clientID);
    const authorOf = (client: number) => ids.has(client) ? "me" : "other";
    for (const [client, end] of afterState) {
      for (const item of itemsOf(doc, client, beforeState.get(client) ?? 0, end)) {
        const value = valueOf(item);
        if (value && !authors.has(value)) authors.set(value, authorOf(client));
      }
    }
    if (!(origin instanceof Y.UndoManager)) return;
    // Overwriting an entry of edits deletes it, whoever wrote it. What matters is the author of the replaced edit.
    for (const { id, property, before, after } of edits.newsOf(transaction).overwritten) {
      if (!origin.undoing || before.count === 0 || !shapes.has(id)) continue;
      // Edits restored with a deleted shape may be later than another person's edits made meanwhile.
      if (isOlder(before, after)) continue;
      assert.equal(authorOf(before.writer), "me", `undo takes back another's ${property}`);
    }
    for (const [client, ranges] of deleteSet.clients) {
      for (const { clock, len } of ranges) {
        for (const item of itemsOf(doc, client, clock, clock + len)) {
          if (edits.holds(item)) continue;
          assert.equal(authorOf(client), "me", "undo or redo deletes what somebody else wrote");
          const author = authors.get(valueOf(item) ?? item) ?? "me";
          if (origin.undoing) assert.equal(author, "me", `undo takes back another's ${item.parentSub}`);
        }
      }
    }
  });
}

function* itemsOf(doc: Y.Doc, client: number, from: number, to: number): Generator<Y.Item> {
  const structs = doc.store.clients.get(client) ?? [];
  for (let i = from < to ? Y.findIndexSS(structs, from) : structs.length; i < structs.length; i++) {
    const struct = structs[i];
    if (struct.id.clock >= to) return;
    if (struct instanceof Y.Item) yield struct;
  }
}

/** The value of an item in a map, for identity comparison; undefined for letters. */
function valueOf({ parentSub, content }: Y.Item): object | undefined {
  if (parentSub === null) return undefined;
  return content instanceof Y.ContentAny
    ? content.arr
    : content instanceof Y.ContentBinary
    ? content.content
    : undefined;
}
