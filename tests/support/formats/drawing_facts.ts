import { tie } from "../../../board/figure/line/tie.ts";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { ArrowShape, ImageShape, Shape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";

/** The shapes of a file of another program, as boards show them. */
export async function shapesShown(file: unknown): Promise<Shape[]> {
  return shownAs((await readDrawing(new TextEncoder().encode(JSON.stringify(file)))).shapes);
}

/** Shapes as boards show them: fitted to their texts, and tied. */
export function shownAs(shapes: readonly Shape[]): Shape[] {
  const fit = new Map(shapes.map((shape) => [shape.id, fitted(shape)]));
  return [...fit.values()].map((shape) => shape.kind === "arrow" ? tie(shape, (id) => fit.get(id)) : shape);
}

/** What survives a way through another program and back, of each shape. */
export function drawingFacts(shape: Shape) {
  const { kind, x, y, w, h, angle = 0, opacity = 1, locked = false, groups = [], frame, link } = shape;
  const place = [x, y, w, h].map((value) => Math.round(value));
  const { text, color, dash } = shape as Partial<ArrowShape>;
  const ties = shape.kind === "arrow" ? [shape.start.to !== undefined, shape.end.to !== undefined] : [];
  const { crop, flipX, flipY, asset } = shape as Partial<ImageShape>;
  const more = {
    crop,
    flipX,
    flipY,
    asset,
    angle: Math.round(angle * 1_000),
    opacity,
    locked,
    depth: groups.length,
    isFramed: frame !== undefined,
  };
  return { kind, place, text, color, dash, ties, link, ...more };
}
