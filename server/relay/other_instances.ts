import * as decoding from "lib0/decoding";
import type { Clock } from "../../board/clock.ts";
import { authorOf } from "../../board/wire/live_stroke.ts";
import { Malformed, malformed } from "../../board/wire/malformed.ts";
import { decodeFrame, encodeAwareness, encodeInkFrame } from "../../board/wire/protocol.ts";
import { type Bus, MESSAGE_BYTES_MAX } from "../bus/bus.ts";
import type { Session } from "../session/session.ts";
import { AdaptiveTimer } from "./adaptive_timer.ts";
import type { RoomFanout } from "./room_fanout.ts";
import { awarenessBody, PresenceTable, type ShowingRights } from "./presence_table.ts";

/** Messages to other instances leave at this interval, ms. */
const TICK_MS = 50;
/** Bytes of a message that are not entries: the kind of the frame, lengths and counts. */
const FRAMING_BYTES = 16;
/** The other instance has checked the rights of its people. */
const EVERYTHING: ShowingRights = { draw: true, comment: true, point: true };
/** Awareness ids of all people on one instance: twice the connections of a board. */
const IDS_MAX = 2_000;

export interface OtherInstancesOptions {
  readonly board: string;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly fanout: RoomFanout;
  /** The presence of the people on this instance. */
  readonly presence: PresenceTable<Session>;
}

/**
 * Live ink, presence and talk of people on other instances that serve the same board. Usually there are none. All of it
 * is best effort: presence may be late, and ink that does not fit is dropped.
 */
export class OtherInstances {
  readonly #options: OtherInstancesOptions;
  /** The presence of the people on each of the other instances. */
  readonly #remote = new PresenceTable<string>(() => {}, { idsMax: IDS_MAX });
  readonly #tick: AdaptiveTimer;
  /** Entries of presence to send: the newest of each id. */
  #presence = new Map<number, Uint8Array>();
  #ink: Uint8Array[] = [];
  #inkBytes = 0;
  #isSplit: boolean;
  #unsubscribe: () => void;

  constructor(options: OtherInstancesOptions) {
    this.#options = options;
    const { board, bus, clock, fanout } = options;
    this.#tick = new AdaptiveTimer(clock, () => Math.max(TICK_MS, bus.intervalMs), () => this.#send());
    this.#isSplit = bus.others(board).size > 0;
    this.#unsubscribe = bus.subscribe(board, {
      joined: () => {
        this.#isSplit = true;
        this.presence(this.#options.presence.all());
      },
      left: (instance) => {
        this.#isSplit = bus.others(board).size > 0;
        fanout.presence(this.#unowned(this.#remote.leave(instance)));
      },
      message: (bytes, from) => this.#hear(bytes, from),
    });
  }

  /** The presence of everybody on the board, here and on other instances. */
  everybody(): Uint8Array[] {
    return [...this.#options.presence.all(), ...this.#unowned(this.#remote.all())];
  }

  /** Sends changed presence of people on this instance. */
  presence(entries: readonly Uint8Array[]): void {
    if (!this.#isSplit || entries.length === 0) return;
    for (const entry of entries) this.#presence.set(idOf(entry), entry);
    this.#tick.start();
  }

  ink(entries: readonly Uint8Array[]): void {
    if (!this.#isSplit) return;
    for (const entry of entries) {
      if (this.#inkBytes + entry.length + 2 > MESSAGE_BYTES_MAX - FRAMING_BYTES) break;
      this.#ink.push(entry);
      this.#inkBytes += entry.length + 2;
    }
    this.#tick.start();
  }

  /** An instance that misses an event of the talk notices it by the numbers. */
  talk(frame: Uint8Array): void {
    if (this.#isSplit && frame.length <= MESSAGE_BYTES_MAX) this.#options.bus.send(this.#options.board, frame);
  }

  /** Safe to call twice. */
  close(): void {
    this.#tick.close();
    this.#unsubscribe();
  }

  #send(): boolean {
    const { bus, board } = this.#options;
    const entries: Uint8Array[] = [];
    let bytes = 0;
    for (const [id, entry] of this.#presence) {
      if (bytes + entry.length > MESSAGE_BYTES_MAX - FRAMING_BYTES) break;
      bytes += entry.length;
      entries.push(entry);
      this.#presence.delete(id);
    }
    if (entries.length > 0) bus.send(board, encodeAwareness(awarenessBody(entries)));
    if (this.#ink.length > 0) bus.send(board, encodeInkFrame(this.#ink));
    this.#ink = [];
    this.#inkBytes = 0;
    return this.#presence.size > 0;
  }

  /** The other instance checked who may send this. A message that cannot be read may come from another version. */
  #hear(bytes: Uint8Array, from: string): void {
    try {
      this.#relay(bytes, from);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
  }

  #relay(bytes: Uint8Array, from: string): void {
    const { fanout, presence } = this.#options;
    const frame = malformed(() => decodeFrame(bytes));
    if (frame.kind === "awareness") {
      fanout.presence(this.#unowned(this.#remote.hear(from, frame.body, EVERYTHING)));
    } else if (frame.kind === "ink") {
      const entries = frame.entries.filter((entry) => presence.ownerOf(malformed(() => authorOf(entry))) === undefined);
      if (entries.length > 0) fanout.ink(undefined, entries, { frame: encodeInkFrame(entries) });
    } else if (frame.kind === "talk") {
      fanout.talk(bytes.slice());
    }
  }

  /** Somebody who came from another instance uses the same id here, and is known better here. */
  #unowned(entries: readonly Uint8Array[]): Uint8Array[] {
    return entries.filter((entry) => this.#options.presence.ownerOf(idOf(entry)) === undefined);
  }
}

function idOf(entry: Uint8Array): number {
  return decoding.readVarUint(decoding.createDecoder(entry));
}
