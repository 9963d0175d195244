import { isShapeId, type ShapeId } from "../id.ts";
import { COORDINATE_MAX } from "../limits.ts";
import { readName } from "../name.ts";
import { type Color, isColor } from "../palette.ts";

/** A person's identity and pointer: the content of awareness. */
export interface Presence {
  readonly user: {
    readonly name: string;
    readonly color: Color;
    /** The token of the picture of an account, as received, not validated: who shows it reads it. */
    readonly picture?: unknown;
  };
  /** Pointer position, board units; null when the pointer is not over the board. */
  readonly cursor: { readonly x: number; readonly y: number } | null;
  /** True while the person does not see the board, because another window or tab is in front. */
  readonly isAway?: true;
  /** Where the person types. */
  readonly typing?: Typing;
  /** The selection and its movement as received, not validated; `readSelectionPresence` (selection_presence.ts) reads it before it is shown. */
  readonly held?: unknown;
  /** As received, not validated: `readTalkPresence` (../talk/talk_presence.ts) reads it. */
  readonly talk?: unknown;
  /** As received, not validated: `readTogether` (together_presence.ts) reads it. */
  readonly together?: unknown;
}

/** A position in a text: right after the character with this Yjs id (client, clock). Null is the start of the text. */
export type TextPosition = readonly [client: number, clock: number] | null;

/** The selection in a shape's text. The caret is at the head; without a selection, both ends are equal. */
export interface Typing {
  readonly shape: ShapeId;
  readonly anchor: TextPosition;
  readonly head: TextPosition;
}

/** Reads and validates a foreign awareness state. Missing parts get defaults, so that stock clients are shown too. */
export function readPresence(state: unknown): Presence | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  const { user, cursor, isAway, typing, held, talk, together } = state as Record<string, unknown>;
  const { name, color, picture } = (typeof user === "object" && user !== null ? user : {}) as Record<string, unknown>;
  const { x, y } = (typeof cursor === "object" && cursor !== null ? cursor : {}) as Record<string, unknown>;
  return {
    user: {
      name: readName(name) || "Guest",
      color: isColor(color) ? color : "grey",
      ...(picture !== undefined && { picture }),
    },
    cursor: isCoordinate(x) && isCoordinate(y) ? { x, y } : null,
    ...(isAway === true && { isAway }),
    ...readTyping(typing),
    ...(held !== undefined && { held }),
    ...(talk !== undefined && { talk }),
    ...(together !== undefined && { together }),
  };
}

function readTyping(value: unknown): { typing: Typing } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { shape, anchor, head } = value as Record<string, unknown>;
  return isShapeId(shape) && isTextPosition(anchor) && isTextPosition(head)
    ? { typing: { shape, anchor, head } }
    : undefined;
}

function isTextPosition(value: unknown): value is TextPosition {
  return value === null ||
    Array.isArray(value) && value.length === 2 && value.every((part) => Number.isSafeInteger(part) && part >= 0);
}

function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= COORDINATE_MAX;
}
