import type { ToolDefinition } from "../tool_registry.ts";
import { chosenText } from "../../../board/figure/text/shape_text.ts";
import type { NoteShape } from "../../../board/shape.ts";
import type { Drag } from "../drag.ts";
import { ShapeTool, type Start } from "./shape_tool.ts";
import type { ShapeContext } from "../tool.ts";

/** Board units. */
const SIZE = 200;

/** Draws a note centred on the pointer; a drag moves it. */
export function drawNote({ last: { x, y } }: Drag, start: Start, context: ShapeContext): NoteShape {
  const look = context.look();
  // Black is the default for ink; notes default to yellow.
  const color = look.color !== "black" ? look.color : "yellow";
  const box = { x: x - SIZE / 2, y: y - SIZE / 2, w: SIZE, h: SIZE };
  return { ...start, kind: "note", color, ...box, ...chosenText(look) };
}

export const NOTE_TOOL: ToolDefinition = {
  name: "note",
  label: "Sticky note",
  keys: ["N"],
  button: "wide",
  isAfterMenu: true,
  makes: "note",
  create: (context) =>
    new ShapeTool("note", drawNote, context, {
      isShownAtOnce: true,
      made: (note) => context.write(note as NoteShape),
    }),
};
