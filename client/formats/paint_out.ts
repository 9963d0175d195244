import { paperFace } from "../../board/kinds/note.ts";
import { inkOn } from "../../board/palette.ts";
import type { NoteShape } from "../../board/shape.ts";
import type { Paint } from "../../board/style.ts";
import { hexOfPaintOut } from "./css_color.ts";

/** A paint as other programs write it: their own black, so that they treat it as theirs on dark boards. */
export function blackOr(paint: Paint): string {
  return paint === "black" ? "#1e1e1e" : hexOfPaintOut(paint);
}

/** The paper of a note and a colour that is readable on it. */
export function paperOut(note: NoteShape): { readonly paper: string; readonly ink: Paint } {
  const paper = hexOfPaintOut(paperFace(note.color));
  return { paper, ink: inkOn(paper) as Paint };
}
