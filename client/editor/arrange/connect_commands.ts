import type { GeoShape, NoteShape } from "../../../board/shape.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import { withCode } from "../late_code.ts";
import { ARRANGING } from "./arranging.ts";

const DIRECTIONS = [
  { name: "left", key: "Mod+ArrowLeft", dx: -1, dy: 0 },
  { name: "right", key: "Mod+ArrowRight", dx: 1, dy: 0 },
  { name: "above", key: "Mod+ArrowUp", dx: 0, dy: -1 },
  { name: "below", key: "Mod+ArrowDown", dx: 0, dy: 1 },
] as const;

/**
 * Adds a shape like the selected one beside it, and an arrow between them, so that diagrams can be built by keyboard.
 */
export function connectCommands(editor: Editor): readonly Command[] {
  return DIRECTIONS.map((direction) => ({
    id: `connect.${direction.name}`,
    label: `Add a connected shape ${direction.dx === 0 ? "" : "on the "}${direction.name}`,
    group: "Arrange",
    keys: [direction.key],
    applies: () => editor.canDraw.value && chosen(editor) !== undefined,
    run: () => {
      const from = chosen(editor);
      if (from) withCode(editor, ARRANGING, ({ addConnected }) => addConnected(editor, from, direction));
    },
  }));
}

function chosen({ selection, shapes }: Editor): GeoShape | NoteShape | undefined {
  const ids = selection.ids.value;
  const shape = ids.size === 1 ? shapes.get([...ids][0]) : undefined;
  return shape?.kind === "geo" || shape?.kind === "note" ? shape : undefined;
}
