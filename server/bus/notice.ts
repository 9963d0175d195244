import * as decoding from "lib0/decoding";
import { Buffer } from "node:buffer";
import { varUintLength, writeVarUint } from "../../board/wire/varuint.ts";

/**
 * A notice is what one instance tells all others at once: the id of the instance, then items. Each item is a byte for
 * its kind, the board, and for `head` a number and for `message` bytes.
 */
export interface Notice {
  readonly from: string;
  readonly items: readonly NoticeItem[];
}

export type NoticeItem =
  /** The instance serves the board, and asks who else does. */
  | { readonly kind: "open"; readonly board: string }
  /** The instance serves the board. */
  | { readonly kind: "here"; readonly board: string }
  | { readonly kind: "closed"; readonly board: string }
  | { readonly kind: "head"; readonly board: string; readonly seq: number }
  | { readonly kind: "message"; readonly board: string; readonly bytes: Uint8Array };

const KINDS = ["open", "here", "closed", "head", "message"] as const;

/** The bytes of one item. */
export function encodeItem(item: NoticeItem): Uint8Array {
  const board = Buffer.from(item.board);
  const rest = item.kind === "message" ? item.bytes : undefined;
  const number = item.kind === "head" ? item.seq : rest?.length;
  const out = new Uint8Array(
    1 + sizeOf(board) + (number === undefined ? 0 : varUintLength(number)) + (rest?.length ?? 0),
  );
  out[0] = KINDS.indexOf(item.kind);
  let at = writeBytes(out, 1, board);
  if (number !== undefined) at = writeVarUint(out, at, number);
  if (rest) out.set(rest, at);
  return out;
}

/** @param items encoded items */
export function encodeNotice(from: string, items: readonly Uint8Array[]): Uint8Array {
  const id = Buffer.from(from);
  const out = new Uint8Array(items.reduce((sum, { length }) => sum + length, sizeOf(id)));
  let at = writeBytes(out, 0, id);
  for (const item of items) {
    out.set(item, at);
    at += item.length;
  }
  return out;
}

/** @returns undefined when the bytes are no notice, as those of another version */
export function decodeNotice(bytes: Uint8Array): Notice | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const from = decoding.readVarString(decoder);
    const items: NoticeItem[] = [];
    while (decoding.hasContent(decoder)) items.push(readItem(decoder));
    return { from, items };
  } catch {
    return undefined;
  }
}

/** @throws when the kind is unknown or the item is cut off */
function readItem(decoder: decoding.Decoder): NoticeItem {
  const kind = KINDS[decoding.readUint8(decoder)];
  const board = decoding.readVarString(decoder);
  switch (kind) {
    case "head":
      return { kind, board, seq: decoding.readVarUint(decoder) };
    case "message":
      return { kind, board, bytes: decoding.readVarUint8Array(decoder).slice() };
    case "open":
    case "here":
    case "closed":
      return { kind, board };
    default:
      throw new Error("Cannot read notice as the kind of an item is unknown");
  }
}

function sizeOf({ length }: Uint8Array): number {
  return varUintLength(length) + length;
}

function writeBytes(out: Uint8Array, at: number, bytes: Uint8Array): number {
  const from = writeVarUint(out, at, bytes.length);
  out.set(bytes, from);
  return from + bytes.length;
}
