import type { Me } from "../../editor/editor.ts";

/**
 * Tells the boards that are open in this browser who the person is now: `OtherTabs` hears it. Not by a function of that
 * file, as a board would load what both pages have in a file of its own.
 */
export function tellBoards(me: Partial<Me>): void {
  try {
    const channel = new BroadcastChannel("drawbridge.tabs");
    channel.postMessage({ me });
    channel.close();
  } catch {
    // It is blocked. Boards learn it when they are opened.
  }
}
