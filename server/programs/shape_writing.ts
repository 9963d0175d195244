import type { ShapeId } from "../../board/id.ts";
import { TEXT_MAX } from "../../board/limits.ts";
import { firstLetters } from "../../board/letters.ts";
import { portableShape } from "../../board/portable/portable.ts";
import type { ArrowEnd, Shape } from "../../board/shape.ts";
import type { BoardCopy } from "./board_copy.ts";
import type { ShapeChange, ShapeRequest } from "./shape_request.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a request did. `undo` is the request that takes it back. */
export interface ShapeAnswer {
  readonly created: readonly ShapeId[];
  readonly changed: readonly ShapeId[];
  readonly deleted: readonly ShapeId[];
  readonly undo: {
    readonly create: readonly Fields[];
    readonly change: readonly Fields[];
    readonly delete: readonly ShapeId[];
  };
}

/** The answer to a request, made before the request changes the board. */
export function answerTo({ create, change, remove }: ShapeRequest, copy: BoardCopy): ShapeAnswer {
  const ids = (shapes: readonly { readonly id: ShapeId }[]) => shapes.map(({ id }) => id);
  return {
    created: ids(create),
    changed: ids(change),
    deleted: remove,
    undo: {
      create: remove.map((id) => portableShape(copy.stored(id)!)),
      change: change.map((each) => reverse(each, copy.stored(each.id)!)),
      delete: ids(create),
    },
  };
}

/** Does what a request asks for, in one step. @returns the change as an update; undefined when it changes nothing */
export function writeShapes(copy: BoardCopy, { create, change, remove }: ShapeRequest): Uint8Array | undefined {
  const { board, scene } = copy;
  const removed = new Set(remove);
  return copy.change(() => {
    leaveArrows(copy, scene, removed);
    if (removed.size > 0) board.remove(removed);
    for (const shape of create) board.add(shape);
    for (const { id, properties, text } of change) {
      for (const [name, value] of properties) board.edit(id, name, value);
      if (text !== undefined) rewrite(copy, id, text);
    }
  });
}

function reverse({ id, properties, text }: ShapeChange, shape: Shape): Fields {
  const { text: before = "", ...fields } = portableShape(shape) as Fields & { readonly text?: string };
  const values = [...properties.keys()].map((name) => [name, fields[name] ?? null]);
  return { id, ...Object.fromEntries(values), ...(text !== undefined && { text: before }) };
}

/** Arrows that were tied to deleted shapes keep the places of their ends (PROTOCOL.md, 9.7). */
function leaveArrows({ board }: BoardCopy, scene: ReadonlyMap<ShapeId, Shape>, removed: ReadonlySet<ShapeId>): void {
  if (removed.size === 0) return;
  for (const shape of scene.values()) {
    if (shape.kind !== "arrow" || shape.trace === undefined || removed.has(shape.id)) continue;
    const { id, start, end, trace } = shape;
    const left = (property: string, { to, u, v }: ArrowEnd, x: number, y: number) => {
      if (to !== undefined && removed.has(to)) board.edit(id, property, { to, u, v, x, y });
    };
    left("startLeft", start, trace[0], trace[1]);
    left("endLeft", end, trace[trace.length - 2], trace[trace.length - 1]);
  }
}

/** Replaces the part of a text that differs, so that what others type at the same time stays. */
function rewrite({ board }: BoardCopy, id: ShapeId, text: string): void {
  const root = board.textOf(id), before = root.toString();
  const after = firstLetters(text, TEXT_MAX);
  let from = 0, end = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end++;
  // A letter of two units is replaced whole.
  if (isLowHalf(before, from) || isLowHalf(after, from)) from--;
  if (isLowHalf(before, before.length - end) || isLowHalf(after, after.length - end)) end--;
  if (before.length - end > from) root.delete(from, before.length - end - from);
  if (after.length - end > from) root.insert(from, after.slice(from, after.length - end));
}

function isLowHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit < 0xe000;
}
