import { uprightOf } from "../../board/figure/place.ts";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import { pointHandlesOf } from "../editor/point_handles.ts";
import { outlineOf } from "../editor/selection.ts";
import { intersects } from "../geometry/box.ts";
import type { Marks } from "./selection_layer.ts";

/** More boxes than these are a grey mass: the one around them says enough. */
const EACH_MAX = 100;

/** What of an editor is marked on its board; what is under the hand where it is now, and what others move. */
export function selectionMarks(
  { selection, drafts, shapes, camera, activeTool, writing }: Pick<
    Editor,
    "selection" | "drafts" | "shapes" | "camera" | "activeTool" | "writing"
  >,
  theirs?: Pick<Editor["drafts"], "get">,
): Marks {
  const isHeld = drafts.size > 0;
  const isHandled = activeTool.peek() === "select" && selection.lasso.peek() === undefined &&
    writing.peek() === undefined;
  const view = camera.view();
  const frames = shapes.frames.all().map((frame) => drafts.get(frame.id) ?? theirs?.get(frame.id) ?? frame).filter((
    frame,
  ) => frame.kind === "frame" && intersects(uprightOf(frame), view)) as Marks["frames"];
  return {
    shapes: selection.ids.peek().size > EACH_MAX ? [] : isHeld ? held(selection.shapes(), drafts) : selection.shapes(),
    outline: outline(selection, drafts),
    hasHandles: !isHeld && isHandled,
    lasso: selection.lasso.peek(),
    guides: selection.guides.peek(),
    frames,
    points: isHandled && selection.ids.peek().size === 1
      ? pointHandlesOf(held(selection.shapes(), drafts), camera.zoom)
      : [],
    chosen: selection.point.peek(),
    ties: selection.ties.peek().flatMap(({ to, x, y }) => {
      const shape = to === undefined ? undefined : drafts.get(to) ?? shapes.get(to);
      return shape ? [{ shape, at: { x, y } }] : [];
    }),
  };
}

/** What is carried is moved as a whole: its box needs no look at each of it. */
function outline(selection: Editor["selection"], drafts: Editor["drafts"]): Marks["outline"] {
  const box = selection.outline.peek();
  if (box === undefined || drafts.size === 0) return box;
  if (drafts.carried) return { ...box, x: box.x + drafts.carried.by.x, y: box.y + drafts.carried.by.y };
  return outlineOf(held(selection.shapes(), drafts));
}

function held(selected: readonly Shape[], drafts: Editor["drafts"]): Shape[] {
  return selected.map((shape) => drafts.get(shape.id) ?? shape);
}
