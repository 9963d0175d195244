import { hasWords } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import { chainNote, noteInHand } from "../selection/note_chain.ts";

/** Commands that start text editing. */
export function textCommands(editor: Editor): readonly Command[] {
  return [
    {
      id: "text.edit",
      label: "Edit text",
      group: "Edit",
      keys: ["Enter", "F2"],
      endsGesture: "kept",
      applies: () => editor.canDraw.value && writtenInHand(editor) !== undefined,
      run: () => {
        const shape = writtenInHand(editor);
        if (shape) editor.editText(shape);
      },
    },
    {
      id: "note.next",
      label: "New note beside",
      group: "Edit",
      keys: ["Mod+Enter"],
      endsGesture: "kept",
      applies: () => editor.canDraw.value && noteInHand(editor) !== undefined,
      run: () => {
        const note = noteInHand(editor);
        if (note) chainNote(editor, note, "right");
      },
    },
  ];
}

/** The only selected shape, if it has a text or a name that can be edited. */
function writtenInHand({ selection, shapes }: Editor): Shape | undefined {
  const ids = selection.ids.value;
  if (ids.size !== 1) return undefined;
  const [id] = ids;
  const shape = shapes.get(id);
  return shape && hasWords(shape) && !shape.locked ? shape : undefined;
}
