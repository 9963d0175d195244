import type { ArrowShape, GeoShape, Shape } from "../../board/shape.ts";

/** A square of 100 units at 0, 0; what matters to a test is overridden. */
export function geoOf(id: string, rest: Partial<GeoShape> = {}): GeoShape {
  return {
    id,
    kind: "geo",
    form: "rectangle",
    order: "a0",
    x: 0,
    y: 0,
    w: 100,
    h: 100,
    color: "blue",
    width: 4,
    ...rest,
  };
}

/** An arrow from 0, 0 to 100, 0. */
export function arrowOf(id: string, rest: Partial<ArrowShape> = {}): ArrowShape {
  const start = { x: 0, y: 0 }, end = { x: 100, y: 0 };
  const box = { x: 0, y: 0, w: 100, h: 0 };
  return { id, kind: "arrow", order: "a1", ...box, start, end, route: "straight", color: "black", width: 2, ...rest };
}

/** Finds shapes by id, as a board does. */
export function among(...shapes: readonly Shape[]): (id: string) => Shape | undefined {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return (id) => byId.get(id);
}
