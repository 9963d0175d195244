import type { ShapeId } from "./id.ts";
import { comparePaint, orderAbove, type OrderKey } from "./order.ts";
import type { ArrowEnd, Shape } from "./shape.ts";

export interface Copying {
  /** Also names new groups. */
  newId(): ShapeId;
  /** The key of the first copy; the others go above it, in the paint order of what they are copies of. */
  readonly order: OrderKey;
}

/**
 * Copies shapes as one: what held together among them – groups, frames and what they carry, arrows and what they tie –
 * holds together in the copies, and nothing ties the copies to what they are copies of. An arrow to something that is
 * not copied keeps its tie.
 */
export function copiesOf(shapes: Iterable<Shape>, { newId, order }: Copying): Shape[] {
  const sources = [...shapes].sort(comparePaint);
  const ids = new Map(sources.map(({ id }) => [id, newId()]));
  const groups = new Map<string, string>();
  const groupOf = (group: string) => {
    const known = groups.get(group) ?? newId();
    groups.set(group, known);
    return known;
  };
  const end = (end: ArrowEnd): ArrowEnd => {
    const to = end.to !== undefined && ids.get(end.to);
    return to ? { ...end, to } : end;
  };
  let above: OrderKey | undefined;
  return sources.map((shape): Shape => {
    above = above === undefined ? order : orderAbove(above);
    const copy = {
      ...shape,
      id: ids.get(shape.id)!,
      order: above,
      ...(shape.groups && { groups: shape.groups.map(groupOf) }),
      ...(shape.frame !== undefined && { frame: ids.get(shape.frame) ?? shape.frame }),
    };
    return copy.kind === "arrow" ? { ...copy, start: end(copy.start), end: end(copy.end) } : copy;
  });
}
