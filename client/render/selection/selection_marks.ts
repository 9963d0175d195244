import { isContainer } from "../../../board/kinds/kinds.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { TurnedBox } from "../../../board/figure/point.ts";
import type { FrameShape, Shape } from "../../../board/shape.ts";
import type { Guide } from "../../geometry/snapping.ts";
import type { Editor } from "../../editor/editor.ts";
import { pointHandlesOf } from "../../editor/shapes/point_handles.ts";
import { outlineOf } from "../../editor/selection/selection.ts";
import type { PointHandle, TieMark } from "./point_marks.ts";

/** Limit on boxes of single shapes. Above it, only the box around the selection is shown. */
const EACH_MAX = 100;

/** The marks of one frame, in board units. */
export interface Marks {
  /** The selected shapes; none when there are too many, or when the outline is that of the only one. */
  readonly shapes: readonly Shape[];
  /** The box around the selection. */
  readonly outline: TurnedBox | undefined;
  readonly hasHandles: boolean;
  readonly lasso: readonly number[] | undefined;
  readonly guides: readonly Guide[];
  /** Frames that move, whose names are shown here. The board shows the other names. */
  readonly frames: readonly FrameShape[];
  /** Handles of the only selected line or arrow. */
  readonly points: readonly PointHandle[];
  /** Index of the chosen point of a line. */
  readonly chosen: number | undefined;
  readonly ties: readonly TieMark[];
}

/** The parts of the editor that the marks show. */
export type Marked = Pick<
  Editor,
  "selection" | "drafts" | "shapes" | "camera" | "activeTool" | "writing" | "cropping"
>;

export interface OtherLayers {
  /** Shapes that peers move. */
  readonly theirs?: Pick<Editor["drafts"], "get" | "ids"> | undefined;
  /** Shapes that the board leaves out. */
  readonly hidden: ReadonlySet<ShapeId>;
}

/** The marks for an editor's state, including drafts and shapes that peers move. */
export function selectionMarks(
  { selection, drafts, shapes, camera, activeTool, writing, cropping }: Marked,
  { theirs, hidden }: OtherLayers,
): Marks {
  const isHeld = drafts.size > 0;
  const ids = selection.ids.peek();
  // Handles must match the shape on the board, so there are none while a peer moves it.
  const isTaken = !isHeld && theirs !== undefined && !ids.isDisjointFrom(theirs.ids);
  const seen = isHeld ? drafts : isTaken ? theirs : undefined;
  const isHandled = !isTaken && activeTool.peek() === "select" && selection.lasso.peek() === undefined &&
    writing.peek() === undefined && cropping.peek() === undefined;
  const moving = hidden.size === 0 ? [] : shapes.frames.all().filter(({ id }) => hidden.has(id));
  const frames = moving.map(({ id }) => drafts.get(id) ?? theirs?.get(id)).filter(isContainer);
  const box = isTaken ? outlineOf(shown(selection.shapes(), seen)) : outline(selection, drafts);
  return {
    shapes: ids.size > EACH_MAX || ids.size === 1 && box ? [] : shown(selection.shapes(), seen),
    outline: box,
    hasHandles: !isHeld && isHandled,
    lasso: selection.lasso.peek(),
    guides: selection.guides.peek(),
    frames,
    points: isHandled && ids.size === 1 ? pointHandlesOf(shown(selection.shapes(), seen), camera.zoom) : [],
    chosen: selection.point.peek(),
    ties: selection.ties.peek().flatMap(({ to, x, y }) => {
      const shape = to === undefined ? undefined : drafts.get(to) ?? theirs?.get(to) ?? shapes.get(to);
      return shape ? [{ shape, at: { x, y } }] : [];
    }),
  };
}

/** True when both look the same. Handles and ties are new objects in each frame, so marks that have some differ. */
export function sameMarks(a: Marks, b: Marks): boolean {
  return (["hasHandles", "lasso", "chosen"] as const).every((name) => a[name] === b[name]) &&
    (["x", "y", "w", "h", "angle"] as const).every((side) => a.outline?.[side] === b.outline?.[side]) &&
    (["shapes", "guides", "frames", "points", "ties"] as const).every((name) => sameItems(a[name], b[name]));
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** Moves the box as a whole for moved shapes, without reading each of them. */
function outline(selection: Editor["selection"], drafts: Editor["drafts"]): Marks["outline"] {
  const box = selection.outline.peek();
  if (box === undefined || drafts.size === 0) return box;
  if (drafts.carried) return { ...box, x: box.x + drafts.carried.by.x, y: box.y + drafts.carried.by.y };
  return outlineOf(shown(selection.shapes(), drafts));
}

/** The selected shapes, with drafts in place of those being changed. */
function shown(selected: readonly Shape[], drafts: Pick<Editor["drafts"], "get"> | undefined): readonly Shape[] {
  return drafts ? selected.map((shape) => drafts.get(shape.id) ?? shape) : selected;
}
