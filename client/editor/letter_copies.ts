import * as Y from "yjs";

/**
 * Letters that are brought back are copies of those that were deleted, and these know where their copies are – the first
 * letter of each run. Where somebody wrote in between since, the copy is in two parts and the run is not: Yjs would find
 * the first part alone, and leave the other standing when it takes the run back. So runs are parted as their copies are.
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

/** How many letters from the first on were not parted in any copy, or copy of a copy. */
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
