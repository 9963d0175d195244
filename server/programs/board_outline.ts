import { kindOf } from "../../board/kinds/kinds.ts";
import { comparePaint } from "../../board/order.ts";
import type { ArrowEnd, Shape } from "../../board/shape.ts";
import { wordsOf } from "./shape_filter.ts";

/** Characters of an outline: what an assistant can read at once. */
const OUTLINE_CHARS = 60_000;
/** Rows of shapes are told apart by their tops, board units. */
const ROW = 100;

/** The board in words, one line for each shape: frames with what is on them, rows from the top, left to right. */
export function outlineOf(scene: readonly Shape[]): string {
  const frames = new Set(scene.filter(({ kind }) => kind === "frame").map(({ id }) => id));
  const inside = (frame: string | undefined) =>
    scene.filter((shape) => (frames.has(shape.frame ?? "") ? shape.frame : undefined) === frame).sort(byRows);
  const lines: string[] = [];
  for (const shape of inside(undefined)) {
    lines.push(lineOf(shape));
    if (shape.kind === "frame") lines.push(...inside(shape.id).map((each) => `  ${lineOf(each)}`));
  }
  if (lines.length === 0) return "The board is empty.";
  let chars = 0;
  const told = lines.filter((line) => (chars += line.length + 1) <= OUTLINE_CHARS);
  const rest = lines.length - told.length;
  return told.join("\n") + (rest > 0 ? `\n… and ${rest} more shapes: ask for a part of the board.` : "");
}

function lineOf(shape: Shape): string {
  const words = wordsOf(shape);
  const said = words === "" ? "" : ` ${JSON.stringify(words)}`;
  const [x, y, w, h] = [shape.x, shape.y, shape.w, shape.h].map(Math.round);
  const where = shape.kind === "arrow"
    ? `from ${endOf(shape.start)} to ${endOf(shape.end)}`
    : `at ${x},${y} size ${w}×${h}`;
  const color = "color" in shape ? ` ${shape.color}` : "";
  return `[${shape.id}]${color} ${kindOf(shape).name(shape).toLowerCase()}${said} ${where}${
    shape.locked ? " locked" : ""
  }`;
}

function endOf({ to, x, y }: ArrowEnd): string {
  return to === undefined ? `${Math.round(x)},${Math.round(y)}` : `[${to}]`;
}

function byRows(a: Shape, b: Shape): number {
  return Math.floor(a.y / ROW) - Math.floor(b.y / ROW) || a.x - b.x || comparePaint(a, b);
}
