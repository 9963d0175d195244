import type { GeoShape, Shape } from "../../board/shape.ts";
import type { Form } from "../../board/style.ts";
import { MIXED } from "./styling.ts";
import type { Changes } from "./writer.ts";

/** What form closed shapes have; undefined when others, or none that may be changed, are among them. */
export function formOf(shapes: readonly Shape[]): Form | typeof MIXED | undefined {
  const free = shapes.filter(({ locked }) => !locked);
  if (free.length === 0 || !free.every(isClosed)) return undefined;
  const [{ form }, ...others] = free;
  return others.every((other) => other.form === form) ? form : MIXED;
}

/** What is written so that they have another form: nothing else of them changes, so arrows, text and look stay. */
export function withForm(shapes: readonly Shape[], form: Form): Changes {
  const others = shapes.filter((shape) => isClosed(shape) && shape.form !== form);
  return new Map(others.map(({ id }) => [id, { form }]));
}

function isClosed(shape: Shape): shape is GeoShape {
  return shape.kind === "geo";
}
