import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";

/** The path of groups, outermost first, that one has gone into. */
export type Focus = readonly string[];

/** How many groups a path and another have in common, from the outermost in. */
export function commonDepth(a: Focus, b: Focus): number {
  let depth = 0;
  while (depth < a.length && a[depth] === b[depth]) depth++;
  return depth;
}

/** The group that a shape is taken for by who is at the focus; undefined when it stands for itself. */
export function groupAt(focus: Focus, { groups = [] }: Shape): string | undefined {
  return groups[commonDepth(groups, focus)];
}

/**
 * What is chosen as one by who is at a focus. Members are looked up in one pass, when first asked for: a box that is
 * drawn over a thousand groups asks for all of them at once.
 */
export class Units {
  readonly #focus: Focus;
  readonly #all: Iterable<Shape>;
  #members: Map<string, ShapeId[]> | undefined;

  /** @param all the shapes of the board */
  constructor(focus: Focus, all: Iterable<Shape>) {
    this.#focus = focus;
    this.#all = all;
  }

  /** All that is chosen with a shape; of its group what is not locked. */
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
