import { base64url } from "./id.ts";
import { firstLetters } from "./letters.ts";
import { COORDINATE_MAX, PORTABLE_SHAPES_MAX, TEXT_MAX } from "./limits.ts";
import { isConnector, isFreehand, isPicture, isWritten } from "./kinds/kinds.ts";
import type { Shape } from "./shape.ts";
import { readShape } from "./shape_reader.ts";
import type { PortableWords } from "./talk/portable_talk.ts";

/**
 * Shapes as JSON for files and the clipboard.
 *
 *     { "type": "drawbridge", "version": 1, "title": "…", "shapes": [ { "id", "kind", …, "ink": base64url, "text" } ],
 *       "talk": [ see `PortableWords` ] }
 *
 * A file may also have `"assets"`: the pictures of its images, as `data:` URLs by their SHA-256.
 *
 * Derived properties are omitted. Reading validates as strictly as reading a document.
 */
export interface Portable {
  readonly type: "drawbridge";
  readonly version: 1;
  readonly title?: string;
  readonly shapes: readonly Readonly<Record<string, unknown>>[];
  /** Where the person wanted it in the file. */
  readonly talk?: readonly PortableWords[];
}

/** Why a text or a value has no shapes that can be read. */
export type PortableReason =
  | { readonly code: "notDrawbridge" }
  | { readonly code: "unknownVersion"; readonly version: string }
  | { readonly code: "tooManyShapes"; readonly most: number };

export class PortableError extends Error {
  readonly reason: PortableReason;

  constructor(reason: PortableReason) {
    super(`Cannot read shapes as JSON: ${JSON.stringify(reason)}`);
    this.reason = reason;
  }
}

/** What was read. */
export interface PortableContent {
  readonly shapes: readonly Shape[];
  readonly title: string | undefined;
  /** The number of shapes that cannot be read. */
  readonly unread: number;
}

export function toPortable(shapes: Iterable<Shape>, title?: string, talk?: readonly PortableWords[]): Portable {
  return {
    ...{ type: "drawbridge", version: 1, ...(title && { title }), shapes: [...shapes].map(portableShape) },
    ...(talk && { talk }),
  };
}

/** The same JSON for the metadata of an SVG. Markup characters and characters that XML forbids are escaped. */
export function portableMetadata(shapes: Iterable<Shape>): string {
  return JSON.stringify(toPortable(shapes))
    .replace(/[<>&\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Parses the JSON in a text: the whole text, or the metadata of an SVG.
 *
 * @throws {PortableError} when there is none
 */
export function parsePortable(text: string): unknown {
  const carried = /^\s*<svg[^>]*>\s*<metadata>([^<]*)<\/metadata>/.exec(text)?.[1];
  try {
    return JSON.parse(carried ?? text);
  } catch {
    throw new PortableError({ code: "notDrawbridge" });
  }
}

/** @throws {PortableError} when the value is not a board or has too many shapes */
export function fromPortable(value: unknown): PortableContent {
  const { type, version, shapes, title } = (Object(value) ?? {}) as Record<string, unknown>;
  if (type !== "drawbridge" || !Array.isArray(shapes)) throw new PortableError({ code: "notDrawbridge" });
  if (version !== 1) {
    throw new PortableError({ code: "unknownVersion", version: typeof version === "number" ? String(version) : "?" });
  }
  if (shapes.length > PORTABLE_SHAPES_MAX) {
    throw new PortableError({ code: "tooManyShapes", most: PORTABLE_SHAPES_MAX });
  }
  const read = new Map(
    shapes.map(readPortable).filter((shape) => shape !== undefined).map((shape) => [shape.id, shape]),
  );
  return {
    shapes: [...read.values()],
    title: typeof title === "string" ? title : undefined,
    unread: shapes.length - read.size,
  };
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

function readPortable(value: unknown): Shape | undefined {
  const { text, ...record } = Object(value) as Record<string, unknown>;
  if (record.kind === "ink") record.ink = bytesOf(record.ink);
  if (record.kind === "image") record.preview = bytesOf(record.preview);
  const shape = readShape(record.id, record);
  if (shape === undefined || !isWritten(shape) || typeof text !== "string") return shape;
  return text === "" ? shape : { ...shape, text: firstLetters(text, TEXT_MAX) };
}

/** Decodes base64url. @returns undefined when the text is not base64url */
export function bytesOf(text: unknown): Uint8Array | undefined {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
