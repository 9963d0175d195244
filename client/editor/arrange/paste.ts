import { fitted } from "../../../board/figure/text/shape_text.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape, TextShape } from "../../../board/shape.ts";
import { firstLetters } from "../../../board/letters.ts";
import { assetsOf } from "../../../board/asset/shape_assets.ts";
import { TEXT_MAX } from "../../../board/limits.ts";
import { union } from "../../geometry/box.ts";
import { problemText } from "../problem.ts";
import { announced } from "../speech/announced.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../editor.ts";
import { type Clip, CLIP_ATTRIBUTE } from "./clip.ts";
import { fromPortable, parsePortable } from "../../../board/portable/portable_reader.ts";
import { copiesOf, uncarried } from "../../../board/copies.ts";

/** Wider pasted text is wrapped at this width, board units. Most programs put a paragraph on one line. */
const TEXT_WIDTH = 600;

/**
 * Adds the content of a clipboard to the board, centred on a place, as one undo step, and selects it. Shapes copied
 * from any board stay shapes; anything else is added as text.
 *
 * @param replaced shapes in whose place it comes
 * @returns false when there is nothing to paste or drawing is not allowed
 */
export function paste(editor: Editor, clip: Clip, at: Point, replaced: ReadonlySet<ShapeId> = new Set()): boolean {
  const { board, shapes, writer, selection } = editor;
  const found = shapesOf(clip) ?? textShapes(editor, clip.text);
  if (found.length === 0 || !editor.canDraw.peek()) return false;
  const { minX, minY, maxX, maxY } = found.map(uprightOf).reduce(union);
  const copies = copiesOf(found, {
    newId: editor.newShapeId,
    above: shapes.topOrder,
    dx: at.x - (minX + maxX) / 2,
    dy: at.y - (minY + maxY) / 2,
    hasFrame: () => false,
  });
  announced(editor, { count: copies.length, doing: "pasting" }, () => {
    board.transact(() => {
      writer.remove(replaced);
      writer.add(copies);
    }, "local");
    editor.tool.value = "select";
    selection.set(uncarried(copies));
  });
  const assets = new Set(copies.flatMap(assetsOf));
  if (assets.size > 0) {
    editor.images().then((images) => images.bring(assets)).catch((error) => editor.problem.value = problemText(error));
  }
  return true;
}

function textShapes({ look }: Editor, words: string): Shape[] {
  const whole = words.toWellFormed().replaceAll("\r\n", "\n").replace(/[^\P{Cc}\n\t]/gu, "").trimEnd();
  const text = firstLetters(whole, TEXT_MAX);
  const box = { x: 0, y: 0, w: 0, h: 0 };
  if (text === "") return [];
  const shape: TextShape = { id: "text", kind: "text", order: "a0", ...box, color: look.peek().color, text };
  const fit = fitted(shape);
  return [fit.w <= TEXT_WIDTH ? fit : fitted({ ...shape, w: TEXT_WIDTH, wraps: true })];
}

/** The shapes on a clipboard; undefined when there are none. Unreadable shapes are left out. */
export function shapesOf({ text, html }: Clip): readonly Shape[] | undefined {
  const carried = new RegExp(`${CLIP_ATTRIBUTE}="([^"]*)"`).exec(html)?.[1];
  try {
    // The plain text may be the content of an exported file or picture.
    return fromPortable(parsePortable(carried === undefined ? text : decodeURIComponent(carried))).shapes;
  } catch {
    return undefined;
  }
}
