import { isConnector } from "./kinds/kinds.ts";
import type { ShapeId } from "./id.ts";
import { comparePaint, orderAbove, type OrderKey } from "./order.ts";
import type { ArrowEnd, ArrowShape, Shape } from "./shape.ts";

export interface CopyOptions {
  readonly newId: () => ShapeId;
  /** The ids of the copies; by default new ones. */
  readonly ids?: ReadonlyMap<ShapeId, ShapeId>;
  /** The order key below the copies. */
  readonly above: OrderKey | undefined;
  readonly dx: number;
  readonly dy: number;
  /** Whether a frame that contains the shapes also exists at the destination. */
  readonly hasFrame: (id: ShapeId) => boolean;
}

/**
 * Copies shapes with new ids. Groups become new groups. Arrows between the shapes tie the copies; ends that are tied to
 * other shapes become free.
 */
export function copiesOf(
  shapes: readonly Shape[],
  { newId, ids = copyIds(shapes, newId), above, dx, dy, hasFrame }: CopyOptions,
): Shape[] {
  const groups = new Map<string, string>();
  const groupOf = (group: string) => groups.get(group) ?? (groups.set(group, newId()), groups.get(group)!);
  /** @param x, y the visible position of the end */
  const endAt = ({ to, ...place }: ArrowEnd, x: number, y: number): ArrowEnd => {
    const copy = to && ids.get(to);
    return { ...(copy && { ...place, to: copy }), x: x + dx, y: y + dy };
  };
  let order = above;
  return [...shapes].sort(comparePaint).map((shape): Shape => {
    order = orderAbove(order);
    const { frame, ...rest } = { ...shape, id: ids.get(shape.id)!, order, x: shape.x + dx, y: shape.y + dy };
    const frameThere = frame && (ids.get(frame) ?? (hasFrame(frame) ? frame : undefined));
    return {
      ...rest,
      ...(shape.groups && { groups: shape.groups.map(groupOf) }),
      ...(frameThere && { frame: frameThere }),
      ...(isConnector(shape) && endsOf(shape, endAt)),
    } as Shape;
  });
}

export function copyIds(shapes: readonly Shape[], newId: () => ShapeId): ReadonlyMap<ShapeId, ShapeId> {
  return new Map(shapes.map(({ id }) => [id, newId()]));
}

/** The shapes that no frame among them contains. Moving these moves all of them. */
export function uncarried(shapes: readonly Shape[]): ShapeId[] {
  const ids = new Set(shapes.map(({ id }) => id));
  return shapes.filter(({ frame }) => frame === undefined || !ids.has(frame)).map(({ id }) => id);
}

function endsOf(
  { start, end, trace }: ArrowShape,
  endAt: (end: ArrowEnd, x: number, y: number) => ArrowEnd,
): Pick<ArrowShape, "start" | "end"> {
  const line = trace ?? [start.x, start.y, end.x, end.y];
  return { start: endAt(start, line[0], line[1]), end: endAt(end, line[line.length - 2], line[line.length - 1]) };
}
