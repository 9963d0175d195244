import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";

/** How long a notice stays, ms: at least, and per letter. */
const SHOWN_MS = { least: 2_500, letter: 70 };

/**
 * A notice of something done that the board does not show, such as copying. Disappears by itself. `Announcer` tells
 * screen readers of it.
 */
export function DoneNotice({ editor }: { editor: Editor }) {
  const { done } = editor;
  useEffect(() => {
    if (done.value === undefined) return;
    const shown = Math.max(SHOWN_MS.least, SHOWN_MS.letter * done.value.length);
    const timer = setTimeout(() => done.value = undefined, shown);
    return () => clearTimeout(timer);
  }, [done.value]);
  return <p class="done-notice">{done.value && <span class="panel">{done.value}</span>}</p>;
}
