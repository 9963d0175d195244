import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";

/** How long a notice stays, ms: at least, and per letter. */
const SHOWN_MS = { least: 2_500, letter: 70 };

/** A notice of something done that the board does not show, such as copying. Disappears by itself. */
export function DoneNotice({ editor }: { editor: Editor }) {
  const { done } = editor;
  useEffect(() => {
    if (done.value === undefined) return;
    const shown = Math.max(SHOWN_MS.least, SHOWN_MS.letter * done.value.length);
    const timer = setTimeout(() => done.value = undefined, shown);
    return () => clearTimeout(timer);
  }, [done.value]);
  // Always rendered: screen readers do not announce a status that appears together with its text.
  return <p class="done-notice" role="status">{done.value && <span class="panel">{done.value}</span>}</p>;
}
