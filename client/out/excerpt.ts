import { uprightOf } from "../../board/figure/point.ts";
import { comparePaint } from "../../board/order.ts";
import { uncarried } from "../../board/copies.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportChoice } from "../editor/outlet.ts";
import { paintedExtent } from "../editor/shapes/painted_extent.ts";
import { type Box, grow, union } from "../geometry/box.ts";

/** Margin around the shapes, board units. */
const ROOM = 16;

/** The shapes to export: a part of the board, with the contents of its frames. */
export interface Excerpt {
  /** Bottom first. */
  readonly shapes: readonly Shape[];
  /** The shapes in a picture. Excludes a frame that is the picture's own border. */
  readonly pictured: readonly Shape[];
  /** The painted area of the shapes with a margin. The box of a single frame has no margin. */
  readonly box: Box;
}

/** @returns undefined when there is nothing to export */
export function excerptOf(
  { shapes, selection }: Pick<Editor, "shapes" | "selection">,
  { part, hasMargin }: Pick<ExportChoice, "part" | "hasMargin">,
): Excerpt | undefined {
  const ids = part === "board"
    ? new Set<ShapeId>()
    : part === "selection"
    ? selection.ids.peek()
    : new Set([part.frame]);
  const chosen = [...shapes.frames.withContents(ids)].flatMap((id) => shapes.get(id) ?? []);
  const all = (chosen.length > 0 ? chosen : [...shapes.all()]).sort(comparePaint);
  const only = ids.size === 1 ? shapes.frames.get([...ids][0]) : undefined;
  if (only) return { shapes: all, pictured: all.filter((shape) => shape !== only), box: whole(uprightOf(only)) };
  const box = uncarried(all).reduce<Box | undefined>(
    (sum, id) => union(sum, paintedExtent(shapes.get(id)!)),
    undefined,
  );
  return box && { shapes: all, pictured: all, box: whole(grow(box, hasMargin ? ROOM : 0)) };
}

/** A shape, and what is drawn on it. The page is exactly as large as the shape. */
export function excerptOn({ shapes }: Pick<Editor, "shapes">, under: Shape): Excerpt {
  const box = uprightOf(under);
  const on = [...shapes.all()].filter((shape) => shape === under || isTouching(paintedExtent(shape), box))
    .sort(comparePaint);
  return { shapes: on, pictured: on, box };
}

function isTouching(a: Box, b: Box): boolean {
  return a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY;
}

/** Whole units, so that pictures of all formats align to the same pixels. */
function whole({ minX, minY, maxX, maxY }: Box): Box {
  return { minX: Math.floor(minX), minY: Math.floor(minY), maxX: Math.ceil(maxX), maxY: Math.ceil(maxY) };
}
