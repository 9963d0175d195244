import * as Y from "yjs";

/**
 * Splits runs of letters where their restored copies are split.
 *
 * Undo restores deleted letters as copies, and the first letter of each run points to its copy (`redone`). If somebody
 * has typed inside the copy since, the copy consists of two items while the run is one. Yjs would find only the first
 * item and leave the second when the run is deleted again.
 */
export function partAsCopied(doc: Y.Doc): void {
  doc.transact((transaction) => {
    for (const root of doc.share.values()) {
      for (let item = root._start; item !== null; item = item.right) {
        const length = lengthCopied(doc, item);
        if (length < item.length) Y.getItemCleanStart(transaction, Y.createID(item.id.client, item.id.clock + length));
      }
    }
  });
}

/** The number of letters from the first on that no copy, or copy of a copy, has split. */
function lengthCopied({ store }: Y.Doc, item: Y.Item): number {
  let { length } = item;
  for (let id = item.redone; id !== null;) {
    const copy: Y.Item | Y.GC = Y.getItem(store, id);
    const from: number = id.clock - copy.id.clock;
    length = Math.min(length, copy.length - from);
    id = copy instanceof Y.Item && copy.redone ? Y.createID(copy.redone.client, copy.redone.clock + from) : null;
  }
  return length;
}
