import * as Y from "yjs";
import type { Clock } from "../../../board/clock.ts";
import { QUEUE_SOFT_BYTES } from "../../../board/limits.ts";
import { decodeFrame, type Frame } from "../../../board/wire/protocol.ts";
import { type Scan, scanOwnUpdate } from "../../../board/wire/update.ts";
import type { Membership } from "../../../server/session/membership.ts";
import { Session } from "../../../server/session/session.ts";
import { FakeServerSocket } from "../peer/fake_socket.ts";

/** A session whose socket the test controls. */
export interface Seat {
  readonly session: Session;
  readonly socket: FakeServerSocket;
}

export function seat(
  clock: Clock,
  { role = "editor", extended = true, ...ends }: Partial<
    Pick<Membership, "role" | "rights" | "extended" | "isForwarded" | "terminate" | "onFlood" | "reserve" | "scheduler">
  > = {},
): Seat {
  const socket = new FakeServerSocket();
  return { session: new Session(socket, { role, extended, clock, ...ends }), socket };
}

/** The frames that a session was sent, in order. */
export function framesOf({ socket }: Seat): Frame[] {
  return socket.sent.map(decodeFrame);
}

/** The peer stops reading while `bytes` are queued for it. */
export function stall({ session, socket }: Seat, bytes = QUEUE_SOFT_BYTES + 1): void {
  socket.reads = false;
  session.sendAlways(new Uint8Array(bytes));
  socket.sent.pop();
}

/** Consecutive edits of one client: `next` sets a key of a map. */
export class Editing {
  readonly doc = new Y.Doc();

  next(key: string, value: unknown = 1): Scan {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getMap("shapes").set(key, value);
    return scanOwnUpdate(Y.encodeStateAsUpdate(this.doc, before));
  }
}

/** The keys set by a session's update frames, applied in order. */
export function keysSeenBy(seat: Seat): string[] {
  const doc = new Y.Doc();
  const keys: string[] = [];
  doc.getMap("shapes").observe((event) => keys.push(...event.keysChanged as Set<string>));
  for (const frame of framesOf(seat)) {
    if (frame.kind === "update" || frame.kind === "step2") Y.applyUpdate(doc, frame.update);
  }
  return keys;
}

/** An update that a check with a gap would accept: a text that follows a text that nobody has. */
export const IMPOSSIBLE: Scan = {
  ...scanOwnUpdate(new Uint8Array([1, 1, 5, 0, 4, 1, 1, 0x74, 1, 0x61, 0])),
  bytes: new Uint8Array([1, 1, 5, 0, 0b1000_0100, 6, 0, 1, 0x61, 0]),
};
