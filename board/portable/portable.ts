import { base64url } from "../id.ts";
import { COORDINATE_MAX } from "../limits.ts";
import { isConnector, isFreehand, isPicture } from "../kinds/kinds.ts";
import type { Shape } from "../shape.ts";
import type { PortableWords } from "../talk/portable_talk.ts";

/**
 * Shapes as JSON for files and the clipboard.
 *
 *     { "type": "drawbridge", "version": 1, "title": "…", "shapes": [ { "id", "kind", …, "ink": base64url, "text" } ],
 *       "talk": [ see `PortableWords` ] }
 *
 * A file may also have `"assets"`: the pictures of its images, as `data:` URLs by their SHA-256.
 *
 * Derived properties are omitted. `portable_reader.ts` reads it.
 */
export interface Portable {
  readonly type: "drawbridge";
  readonly version: 1;
  readonly title?: string;
  readonly shapes: readonly Readonly<Record<string, unknown>>[];
  /** Where the person wanted it in the file. */
  readonly talk?: readonly PortableWords[];
}

export function toPortable(shapes: Iterable<Shape>, title?: string, talk?: readonly PortableWords[]): Portable {
  return {
    type: "drawbridge",
    version: 1,
    ...(title && { title }),
    shapes: [...shapes].map(portableShape),
    ...(talk && { talk }),
  };
}

/** The same JSON for the metadata of an SVG. Markup characters and characters that XML forbids are escaped. */
export function portableMetadata(shapes: Iterable<Shape>): string {
  return JSON.stringify(toPortable(shapes))
    .replace(/[<>&\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Like `toPortable`, line by line, so that the server is not blocked while it writes a large board. */
export function* portableLines(shapes: Iterable<Shape>): Generator<string> {
  yield '{"type":"drawbridge","version":1,"shapes":[';
  let before = "";
  for (const shape of shapes) {
    yield before + JSON.stringify(portableShape(shape));
    before = ",";
  }
  yield "]}";
}

/** One shape as it is in the file. */
export function portableShape(shape: Shape): Readonly<Record<string, unknown>> {
  const placed = { ...shape, ...readableBox(shape) };
  if (isFreehand(placed)) return { ...placed, ink: base64url(placed.ink) };
  if (isPicture(placed) && placed.preview) return { ...placed, preview: base64url(placed.preview) };
  if (!isConnector(placed)) return placed;
  const { trace: _, start, end, ...rest } = placed;
  return { ...rest, start: { ...start, ...readablePlace(start) }, end: { ...end, ...readablePlace(end) } };
}

/**
 * A box that is derived from a text or from the ends of an arrow may exceed the limits for reading. The same applies to
 * an end that is tied to a large shape.
 */
function readableBox({ x, y, w, h }: Shape): Pick<Shape, "x" | "y" | "w" | "h"> {
  return { ...readablePlace({ x, y }), w: readable(w), h: readable(h) };
}

function readablePlace({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x: readable(x), y: readable(y) };
}

function readable(value: number): number {
  return Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, value));
}
