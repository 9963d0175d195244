import { letteringOf } from "../../board/figure/lettering.ts";
import type { Shape } from "../../board/shape.ts";
import type { Region } from "./region.ts";
import type { Context } from "./surface.ts";

/** What is painted from now on, until the context is restored, leaves the label of an arrow free. */
export function clipAsideLabel(context: Context, shape: Shape, { scale, left, top, width, height }: Region): void {
  const label = shape.kind === "arrow" ? letteringOf(shape) : undefined;
  if (label === undefined) return;
  const { layout: { w, h }, x, y, ground = 0 } = label;
  const [atX, atY] = [(shape.x + x - ground) * scale - left, (shape.y + y - ground) * scale - top];
  context.beginPath();
  context.rect(0, 0, width, height);
  context.rect(atX, atY, (w + 2 * ground) * scale, (h + 2 * ground) * scale);
  context.clip("evenodd");
}
