import type { Editor } from "../editor/editor.ts";
import { isMac } from "../editor/platform.ts";
import type { Input } from "./attach.ts";
import { attachNameFieldLater } from "./late_name_field.ts";
import { attachTextField } from "./text_field.ts";
import { attachWritingPress } from "./writing_press.ts";

/**
 * Attaches the fields for text and names above the board. A separate module, because the first stroke needs no field.
 */
export function attachFields(editor: Editor, surface: HTMLElement, input: Input): { close(): void } {
  const fields = [
    attachTextField(editor, surface, { isMac: isMac() }),
    attachNameFieldLater(editor, surface),
    attachWritingPress(editor, surface, input),
  ];
  return {
    close() {
      for (const field of fields) field.close();
    },
  };
}
