import { isShapeId, type ShapeId } from "./id.ts";
import { COORDINATE_MAX } from "./limits.ts";
import { isOrderKey, type OrderKey } from "./order.ts";
import { type Color, isColor } from "./palette.ts";

/** What every shape has. Board units; x, y is the top left corner of the unrotated box, without the line's width. */
interface Base {
  readonly id: ShapeId;
  readonly order: OrderKey;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const NIBS = ["pen", "highlighter"] as const;

export type Nib = typeof NIBS[number];

/** A freehand stroke. */
export interface InkShape extends Base {
  readonly kind: "ink";
  readonly nib: Nib;
  readonly color: Color;
  /** Width of the line at full pressure, board units. */
  readonly width: number;
  /** Samples relative to x, y, packed as in `ink.ts`. Decoded when drawn, not when read. */
  readonly ink: Uint8Array;
}

export type Shape = InkShape;

/** A shape as it lies in the document: its id is its key. */
export type ShapeRecord = Omit<Shape, "id">;

/** Properties that may be changed one by one after creation, and how each is checked. */
type Reader = (value: unknown) => boolean;

const coordinate: Reader = (v) => typeof v === "number" && Math.abs(v) <= COORDINATE_MAX;
const extent: Reader = (v) => typeof v === "number" && v >= 0 && v <= COORDINATE_MAX;

const BASE: Record<string, Reader> = { order: isOrderKey, x: coordinate, y: coordinate, w: extent, h: extent };

const KINDS = new Map<unknown, Map<string, Reader>>([
  [
    "ink",
    properties({
      nib: (v) => NIBS.includes(v as Nib),
      color: isColor,
      width: (v) => typeof v === "number" && v > 0 && v <= 512,
      ink: (v) => v instanceof Uint8Array && v.length >= 5,
    }),
  ],
]);

function properties(own: Record<string, Reader>): Map<string, Reader> {
  return new Map(Object.entries({ ...BASE, ...own }));
}

/**
 * Reads a record of the document, overlaid with its edits, distrustfully: NaN, Infinity, wrong kinds and prototype
 * keys never reach a renderer. An edit that does not fit is ignored, the shape stays as it was created.
 *
 * @returns undefined when the record is not a shape that this version knows; the document keeps it untouched.
 */
export function readShape(id: unknown, record: unknown, edits?: Iterable<[string, unknown]>): Shape | undefined {
  if (!isShapeId(id) || typeof record !== "object" || record === null) return undefined;
  const source = record as Record<string, unknown>;
  const readers = KINDS.get(source.kind);
  if (readers === undefined) return undefined;
  const shape: Record<string, unknown> = { id, kind: source.kind };
  for (const [name, isValid] of readers) {
    const value = source[name];
    if (!isValid(value)) return undefined;
    shape[name] = value;
  }
  for (const [name, value] of edits ?? []) {
    if (readers.get(name)?.(value)) shape[name] = value;
  }
  return shape as unknown as Shape;
}
