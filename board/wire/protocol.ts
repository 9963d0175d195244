import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { TalkEvent } from "../talk.ts";
import { varUintLength, writeVarUint } from "./varuint.ts";

/**
 * The frames that two peers exchange. `PROTOCOL.md` numbers the rules. Kinds 0 to 3 are the y-websocket protocol; the
 * others go only to sessions that requested `SUBPROTOCOL`.
 */
export const KIND = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  ink: 100,
  saved: 101,
  notice: 102,
  talk: 103,
  direct: 104,
} as const;

/** The second number of a sync frame. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export const SUBPROTOCOL = "drawbridge.1";

/** Codes 4400 to 4499 are final: stock clients stop retrying. */
export const CLOSE = {
  malformed: 4400,
  /** Unknown, revoked or expired when the client connected. All three look the same to it. */
  noSuchLink: 4404,
  /** The link was revoked, replaced or given a passphrase, or has expired, while the client was connected. */
  linkEnded: 4410,
  /** The board was deleted while the client was connected. */
  boardDeleted: 4411,
  /** An owner removed the visitor for some time. */
  removed: 4412,
  tooLarge: 4413,
  /** An owner has to let the visitor in first. */
  waiting: 4423,
  tooMany: 4429,
  /** An internal server error; the client may reconnect. */
  internal: 1011,
  /** The server shuts down, or this connection is too slow; the client may reconnect. */
  restarting: 1012,
  tryAgain: 1013,
} as const;

export const isFinal = (code: number): boolean => code >= 4400 && code <= 4499;

export type NoticeCode =
  | "role"
  | "state"
  | "link"
  | "leaving"
  | "unsaved"
  | "saving"
  | "damaged"
  | "full"
  | "accepted";

export type Frame =
  | { kind: "step1"; stateVector: Uint8Array }
  | { kind: "step2" | "update"; update: Uint8Array }
  | { kind: "awareness"; body: Uint8Array }
  | { kind: "denied"; reason: string }
  | { kind: "queryAwareness" }
  | { kind: "ink"; entries: Uint8Array[] }
  | { kind: "saved"; count: number }
  | { kind: "notice"; code: string; text: string }
  | { kind: "talk"; json: string }
  | { kind: "direct"; body: Uint8Array }
  | { kind: "unknown"; number: number };

type Bytes = Uint8Array<ArrayBuffer>;

/** @throws when the frame is truncated or has trailing bytes */
export function decodeFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes);
  const frame = readFrame(decoder);
  if (frame.kind !== "unknown" && decoding.hasContent(decoder)) {
    throw new Error(`Cannot decode frame as bytes follow its end: ${frame.kind}`);
  }
  return frame;
}

function readFrame(decoder: decoding.Decoder): Frame {
  const number = decoding.readVarUint(decoder);
  switch (number) {
    case KIND.sync: {
      const step = decoding.readVarUint(decoder);
      const body = decoding.readVarUint8Array(decoder);
      if (step === SYNC.step1) return { kind: "step1", stateVector: body };
      if (step === SYNC.step2) return { kind: "step2", update: body };
      if (step === SYNC.update) return { kind: "update", update: body };
      throw new Error(`Cannot decode sync frame as its step is unknown: ${step}`);
    }
    case KIND.awareness:
      return { kind: "awareness", body: decoding.readVarUint8Array(decoder) };
    case KIND.auth:
      decoding.readVarUint(decoder);
      return { kind: "denied", reason: decoding.readVarString(decoder) };
    case KIND.queryAwareness:
      return { kind: "queryAwareness" };
    case KIND.ink: {
      const entries: Uint8Array[] = [];
      while (decoding.hasContent(decoder)) entries.push(decoding.readVarUint8Array(decoder));
      return { kind: "ink", entries };
    }
    case KIND.saved:
      return { kind: "saved", count: decoding.readVarUint(decoder) };
    case KIND.notice:
      return { kind: "notice", code: decoding.readVarString(decoder), text: decoding.readVarString(decoder) };
    case KIND.talk:
      return { kind: "talk", json: decoding.readVarString(decoder) };
    case KIND.direct:
      return { kind: "direct", body: decoding.readTailAsUint8Array(decoder) };
    default:
      return { kind: "unknown", number };
  }
}

export function encodeSync(step: number, body: Uint8Array): Bytes {
  const out = new Uint8Array(2 + varUintLength(body.length) + body.length);
  out[0] = KIND.sync;
  out[1] = step;
  out.set(body, writeVarUint(out, 2, body.length));
  return out;
}

export function encodeAwareness(body: Uint8Array): Bytes {
  const out = new Uint8Array(1 + varUintLength(body.length) + body.length);
  out[0] = KIND.awareness;
  out.set(body, writeVarUint(out, 1, body.length));
  return out;
}

/** One frame of live ink. Each entry is an update of one stroke, see `live_stroke.ts`. */
export function encodeInkFrame(entries: readonly Uint8Array[]): Bytes {
  let length = 1;
  for (const entry of entries) length += varUintLength(entry.length) + entry.length;
  const out = new Uint8Array(length);
  out[0] = KIND.ink;
  let at = 1;
  for (const entry of entries) {
    at = writeVarUint(out, at, entry.length);
    out.set(entry, at);
    at += entry.length;
  }
  return out;
}

export function encodeSaved(count: number): Bytes {
  return encode((encoder) => {
    encoding.writeVarUint(encoder, KIND.saved);
    encoding.writeVarUint(encoder, count);
  });
}

/** A notice. `code` is for the program, `text` for the person. */
export function encodeNotice(code: NoticeCode, text: string): Bytes {
  return encode((encoder) => {
    encoding.writeVarUint(encoder, KIND.notice);
    encoding.writeVarString(encoder, code);
    encoding.writeVarString(encoder, text);
  });
}

/** An event of the talk, as JSON. See `talk.ts`. */
export function encodeTalk(event: TalkEvent): Bytes {
  return encode((encoder) => {
    encoding.writeVarUint(encoder, KIND.talk);
    encoding.writeVarString(encoder, JSON.stringify(event));
  });
}

/** The denial of the stock protocol. */
export function encodeDenied(reason: string): Bytes {
  return encode((encoder) => {
    encoding.writeVarUint(encoder, KIND.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, reason);
  });
}

export function encodeQueryAwareness(): Bytes {
  return new Uint8Array([KIND.queryAwareness]);
}

function encode(write: (encoder: encoding.Encoder) => void): Bytes {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder) as Bytes;
}
