import { TIGHT_RESERVATION_BYTES_MAX } from "../../board/limits.ts";
import { type Claim, FairLimit, type Holder } from "./fair_limit.ts";

export type { Holder };

export interface Reservation extends Disposable {
  readonly bytes: number;
  /** Frees the memory at once when a smaller holder needs it. Undefined: the reservation cannot be evicted. */
  evict: (() => void) | undefined;
  /**
   * True while the memory is not in use. Idle reservations of any holder are evicted first; they need an `evict`.
   */
  isIdle: boolean;
  /** @returns false when there is no room; then nothing has changed */
  resize(bytes: number): boolean;
}

export interface MemoryBudgetOptions {
  readonly totalBytes: number;
  /** The largest part of the total that one address, network or board may hold, from 0 to 1. */
  readonly shares?: Partial<Shares>;
  /** True while the process is short of memory. Only small reservations may grow then. */
  readonly isShort?: () => boolean;
}

export interface Shares {
  readonly address: number;
  readonly network: number;
  readonly board: number;
}

/** One address may be a school or a proxy that is not configured as trusted, so it gets half. */
const SHARES: Shares = { address: 1 / 2, network: 3 / 4, board: 1 / 2 };

/** The memory that peers may occupy, in bytes. `FairLimit` decides which reservations are evicted when it is short. */
export class MemoryBudget {
  readonly totalBytes: number;
  readonly #limit: FairLimit;
  readonly #isShort: () => boolean;

  constructor({ totalBytes, shares, isShort = () => false }: MemoryBudgetOptions) {
    this.totalBytes = totalBytes;
    this.#isShort = isShort;
    const { address, network, board } = { ...SHARES, ...shares };
    this.#limit = new FairLimit({
      total: totalBytes,
      address: totalBytes * address,
      network: totalBytes * network,
      board: totalBytes * board,
    });
  }

  get usedBytes(): number {
    return this.#limit.used;
  }

  /** Evicts all idle reservations, and with them their timers. */
  evictIdle(): void {
    this.#limit.evictIdle();
  }

  /** Bytes reserved by the holder's address, network or board. */
  usedBy(level: keyof Shares, holder: Holder): number {
    return this.#limit.usedBy(level, holder);
  }

  /**
   * @param evict frees the memory at once when a smaller holder needs it; the reservation is already disposed then
   * @returns undefined when there is not enough memory for this holder
   */
  reserve(bytes: number, holder: Holder, evict?: () => void): Reservation | undefined {
    if (!this.#mayGrow(bytes)) return undefined;
    const claim = this.#limit.take(bytes, holder, evict);
    return claim && new Reserved(claim, (bytes) => this.#mayGrow(bytes));
  }

  #mayGrow(bytes: number): boolean {
    return bytes <= TIGHT_RESERVATION_BYTES_MAX || !this.#isShort();
  }
}

class Reserved implements Reservation {
  readonly #claim: Claim;
  readonly #mayGrow: (bytes: number) => boolean;

  constructor(claim: Claim, mayGrow: (bytes: number) => boolean) {
    this.#claim = claim;
    this.#mayGrow = mayGrow;
  }

  get bytes(): number {
    return this.#claim.amount;
  }

  get evict(): (() => void) | undefined {
    return this.#claim.evict;
  }

  set evict(evict: (() => void) | undefined) {
    this.#claim.evict = evict;
  }

  get isIdle(): boolean {
    return this.#claim.isIdle;
  }

  set isIdle(isIdle: boolean) {
    this.#claim.isIdle = isIdle;
  }

  resize(bytes: number): boolean {
    if (bytes > this.bytes && !this.#mayGrow(bytes)) return false;
    return this.#claim.resize(bytes);
  }

  [Symbol.dispose](): void {
    this.#claim[Symbol.dispose]();
  }
}
