import { outlineOf } from "../figure/outline.ts";
import type { Part } from "../figure/part.ts";
import { Path } from "../figure/path.ts";
import { layoutIn, spare } from "../figure/text/text_block.ts";
import { type Color, inkOn, isColor } from "../palette.ts";
import type { NoteShape } from "../shape.ts";
import { darker, isPaint, type Paint } from "../style.ts";
import { LABELLED } from "./checks.ts";
import { defineKind } from "./kind.ts";

/** A note is of paper, so its colours are the same in both themes. All of them are light enough for dark ink. */
const PAPERS: Readonly<Record<Color, { readonly face: Paint; readonly foot: Paint }>> = {
  black: { face: "#d9d5cd", foot: "#bdb8ae" },
  grey: { face: "#e8e9ed", foot: "#cfd2d9" },
  red: { face: "#ffcac4", foot: "#f2a8a0" },
  orange: { face: "#ffd8b5", foot: "#f3ba8a" },
  yellow: { face: "#ffeaa6", foot: "#f1d273" },
  green: { face: "#c9edd1", foot: "#a3d6b0" },
  blue: { face: "#cbdfff", foot: "#a7c4f2" },
  violet: { face: "#e3d5fc", foot: "#c8b2ee" },
};
const INK: Paint = "#29241f";
/** Height of the darker lower edge that looks like a shadow, board units. */
const FOOT = 4;
/** How much darker the lower edge of paper of any colour is, 0…1. */
const FOOT_SHADE = 0.12;
/** Depths of the arcs of the shadow below, board units, deepest first. They add up. */
const SHADOW = { depths: [8, 6.8, 5.6, 4.4, 3.2, 2], opacity: 0.04, paint: "#000000" as Paint };
/** A cubic curve comes three quarters as far as its control points. */
const BEZIER_DEPTH = 4 / 3;
/** Space between the text and the edge, board units. */
export const NOTE_PADDING = 16;

/** Sticky notes. */
export const NOTE = defineKind<NoteShape>({
  kind: "note",
  needed: { color: isPaint },
  optional: LABELLED,
  body: "area",
  isWritten: true,
  isForText: true,
  margin: () => SHADOW.depths[0],
  name: () => "Note",
  path: (_, w, h) => outlineOf("rectangle", w, h),
  figure({ color, w, h }, path) {
    const { face, foot } = paperOf(color);
    const edge = new Path().move(0, h - FOOT).line(w, h - FOOT).line(w, h).line(0, h).close();
    return [...shadowOf(w, h), { path, fill: { paint: face, tint: 1 } }, {
      path: edge,
      fill: { paint: foot, tint: 1 },
    }];
  },
  lettering(shape) {
    const layout = textLayoutOf(shape);
    const y = NOTE_PADDING + spare(shape.h - 2 * NOTE_PADDING, layout.h, shape.valign);
    return { layout, paint: shape.textColor ?? inkOf(shape.color), x: NOTE_PADDING, y };
  },
  fittedSize(shape) {
    if (!shape.text) return undefined;
    return { w: shape.w, h: Math.max(shape.h, textLayoutOf(shape).h + 2 * NOTE_PADDING) };
  },
});

/** The paper of a palette colour, or paper of exactly this colour. */
function paperOf(color: Paint): { readonly face: Paint; readonly foot: Paint } {
  return isColor(color) ? PAPERS[color] : { face: color, foot: darker(color, FOOT_SHADE) };
}

/** The colour of the paper of a note. */
export function paperFace(color: Paint): Paint {
  return paperOf(color).face;
}

/** Arcs below the lower edge. The note looks as if its corners touch the board and the middle is raised. */
function shadowOf(w: number, h: number): Part[] {
  const { depths, opacity, paint } = SHADOW;
  return depths.map((depth) => {
    const low = h + depth * BEZIER_DEPTH;
    return { path: new Path().move(0, h).curve(0, low, w, low, w, h).close(), fill: { paint, tint: 1, opacity } };
  });
}

function inkOf(color: Paint): Paint {
  return isColor(color) ? INK : inkOn(color) as Paint;
}

function textLayoutOf(shape: NoteShape) {
  return layoutIn(shape, shape.w - 2 * NOTE_PADDING);
}
