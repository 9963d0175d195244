import type {
  ArrowShape,
  FrameShape,
  ImageShape,
  InkShape,
  Kind,
  LineShape,
  Shape,
  TextShape,
  WrittenShape,
} from "../shape.ts";
import { ARROW } from "./arrow.ts";
import { FRAME } from "./frame.ts";
import { GEO } from "./geo.ts";
import { IMAGE } from "./image.ts";
import { INK } from "./ink.ts";
import type { ShapeKind } from "./kind.ts";
import { LINE } from "./line.ts";
import { NOTE } from "./note.ts";
import { TEXT } from "./text.ts";

const KINDS = new Map<unknown, ShapeKind>();

for (const kind of [INK, GEO, LINE, ARROW, TEXT, NOTE, FRAME, IMAGE]) registerKind(kind);

/**
 * Adds a kind, for all boards of this process.
 *
 * @returns removes it again
 * @throws when there is a kind of this name
 */
export function registerKind(kind: ShapeKind): Disposable {
  if (KINDS.has(kind.kind)) throw new Error(`Cannot register a kind as "${kind.kind}" exists`);
  KINDS.set(kind.kind, kind);
  return { [Symbol.dispose]: () => void KINDS.delete(kind.kind) };
}

/** The definition of a kind; undefined for a kind that this version does not know. */
export function findKind(kind: unknown): ShapeKind | undefined {
  return KINDS.get(kind);
}

/** The definition of a kind that was read from the document. */
export function kindOf({ kind }: { readonly kind: Kind }): ShapeKind {
  return KINDS.get(kind)!;
}

type Ability = "isWritten" | "hasPoints" | "isContainer" | "isConnector" | "isOnlyText" | "isFreehand";

function can(shape: Shape | undefined, ability: Ability): boolean {
  return KINDS.get(shape?.kind)?.[ability] === true;
}

export function isWritten(shape: Shape): shape is WrittenShape {
  return can(shape, "isWritten");
}

/** True when a shape has handles at its points. */
export function hasPoints(shape: Shape | undefined): shape is LineShape | ArrowShape {
  return can(shape, "hasPoints");
}

/** True when other shapes can lie in a shape. */
export function isContainer(shape: Shape | undefined): shape is FrameShape {
  return can(shape, "isContainer");
}

/** True when a shape connects others. */
export function isConnector(shape: Shape | undefined): shape is ArrowShape {
  return can(shape, "isConnector");
}

/** True when a shape is a line through points that connects nothing. */
export function isPolyline(shape: Shape | undefined): shape is LineShape {
  return hasPoints(shape) && !isConnector(shape);
}

/** True when a shape consists of its text. */
export function isOnlyText(shape: Shape): shape is TextShape {
  return can(shape, "isOnlyText");
}

/** True when a shape is a stroke of a hand. */
export function isFreehand(shape: Shape): shape is InkShape {
  return can(shape, "isFreehand");
}

/** True when a shape shows a picture. */
export function isPicture(shape: Shape): shape is ImageShape {
  return KINDS.get(shape.kind)!.isPicture === true;
}

/** True when a shape has a text or a name. */
export function hasWords(shape: Shape): boolean {
  return KINDS.get(shape.kind)!.lettering !== undefined;
}

/** True when the end of an arrow can be tied to a shape. */
export function isTarget(shape: Shape | undefined): shape is Shape {
  return shape !== undefined && !isConnector(shape);
}

/** True when the inside of a shape can be grabbed. */
export function isFilled(shape: Shape): boolean {
  const kind = KINDS.get(shape.kind)!;
  return kind.isFilled?.(shape) ?? kind.body === "area";
}

/** True for shapes that have a line instead of an outline. */
export function isLine(shape: Shape): boolean {
  return KINDS.get(shape.kind)!.body === "line";
}
