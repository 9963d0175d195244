import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { describe } from "../editor/describe.ts";
import type { Editor } from "../editor/editor.ts";
import { inRows } from "../editor/reading_order.ts";

/** The outline follows the board when it has rested for so long. */
const REST_MS = 500;
const LISTED_MAX = 500;

/** The board for whoever cannot see it: what is on it in reading order. The strokes below a row are one line. */
export function Outline({ editor }: { editor: Editor }) {
  const lines = useSignal<readonly Line[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => void (lines.value = linesOf(editor));
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

function linesOf(editor: Editor): Line[] {
  return inRows(editor.shapes.all()).flatMap(({ shapes, strokes, stroke }) => {
    const lines = shapes.map((shape): Line => ({ id: shape.id, words: describe(shape) }));
    if (stroke) lines.push({ id: stroke.id, words: strokes === 1 ? describe(stroke) : `${strokes} strokes` });
    return lines;
  });
}
