import type { Shape } from "../../../board/shape.ts";
import { GROUP_DEPTH_MAX } from "../../../board/limits.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/**
 * Puts shapes into a new group that contains their present groups. Empty for fewer than two shapes, for shapes that are
 * one group already, and beyond `GROUP_DEPTH_MAX`.
 */
export function grouped(shapes: readonly Shape[], id: string): Changes {
  if (shapes.length < 2 || isOneGroup(shapes)) return new Map();
  if (shapes.some(({ groups = [] }) => groups.length >= GROUP_DEPTH_MAX)) return new Map();
  return new Map(shapes.map((shape) => [shape.id, { groups: [id, ...shape.groups ?? []] }]));
}

/** Takes shapes out of their outermost groups. */
export function ungrouped(shapes: readonly Shape[]): Changes {
  const inGroups = shapes.filter(({ groups = [] }) => groups.length > 0);
  return new Map(inGroups.map(({ id, groups = [] }) => [id, { groups: groups.length > 1 ? groups.slice(1) : null }]));
}

function isOneGroup(shapes: readonly Shape[]): boolean {
  const outer = shapes[0].groups?.[0];
  return outer !== undefined && shapes.every(({ groups }) => groups?.[0] === outer);
}
