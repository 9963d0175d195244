import type { Editor } from "../editor/editor.ts";
import { HeldReport } from "../editor/held_report.ts";

/** Tells others what I hold, as long as the page is seen. */
export function attachHeld(editor: Editor): { close(): void } {
  const report = new HeldReport(editor);
  const ended = new AbortController();
  const look = () => report.hide(document.visibilityState === "hidden");
  document.addEventListener("visibilitychange", look, { signal: ended.signal });
  look();
  return {
    close() {
      ended.abort();
      report.close();
    },
  };
}
