import * as Y from "yjs";
import type { Board, Origin } from "../../board/document.ts";
import { on } from "../page_events.ts";
import { keep, type Memory, recall } from "../ui/page/browser_storage.ts";

const KEY = "drawbridge.scribble";

interface ScribblePlace {
  /** Of this tab. */
  readonly memory: Memory | undefined;
  /** The page was loaded again, as for a new version: what was drawn on it is still wanted. */
  readonly isReload: boolean;
  readonly page?: EventTarget;
}

/**
 * Brings back what was drawn on the start page before it was loaded again, and keeps what is drawn on it for that case.
 *
 * @returns a function that ends it
 */
export function keepScribble(board: Board, { memory, isReload, page = globalThis }: ScribblePlace): () => void {
  const kept = recall(memory, KEY);
  keep(memory, KEY, null);
  if (isReload && Array.isArray(kept)) bringBack(board, Uint8Array.from(kept));
  return on(page, "pagehide", () => {
    keep(memory, KEY, board.shapes.size > 0 ? [...Y.encodeStateAsUpdate(board.doc)] : null);
  });
}

/** As a step of the person, who can clear it. */
function bringBack(board: Board, update: Uint8Array): void {
  try {
    Y.applyUpdate(board.doc, update, "local" satisfies Origin);
  } catch {
    // Something else wrote there.
  }
}

/** True when this page was opened by a reload, by the person or by the page itself. */
export function isReloaded(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "reload";
}
