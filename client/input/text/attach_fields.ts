import { isContainer } from "../../../board/kinds/kinds.ts";
import { attachWhen } from "../../editor/attach_when.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Input } from "../attach.ts";
import { attachTextField } from "./attach_text_field.ts";
import { attachWritingPress } from "./writing_press.ts";

/**
 * Attaches the fields for text and names above the board. A separate module, because the first stroke needs no field.
 */
export function attachFields(editor: Editor, surface: HTMLElement, input: Input): { close(): void } {
  const fields = [
    attachTextField(editor, surface),
    // Loaded with the first frame in hand, so that it is there when a person renames it.
    attachWhen(
      () => hasFrame(editor),
      () => import("./name_field.ts").then(({ attachNameField }) => () => attachNameField(editor, surface)),
    ),
    attachWritingPress(editor, surface, input),
  ];
  return {
    close() {
      for (const field of fields) field.close();
    },
  };
}

function hasFrame({ selection, naming, tool, shapes }: Editor): boolean {
  const [id] = selection.ids.value;
  return id !== undefined && isContainer(shapes.get(id)) || naming.value !== undefined || tool.value === "frame";
}
