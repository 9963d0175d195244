import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { groundOf } from "../../../board/figure/text/text_block.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

/** Clips out the label of an arrow until `restore`. */
export function clipAsideLabel(context: Context, shape: Shape, { scale, left, top, width, height }: Region): void {
  const ground = groundOf(letteringOf(shape));
  if (ground === undefined) return;
  const { x, y, w, h } = ground;
  context.beginPath();
  context.rect(0, 0, width, height);
  context.rect((shape.x + x) * scale - left, (shape.y + y) * scale - top, w * scale, h * scale);
  context.clip("evenodd");
}
