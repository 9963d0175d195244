import type { Editor } from "../editor/editor.ts";
import { encloses } from "../editor/touch.ts";
import type { Place } from "./place.ts";

/** A press elsewhere ends writing. */
export function attachWritingPress(
  editor: Editor,
  surface: HTMLElement,
  { place, signal }: { place: Place; signal: AbortSignal },
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
}
