import { effect } from "@preact/signals-core";
import { isContainer } from "../../board/kinds/kinds.ts";
import type { Editor } from "../editor/editor.ts";

/**
 * Attaches the field for the names of frames. Its code is loaded once a person draws or selects a frame, so that it is
 * there when they rename it.
 */
export function attachNameFieldLater(editor: Editor, surface: HTMLElement): { close(): void } {
  let field: { close(): void } | undefined;
  let isLoading = false, isClosed = false;
  const stop = effect(() => {
    const [id] = editor.selection.ids.value;
    const isNear = id !== undefined && isContainer(editor.shapes.get(id)) || editor.naming.value !== undefined ||
      editor.tool.value === "frame";
    if (!isNear || isLoading || field) return;
    isLoading = true;
    import("./name_field.ts").then(({ attachNameField }) => {
      if (!isClosed) field = attachNameField(editor, surface);
    }, () => {
      // There is no network. The next frame tries again.
      editor.naming.value = undefined;
    }).finally(() => isLoading = false);
  });
  return {
    close() {
      isClosed = true;
      stop();
      field?.close();
    },
  };
}
