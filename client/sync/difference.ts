import * as Y from "yjs";
import { PIECE_BYTES } from "../../board/limits.ts";
import { pieces } from "../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../board/wire/update.ts";

/** The part of the document that a peer with this state vector lacks, split to fit into frames; at least one piece. */
export function differenceFrom(doc: Y.Doc, stateVector: Uint8Array): Uint8Array[] {
  const difference = Y.encodeStateAsUpdate(doc, stateVector);
  if (difference.length <= PIECE_BYTES) return [difference];
  return pieces(scanOwnUpdate(difference, { cutBytes: PIECE_BYTES / 4 }), PIECE_BYTES);
}

/** Yjs client ids of the changes that a peer with this state vector lacks. */
export function idsBeyond(doc: Y.Doc, stateVector: Uint8Array): number[] {
  const theirs = Y.decodeStateVector(stateVector);
  const ours = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...ours].filter(([id, clock]) => clock > (theirs.get(id) ?? 0)).map(([id]) => id);
}
