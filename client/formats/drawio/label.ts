import { layOutText } from "../../../board/figure/text/text_layout.ts";
import { middleOf, type Point, turned, type TurnedBox } from "../../../board/figure/point.ts";
import type { Align, Font, Paint } from "../../../board/style.ts";
import { paintOf } from "../css_color.ts";
import { clamped } from "../json.ts";
import { shownText } from "../text_fit.ts";
import type { Cell } from "./cell.ts";
import { type LabelText, textOfHtml } from "./label_text.ts";
import { alignOf, fontOf } from "./style.ts";

/** The words of a cell and how they look. */
export interface Label {
  readonly text: string;
  readonly font: Font;
  readonly fontSize: number;
  readonly align: Align;
  readonly valign: Align;
  readonly color: Paint;
  readonly wraps: boolean;
  /** Some letters are bold, underlined or the like. */
  readonly isLettered?: boolean;
  /** The pages that words lead to. */
  readonly links?: readonly string[];
}

/** Distance of two lines in draw.io, ems. */
export const LINE_HEIGHT = 1.2;

/** @returns undefined when a cell has no words */
export function labelOf({ label, style, kind }: Cell): Label | undefined {
  if (style.is("noLabel")) return undefined;
  const usual = style.number("fontSize", kind === "edge" ? 11 : 12);
  const own: LabelText = style.is("html") ? textOfHtml(label, usual) : { text: label, links: [] };
  const text = shownText(own.text);
  if (text.trim() === "") return undefined;
  const named = style.paint("fontColor", "black") ?? "black";
  return {
    text,
    font: fontOf(style),
    fontSize: clamped(own.fontSize ?? usual, 1, 2_000),
    align: alignOf(style, "align"),
    valign: alignOf(style, "verticalAlign"),
    color: own.color === undefined ? named : paintOf(own.color, named) ?? named,
    wraps: style.text("whiteSpace") === "wrap",
    isLettered: own.isLettered === true || style.number("fontStyle", 0) > 0,
    links: own.links,
  };
}

/** Where a label lies that is not the text of a shape: its box and how it is turned. */
export function placeOfLabel({ text, font, fontSize, ...label }: Label, { style }: Cell, box: TurnedBox) {
  const isTurned = style.text("horizontal") === "0";
  const room = roomOf(box, style);
  const middle = middleOf(room);
  // Words that go upwards have the height of the room as their width.
  const [w, h] = isTurned ? [room.h, room.w] : [room.w, room.h];
  const face = { font, size: fontSize, lineHeight: LINE_HEIGHT, align: label.align };
  const isWrapped = label.wraps && w > 0;
  const { w: wide, h: high } = layOutText(text, {
    ...face,
    ...(isWrapped && { width: Math.max(w, widestWord({ text, font, fontSize })) }),
  });
  const at = {
    x: middle.x - w / 2 + (w - wide) * PARTS[label.align],
    y: middle.y - h / 2 + (h - high) * PARTS[label.valign],
  };
  const turn = isTurned ? -Math.PI / 2 : 0;
  // Twice turned: in its room, and with its shape.
  const inRoom = turned({ x: at.x + wide / 2, y: at.y + high / 2 }, middle, turn);
  const onBoard = turned(inRoom, middleOf(box), box.angle ?? 0);
  const angle = turn + (box.angle ?? 0);
  return {
    x: onBoard.x - wide / 2,
    y: onBoard.y - high / 2,
    w: wide,
    h: high,
    ...(angle !== 0 && { angle }),
    ...(isWrapped && { wraps: true }),
    text,
    font,
    fontSize,
    lineHeight: LINE_HEIGHT,
    ...(label.align !== "start" && { align: label.align }),
    color: label.color,
  };
}

/** The width of the widest word. draw.io breaks none: those that are too wide reach out of their shape. */
export function widestWord({ text, font, fontSize }: Pick<Label, "text" | "font" | "fontSize">): number {
  const words = text.split(/(?<=-)|\s+/).join("\n");
  return Math.ceil(layOutText(words, { font, size: fontSize, align: "start" }).w);
}

const PARTS: Readonly<Record<Align, number>> = { start: 0, middle: 0.5, end: 1 };

/** Whether a label lies beside its shape. */
export function isBeside({ style }: Cell): boolean {
  return ["labelPosition", "verticalLabelPosition"].some((key) => !/^(|center|middle)$/.test(style.text(key)));
}

/** The room that draw.io gives to a label: its shape without a margin, or the same beside it. */
function roomOf({ x, y, w, h }: TurnedBox, style: Cell["style"]): Point & { w: number; h: number } {
  const all = style.number("spacing", 2);
  const [left, right, top, bottom] = ["Left", "Right", "Top", "Bottom"]
    .map((side) => all + clamped(style.number(`spacing${side}`, 0), -10_000, 10_000));
  const dx = { left: -w, right: w }[style.text("labelPosition")] ?? 0;
  const dy = { top: -h, bottom: h }[style.text("verticalLabelPosition")] ?? 0;
  const wide = Math.max(0, w - left - right), high = Math.max(0, h - top - bottom);
  return { x: x + dx + Math.min(left, w), y: y + dy + Math.min(top, h), w: wide, h: high };
}

/** The height of words in a title, which is as wide as their lines may be. */
export function heightInTitle({ text, font, fontSize, align }: Label, { w }: TurnedBox): number {
  return layOutText(text, { font, size: fontSize, lineHeight: LINE_HEIGHT, align, width: w }).h;
}

/** The place of words in a title. Those that are higher reach out of it. */
export function inTitle(label: Label, { style }: Cell, { x, y, w, h, angle }: TurnedBox) {
  const { text, font, fontSize, align, valign, color } = label;
  const high = heightInTitle(label, { x, y, w, h });
  const [top, bottom] = ["Top", "Bottom"].map((side) => clamped(style.number(`spacing${side}`, 0), -1_000, 1_000));
  return {
    x,
    y: y + top + (h - top - bottom - high) * PARTS[valign],
    w,
    h: high,
    ...(angle && { angle }),
    wraps: true,
    text,
    font,
    fontSize,
    lineHeight: LINE_HEIGHT,
    color,
    ...(align !== "start" && { align }),
  };
}
