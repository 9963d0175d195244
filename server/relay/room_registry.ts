import { CLOSE } from "../../board/wire/protocol.ts";
import type { Reservation } from "../admission/memory_budget.ts";
import type { Scheduler } from "../admission/scheduler.ts";
import { FairLimit, type Holder } from "../admission/fair_limit.ts";
import type { BoardId } from "../store/board_store.ts";
import type { BoardLeases } from "../instances/board_leases.ts";
import { loadDocument } from "../document/incremental_loading.ts";
import { loadWithRepair } from "../document/load_with_repair.ts";
import { BoardLoads, type BoardLoadsOptions, LoadRefused } from "./board_loads.ts";
import { AdaptiveTimer } from "./adaptive_timer.ts";
import { Compactor } from "../document/compactor.ts";
import { IdleRooms } from "./idle_rooms.ts";
import { Room, type RoomOptions } from "./room.ts";
import { DeliveryLoad } from "./delivery_load.ts";

/**
 * Interval between checks for dead connections, ms. The runtime's own timers per socket restart with every message,
 * which costs a tenth as much as relaying it.
 */
const LIFE_MS = 15_000;

/** A reference to a room. A room with a lease is not unloaded. */
export interface Lease {
  readonly room: Room;
  /** Safe to call twice. */
  release(): void;
}

interface Slot {
  readonly room: Promise<Room>;
  /**
   * The client that caused the load. The memory of the board counts for it, whoever enlarges the board later: only
   * people with whom the link was shared can do that, and of the boards of one client the largest is unloaded first.
   */
  readonly holder: Holder;
  /** The room, once it is loaded. */
  live?: Room;
  /** Memory of a board that is being loaded, or was loaded for a request and has had no session yet. */
  reservation?: Reservation;
  leases: number;
  /** The request for the lease of the board. */
  claim?: Promise<unknown> | undefined;
  closing?: Promise<void>;
}

export type RoomRegistryOptions = Omit<RoomOptions, "board" | "loaded"> & {
  /** Budget and queues for the loads of boards; undefined: no limit. */
  readonly loads?: Omit<BoardLoadsOptions, "store">;
  /** Turns of the event loop in which large boards are built; undefined: whenever the loop is free. */
  readonly scheduler?: Scheduler;
  /** Tells other instances which boards are loaded here. */
  readonly leases?: Pick<BoardLeases, "claim" | "free"> | undefined;
};

/**
 * The live boards of this process, by id.
 *
 *     absent ──acquire──▶ loading ──▶ live ◀──acquire── idle ──30 s──▶ closing ──saved──▶ absent
 *                            │          └───last release──▲               │
 *                            └─failed──▶ absent                           └─not saved──▶ idle
 */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions;
  readonly #loads: BoardLoads | undefined;
  readonly #compactor: Compactor;
  readonly #deliveryLoad = new DeliveryLoad();
  readonly #slots = new Map<BoardId, Slot>();
  readonly #idle: IdleRooms;
  readonly #life: AdaptiveTimer;

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
    this.#loads = options.loads && new BoardLoads({ ...options.loads, store: options.store });
    this.#idle = new IdleRooms(options.clock);
    this.#compactor = options.compactor ?? new Compactor(options);
    this.#life = new AdaptiveTimer(options.clock, () => LIFE_MS, () => {
      for (const { live } of this.#slots.values()) live?.checkLiveness();
      return true;
    });
  }

  get size(): number {
    return this.#slots.size;
  }

  /** The boards that people joined, and not those that were loaded only for a request. */
  get boards(): Iterable<BoardId> {
    return [...this.#slots].filter(([, { claim }]) => claim !== undefined).map(([board]) => board);
  }

  /** Number of sessions in all rooms. */
  get sessions(): number {
    let count = 0;
    for (const { live } of this.#slots.values()) count += live?.size ?? 0;
    return count;
  }

  /** Bytes queued for peers. */
  get queuedBytes(): number {
    let bytes = 0;
    for (const { live } of this.#slots.values()) bytes += live?.queuedBytes ?? 0;
    return bytes;
  }

  /** Age of the oldest change that is not durable, ms; 0 when all are. */
  get unsavedMs(): number {
    const now = this.#options.clock.now();
    let oldest = now;
    for (const { live } of this.#slots.values()) oldest = Math.min(oldest, live?.unsavedSince ?? now);
    return now - oldest;
  }

  /** The room, if the board is live now. */
  peek(board: BoardId): Room | undefined {
    return this.#slots.get(board)?.live;
  }

  /**
   * Loads the board if it is not live. Rejects when it cannot be read: a failure never looks like an empty board.
   *
   * @param options.isConnection true for a connection, false for a request
   * @throws {LoadRefused} when it cannot be loaded for this client now
   */
  async acquire(board: BoardId, client: Holder, { isConnection = false } = {}): Promise<Lease> {
    for (;;) {
      const known = this.#slots.get(board);
      const slot = known ?? this.#load(board, client);
      if (slot.closing) {
        // The last changes must be saved before the board is loaded again.
        await slot.closing;
        continue;
      }
      this.#idle.delete(board);
      if (slot.reservation) slot.reservation.isIdle = false;
      slot.leases++;
      // From now on, other instances send people who want to join the board here.
      if (isConnection) slot.claim ??= this.#options.leases?.claim(board);
      try {
        const room = await slot.room;
        if (isConnection) slot.reservation?.[Symbol.dispose]();
        return this.#lease(board, slot, room);
      } catch (error) {
        if (this.#slots.get(board) === slot) this.#forget(board);
        // The client that caused the load was refused. This one may have room.
        if (!(error instanceof LoadRefused && known)) throw error;
      }
    }
  }

  /** Saves all rooms. Resolves when everything is durable, rejects when a room cannot be saved. */
  async flush(): Promise<void> {
    // A board that is still loading has nothing to save, and its load may hang.
    const saved = await Promise.allSettled([...this.#slots.values()].map(({ live }) => live?.flush()));
    const failed = saved.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Frees memory: closes slow sessions and unloads unused boards. @returns the number of closed sessions */
  shed(): number {
    let count = 0;
    for (const [board, slot] of this.#slots) {
      if (slot.live === undefined) continue;
      count += slot.live.shed();
      this.#unloadNow(board, slot, slot.live);
    }
    return count;
  }

  /**
   * Unloads the largest boards of the clients whose boards take the most memory. Their people reconnect later and send
   * again what was not acknowledged.
   *
   * @param keepBytes memory that live boards may always use
   * @returns the bytes that this call and earlier ones are freeing
   */
  unloadLargest(bytes: number, { keepBytes }: { keepBytes: number }): number {
    const kept = new FairLimit({ total: Infinity });
    let freed = 0;
    for (const [board, slot] of this.#slots) {
      const { live, holder } = slot;
      if (live === undefined) continue;
      if (slot.closing) freed += live.memoryBytes;
      else {
        kept.take(live.memoryBytes, holder, () => {
          this.#idle.delete(board);
          live.closeSessions(CLOSE.tryAgain, "the server is short of memory");
          this.#unload(board, slot, live, { isHasty: true });
        });
      }
    }
    while (kept.used > keepBytes && freed < bytes) freed += kept.evictLargest();
    return freed;
  }

  /** Closes the sessions of one board, or of all boards if none is given. */
  closeSessions(reason: string, board?: BoardId): void {
    const slots = board === undefined ? this.#slots.values() : [this.#slots.get(board)];
    for (const slot of slots) slot?.live?.closeSessions(CLOSE.restarting, reason);
  }

  /** Ends a board that was deleted; its unsaved changes are dropped. */
  drop(board: BoardId): void {
    const slot = this.#slots.get(board);
    if (slot === undefined) return;
    this.#forget(board);
    slot.room.then((room) => {
      room.closeSessions(CLOSE.boardDeleted, "this board was deleted");
      room.close();
    }, () => {});
  }

  /** Ends all rooms; call `flush` first. Safe to call twice. */
  close(): void {
    for (const slot of this.#slots.values()) slot.room.then((room) => room.close(), () => {});
    this.#idle.close();
    this.#life.close();
    this.#slots.clear();
  }

  #load(board: BoardId, client: Holder): Slot {
    const { store, scheduler } = this.#options;
    const holder = { ...client, board };
    const options = {
      ...this.#options,
      board,
      compactor: this.#compactor,
      deliveryLoad: this.#deliveryLoad,
      gone: () => this.drop(board),
    };
    const turn = scheduler && ((work: () => void) => scheduler.run(client, work));
    const open = () =>
      loadWithRepair(store, board, async (stored) => {
        return new Room(stored, { ...options, loaded: await loadDocument(stored, turn) });
      });
    let reservation: Reservation | undefined;
    const room = this.#loads
      ? this.#loads.run(holder, (reserved) => {
        reservation = reserved;
        return open();
      })
      : open();
    const slot: Slot = { room, holder, leases: 0 };
    room.then((live) => {
      slot.live = live;
      slot.reservation = reservation;
      if (reservation) reservation.evict = () => this.#unloadNow(board, slot, live);
      this.#options.log("debug", "board opened", { board });
    }, () => {});
    this.#slots.set(board, slot);
    this.#life.start();
    return slot;
  }

  #forget(board: BoardId): void {
    this.#slots.get(board)?.reservation?.[Symbol.dispose]();
    this.#slots.delete(board);
    void this.#options.leases?.free(board);
    this.#idle.delete(board);
    if (this.#slots.size === 0) this.#life.stop();
  }

  #lease(board: BoardId, slot: Slot, room: Room): Lease {
    let held = true;
    return {
      room,
      release: () => {
        if (!held) return;
        held = false;
        // If the room is no longer listed, it was already closed before its sessions ended.
        if (--slot.leases === 0 && this.#slots.get(board) === slot) {
          if (slot.reservation) slot.reservation.isIdle = true;
          this.#rest(board, slot, room, { bytes: room.memoryBytes });
        }
      },
    };
  }

  #rest(board: BoardId, slot: Slot, room: Room, { bytes }: { readonly bytes: number }): void {
    this.#idle.add(board, { bytes, unload: (isHasty) => this.#unload(board, slot, room, { isHasty }) });
  }

  /** Unloads an unused board at once because others need its memory. */
  #unloadNow(board: BoardId, slot: Slot, room: Room): void {
    if (slot.leases > 0 || slot.closing) return;
    this.#idle.delete(board);
    this.#unload(board, slot, room, { isHasty: true });
  }

  #unload(board: BoardId, slot: Slot, room: Room, { isHasty = false } = {}): void {
    slot.closing = room.flush({ isHasty }).then(() => {
      room.close();
      this.#forget(board);
      this.#options.log("debug", "board closed", { board });
    }, () => {
      // Not durable: the memory has the only copy of some changes. Tries again later.
      if (slot.leases === 0) this.#rest(board, slot, room, { bytes: 0 });
    }).finally(() => slot.closing = undefined);
  }
}
