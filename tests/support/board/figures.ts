import type { ArrowShape, FrameShape, GeoShape, LineShape, NoteShape, Shape, TextShape } from "../../../board/shape.ts";

/** A square of 100 units at 0, 0; a test overrides the properties that matter to it. */
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

/** A text at 0, 0 with the size of its content. */
export function lineOf(id: string, rest: Partial<LineShape> = {}): LineShape {
  return {
    id,
    kind: "line",
    order: "a0",
    x: 0,
    y: 0,
    w: 100,
    h: 100,
    color: "black",
    width: 4,
    points: [0, 0, 100, 100],
    ...rest,
  };
}

export function textOf(id: string, rest: Partial<TextShape> = {}): TextShape {
  return { id, kind: "text", order: "a0", x: 0, y: 0, w: 0, h: 0, color: "black", ...rest };
}

/** A note of 200 × 200 units at 0, 0. */
export function noteOf(id: string, rest: Partial<NoteShape> = {}): NoteShape {
  return { id, kind: "note", order: "a0", x: 0, y: 0, w: 200, h: 200, color: "yellow", ...rest };
}

/** A frame of 300 × 300 units at 0, 0. */
export function frameOf(id: string, rest: Partial<FrameShape> = {}): FrameShape {
  return { id, kind: "frame", order: "a0", x: 0, y: 0, w: 300, h: 300, name: "Frame", ...rest };
}

/** Finds shapes by id, as a board does. */
export function among(...shapes: readonly Shape[]): (id: string) => Shape | undefined {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return (id) => byId.get(id);
}
