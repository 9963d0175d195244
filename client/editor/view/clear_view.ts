import { uprightOf } from "../../../board/figure/point.ts";
import { type Box, union } from "../../geometry/box.ts";
import type { Editor } from "../editor.ts";

/** Space between the selection and what covers the board, CSS pixels. */
const MARGIN = 16;

/**
 * Moves the view up when something covers the selection from `bottom` on. A selection that is too high for the rest of
 * the view is shown from its top.
 *
 * @param visible the part of the viewport that nothing covers, CSS pixels
 */
export function clearSelection({ selection, camera }: Editor, visible: { top: number; bottom: number }): void {
  const box = selection.shapes().map(uprightOf).reduce<Box | undefined>(union, undefined);
  if (box === undefined) return;
  const covered = (box.maxY - camera.y) * camera.zoom + MARGIN - visible.bottom;
  const above = (box.minY - camera.y) * camera.zoom - MARGIN - visible.top;
  const by = Math.min(covered, above);
  if (by > 0) camera.panBy(0, by);
}
