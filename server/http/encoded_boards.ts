import type { Clock } from "../../board/clock.ts";
import { ENCODED_IDLE_MS } from "../../board/limits.ts";
import type { MemoryBudget, Reservation } from "../admission/memory_budget.ts";
import type { Holder } from "../admission/fair_limit.ts";
import type { WorkQueue } from "../admission/work_queue.ts";
import type { Room } from "../relay/room.ts";
import { boardEtag } from "./board_etag.ts";
import { gzip } from "./gzip.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface EncodedBoardsOptions {
  readonly clock: Clock;
  readonly budget: MemoryBudget;
  readonly queue: WorkQueue;
}

/** A board encoded for a response. All requests for the same generation share one encoding. */
export interface EncodedBoard extends Disposable {
  /** See `boardEtag`. */
  readonly etag: string;
  readonly update: Bytes;
  readonly gzip: Bytes;
  /** Called when others need the memory. */
  onEvict: () => void;
}

type Encoding = Pick<EncodedBoard, "etag" | "update" | "gzip">;

/** An encoding, pending or finished. */
interface Making {
  /** Undefined until the encoding starts: it will then contain all changes up to that moment. */
  generation?: number;
  shared: Promise<Shared | undefined>;
}

/** Encodes and compresses each generation of a board once, and keeps the result while it is read. */
export class EncodedBoards {
  readonly #options: EncodedBoardsOptions;
  readonly #newest = new WeakMap<Room, Making>();

  constructor(options: EncodedBoardsOptions) {
    this.#options = options;
  }

  /** @returns undefined when there is not enough memory or the queue is full */
  async open(room: Room, holder: Holder): Promise<EncodedBoard | undefined> {
    for (;;) {
      const newest = this.#newest.get(room);
      const isUsable = newest && (newest.generation ?? room.generation) === room.generation;
      const making = isUsable ? newest : this.#make(room, holder);
      const shared = await making.shared;
      const user = shared?.open();
      if (user) return user;
      if (this.#newest.get(room) === making) this.#newest.delete(room);
      if (shared === undefined) return undefined;
    }
  }

  #make(room: Room, holder: Holder): Making {
    const making: Making = { shared: Promise.resolve(undefined) };
    this.#newest.set(room, making);
    making.shared = this.#encode(room, holder, making);
    making.shared.catch(() => this.#newest.get(room) === making && this.#newest.delete(room));
    return making;
  }

  async #encode(room: Room, holder: Holder, making: Making): Promise<Shared | undefined> {
    const { clock, budget, queue } = this.#options;
    const encoded = await queue.run(holder, async () => {
      making.generation = room.generation;
      const etag = boardEtag(room);
      const update = room.encode();
      // The compressed board is hardly ever larger than the update; its size is known only afterwards.
      const reservation = budget.reserve(update.length * 2, holder);
      if (reservation === undefined) return undefined;
      try {
        const compressed = await gzip(update);
        if (reservation.resize(update.length + compressed.length)) {
          return new Shared({ etag, update, gzip: compressed }, { reservation, clock });
        }
      } catch (error) {
        reservation[Symbol.dispose]();
        throw error;
      }
    });
    return encoded === "full" ? undefined : encoded;
  }
}

/**
 * An encoding shared by several readers. Without readers it is kept for `ENCODED_IDLE_MS` and may be evicted earlier.
 */
class Shared {
  /** Undefined once it was released. */
  #encoding: Encoding | undefined;
  readonly #reservation: Reservation;
  readonly #clock: Clock;
  readonly #users = new Set<User>();
  #cancelIdle: () => void = () => {};

  constructor(encoding: Encoding, { reservation, clock }: { reservation: Reservation; clock: Clock }) {
    this.#encoding = encoding;
    this.#reservation = reservation;
    this.#clock = clock;
    reservation.evict = () => this.#giveBack();
    this.#rest();
  }

  /** @returns undefined when the encoding was already released */
  open(): EncodedBoard | undefined {
    if (this.#encoding === undefined) return undefined;
    this.#cancelIdle();
    this.#reservation.isIdle = false;
    const user = new User(this.#encoding, () => {
      if (this.#users.delete(user) && this.#users.size === 0 && this.#encoding) this.#rest();
    });
    this.#users.add(user);
    return user;
  }

  #rest(): void {
    this.#reservation.isIdle = true;
    this.#cancelIdle = this.#clock.after(ENCODED_IDLE_MS, () => this.#giveBack());
  }

  #giveBack(): void {
    this.#encoding = undefined;
    this.#cancelIdle();
    this.#reservation[Symbol.dispose]();
    for (const user of this.#users) user.onEvict();
  }
}

class User implements EncodedBoard {
  readonly etag: string;
  readonly update: Bytes;
  readonly gzip: Bytes;
  readonly #end: () => void;
  onEvict: () => void = () => {};

  constructor({ etag, update, gzip }: Encoding, end: () => void) {
    this.etag = etag;
    this.update = update;
    this.gzip = gzip;
    this.#end = end;
  }

  [Symbol.dispose](): void {
    this.#end();
  }
}
