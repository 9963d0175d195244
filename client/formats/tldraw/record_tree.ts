import { GROUP_DEPTH_MAX } from "../../../board/limits.ts";
import { type Point, turned } from "../../../board/figure/point.ts";
import { type Json, numberOr, textOr } from "../json.ts";
import { compareIndex } from "./stroke_points.ts";

/** A shape of tldraw where it lies on its page. Positions of others inside it are relative to it. */
export interface Node {
  readonly id: string;
  readonly source: Json;
  /** Origin of the shape, about which it is turned: its top left corner. */
  readonly at: Point;
  /** Clockwise, radians. */
  readonly angle: number;
  readonly opacity: number;
  readonly isLocked: boolean;
  /** Ids of the groups around it, outermost first. */
  readonly groups: readonly string[];
  /** The id of the innermost frame around it. */
  readonly frame: string | undefined;
}

const ORIGIN: Point = { x: 0, y: 0 };

/** A deeper tree is not walked: nobody nests that deep, and a hostile file could. */
const DEPTH_MAX = 200;

/**
 * Walks the shapes of a page, bottom first.
 *
 * @param parents the ids of the page, or of what else lies directly on it
 * @param left hears of shapes that are too deep; those whose parents form a circle are never reached
 */
export function* walk(
  childrenOf: ReadonlyMap<string, readonly Json[]>,
  parents: readonly string[],
  { at, left }: { readonly at: Point; readonly left: (count: number) => void },
): Generator<Node> {
  const root: Node = {
    id: "",
    source: {},
    at,
    angle: 0,
    opacity: 1,
    isLocked: false,
    groups: [],
    frame: undefined,
  };
  // A stack instead of recursion, with the children still to come.
  const stack: { node: Node; children: readonly Json[]; next: number }[] = parents.map((parent) => ({
    node: root,
    children: childrenOf.get(parent) ?? [],
    next: 0,
  })).reverse();
  const base = stack.length;
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top.next === top.children.length) {
      stack.pop();
      continue;
    }
    const node = within(top.node, top.children[top.next++]);
    yield node;
    const children = childrenOf.get(node.id) ?? [];
    if (stack.length - base > DEPTH_MAX) left(children.length);
    else if (children.length > 0) stack.push({ node, children, next: 0 });
  }
}

function within(parent: Node, source: Json): Node {
  const own = { x: numberOr(source.x, 0), y: numberOr(source.y, 0) };
  const off = turned(own, ORIGIN, parent.angle);
  const isGroup = parent.source.type === "group", isFrame = parent.source.type === "frame";
  return {
    id: textOr(source.id, ""),
    source,
    at: { x: parent.at.x + off.x, y: parent.at.y + off.y },
    angle: parent.angle + numberOr(source.rotation, 0),
    opacity: parent.opacity * Math.min(1, Math.max(0, numberOr(source.opacity, 1))),
    isLocked: parent.isLocked || source.isLocked === true,
    groups: isGroup ? [...parent.groups, parent.id].slice(0, GROUP_DEPTH_MAX) : parent.groups,
    frame: isFrame ? parent.id : parent.frame,
  };
}

/** The shapes by parent, each list in paint order. */
export function byParent(shapes: readonly Json[]): Map<string, Json[]> {
  const children = new Map<string, Json[]>();
  for (const shape of shapes) {
    const parent = textOr(shape.parentId, "");
    const among = children.get(parent);
    if (among) among.push(shape);
    else children.set(parent, [shape]);
  }
  for (const among of children.values()) {
    among.sort((a, b) => compareIndex(a.index, b.index) || compareIndex(a.id, b.id));
  }
  return children;
}
