import { encodeInk } from "../../../board/ink.ts";
import type { InkShape, Shape } from "../../../board/shape.ts";

/** A straight stroke from x, y to x + w, y + h; a test overrides the properties that matter to it. */
export function inkOf(id: string, { w = 30, h = 0, ...rest }: Partial<InkShape> = {}): InkShape {
  const ink = encodeInk({ points: Float32Array.of(0, 0, 0.5, w, h, 0.5), pressure: false });
  return { id, order: "a0", kind: "ink", nib: "pen", color: "black", width: 4, x: 0, y: 0, w, h, ink, ...rest };
}

/** Returns shapes that must all be strokes as strokes. @throws when one is not */
export function strokesOf(shapes: Iterable<Shape>): InkShape[] {
  return [...shapes].map((shape) => {
    if (shape.kind !== "ink") throw new Error(`Cannot take as a stroke: ${shape.kind} ${shape.id}`);
    return shape;
  });
}
