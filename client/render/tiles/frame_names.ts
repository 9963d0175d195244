import { toBoard, uprightOf } from "../../../board/figure/point.ts";
import type { Theme } from "../../../board/palette.ts";
import type { FrameShape } from "../../../board/shape.ts";
import { intersects } from "../../geometry/box.ts";
import { boxOf, type Region } from "../region.ts";
import type { Context } from "../surface.ts";

const COLOR: Record<Theme, string> = { light: "#5d636e", dark: "#a6adb9" };
/** CSS pixels. */
const SIZE = 12, GAP = 6;

/**
 * Paints the names above the visible frames, at the same size for every zoom.
 *
 * @param look.ratio device pixels per CSS pixel
 */
export function paintNames(
  context: Context,
  frames: readonly FrameShape[],
  view: Region,
  { theme, ratio }: { readonly theme: Theme; readonly ratio: number },
): void {
  if (frames.length === 0) return;
  const box = boxOf(view);
  context.fillStyle = COLOR[theme];
  context.font = `${SIZE * ratio}px system-ui, sans-serif`;
  context.textBaseline = "alphabetic";
  // Otherwise the names depend on the language of the page.
  context.direction = "ltr";
  for (const frame of frames) {
    const room = Math.max(0, frame.w * view.scale);
    if (room <= SIZE * ratio || !intersects(uprightOf(frame), box)) continue;
    const { x, y } = toBoard(frame, { x: 0, y: 0 });
    context.setTransform(1, 0, 0, 1, x * view.scale - view.left, y * view.scale - view.top);
    context.rotate(frame.angle ?? 0);
    context.fillText(frame.name, 0, -GAP * ratio, room);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
}
