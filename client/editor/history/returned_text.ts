import * as Y from "yjs";
import type { Board } from "../../../board/document.ts";
import type { History } from "./history.ts";

type Step = Y.UndoManager["undoStack"][number];

/**
 * Prevents doubled text when two people delete the same shape at once and both undo it. One copy of the record wins,
 * but Yjs restores the letters once for each person:
 *
 * - If others restored the shape first, its letters are removed from the local step, so that undo does not restore them
 * again.
 * - If both restored it, the side whose record lost deletes its letters, provided that the others' contain the same
 * text.
 *
 * A module of its own, since the first stroke does not need it.
 *
 * @returns a function that ends it
 */
export function returnOnce(board: Board, history: Pick<History, "steps">): () => void {
  const { shapes, doc } = board;
  const listen = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction) => {
    const all = transaction.local ? [] : history.steps;
    if (all.length === 0) return;
    for (const id of event.keysChanged) {
      const text = board.findText(id), now = shapes._map.get(id);
      if (text === undefined || now === undefined || now.left === null) continue;
      // Undo never writes a record before another person's record.
      const before = recordsBefore(now, (record) => event.adds(record));
      const overwritten = before.filter((record) => event.deletes(record));
      for (const step of all) {
        if (hasOne(step.deletions, before)) step.deletions = withoutLetters(transaction, step.deletions, text);
        if (hasOne(step.insertions, overwritten)) takeAway(doc, step.insertions, { text, isGone: now.deleted });
      }
    }
  };
  shapes.observe(listen);
  return () => shapes.unobserve(listen);
}

/** The records under a key that precede the newest one that fits. */
function recordsBefore(last: Y.Item, fits: (record: Y.Item) => boolean): Y.Item[] {
  const chain: Y.Item[] = [];
  for (let item: Y.Item | null = last; item !== null; item = item.left) chain.push(item);
  const newest = chain.findIndex(fits);
  return newest < 0 ? [] : chain.slice(newest + 1);
}

function hasOne(set: Step["deletions"], records: readonly Y.Item[]): boolean {
  return records.some(({ id }) => Y.isDeleted(set, id));
}

function withoutLetters(transaction: Y.Transaction, from: Step["deletions"], text: Y.Text): Step["deletions"] {
  const kept = Y.createDeleteSet();
  Y.iterateDeletedStructs(transaction, from, (struct) => {
    if (struct instanceof Y.Item && struct.parent === text) return;
    const { client, clock } = struct.id;
    const ranges = kept.clients.get(client);
    if (ranges) ranges.push({ clock, len: struct.length });
    else kept.clients.set(client, [{ clock, len: struct.length }]);
  });
  return kept;
}

/** Deletes the letters that a step restored if the others' letters contain the same text, or the shape is deleted. */
function takeAway(doc: Y.Doc, put: Step["insertions"], { text, isGone }: { text: Y.Text; isGone: boolean }): void {
  let [mine, theirs] = ["", ""];
  for (const item of lettersOf(text)) {
    if (Y.isDeleted(put, item.id)) mine += wordsOf(item);
    else theirs += wordsOf(item);
  }
  if (mine === "" || !isGone && !theirs.includes(mine)) return;
  doc.transact((transaction) => {
    for (const item of [...lettersOf(text)]) if (Y.isDeleted(put, item.id)) item.delete(transaction);
    // Yjs caches positions in a text and does not notice this deletion. A stale cache would misplace the next
    // insertion.
    if (text._searchMarker) text._searchMarker.length = 0;
  }, "rescue");
}

function* lettersOf(text: Y.Text): Generator<Y.Item> {
  for (let item = text._start; item !== null; item = item.right) if (!item.deleted && item.countable) yield item;
}

function wordsOf({ content }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : "\ufffc";
}
