import { firstLetters } from "../letters.ts";
import { PORTABLE_SHAPES_MAX, TEXT_MAX } from "../limits.ts";
import { isWritten } from "../kinds/kinds.ts";
import type { Shape } from "../shape.ts";
import { readShape } from "../shape_reader.ts";

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

/**
 * Parses the JSON in a text: the whole text, or the metadata of an SVG.
 *
 * @param refuse throws when the JSON is more than should be parsed
 * @throws {PortableError} when there is none
 */
export function parsePortable(text: string, refuse: (json: string) => void = () => {}): unknown {
  const carried = /^\s*<svg[^>]*>\s*<metadata>([^<]*)<\/metadata>/.exec(text)?.[1];
  const json = carried ?? text;
  refuse(json);
  try {
    return JSON.parse(json);
  } catch {
    throw new PortableError({ code: "notDrawbridge" });
  }
}

/**
 * Reads what `toPortable` made, as strictly as a document.
 *
 * @throws {PortableError} when the value is not a board or has too many shapes
 */
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
