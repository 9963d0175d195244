import type { Origin } from "../../board/document.ts";

/** The used part of a document. */
interface Changing {
  on(event: "update", listen: (update: Uint8Array, origin: unknown) => void): void;
  off(event: "update", listen: (update: Uint8Array, origin: unknown) => void): void;
}

interface LastingOptions {
  /** Undefined in browsers without it. */
  readonly storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
  /** Where it is noted that the person was asked. */
  readonly memory: Pick<Storage, "getItem" | "setItem"> | undefined;
}

const ASKED = "drawbridge.lasting";

/**
 * Asks the browser, once on this device, to delete nothing of ours when it needs room. It asks with the first own change
 * of a board: before, a person who only looks would be asked about something that they do not need.
 */
export function askToStay(doc: Changing, { storage, memory }: LastingOptions): void {
  if (storage?.persist === undefined || memory === undefined || memory.getItem(ASKED) !== null) return;
  const listen = (_: Uint8Array, origin: unknown) => {
    if (origin !== ("local" satisfies Origin)) return;
    doc.off("update", listen);
    try {
      memory.setItem(ASKED, "true");
    } catch {
      return; // without the note, every board would ask again
    }
    // Some browsers ask the person, others decide by themselves.
    storage.persisted().then((isLasting) => isLasting || storage.persist()).catch(() => {});
  };
  doc.on("update", listen);
}
