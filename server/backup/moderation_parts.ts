import {
  BOARD_ACTIONS,
  type BoardState,
  LINK_ACTIONS,
  type ModerationEntry,
  PUBLICATION_ACTIONS,
  VISITOR_ACTIONS,
  WEBHOOK_ACTIONS,
} from "../../board/moderation.ts";
import { readName } from "../../board/name.ts";
import type { VisitorCopy } from "../store/moderation/moderation_copy.ts";

type Fields = Readonly<Record<string, unknown>>;

const ACTIONS: readonly unknown[] = [
  ...BOARD_ACTIONS,
  ...VISITOR_ACTIONS,
  ...LINK_ACTIONS,
  ...WEBHOOK_ACTIONS,
  ...PUBLICATION_ACTIONS,
];
const ABOUT_MAX = 1_000;

/** What holds for everybody on a board, and the number of the newest entry. Undefined when it is invalid. */
export function readModerationHead(value: unknown): { state: BoardState; last: number } | undefined {
  const { isFrozen, hasLobby, isLaserOpen, last } = fieldsOf(value);
  if (typeof isFrozen !== "boolean" || typeof hasLobby !== "boolean") return undefined;
  // Absent in files of earlier versions.
  if (isLaserOpen !== undefined && typeof isLaserOpen !== "boolean" || !isCount(last)) return undefined;
  return { state: { isFrozen, hasLobby, ...(isLaserOpen !== undefined && { isLaserOpen }) }, last };
}

/** The state of a visitor from a file, which is untrusted input. Undefined when it is invalid. */
export function readVisitorCopy(value: unknown): VisitorCopy | undefined {
  const { visitor, name, isMuted, removedUntil, admittedUntil } = fieldsOf(value);
  if (typeof visitor !== "string" || !/^[0-9a-f]{32}$/.test(visitor) || !isName(name)) return undefined;
  if (isMuted !== undefined && typeof isMuted !== "boolean") return undefined;
  if (removedUntil !== undefined && !isCount(removedUntil)) return undefined;
  if (admittedUntil !== undefined && !isCount(admittedUntil)) return undefined;
  return {
    visitor,
    name,
    ...(isMuted !== undefined && { isMuted }),
    ...(removedUntil !== undefined && { removedUntil }),
    ...(admittedUntil !== undefined && { admittedUntil }),
  };
}

/** An entry of the list of what owners did, from a file. Undefined when it is invalid. */
export function readModerationEntry(value: unknown): ModerationEntry | undefined {
  const { number, at, name, link, action, about } = fieldsOf(value);
  if (!isCount(number) || number < 1 || !isCount(at) || !isName(name) || !ACTIONS.includes(action)) return undefined;
  if (typeof link !== "string" || !/^([0-9a-f]{64})?$/.test(link)) return undefined;
  if (about !== undefined && (typeof about !== "string" || about.length > ABOUT_MAX)) return undefined;
  const known = action as ModerationEntry["action"];
  return { ...{ number, at, name, link, action: known }, ...(about !== undefined && { about }) };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value as Fields : {};
}

function isName(value: unknown): value is string {
  return typeof value === "string" && readName(value) === value;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number >= 0;
}
