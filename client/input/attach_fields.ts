import type { Editor } from "../editor/editor.ts";
import { isMac } from "./attach.ts";
import { attachNameField } from "./name_field.ts";
import { attachTextField } from "./text_field.ts";

/** The fields that text and names are typed in, over the board: a module of its own, as the first stroke needs none. */
export function attachFields(editor: Editor, surface: HTMLElement): { close(): void } {
  const fields = [attachTextField(editor, surface, { isMac: isMac() }), attachNameField(editor, surface)];
  return {
    close() {
      for (const field of fields) field.close();
    },
  };
}
