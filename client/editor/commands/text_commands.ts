import { isWritten, type WrittenShape } from "../../../board/shape.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import { chainNote, noteInHand } from "../note_chain.ts";

/** Writing, by key or menu. */
export function textCommands(editor: Editor): readonly Command[] {
  return [
    {
      id: "text.edit",
      label: "Edit text",
      group: "Edit",
      keys: ["Enter", "F2"],
      applies: () => editor.canDraw.value && writtenInHand(editor) !== undefined,
      run: () => {
        const shape = writtenInHand(editor);
        if (shape) editor.write(shape);
      },
    },
    {
      id: "note.next",
      label: "New note beside",
      group: "Edit",
      keys: ["Mod+Enter"],
      applies: () => editor.canDraw.value && noteInHand(editor) !== undefined,
      run: () => {
        const note = noteInHand(editor);
        if (note) chainNote(editor, note, "right");
      },
    },
  ];
}

/** The shape that is selected alone, if it can be written in. */
function writtenInHand({ selection, shapes }: Editor): WrittenShape | undefined {
  const ids = selection.ids.value;
  if (ids.size !== 1) return undefined;
  const [id] = ids;
  const shape = shapes.get(id);
  return shape && isWritten(shape) && !shape.locked ? shape : undefined;
}
