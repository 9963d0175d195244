import * as Y from "yjs";
import type { Scan } from "../../board/wire/update.ts";
import { assertSound, assertWhole, newPart } from "./integrity.ts";
import { documentOf } from "./stored_document.ts";

export interface Rebuilt {
  readonly doc: Y.Doc;
  /** The applied part of each update; an update that cannot be applied is left out. */
  readonly applied: Map<Scan, Scan>;
  /** Applied changes that are not stored yet. */
  readonly unsaved: Uint8Array[];
}

/** Builds a document from the stored updates and all `scans` that can be applied after them. */
export function rebuilt(
  stored: readonly Uint8Array[],
  scans: readonly Scan[],
  { isDamaged }: { isDamaged: boolean },
): Rebuilt {
  const refused = new Set<Scan>();
  for (;;) {
    const kept = scans.filter((scan) => !refused.has(scan));
    const applied = new Map<Scan, Scan>();
    const doc = documentOf(stored, isDamaged);
    const before = Y.encodeStateVector(doc);
    const culprit = kept.find((scan) => {
      const part = tryApply(doc, scan);
      if (part) applied.set(scan, part);
      return part === undefined;
    });
    if (culprit === undefined) {
      return { doc, applied, unsaved: kept.length > 0 ? [Y.encodeStateAsUpdate(doc, before)] : [] };
    }
    // A failed update may have been applied partly.
    refused.add(culprit);
    doc.destroy();
  }
}

/** @returns the applied part of the update; undefined when it failed and the document must be discarded */
function tryApply(doc: Y.Doc, scan: Scan): Scan | undefined {
  try {
    const part = scan.isOdd ? newPart(doc, scan) : scan;
    assertSound(doc, part);
    Y.applyUpdate(doc, part.bytes, "session");
    assertWhole(doc);
    return part;
  } catch {
    return undefined;
  }
}
