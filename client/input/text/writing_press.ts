import type { Editor } from "../../editor/editor.ts";
import { encloses } from "../../editor/selection/hit_area.ts";
import type { Input } from "../attach.ts";

/** Ends text editing when a press hits something outside the edited shape. */
export function attachWritingPress(
  editor: Editor,
  surface: HTMLElement,
  input: Pick<Input, "toBoard">,
): { close(): void } {
  const ended = new AbortController();
  const { signal } = ended;
  const isField = (event: Event) => /^(TEXTAREA|INPUT)$/.test((event.target as Partial<Element>).tagName ?? "");

  surface.addEventListener("pointerdown", (event) => {
    const shape = editor.writing.peek()?.shape;
    if (!isField(event)) editor.naming.value = undefined;
    if (shape === undefined || isField(event)) return;
    // The edge of a note belongs to the note.
    if (encloses(shape, input.toBoard(event))) event.stopPropagation();
    else editor.endWriting();
  }, { capture: true, signal });

  // After a tap, browsers send a mouse event, which would take the focus from the field that just opened.
  surface.addEventListener("mousedown", (event) => {
    if ((editor.writing.peek() || editor.naming.peek()) && !isField(event)) event.preventDefault();
  }, { capture: true, signal });
  return { close: () => ended.abort() };
}
