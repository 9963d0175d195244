import type { Editor } from "../editor/editor.ts";
import { encloses } from "../editor/touch.ts";
import type { Place } from "./place.ts";

/** A press elsewhere ends writing. */
export function attachWritingPress(
  editor: Editor,
  surface: HTMLElement,
  { place, signal }: { place: Place; signal: AbortSignal },
): void {
  const isField = (event: Event) => /^(TEXTAREA|INPUT)$/.test((event.target as Partial<Element>).tagName ?? "");

  surface.addEventListener("pointerdown", (event) => {
    const shape = editor.writing.peek()?.shape;
    if (!isField(event)) editor.naming.value = undefined;
    if (shape === undefined || isField(event)) return;
    // The edge of a note is still the note.
    if (encloses(shape, place.toBoard(editor.camera, event))) event.stopPropagation();
    else editor.endWriting();
  }, { capture: true, signal });

  // The mouse event that browsers make of a tap comes when the field is there already, and would take its focus.
  surface.addEventListener("mousedown", (event) => {
    if ((editor.writing.peek() || editor.naming.peek()) && !isField(event)) event.preventDefault();
  }, { capture: true, signal });
}
