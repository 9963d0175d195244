import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import type { Scan } from "../../board/wire/update.ts";

/**
 * True when the update deletes more than it adds, in structs and in bytes. Only content that the document still has
 * counts as deleted. So all such updates together add less than the document has now, and the largest board can be made
 * smaller.
 */
export function deletesMore(doc: Y.Doc, scan: Scan): boolean {
  if (scan.shapes > 0 || scan.characters > 0) return false;
  const added = scan.runs.reduce((bytes, { from, to }) => bytes + to - from, 0);
  const encoder = new Y.UpdateEncoderV1();
  let structs = 0;
  for (const struct of deletedBy(doc, scan)) {
    struct.write(encoder, 0);
    structs++;
    if (structs > scan.structs && encoding.length(encoder.restEncoder) > added) return true;
  }
  return false;
}

/** The structs that are not deleted yet, and that the update deletes completely. */
function* deletedBy({ store }: Y.Doc, { bytes, deletes }: Scan): Generator<Y.Item | Y.GC> {
  const decoder = decoding.createDecoder(bytes.subarray(deletes.from));
  const ends = new Map<number, number>();
  for (let i = 0; i < deletes.clients; i++) {
    const client = decoding.readVarUint(decoder);
    const structs = store.clients.get(client) ?? [];
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const from = decoding.readVarUint(decoder), to = from + decoding.readVarUint(decoder);
      // Yjs writes ranges in order and each once. Ranges that a hostile peer repeats must not count twice.
      if (from < (ends.get(client) ?? 0) || from >= Y.getState(store, client)) continue;
      ends.set(client, to);
      for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
        const { deleted, id: { clock }, length } = structs[at];
        if (clock >= to) break;
        if (!deleted && clock >= from && clock + length <= to) yield structs[at];
      }
    }
  }
}
