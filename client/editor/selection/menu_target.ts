import type { Shape } from "../../../board/shape.ts";
import { grow } from "../../geometry/box.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../editor.ts";
import type { Menu } from "./menu.ts";
import { encloses, touches } from "./hit_area.ts";

/** How far from a line a click still hits it, CSS pixels. */
const REACH_PX = 10;

/**
 * Opens the context menu and selects the shape at its place, unless it is selected. Includes locked shapes, since the
 * menu is the way to unlock them with a pointer.
 */
export function openMenu(editor: Editor, { at, place }: Menu): void {
  const { selection, tool } = editor;
  if (place) {
    const hit = pointedAt(editor, place);
    if (hit === undefined) selection.set([]);
    else if (!selection.ids.peek().has(hit.id)) selection.set([hit.id]);
    if (hit && editor.canDraw.peek()) tool.value = "select";
  }
  editor.menu.value = { at, place };
}

function pointedAt({ shapes, camera }: Editor, place: Point): Shape | undefined {
  const radius = REACH_PX / camera.zoom;
  const around = grow({ minX: place.x, minY: place.y, maxX: place.x, maxY: place.y }, radius);
  return shapes.search(around).findLast((shape) =>
    touches(shape, { from: place, to: place, radius }) || encloses(shape, place)
  );
}
