import * as Y from "yjs";
import { type BoardId, type BoardStore, EMPTY_HEAD, type StoredBoard } from "../store/board_store.ts";

/**
 * Loads a board and passes it to `make`. The store verifies the bytes but not their meaning. So an update that cannot
 * be applied is set aside like one with a wrong checksum, and a board with missing parts is opened without them;
 * `damage` reports both. One bad record never makes a board unopenable.
 *
 * @param make throws when the updates cannot be applied or, if there is no `damage`, leave a gap
 */
export async function loadWithRepair<T>(
  store: Pick<BoardStore, "load" | "setAside">,
  board: BoardId,
  make: (stored: StoredBoard) => T | Promise<T>,
): Promise<T> {
  const found: string[] = [];
  for (;;) {
    const stored = await store.load(board) ?? { head: EMPTY_HEAD, updates: [] };
    const damage = [...new Set([...stored.damage ?? [], ...found])];
    try {
      return await make(damage.length > 0 ? { ...stored, damage } : stored);
    } catch (error) {
      const culprit = firstUnusable(stored.updates);
      if (culprit !== undefined) {
        const why = `update ${culprit.index} of ${stored.updates.length}: ${culprit.error}`;
        if (await store.setAside(board, stored, { index: culprit.index, why })) found.push(why);
      } else if (damage.length === 0) {
        found.push(String(error));
      } else {
        throw error;
      }
    }
  }
}

/** The first update that cannot be applied after the updates before it. */
function firstUnusable(updates: readonly Uint8Array[]): { index: number; error: string } | undefined {
  const doc = new Y.Doc();
  try {
    for (const [index, update] of updates.entries()) {
      try {
        Y.applyUpdate(doc, update, "store");
      } catch (error) {
        return { index, error: String(error) };
      }
    }
    return undefined;
  } finally {
    doc.destroy();
  }
}
