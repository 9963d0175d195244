import { firstLetters } from "../../letters.ts";
import type { ArrowShape, FrameShape, GeoShape, NoteShape, Shape, TextShape, WrittenShape } from "../../shape.ts";
import { isWritten } from "../../shape.ts";
import type { Align, Font, Form, Paint } from "../../style.ts";
import { placeAlong } from "../line/along.ts";
import type { TurnedBox } from "../place.ts";
import { contourOf } from "../contour.ts";
import { layOutText, type TextLayout, type TextStyle } from "./text_layout.ts";

/** The laid out text of a shape. */
export interface Lettering {
  readonly layout: TextLayout;
  readonly paint: Paint;
  /** The top left corner of the text, relative to that of the shape. Board units. */
  readonly x: number;
  readonly y: number;
  /** Padding of the background that keeps labels readable on their lines, board units. */
  readonly ground?: number;
}

/** Space between a text and the edge of its shape, board units. */
export const NOTE_PADDING = 16;
const LABEL_PADDING: Partial<Record<Form, number>> = { rectangle: 8, hexagon: 8 };
const GROUND = 4;

/** Default text style. Text on the board itself is aligned to the start; labels are centred. */
export const USUAL_TEXT = { font: "hand", fontSize: 20, align: "middle" } as const;

/** Maximum width of an arrow's label, board units. */
const ARROW_LABEL_WIDTH = 200;

/** The part of a form's box that is available for text: left, top, right, bottom as fractions. */
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

/**
 * Distance from the top of a text to the middle of its first line, board units. A new text is placed with the pointer
 * there.
 */
export const HALF_LINE = 13;

/** The text properties of a style, without those that have default values. */
export function chosenText({ font, fontSize, align }: { font: Font; fontSize: number; align: Align }) {
  return {
    ...(font !== USUAL_TEXT.font && { font }),
    ...(fontSize !== USUAL_TEXT.fontSize && { fontSize }),
    ...(align !== USUAL_TEXT.align && { align }),
  };
}

const LETTERINGS = new WeakMap<Shape, Lettering>();
const LAYOUTS = new WeakMap<Shape, TextLayout>();
/** Maps a fitted shape to the shape before `fitted` changed its size. */
const UNFITTED = new WeakMap<Shape, Shape>();

/**
 * The text of a shape, or the name of a frame: its position and its lines. Empty text has a position too, where typing
 * starts.
 *
 * @param shape as `fitted` returns it; an arrow must have been tied
 * @returns undefined for shapes that cannot contain text
 */
export function letteringOf(shape: Shape): Lettering | undefined {
  if (!isWritten(shape) && shape.kind !== "frame") return undefined;
  let known = LETTERINGS.get(shape);
  if (known === undefined) LETTERINGS.set(shape, known = letter(shape));
  return known;
}

/** The background of a label on a line, relative to the shape's own top left corner; undefined when none is needed. */
export function groundOf(shape: Shape): TurnedBox | undefined {
  const lettering = letteringOf(shape);
  if (lettering?.ground === undefined || lettering.layout.text === "") return undefined;
  const { layout: { lines, h }, x, y, ground } = lettering;
  // Wrapped lines are usually narrower than the maximum width.
  const left = Math.min(...lines.map((line) => line.x)), right = Math.max(...lines.map((line) => line.x + line.width));
  return { x: x + left - ground, y: y - ground, w: right - left + 2 * ground, h: h + 2 * ground };
}

/**
 * Adjusts the size of a shape to its text: a text takes the size of its layout, notes and forms grow downwards. The
 * result is never stored, so people who type at the same time cannot disagree about it.
 *
 * @param like the fitted shape before the change; its line breaks are reused when they are still valid
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

/** The shape before `fitted` changed it. */
export function unfitted(shape: Shape): Shape {
  return UNFITTED.get(shape) ?? shape;
}

/** Whether all properties that affect line breaks are equal. */
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
  // Words in a narrow shape are broken, but letters are not.
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

/** Forms that are narrow at the top and bottom need no padding, as ROOM already leaves space. */
function paddingOf({ form }: Pick<GeoShape, "form">): number {
  return LABEL_PADDING[form] ?? 0;
}

/** Offset of the text within the available height; negative when the text is higher. */
function spare(room: number, height: number, align: Align = "middle"): number {
  const left = room - height;
  return align === "start" ? 0 : align === "end" ? left : left / 2;
}

function clipped(name: string, width: number, size: number): string {
  // A frame's name is shown on one line and truncated to the available width.
  const line = name.replace(/\s+/g, " ");
  const room = Math.max(1, Math.floor(width / (size * 0.55)));
  return line.length <= room ? line : `${firstLetters(line, room - 1)}…`;
}
