import { effect } from "@preact/signals-core";
import { isContainer } from "../../../board/kinds/kinds.ts";
import type { Editor } from "../../editor/editor.ts";
import { LateCode, withCode } from "../../editor/late_code.ts";
import type { Input } from "../attach.ts";
import { attachTextField } from "./attach_text_field.ts";
import { attachWritingPress } from "./writing_press.ts";

const NAME_FIELD = new LateCode(() => import("./name_field.ts"));
type NameField = Awaited<ReturnType<typeof NAME_FIELD.load>>;

/**
 * Attaches the fields for text and names above the board. A separate module, because the first stroke needs no field.
 */
export function attachFields(editor: Editor, surface: HTMLElement, input: Input): { close(): void } {
  const fields = [
    attachTextField(editor, surface),
    attachNameField(editor, surface),
    attachWritingPress(editor, surface, input),
  ];
  return {
    close() {
      for (const field of fields) field.close();
    },
  };
}

/** Opens the field for the name of a frame that is being renamed. Keys that are typed while it loads go to it. */
function attachNameField(editor: Editor, surface: HTMLElement): { close(): void } {
  const { naming, selection, shapes, tool } = editor;
  let closeField = nothing;
  const stops = [
    // Loaded with the first frame in hand, so that it is there when a person renames it.
    effect(() => {
      const [id] = selection.ids.value;
      if (tool.value === "frame" || id !== undefined && isContainer(shapes.get(id))) NAME_FIELD.load().catch(nothing);
    }),
    effect(() => {
      const id = naming.value;
      closeField();
      closeField = nothing;
      if (id === undefined) return;
      const open = ({ openNameField }: NameField) => {
        if (naming.peek() === id) closeField = openNameField(editor, surface, id);
      };
      withCode(editor, NAME_FIELD, open, () => naming.value = undefined);
    }),
  ];
  return {
    close() {
      for (const stop of stops) stop();
      closeField();
    },
  };
}

function nothing(): void {}
