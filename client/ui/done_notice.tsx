import { useEffect } from "preact/hooks";
import type { Editor } from "../editor/editor.ts";

/** How long it stays, ms: longer when there is more to read. */
const SHOWN_MS = { least: 2_500, letter: 70 };

/** Says that something was done which nothing on the board shows, as that it was copied; goes by itself. */
export function DoneNotice({ editor }: { editor: Editor }) {
  const { done } = editor;
  useEffect(() => {
    if (done.value === undefined) return;
    const shown = Math.max(SHOWN_MS.least, SHOWN_MS.letter * done.value.length);
    const timer = setTimeout(() => done.value = undefined, shown);
    return () => clearTimeout(timer);
  }, [done.value]);
  // Always there: a status that comes together with its words is not read out.
  return <p class="done-notice" role="status">{done.value && <span class="panel">{done.value}</span>}</p>;
}
