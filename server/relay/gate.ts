import { FLOOD_AWARENESS_BYTES, FLOOD_STRUCTS, FRAME_BYTES_MAX, INK_FRAME_BYTES_MAX } from "../../board/limits.ts";
import { Malformed, malformed } from "../../board/malformed.ts";
import { CLOSE, decodeFrame, encodeDenied } from "../../board/protocol.ts";
import { scanPeerUpdate } from "../../board/update.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

/**
 * Checks one inbound message: rate → size → kind → role → full decode → structural checks → room. A message that does
 * not pass affects only its sender: the session is closed with a reason, and nothing of the message is used.
 */
export function receive(room: Room, session: Session, message: unknown): void {
  // After a refusal the session is not open: later frames are counted and dropped.
  const bytes = sizeOf(message);
  session.tally.came(bytes);
  if (!session.isOpen) return session.ignored(bytes);
  session.heard();
  if (!session.take(bytes)) return session.stop();
  if (!(message instanceof ArrayBuffer)) {
    return session.refuse(CLOSE.malformed, "only binary messages are understood", "not binary");
  }
  if (bytes > FRAME_BYTES_MAX) {
    return session.refuse(CLOSE.tooLarge, "the message is too large", "too large");
  }
  const start = room.clock.now();
  try {
    pass(room, session, new Uint8Array(message));
  } catch (error) {
    if (!(error instanceof Malformed)) return room.failed(error, session);
    session.refuse(CLOSE.malformed, `the message cannot be read: ${error.message}`, "malformed");
  }
  // The processing time of every message is charged, because all other peers had to wait.
  if (!session.allowance.takeTime(room.clock.now() - start)) session.stop();
}

/** Size of a message from the runtime. Text counts by UTF-16 units: encoding it again would cost too much. */
export function sizeOf(message: unknown): number {
  if (message instanceof ArrayBuffer) return message.byteLength;
  return typeof message === "string" ? message.length : 0;
}

/** @throws {Malformed} when the message is malformed; any other error is a fault of ours */
function pass(room: Room, session: Session, bytes: Uint8Array<ArrayBuffer>): void {
  const frame = malformed(() => decodeFrame(bytes));
  switch (frame.kind) {
    case "step1":
      return room.answer(session, frame.stateVector);
    case "step2":
    case "update": {
      if (!session.mayDraw) return deny(session, frame.update);
      const isDifference = frame.kind === "step2";
      const scan = scanPeerUpdate(frame.update);
      if (!session.allowance.take(0, scan.structs / FLOOD_STRUCTS)) return session.stop();
      return room.update(session, scan, { isDifference, frame: isDifference ? undefined : bytes });
    }
    case "awareness":
      if (!session.allowance.take(0, frame.body.length / FLOOD_AWARENESS_BYTES)) return session.stop();
      return room.hearPresence(session, frame.body);
    case "queryAwareness":
      return room.tellPresence(session);
    case "ink":
      if (bytes.length > INK_FRAME_BYTES_MAX) throw new Malformed("live ink is too large");
      if (session.mayDraw && session.extended) room.ink(session, frame.entries, bytes);
      return;
    // Kinds that only a server sends, and unknown kinds, are ignored.
    case "denied":
    case "saved":
    case "notice":
    case "unknown":
      return;
  }
}

/** Drops an update of a viewer. Stock clients always send a step 2, so an empty one is not an attempt to draw. */
function deny(session: Session, update: Uint8Array): void {
  if (update.length <= 2) return;
  session.count("role");
  session.send(encodeDenied("this link is for viewing only"));
}
