import { isShapeId, type ShapeId } from "./id.ts";
import { COORDINATE_MAX, NAME_MAX } from "./limits.ts";
import { type Color, isColor } from "./palette.ts";

/** Who someone is and where their hand is: the content of awareness. */
export interface Presence {
  readonly user: { readonly name: string; readonly color: Color };
  /** Pointer on the board, board units; null when it is not over the board. */
  readonly cursor: { readonly x: number; readonly y: number } | null;
  /** Where they type. */
  readonly typing?: Typing;
  /** What they have selected and move, as it was sent: `readHeld` (held.ts) reads it where it is shown. */
  readonly held?: unknown;
}

/** A place in a text: right behind the character with this Yjs id (client, clock); null is the beginning. */
export type Spot = readonly [client: number, clock: number] | null;

/** The selection in a shape's text; both ends are one where there is but a caret, which is at the head. */
export interface Typing {
  readonly shape: ShapeId;
  readonly anchor: Spot;
  readonly head: Spot;
}

/** Reads a foreign awareness state distrustfully; missing parts get harmless defaults, so stock clients show too. */
export function readPresence(state: unknown): Presence | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  const { user, cursor, typing, held } = state as Record<string, unknown>;
  const { name, color } = (typeof user === "object" && user !== null ? user : {}) as Record<string, unknown>;
  const { x, y } = (typeof cursor === "object" && cursor !== null ? cursor : {}) as Record<string, unknown>;
  return {
    user: { name: readName(name) || "Guest", color: isColor(color) ? color : "grey" },
    cursor: isCoordinate(x) && isCoordinate(y) ? { x, y } : null,
    ...readTyping(typing),
    ...(held !== undefined && { held }),
  };
}

function readTyping(value: unknown): { typing: Typing } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { shape, anchor, head } = value as Record<string, unknown>;
  return isShapeId(shape) && isSpot(anchor) && isSpot(head) ? { typing: { shape, anchor, head } } : undefined;
}

function isSpot(value: unknown): value is Spot {
  return value === null ||
    Array.isArray(value) && value.length === 2 && value.every((part) => Number.isSafeInteger(part) && part >= 0);
}

/** One line of at most NAME_MAX UTF-16 units, without control or direction-changing characters, well-formed. */
export function readName(value: unknown): string {
  if (typeof value !== "string") return "";
  return value.slice(0, NAME_MAX * 2).replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/\s+/g, " ").trim().slice(0, NAME_MAX)
    .replace(/\p{Cs}/gu, "").trim(); // half of what was cut in two
}

function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= COORDINATE_MAX;
}
