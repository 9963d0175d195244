import { isConnector, isContainer } from "../../../board/kinds/kinds.ts";
import { anchorAt } from "../../../board/figure/line/docking.ts";
import { toBoard, uprightOf } from "../../../board/figure/point.ts";
import { orderAbove } from "../../../board/order.ts";
import type { ArrowEnd, ArrowShape, GeoShape, NoteShape, Shape } from "../../../board/shape.ts";
import { grow, intersects } from "../../geometry/box.ts";
import type { Editor } from "../editor.ts";

/** Gap between a shape and the added one, board units. The arrow needs room in it. */
const GAP = 100;
/** Gap between shapes added on the same side, board units. */
const SPACING = 32;
/** How many places are tried before the new shape may overlap others. */
const TRIES = 50;

/** One of both is 0, the other −1 or 1. */
export interface Direction {
  readonly dx: number;
  readonly dy: number;
}

/** Adds a shape like another one beside it, and an arrow between them. */
export function addConnected(editor: Editor, from: GeoShape | NoteShape, { dx, dy }: Direction): void {
  const { shapes, writer, selection, look } = editor;
  const { text: _text, locked: _locked, groups: _groups, frame: _frame, link: _link, angle: _angle, ...like } = from;
  const order = shapes.orderOnTop();
  const next: Shape = { ...like, ...freePlace(editor, from, { dx, dy }), id: editor.newShapeId(), order };
  const end = (shape: Shape, sign: number): ArrowEnd => {
    const at = toBoard(shape, { x: (0.5 + sign * dx / 2) * shape.w, y: (0.5 + sign * dy / 2) * shape.h });
    return { ...at, to: shape.id, ...anchorAt(shape, at) };
  };
  const { color, width } = from.kind === "geo" ? from : look.peek();
  const arrow: ArrowShape = {
    id: editor.newShapeId(),
    kind: "arrow",
    order: orderAbove(order),
    x: from.x,
    y: from.y,
    w: 0,
    h: 0,
    start: end(from, 1),
    end: end(next, -1),
    route: "elbow",
    color,
    width,
  };
  writer.add([next, arrow]);
  selection.set([next.id]);
  editor.camera.reveal(uprightOf(next));
}

/** A place beside the shape; if it is taken, the next free one along that side. */
function freePlace(
  { shapes }: Editor,
  from: GeoShape | NoteShape,
  { dx, dy }: Direction,
): { x: number; y: number } {
  const first = { x: from.x + dx * (from.w + GAP), y: from.y + dy * (from.h + GAP) };
  const stepX = dx === 0 ? from.w + SPACING : 0, stepY = dy === 0 ? from.h + SPACING : 0;
  for (let i = 0; i < TRIES; i++) {
    const x = first.x + i * stepX, y = first.y + i * stepY;
    const room = grow({ minX: x, minY: y, maxX: x + from.w, maxY: y + from.h }, SPACING / 2);
    // Frames and arrows may overlap the new shape.
    const isTaken = shapes.search(room).some((shape) =>
      !isConnector(shape) && !isContainer(shape) && intersects(uprightOf(shape), room)
    );
    if (!isTaken) return { x, y };
  }
  return first;
}
