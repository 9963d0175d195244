import {
  DIRECT_BYTES_MAX,
  FLOOD_AWARENESS_BYTES,
  FLOOD_STRUCTS,
  FRAME_BYTES_MAX,
  INK_FRAME_BYTES_MAX,
} from "../../board/limits.ts";
import { SIGNAL_FRAMES } from "../../board/wire/direct_limits.ts";
import { rightsOf } from "../../board/role.ts";
import { endsStroke } from "../../board/wire/live_stroke.ts";
import { asMalformed, Malformed } from "../../board/wire/malformed.ts";
import { CLOSE, decodeFrame, encodeDenied, encodeInkFrame, type Frame } from "../../board/wire/protocol.ts";
import { scanningPeerUpdate, scanPeerUpdate } from "../../board/wire/update.ts";
import type { Session } from "../session/session.ts";
import type { Steps } from "../session/steps.ts";
import { maySend } from "./channels.ts";
import type { Room } from "./room.ts";

/**
 * Checks one inbound message: rate → size → kind → right → full decode → structural checks → room. A message that does
 * not pass affects only its sender: the session is closed with a reason, and nothing of the message is used.
 */
export function receive(room: Room, session: Session, message: unknown): void {
  const isBinary = message instanceof ArrayBuffer;
  const bytes = isBinary ? message.byteLength : sizeOf(message);
  if (!session.messageReceived(bytes)) return;
  if (!isBinary) {
    return session.refuse(CLOSE.malformed, "only binary messages are understood", "not binary");
  }
  if (bytes > FRAME_BYTES_MAX) {
    return session.refuse(CLOSE.tooLarge, "the message is too large", "too large");
  }
  const content = new Uint8Array(message);
  if (session.turns.mustWait(bytes)) return session.turns.wait(bytes, handling(room, session, content));
  const start = room.clock.now();
  try {
    const rest = pass(room, session, content, start);
    if (rest) session.turns.wait(bytes, handlingRest(room, session, rest));
  } catch (error) {
    failed(room, session, error);
  }
  // The processing time of every message is charged, because all other peers had to wait.
  session.rateLimiter.takeTime(room.clock.now() - start);
}

function* handling(room: Room, session: Session, bytes: Uint8Array<ArrayBuffer>): Steps {
  try {
    const rest = pass(room, session, bytes);
    if (rest) yield* rest;
  } catch (error) {
    failed(room, session, error);
  }
}

/** A small message may be the last one of a large difference. */
function* handlingRest(room: Room, session: Session, rest: Steps): Steps {
  try {
    yield* rest;
  } catch (error) {
    failed(room, session, error);
  }
}

function failed(room: Room, session: Session, error: unknown): void {
  if (!(error instanceof Malformed)) return room.failed(error, session);
  session.refuse(CLOSE.malformed, `the message cannot be read: ${error.message}`, "malformed");
}

/** Size of a message from the runtime. Text counts by UTF-16 units: encoding it again would cost too much. */
export function sizeOf(message: unknown): number {
  if (message instanceof ArrayBuffer) return message.byteLength;
  return typeof message === "string" ? message.length : 0;
}

/**
 * @param now the time of the arrival; undefined when the message had to wait
 * @returns the rest of the work; undefined when it is done
 * @throws {Malformed} when the message is malformed; any other error is a fault of ours
 */
function pass(room: Room, session: Session, bytes: Uint8Array<ArrayBuffer>, now?: number): Steps | undefined {
  const frame = decode(bytes);
  if (!maySend(session, frame.kind)) {
    if (frame.kind === "step2" || frame.kind === "update") deny(room, session, frame.update);
    if (frame.kind === "ink" && isPaused(session) && session.extended) endStrokes(room, session, frame.entries);
    return;
  }
  switch (frame.kind) {
    case "step1":
      room.answer(session, frame.stateVector);
      return;
    case "step2":
    case "update": {
      const isDifference = frame.kind === "step2";
      const options = { isDifference, frame: isDifference ? undefined : bytes, now };
      if (bytes.length > DIRECT_BYTES_MAX) return updating(room, session, { update: frame.update, ...options });
      const scan = scanPeerUpdate(frame.update);
      if (session.rateLimiter.take(0, scan.structs / FLOOD_STRUCTS)) return room.update(session, scan, options);
      session.stop();
      return;
    }
    case "awareness":
      if (!session.rateLimiter.take(0, frame.body.length / FLOOD_AWARENESS_BYTES)) session.stop();
      else room.hearPresence(session, frame.body, now);
      return;
    case "queryAwareness":
      room.tellPresence(session);
      return;
    case "ink":
      if (bytes.length > INK_FRAME_BYTES_MAX) throw new Malformed("live ink is too large");
      if (session.extended) room.ink(session, frame.entries, { frame: bytes, now });
      return;
    case "direct":
      if (!session.rateLimiter.take(0, SIGNAL_FRAMES)) session.stop();
      else if (session.extended) room.direct.hear(session, frame.body);
      return;
  }
}

/** @throws {Malformed} */
function decode(bytes: Uint8Array): Frame {
  try {
    return decodeFrame(bytes);
  } catch (error) {
    throw asMalformed(error);
  }
}

interface UpdateOptions {
  readonly isDifference: boolean;
  readonly frame: Uint8Array<ArrayBuffer> | undefined;
}

/** Its structs are not charged to the rate limiter: its turns limit what it costs others. */
function* updating(
  room: Room,
  session: Session,
  { update: bytes, ...options }: UpdateOptions & { readonly update: Uint8Array },
): Steps {
  const rest = room.update(session, yield* scanningPeerUpdate(bytes), options);
  if (rest) yield* rest;
}

/** Drops an update of a viewer. Stock clients always send a step 2, so an empty one is not an attempt to draw. */
function deny(room: Room, session: Session, update: Uint8Array): void {
  const isPausing = isPaused(session);
  if (isPausing) room.moderation.withhold(session);
  if (update.length <= 2) return;
  session.count("role");
  if (isPausing && session.extended) return;
  session.send(encodeDenied(isPausing ? "an owner has frozen the board" : "this link is for viewing only"));
}

/** True while an owner has frozen the board: the role may draw, the session may not. */
function isPaused({ role, rights }: Session): boolean {
  return rightsOf(role).draw && !rights.draw;
}

/** A stroke that was begun before the board was frozen may end, so that it does not stay on the others' screens. */
function endStrokes(room: Room, session: Session, entries: readonly Uint8Array[]): void {
  const ends = entries.filter(endsStroke);
  if (ends.length > 0) room.ink(session, ends, { frame: encodeInkFrame(ends) });
}
