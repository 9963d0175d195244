import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { QUANTUM } from "../ink.ts";
import { COORDINATE_MAX, INK_FRAME_BYTES_MAX } from "../limits.ts";
import { decodeStrokeNews, type StrokeNews } from "./live_stroke.ts";
import type { Presence } from "./presence.ts";

/** What pages send each other over a direct connection (PROTOCOL.md 16.7). */
export type DirectMessage =
  /** An entry of a stroke; `number` counts the entries of this stroke from 0. */
  | { readonly kind: "ink"; readonly number: number; readonly news: StrokeNews }
  /** `clock` is that of the presence with this cursor. */
  | { readonly kind: "cursor"; readonly clock: number; readonly cursor: Presence["cursor"] }
  | { readonly kind: "ping" | "pong"; readonly number: number };

const KINDS = ["ink", "cursor", "ping", "pong"] as const;

/** Kind and number take at most 9 bytes. */
const MESSAGE_BYTES_MAX = INK_FRAME_BYTES_MAX + 9;

type Bytes = Uint8Array<ArrayBuffer>;

/** @param entry as in a frame of live ink */
export function encodeDirectInk(number: number, entry: Uint8Array): Bytes {
  return encode("ink", number, (encoder) => encoding.writeUint8Array(encoder, entry));
}

export function encodeDirectCursor(clock: number, cursor: Presence["cursor"]): Bytes {
  return encode("cursor", clock, (encoder) => {
    if (cursor === null) return;
    encoding.writeVarInt(encoder, Math.round(cursor.x / QUANTUM));
    encoding.writeVarInt(encoder, Math.round(cursor.y / QUANTUM));
  });
}

export function encodeDirectPing(kind: "ping" | "pong", number: number): Bytes {
  return encode(kind, number);
}

/** Never throws. @returns undefined when the bytes are malformed or out of range */
export function decodeDirectMessage(bytes: Uint8Array): DirectMessage | undefined {
  if (bytes.length > MESSAGE_BYTES_MAX) return undefined;
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = read(decoder);
    return decoding.hasContent(decoder) ? undefined : message;
  } catch {
    return undefined;
  }
}

function read(decoder: decoding.Decoder): DirectMessage | undefined {
  const kind = KINDS[decoding.readUint8(decoder)];
  const number = decoding.readVarUint(decoder);
  switch (kind) {
    case "ink": {
      const news = decodeStrokeNews(decoding.readTailAsUint8Array(decoder));
      return news && { kind, number, news };
    }
    case "cursor": {
      if (!decoding.hasContent(decoder)) return { kind, clock: number, cursor: null };
      const x = decoding.readVarInt(decoder) * QUANTUM, y = decoding.readVarInt(decoder) * QUANTUM;
      const isOnBoard = Math.abs(x) <= COORDINATE_MAX && Math.abs(y) <= COORDINATE_MAX;
      return isOnBoard ? { kind, clock: number, cursor: { x, y } } : undefined;
    }
    case "ping":
    case "pong":
      return { kind, number };
  }
}

function encode(kind: DirectMessage["kind"], number: number, write?: (encoder: encoding.Encoder) => void): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, KINDS.indexOf(kind));
  encoding.writeVarUint(encoder, number);
  write?.(encoder);
  return encoding.toUint8Array(encoder) as Bytes;
}
