import * as Y from "yjs";
import { TYPE_DEPTH_MAX } from "../../board/limits.ts";
import type { Scan } from "../../board/update.ts";

/** Yjs sets aside what it cannot integrate yet; here that means a check has a hole. */
export function assertWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("Cannot integrate updates as something they build on is missing");
  }
}

/**
 * Structs that no Yjs client writes and that Yjs integrates all the same, each copy in its own way: so copies of one
 * document would differ for ever. Looks only at what is out of the ordinary.
 *
 * @throws when the document has one of them from this update
 */
export function assertSound({ store }: Y.Doc, { runs }: Scan): void {
  for (const { client, clock, end } of runs) {
    const structs = store.clients.get(client);
    if (structs === undefined) continue;
    for (let i = Y.findIndexSS(structs, clock); i < structs.length && structs[i].id.clock < end; i++) {
      const item = structs[i];
      if (!(item instanceof Y.Item)) continue;
      if (item.content instanceof Y.ContentType) assertDepth(item);
      if (item.parentSub !== null && !item.deleted && item.length > 1) {
        throw new Error("Cannot integrate updates as a key has several values");
      }
      if (item.origin !== null || item.rightOrigin !== null) assertNeighbours(store, item);
    }
  }
}

/** Yjs deletes types within types by recursion, and a browser's stack is smaller than ours. */
function assertDepth(item: Y.Item): void {
  let above: Y.Item | null = item;
  for (let depth = 1; above !== null; depth++) {
    if (depth > TYPE_DEPTH_MAX) throw new Error(`Cannot integrate updates as types nest over ${TYPE_DEPTH_MAX} levels`);
    above = (above.parent as Y.AbstractType<unknown>)._item;
  }
}

/**
 * What stands beside something stands where that stands: a copy that cut a struct in two and one that read the half
 * may have it elsewhere. Keys have no order, so nothing stands before a key's value.
 */
function assertNeighbours(store: Y.Doc["store"], item: Y.Item): void {
  if (item.parentSub !== null && item.rightOrigin !== null) {
    throw new Error("Cannot integrate updates as a key's values have an order");
  }
  for (const id of [item.origin, item.rightOrigin]) {
    const other = id && Y.getItem(store, id);
    if (other instanceof Y.Item && (other.parent !== item.parent || other.parentSub !== item.parentSub)) {
      throw new Error("Cannot integrate updates as something stands beside what is elsewhere");
    }
  }
}
