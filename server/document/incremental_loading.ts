import * as Y from "yjs";
import { LOAD_SLICE_BYTES, LOAD_SLICE_STRUCTS, PIECE_BYTES } from "../../board/limits.ts";
import { scanningOwnUpdate } from "../../board/wire/update.ts";
import type { StoredBoard } from "../store/board_store.ts";
import { encodedParts } from "./encoded_parts.ts";
import { BoardEncoding } from "./board_encoding.ts";
import { LiveDocument } from "./live_document.ts";
import { slicesOf } from "./update_slices.ts";
import { assertWhole } from "./integrity.ts";
import { applyAll, bytesOf, documentOf, forgetPending, newDocument } from "./stored_document.ts";

/** Limits of the work between two turns of the event loop. */
const MAX = { bytes: LOAD_SLICE_BYTES, structs: LOAD_SLICE_STRUCTS };

/** So few bytes contain at most `MAX.structs` structs: a struct takes at least 6. Most boards are that small. */
const SMALL_BYTES = 16 * 1024;

/** Runs work when it is its turn. */
export type Turn = (work: () => void) => Promise<unknown>;

/**
 * Builds the document of a board. A large board is built in slices, so that other work can run between them.
 *
 * @throws when an update cannot be applied or, if there is no `damage`, leaves a gap
 */
export async function loadDocument(
  { updates, damage }: Pick<StoredBoard, "updates" | "damage">,
  turn: Turn = nextTurn,
): Promise<LiveDocument> {
  const isDamaged = damage !== undefined;
  if (isOneSlice(updates)) return new LiveDocument(updates, { isDamaged });
  const steps = loading(updates, isDamaged);
  for (;;) {
    let step: IteratorResult<void, LiveDocument> | undefined;
    await turn(() => void (step = steps.next()));
    if (step === undefined) throw new Error("Cannot load board as too much other work waits");
    if (step.done) return step.value;
  }
}

function* loading(updates: readonly Uint8Array[], isDamaged: boolean): Generator<void, LiveDocument> {
  const doc = yield* documentInSlices(updates, isDamaged);
  const parts: Uint8Array[] = [];
  // The document cannot change meanwhile: it is in no room yet.
  for (const part of encodedParts(doc, { ...MAX, bytes: PIECE_BYTES })) {
    parts.push(part);
    yield;
  }
  return new LiveDocument(updates, { isDamaged, built: { doc, encoding: new BoardEncoding(parts) } });
}

function isOneSlice(updates: readonly Uint8Array[]): boolean {
  const bytes = bytesOf(updates);
  if (bytes <= SMALL_BYTES) return true;
  if (bytes > MAX.bytes) return false;
  let structs = 0;
  try {
    for (const update of updates) {
      const { done, value } = scanningOwnUpdate(update).next();
      if (!done) return false;
      structs += value.structs;
    }
  } catch {
    // Yjs decides whether the update can be applied.
    return true;
  }
  return structs <= MAX.structs;
}

function* documentInSlices(updates: readonly Uint8Array[], isDamaged: boolean): Generator<void, Y.Doc> {
  const doc = newDocument();
  try {
    for (const slice of slices(updates)) {
      applyAll(doc, slice, "store");
      yield;
    }
    if (isDamaged) forgetPending(doc);
    assertWhole(doc);
    return doc;
  } catch {
    doc.destroy();
    // Tries the stored updates as they are: an error must name one of them, and not a slice.
    return documentOf(updates, isDamaged);
  }
}

/** The updates in equivalent slices that take at most some 10 ms each. Yields empty slices while it reads an update. */
function* slices(updates: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let slice: Uint8Array[] = [], bytes = 0;
  for (const update of updates) {
    if (slice.length > 0 && bytes + update.length > SMALL_BYTES) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    if (update.length > SMALL_BYTES) { for (const piece of slicesOf(update, MAX)) yield piece ? [piece] : []; }
    else {
      slice.push(update);
      bytes += update.length;
    }
  }
  yield slice;
}

async function nextTurn(work: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  work();
}
