import { SOCKETS_MAX, SOCKETS_PER_ADDRESS_MAX, SOCKETS_PER_BOARD_MAX } from "../board/limits.ts";

export interface CrowdLimits {
  readonly perAddress: number;
  readonly perBoard: number;
  readonly perInstance: number;
}

/** One socket's place; it is given back exactly once, however often `leave` is called. */
export interface Place {
  /** @returns false when the board is full */
  sit(board: string): boolean;
  leave(): void;
}

/**
 * How many sockets there are, by address and by board. Only those that are there now are counted, so both maps are as
 * bounded as the instance is.
 */
export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #addresses = new Map<string, number>();
  readonly #boards = new Map<string, number>();
  #size = 0;

  constructor(limits: Partial<CrowdLimits> = {}) {
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
    let board: string | undefined;
    let isHere = true;
    return {
      sit: (name) => {
        if (!add(this.#boards, name, this.#limits.perBoard)) return false;
        board = name;
        return true;
      },
      leave: () => {
        if (!isHere) return;
        isHere = false;
        this.#size--;
        take(this.#addresses, address);
        if (board !== undefined) take(this.#boards, board);
      },
    };
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
