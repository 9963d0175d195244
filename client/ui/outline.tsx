import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Shape } from "../../board/shape.ts";
import { describe } from "../editor/describe.ts";
import type { Editor } from "../editor/editor.ts";
import { inReadingOrder } from "../editor/reading_order.ts";

/** The outline follows the board when it has rested for so long. */
const REST_MS = 500;
const LISTED_MAX = 500;

/** The board for whoever cannot see it: what is on it in reading order. A run of strokes is one line. */
export function Outline({ editor }: { editor: Editor }) {
  const lines = useSignal<readonly Line[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => void (lines.value = linesOf(inReadingOrder(editor.shapes.all())));
    const stop = editor.shapes.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(read, REST_MS);
    });
    read();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor]);
  const go = (id: string) => {
    const box = editor.shapes.box(id);
    if (box === undefined) return;
    editor.tool.value = "select";
    editor.selection.set([id]);
    editor.camera.reveal(box);
  };
  const shown = lines.value.slice(0, LISTED_MAX);
  return (
    <nav class="unseen outline" aria-label="What is on the board">
      {shown.length === 0 && <p>Nothing yet</p>}
      <ul>
        {shown.map(({ id, words }) => (
          <li key={id}>
            <button type="button" tabIndex={-1} onClick={() => go(id)}>{words}</button>
          </li>
        ))}
      </ul>
      {lines.value.length > LISTED_MAX && <p>And {lines.value.length - LISTED_MAX} more</p>}
    </nav>
  );
}

interface Line {
  readonly id: string;
  readonly words: string;
}

function linesOf(shapes: readonly Shape[]): Line[] {
  const lines: Line[] = [];
  for (let i = 0; i < shapes.length;) {
    let end = i + 1;
    while (shapes[i].kind === "ink" && shapes[end]?.kind === "ink") end++;
    lines.push({ id: shapes[i].id, words: end - i > 1 ? `${end - i} strokes` : describe(shapes[i]) });
    i = end;
  }
  return lines;
}
