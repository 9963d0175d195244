import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { malformed } from "./malformed.ts";
import { POLL_SOURCES_MAX, POLL_WAIT_MS_MAX } from "./polling_limits.ts";

/** The bodies of polling requests and of their answers (PROTOCOL.md 15). */

type Bytes = Uint8Array<ArrayBuffer>;

export const SESSION_ID_BYTES = 16;
export const SOURCE_BYTES = 8;

/** How many frames of a source the client has received. A source is one server-side session, named in hex. */
export interface Received {
  readonly source: string;
  readonly frames: number;
}

export interface Poll {
  readonly session: Uint8Array;
  /** How long the server may hold the poll, ms; 0: it answers at once. */
  readonly waitMs: number;
  /** The number in the log up to which the client has everything. Undefined: it has asked for nothing yet. */
  readonly after: number | undefined;
  readonly received: readonly Received[];
  /** Own frames that are not updates: presence, live ink, and step 1. */
  readonly frames: readonly Uint8Array[];
}

export interface PollAnswer {
  readonly source: string;
  /** Number of the first frame, from 1. */
  readonly first: number;
  readonly after: number | undefined;
  readonly frames: readonly Uint8Array[];
}

export interface Updates {
  readonly session: Uint8Array;
  readonly frames: readonly Uint8Array[];
}

export function encodePoll({ session, waitMs, after, received, frames }: Poll): Bytes {
  return encode((encoder) => {
    encoding.writeUint8Array(encoder, session);
    encoding.writeVarUint(encoder, waitMs);
    writeAfter(encoder, after);
    encoding.writeVarUint(encoder, received.length);
    for (const { source, frames } of received) {
      encoding.writeUint8Array(encoder, decodeHex(source));
      encoding.writeVarUint(encoder, frames);
    }
    writeFrames(encoder, frames);
  });
}

/** @throws {Malformed} */
export function decodePoll(bytes: Uint8Array): Poll {
  return malformed(() => {
    const decoder = decoding.createDecoder(bytes);
    const session = readBytes(decoder, SESSION_ID_BYTES);
    const waitMs = decoding.readVarUint(decoder);
    if (waitMs > POLL_WAIT_MS_MAX) throw new Error(`Cannot read poll as it waits too long: ${waitMs}`);
    const after = readAfter(decoder);
    const sources = decoding.readVarUint(decoder);
    if (sources > POLL_SOURCES_MAX) throw new Error(`Cannot read poll as it names too many sources: ${sources}`);
    const received = Array.from({ length: sources }, () => ({
      source: encodeHex(readBytes(decoder, SOURCE_BYTES)),
      frames: decoding.readVarUint(decoder),
    }));
    return { session, waitMs, after, received, frames: readFrames(decoder) };
  });
}

export function encodePollAnswer({ source, first, after, frames }: PollAnswer): Bytes {
  return encode((encoder) => {
    encoding.writeUint8Array(encoder, decodeHex(source));
    encoding.writeVarUint(encoder, first);
    writeAfter(encoder, after);
    writeFrames(encoder, frames);
  });
}

/** @throws {Malformed} */
export function decodePollAnswer(bytes: Uint8Array): PollAnswer {
  return malformed(() => {
    const decoder = decoding.createDecoder(bytes);
    const source = encodeHex(readBytes(decoder, SOURCE_BYTES));
    const first = decoding.readVarUint(decoder);
    return { source, first, after: readAfter(decoder), frames: readFrames(decoder) };
  });
}

export function encodeUpdates({ session, frames }: Updates): Bytes {
  return encode((encoder) => {
    encoding.writeUint8Array(encoder, session);
    writeFrames(encoder, frames);
  });
}

/** @throws {Malformed} */
export function decodeUpdates(bytes: Uint8Array): Updates {
  return malformed(() => {
    const decoder = decoding.createDecoder(bytes);
    return { session: readBytes(decoder, SESSION_ID_BYTES), frames: readFrames(decoder) };
  });
}

function writeAfter(encoder: encoding.Encoder, after: number | undefined): void {
  encoding.writeVarUint(encoder, after === undefined ? 0 : after + 1);
}

function readAfter(decoder: decoding.Decoder): number | undefined {
  const value = decoding.readVarUint(decoder);
  return value === 0 ? undefined : value - 1;
}

function writeFrames(encoder: encoding.Encoder, frames: readonly Uint8Array[]): void {
  for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
}

function readFrames(decoder: decoding.Decoder): Uint8Array[] {
  const frames: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) {
    frames.push(readBytes(decoder, decoding.readVarUint(decoder)));
  }
  return frames;
}

/** lib0 reads past the end of a part of a buffer, so the length is checked here. */
function readBytes(decoder: decoding.Decoder, length: number): Uint8Array {
  if (length > decoder.arr.length - decoder.pos) throw new Error("Cannot read bytes as they end too early");
  return decoding.readUint8Array(decoder, length);
}

function encode(write: (encoder: encoding.Encoder) => void): Bytes {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder) as Bytes;
}
