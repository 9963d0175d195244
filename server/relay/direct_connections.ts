import { decodeDirect, encodeDirect } from "../../board/wire/direct_frame.ts";
import { DIRECT_PEOPLE_MAX } from "../../board/wire/direct_limits.ts";
import type { Session } from "../session/session.ts";
import { mayWrite } from "./channels.ts";

/**
 * Arranges direct connections between the pages of one room (PROTOCOL.md 16): says who takes part, and relays their
 * signalling. A peer is named by an awareness id of its session, which the server checks, so nobody can speak for
 * another.
 */
export class DirectConnections {
  readonly #ownerOf: (id: number) => Session | undefined;
  readonly #iceServers: string;
  /** The awareness ids of those who asked, in the order in which they did. The first of them take part. */
  readonly #asked = new Map<Session, number>();
  /** The awareness ids of those who take part, as they were told last. */
  #members: readonly number[] = [];

  /**
   * @param ownerOf the session that owns an awareness id
   * @param iceServers as JSON
   */
  constructor(ownerOf: (id: number) => Session | undefined, iceServers = "[]") {
    this.#ownerOf = ownerOf;
    this.#iceServers = iceServers;
  }

  /**
   * Handles a frame from a session that may draw.
   *
   * @throws {Malformed} when it is malformed or too large
   */
  hear(session: Session, body: Uint8Array): void {
    const frame = decodeDirect(body);
    switch (frame.step) {
      case "join":
        return this.#join(session, frame.id);
      case "leave":
        return this.leave(session);
      case "signal":
        return this.#relay(session, frame.peer, frame.text);
    }
  }

  /** Safe to call for a session that never joined. */
  leave(session: Session): void {
    if (this.#asked.delete(session)) this.#changed();
  }

  /** Removes a session that no longer owns its awareness id, because another session may claim the id now. */
  check(session: Session): void {
    const id = this.#asked.get(session);
    if (id !== undefined && this.#ownerOf(id) !== session) this.leave(session);
  }

  /** Says who takes part, if the session has asked. */
  tell(session: Session): void {
    if (!this.#asked.has(session)) return;
    session.send(encodeDirect({ step: "members", ids: this.#members, iceServers: this.#iceServers }));
  }

  /** A client that gets no answer asks again, for example when its presence was not known yet. */
  #join(session: Session, id: number): void {
    if (this.#ownerOf(id) !== session) return;
    const before = this.#asked.get(session);
    if (before !== undefined && before !== id) this.leave(session);
    this.#asked.set(session, id);
    // Those who wait for a place need not know of each other.
    if (!this.#changed()) this.tell(session);
  }

  #relay(from: Session, peer: number, text: string): void {
    const sender = this.#asked.get(from);
    const receiver = this.#ownerOf(peer);
    if (sender === undefined || receiver === undefined || receiver === from) return;
    if (this.#asked.get(receiver) !== peer || !mayWrite(receiver, "liveStrokes")) return;
    if (!this.#members.includes(sender) || !this.#members.includes(peer)) return;
    receiver.send(encodeDirect({ step: "signal", peer: sender, text }));
  }

  /** @returns true when other people take part than before; everybody who asked has been told then */
  #changed(): boolean {
    const members = [...this.#asked.values()].slice(0, DIRECT_PEOPLE_MAX);
    if (members.length === this.#members.length && members.every((id, i) => id === this.#members[i])) return false;
    this.#members = members;
    for (const session of this.#asked.keys()) this.tell(session);
    return true;
  }
}
