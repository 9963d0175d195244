import * as Y from "yjs";
import type { Scan } from "../../board/update.ts";
import { assertSound, assertWhole, newPart } from "./soundness.ts";
import { documentOf } from "./stored_document.ts";

export interface Rebuilt {
  readonly doc: Y.Doc;
  /** What was applied of each update; one that cannot be applied is left out. */
  readonly applied: Map<Scan, Scan>;
  /** What is not stored. */
  readonly unsaved: Uint8Array[];
}

/** A document from what is stored and as many of the updates after it as can be applied. */
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
    // A failed update may have changed half of the document.
    refused.add(culprit);
    doc.destroy();
  }
}

/** @returns what was applied of the update; undefined when it cannot be applied, and the document is in doubt */
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
