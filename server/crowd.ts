import type { Clock } from "../board/clock.ts";
import { SOCKETS_MAX, SOCKETS_PER_ADDRESS_MAX, SOCKETS_PER_BOARD_MAX } from "../board/limits.ts";

export interface CrowdLimits {
  readonly perAddress: number;
  readonly perBoard: number;
  readonly perInstance: number;
}

/**
 * Who flooded a board does not come back to it for so long, ms: every new connection would be allowed its burst anew.
 * Others behind the same address wait as well, but only for that board and only if they are not there yet.
 */
const BANISHED_MS = 30_000;
/** Banishments remembered; beyond it the oldest are forgotten. */
const BANISHED_MAX = 10_000;

/** One socket's place; it is given back exactly once, however often `leave` is called. */
export interface Place {
  /** @returns why not, when there is none on the board */
  sit(board: string): "board is full" | "banished" | undefined;
  /** It flooded the board: its address gets no other place there for a while. */
  banish(): void;
  leave(): void;
}

/**
 * How many sockets there are, by address and by board. Only those that are there now are counted, so both maps are as
 * bounded as the instance is. Also who may not come for a while.
 */
export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #addresses = new Map<string, number>();
  readonly #boards = new Map<string, number>();
  readonly #banishedUntil = new Map<string, number>();
  readonly #clock: Clock;
  #size = 0;

  constructor(clock: Clock, limits: Partial<CrowdLimits> = {}) {
    this.#clock = clock;
    this.#limits = {
      ...{ perAddress: SOCKETS_PER_ADDRESS_MAX, perBoard: SOCKETS_PER_BOARD_MAX, perInstance: SOCKETS_MAX },
      ...limits,
    };
  }

  get size(): number {
    return this.#size;
  }

  /** A place for one more socket from this address, before anything is known about its link. */
  enter(address: string): Place | "address is full" | "instance is full" {
    if (this.#size >= this.#limits.perInstance) return "instance is full";
    if (!add(this.#addresses, address, this.#limits.perAddress)) return "address is full";
    this.#size++;
    return new Taken(this, address);
  }

  /** @returns why not, when the address may not have a place on the board */
  sit(address: string, board: string): "board is full" | "banished" | undefined {
    if (this.#isBanished(`${address} ${board}`)) return "banished";
    return add(this.#boards, board, this.#limits.perBoard) ? undefined : "board is full";
  }

  /** Gives a place back. */
  leave(address: string, board: string | undefined): void {
    this.#size--;
    take(this.#addresses, address);
    if (board !== undefined) take(this.#boards, board);
  }

  /** The address gets no other place on the board for a while. */
  banish(address: string, board: string): void {
    const who = `${address} ${board}`;
    // In the order of their ends, as each one lasts as long.
    this.#banishedUntil.delete(who);
    this.#banishedUntil.set(who, this.#clock.now() + BANISHED_MS);
    if (this.#banishedUntil.size > BANISHED_MAX) this.#banishedUntil.delete(this.#banishedUntil.keys().next().value!);
  }

  #isBanished(who: string): boolean {
    const until = this.#banishedUntil.get(who);
    if (until === undefined || this.#clock.now() < until) return until !== undefined;
    this.#banishedUntil.delete(who);
    return false;
  }
}

/** There are as many as sockets: one object each, without functions of its own. */
class Taken implements Place {
  readonly #crowd: Crowd;
  readonly #address: string;
  #board: string | undefined;
  #isHere = true;

  constructor(crowd: Crowd, address: string) {
    this.#crowd = crowd;
    this.#address = address;
  }

  sit(board: string): "board is full" | "banished" | undefined {
    const refused = this.#crowd.sit(this.#address, board);
    if (refused === undefined) this.#board = board;
    return refused;
  }

  banish(): void {
    if (this.#board !== undefined) this.#crowd.banish(this.#address, this.#board);
  }

  leave(): void {
    if (!this.#isHere) return;
    this.#isHere = false;
    this.#crowd.leave(this.#address, this.#board);
  }
}

function add(counts: Map<string, number>, key: string, max: number): boolean {
  const count = counts.get(key) ?? 0;
  if (count >= max) return false;
  counts.set(key, count + 1);
  return true;
}

function take(counts: Map<string, number>, key: string): void {
  const count = counts.get(key)! - 1;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
