import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";

/** The group being edited: the path of groups to it, outermost first. Empty at the top level. */
export type Focus = readonly string[];

/** How many groups two paths share, counted from the outermost. */
export function commonDepth(a: Focus, b: Focus): number {
  let depth = 0;
  while (depth < a.length && a[depth] === b[depth]) depth++;
  return depth;
}

/** The group that is selected in place of a shape at this focus; undefined when the shape itself is. */
export function groupAt(focus: Focus, { groups = [] }: Shape): string | undefined {
  return groups[commonDepth(groups, focus)];
}

/**
 * Finds the shapes that are selected together at a focus. The first call collects the members of all groups in one
 * pass, since a selection box over a thousand groups asks for all of them.
 */
export class Units {
  readonly #focus: Focus;
  readonly #all: Iterable<Shape>;
  #members: Map<string, ShapeId[]> | undefined;

  /** @param all every shape of the board */
  constructor(focus: Focus, all: Iterable<Shape>) {
    this.#focus = focus;
    this.#all = all;
  }

  /** The shapes that are selected together with a shape. Locked members of its group are left out. */
  of(shape: Shape): readonly ShapeId[] {
    const group = groupAt(this.#focus, shape);
    if (group === undefined) return [shape.id];
    this.#members ??= this.#collect();
    return this.#members.get(group) ?? [shape.id];
  }

  #collect(): Map<string, ShapeId[]> {
    const members = new Map<string, ShapeId[]>();
    for (const shape of this.#all) {
      const group = shape.locked ? undefined : groupAt(this.#focus, shape);
      if (group === undefined) continue;
      const known = members.get(group);
      if (known) known.push(shape.id);
      else members.set(group, [shape.id]);
    }
    return members;
  }
}
