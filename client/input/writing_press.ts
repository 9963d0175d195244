import type { Editor } from "../editor/editor.ts";
import { encloses } from "../editor/touch.ts";
import { HALF_LINE, newText } from "../tools/text_tool.ts";
import type { SelectContext, WriteContext } from "../tools/tool.ts";
import type { Place } from "./place.ts";

/** What begins and ends writing by pointer: a double click begins it, a press elsewhere ends it. */
export function attachWritingPress(
  editor: Editor,
  surface: HTMLElement,
  { context, place, signal }: { context: WriteContext & SelectContext; place: Place; signal: AbortSignal },
): void {
  const isField = (event: Event) => (event.target as Partial<Element>).tagName === "TEXTAREA";

  surface.addEventListener("pointerdown", (event) => {
    const shape = editor.writing.peek()?.shape;
    if (shape === undefined || isField(event)) return;
    // The edge of a note is still the note.
    if (encloses(shape, place.toBoard(editor.camera, event))) event.stopPropagation();
    else editor.endWriting();
  }, { capture: true, signal });

  // The mouse event that browsers make of a tap comes when the field is there already, and would take its focus.
  surface.addEventListener("mousedown", (event) => {
    if (editor.writing.peek() && !isField(event)) event.preventDefault();
  }, { capture: true, signal });

  surface.addEventListener("dblclick", (event) => {
    if (editor.activeTool.peek() !== "select" || event.button !== 0) return;
    const at = place.toBoard(editor.camera, event);
    const shape = context.writtenAt(at);
    if (shape) editor.write(shape);
    else if (context.top(at, 0) === undefined) context.write(newText(context, { x: at.x, y: at.y - HALF_LINE, w: 0 }));
  }, { signal });
}
