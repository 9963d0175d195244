import { FLOOD_AWARENESS_BYTES, FLOOD_STRUCTS, FRAME_BYTES_MAX, INK_FRAME_BYTES_MAX } from "../../board/limits.ts";
import { Malformed, malformed } from "../../board/malformed.ts";
import { CLOSE, decodeFrame, encodeDenied } from "../../board/protocol.ts";
import { scanPeerUpdate } from "../../board/update.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

/**
 * What happens to one inbound message: rate → size → kind → role → full decode → structural checks → room. Whatever does not
 * pass costs its sender alone: the session is closed with a reason, nothing of the message has been used.
 */
export function receive(room: Room, session: Session, message: unknown): void {
  // Frames that were queued behind a refused one are not for anybody any more.
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
  // Whatever a message is, the time it took is measured: everybody else had to wait for it.
  if (!session.allowance.takeTime(room.clock.now() - start)) session.stop();
}

/** Size of a message as the runtime gives it. Text counts by its UTF-16 units, as encoding it anew would cost more. */
export function sizeOf(message: unknown): number {
  if (message instanceof ArrayBuffer) return message.byteLength;
  return typeof message === "string" ? message.length : 0;
}

/** @throws {Malformed} when the message is malformed; any other error is our own. */
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
    // Kinds that only a server sends, or that this version does not know, mean nothing here.
    case "denied":
    case "saved":
    case "notice":
    case "unknown":
      return;
  }
}

/** Dropped; stock clients always send a step 2, so an empty one is no attempt at anything. */
function deny(session: Session, update: Uint8Array): void {
  if (update.length <= 2) return;
  session.count("role");
  session.send(encodeDenied("this link is for viewing only"));
}
