import type { GeoShape, Shape } from "../../../board/shape.ts";
import type { Form } from "../../../board/style.ts";
import { MIXED } from "./styling.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/** The form of closed shapes. Undefined when other kinds are among them or all of them are locked. */
export function formOf(shapes: readonly Shape[]): Form | typeof MIXED | undefined {
  const free = shapes.filter(({ locked }) => !locked);
  if (free.length === 0 || !free.every(isClosed)) return undefined;
  const [{ form }, ...others] = free;
  return others.every((other) => other.form === form) ? form : MIXED;
}

/** The changes that give shapes a form. No other property changes, so arrows, text and look stay. */
export function withForm(shapes: readonly Shape[], form: Form): Changes {
  const others = shapes.filter((shape) => isClosed(shape) && shape.form !== form);
  return new Map(others.map(({ id }) => [id, { form }]));
}

function isClosed(shape: Shape): shape is GeoShape {
  return shape.kind === "geo";
}
