import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Shape } from "../../../board/shape.ts";
import { describe } from "../../editor/speech/describe.ts";
import type { Editor } from "../../editor/editor.ts";
import { inRows } from "../../editor/shapes/reading_order.ts";
import { OUTLINE } from "../../messages/en/outline.ts";

/** Delay after the last change before the outline is updated, ms. */
const REST_MS = 500;
const LISTED_MAX = 500;

/** The content of the board for screen readers, in reading order. All strokes of a row are one entry. */
export function Outline({ editor }: { editor: Editor }) {
  const lines = useSignal<Lines>({ listed: [], others: 0 });
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
  const { listed, others } = lines.value;
  return (
    <nav class="unseen outline" aria-label={OUTLINE.title}>
      {listed.length === 0 && <p>{OUTLINE.empty}</p>}
      <ul>
        {listed.map(({ id, words }) => (
          <li key={id}>
            <button type="button" tabIndex={-1} onClick={() => go(id)}>{words}</button>
          </li>
        ))}
      </ul>
      {others > 0 && <p>{OUTLINE.more({ count: others })}</p>}
    </nav>
  );
}

interface Line {
  readonly id: string;
  readonly words: string;
}

interface Lines {
  readonly listed: readonly Line[];
  /** The number of shapes that are not listed. */
  readonly others: number;
}

function linesOf(editor: Editor): Lines {
  const listed: Line[] = [];
  let others = 0;
  const list = (shape: Shape, words: () => string) => {
    if (listed.length < LISTED_MAX) listed.push({ id: shape.id, words: words() });
    else others++;
  };
  for (const { shapes, strokes, stroke } of inRows(editor.shapes.all())) {
    for (const shape of shapes) list(shape, () => describe(shape));
    if (stroke) list(stroke, () => strokes === 1 ? describe(stroke) : OUTLINE.strokes({ count: strokes }));
  }
  return { listed, others };
}
