import type { ArrowShape, FrameShape, GeoShape, NoteShape, Shape, TextShape, WrittenShape } from "../shape.ts";
import { isWritten } from "../shape.ts";
import type { Align, Font, Form, Paint } from "../style.ts";
import { placeAlong } from "./along.ts";
import type { TurnedBox } from "./place.ts";
import { contourOf } from "./contour.ts";
import { layOutText, type TextLayout, type TextStyle } from "./text_layout.ts";

/** The text of a shape as it is seen. */
export interface Lettering {
  readonly layout: TextLayout;
  readonly paint: Paint;
  /** The text's top left corner, from the shape's own. Board units. */
  readonly x: number;
  readonly y: number;
  /** Paper under it, wider on all sides by so much: labels of lines must be readable on them. */
  readonly ground?: number;
}

/** Space between text and the edge of what it stands in, board units. */
export const NOTE_PADDING = 16;
const LABEL_PADDING: Partial<Record<Form, number>> = { rectangle: 8, hexagon: 8 };
const GROUND = 4;

/** Text that says nothing of how it looks. Text on the board itself begins at its left edge, labels are in the middle. */
export const USUAL_TEXT = { font: "hand", fontSize: 20, align: "middle" } as const;

/** A label on an arrow is at most this wide, board units. */
const ARROW_LABEL_WIDTH = 200;

/** The part of its box that a form has room for text in: left, top, right, bottom. */
const ROOM: Record<Form, readonly [number, number, number, number]> = {
  rectangle: [0, 0, 1, 1],
  ellipse: [0.146, 0.146, 0.854, 0.854],
  diamond: [0.25, 0.25, 0.75, 0.75],
  triangle: [0.25, 0.5, 0.75, 1],
  hexagon: [0.125, 0, 0.875, 1],
  star: [0.28, 0.36, 0.72, 0.76],
  cloud: [0.15, 0.15, 0.85, 0.85],
};

const FRAME_NAME = { size: 16, above: 6 };

/** From the top of a text to the middle of its first line, board units: there the pointer is when it begins. */
export const HALF_LINE = 13;

/** The part of a look that text has; what is as usual is left out of the record. */
export function chosenText({ font, fontSize, align }: { font: Font; fontSize: number; align: Align }) {
  return {
    ...(font !== USUAL_TEXT.font && { font }),
    ...(fontSize !== USUAL_TEXT.fontSize && { fontSize }),
    ...(align !== USUAL_TEXT.align && { align }),
  };
}

const LETTERINGS = new WeakMap<Shape, Lettering>();
const LAYOUTS = new WeakMap<Shape, TextLayout>();
/** What shapes were before their text gave them their size. */
const UNFITTED = new WeakMap<Shape, Shape>();

/**
 * The text of a shape, of a frame its name: where it is and how its lines run. Empty text has a place too: it is where
 * typing begins.
 *
 * @param shape as `fitted` gives it; an arrow must have been tied
 * @returns undefined for shapes that nothing can be written in
 */
export function letteringOf(shape: Shape): Lettering | undefined {
  if (!isWritten(shape) && shape.kind !== "frame") return undefined;
  let known = LETTERINGS.get(shape);
  if (known === undefined) LETTERINGS.set(shape, known = letter(shape));
  return known;
}

/** The paper under a label on a line, from the shape's own top left corner; undefined where none is needed. */
export function groundOf(shape: Shape): TurnedBox | undefined {
  const lettering = letteringOf(shape);
  if (lettering?.ground === undefined || lettering.layout.text === "") return undefined;
  const { layout: { lines, h }, x, y, ground } = lettering;
  // Broken words are seldom as wide as they might be.
  const left = Math.min(...lines.map((line) => line.x)), right = Math.max(...lines.map((line) => line.x + line.width));
  return { x: x + left - ground, y: y - ground, w: right - left + 2 * ground, h: h + 2 * ground };
}

/**
 * A shape with the size that its text gives it: text is as large as what it says, notes and forms grow downwards with
 * theirs. Nothing of it is stored, so that two people who type at once cannot disagree about it.
 *
 * @param like the shape as it was before, fitted: where its lines are the same they are not broken anew
 */
export function fitted<T extends Shape>(shape: T, like?: Shape): T {
  if (shape.kind !== "text" && shape.kind !== "note" && shape.kind !== "geo") return shape;
  if (shape.kind !== "text" && !shape.text) return shape;
  const known = like && isWrittenAlike(shape, like) ? LAYOUTS.get(like) : undefined;
  if (known) LAYOUTS.set(shape, known);
  const size = sizeOf(shape);
  if (size === undefined || size.w === shape.w && size.h === shape.h) return shape;
  const fit = { ...shape, ...size };
  LAYOUTS.set(fit, LAYOUTS.get(shape)!);
  UNFITTED.set(fit, shape);
  return fit;
}

/** A shape as it was before `fitted`. */
export function unfitted(shape: Shape): Shape {
  return UNFITTED.get(shape) ?? shape;
}

/** Nothing that lines are broken by differs. */
function isWrittenAlike(shape: Shape, like: Shape): boolean {
  const [a, b] = [shape, unfitted(like)] as unknown as Readonly<Record<string, unknown>>[];
  return BREAKING.every((property) => a[property] === b[property]);
}

const BREAKING = ["kind", "w", "text", "font", "fontSize", "align", "wraps", "form"];

function sizeOf(shape: Shape): { w: number; h: number } | undefined {
  switch (shape.kind) {
    case "text": {
      const { w, h } = layoutOf(shape);
      return { w, h };
    }
    case "note":
      return { w: shape.w, h: Math.max(shape.h, shape.text ? layoutOf(shape).h + 2 * NOTE_PADDING : 0) };
    case "geo": {
      if (!shape.text) return undefined;
      const [, top, , bottom] = ROOM[shape.form];
      return { w: shape.w, h: Math.max(shape.h, (layoutOf(shape).h + 2 * paddingOf(shape)) / (bottom - top)) };
    }
  }
}

function letter(shape: WrittenShape | FrameShape): Lettering {
  switch (shape.kind) {
    case "text":
      return { layout: layoutOf(shape), paint: shape.color, x: 0, y: 0 };
    case "note": {
      const layout = layoutOf(shape);
      const y = NOTE_PADDING + spare(shape.h - 2 * NOTE_PADDING, layout.h, shape.valign);
      return { layout, paint: "black", x: NOTE_PADDING, y };
    }
    case "geo":
      return geoLettering(shape);
    case "arrow":
      return arrowLettering(shape);
    case "frame": {
      const style = { font: "sans", size: FRAME_NAME.size, align: "start" } as const;
      const layout = layOutText(clipped(shape.name, shape.w, style.size), style);
      return { layout, paint: "grey", x: 0, y: -layout.h - FRAME_NAME.above };
    }
  }
}

function layoutOf(shape: TextShape | NoteShape | GeoShape): TextLayout {
  let known = LAYOUTS.get(shape);
  if (known === undefined) LAYOUTS.set(shape, known = layOutText(shape.text ?? "", styleOf(shape)));
  return known;
}

function styleOf(shape: TextShape | NoteShape | GeoShape): TextStyle {
  const { align = shape.kind === "text" ? "start" : USUAL_TEXT.align, w } = shape;
  const face = faceOf(shape);
  if (shape.kind === "text") return { ...face, align, width: shape.wraps ? w : undefined };
  // A word in a narrow shape is broken, but not a letter.
  return { ...face, align, width: Math.max(face.size, roomIn(shape)) };
}

function roomIn(shape: NoteShape | GeoShape): number {
  if (shape.kind === "note") return shape.w - 2 * NOTE_PADDING;
  const [left, , right] = ROOM[shape.form];
  return shape.w * (right - left) - 2 * paddingOf(shape);
}

function geoLettering(shape: GeoShape): Lettering {
  const layout = layoutOf(shape);
  const [left, top, right, bottom] = ROOM[shape.form].map((part, i) => part * (i % 2 === 0 ? shape.w : shape.h));
  const padding = paddingOf(shape);
  const y = top + padding + spare(bottom - top - 2 * padding, layout.h, shape.valign);
  return { layout, paint: shape.color, x: (left + right - layout.w) / 2, y };
}

function arrowLettering(shape: ArrowShape): Lettering {
  const style = { ...faceOf(shape), align: shape.align ?? USUAL_TEXT.align };
  const free = layOutText(shape.text ?? "", style);
  const layout = free.w <= ARROW_LABEL_WIDTH ? free : layOutText(free.text, { ...style, width: ARROW_LABEL_WIDTH });
  const { x, y } = placeAlong(contourOf(shape).path.corners, shape.labelAt ?? 0.5);
  return { layout, paint: shape.color, x: x - layout.w / 2, y: y - layout.h / 2, ground: GROUND };
}

function faceOf(
  { font = USUAL_TEXT.font, fontSize = USUAL_TEXT.fontSize }: Pick<WrittenShape, "font" | "fontSize">,
): { font: Font; size: number } {
  return { font, size: fontSize };
}

/** Forms that are narrow above and below keep their text from the line as it is. */
function paddingOf({ form }: Pick<GeoShape, "form">): number {
  return LABEL_PADDING[form] ?? 0;
}

/** Where the text begins in a room of some height: it may be higher than that. */
function spare(room: number, height: number, align: Align = "middle"): number {
  const left = room - height;
  return align === "start" ? 0 : align === "end" ? left : left / 2;
}

function clipped(name: string, width: number, size: number): string {
  // A frame is named on one line, as far as there is room.
  const line = name.replace(/\s+/g, " ");
  const room = Math.max(1, Math.floor(width / (size * 0.55)));
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}
