/** Who holds memory. Shares are compared by network, then by address, then by board. */
export interface Holder {
  /** An IPv4 address, or the /64 of an IPv6 address. */
  readonly address: string;
  /** The /24 of an IPv4 address, or the /48 of an IPv6 address. */
  readonly network: string;
  readonly board?: string;
}

export interface Reservation extends Disposable {
  readonly bytes: number;
  /** @returns false when there is no room; then nothing has changed */
  resize(bytes: number): boolean;
}

export interface BudgetOptions {
  readonly totalBytes: number;
  /** The largest part of the total that one address, network or board may hold, from 0 to 1. */
  readonly shares?: Partial<Shares>;
}

export interface Shares {
  readonly address: number;
  readonly network: number;
  readonly board: number;
}

/** One address may be a school, or a proxy that is not named as trusted: it gets half. */
const SHARES: Shares = { address: 1 / 2, network: 3 / 4, board: 1 / 2 };

type Level = keyof Shares;
const LEVELS: readonly Level[] = ["network", "address", "board"];

/**
 * The memory that peers may occupy, in bytes. It is bounded for the process and for each address, network and board.
 * When it is short, the largest holder loses a reservation, provided that it holds more than the asker would.
 * A holder without an `evict` callback is never chosen.
 */
export class Budget {
  readonly totalBytes: number;
  readonly #reservations = new Set<Entry>();
  readonly #used: Record<Level, Map<string, number>> = { network: new Map(), address: new Map(), board: new Map() };
  readonly #maxBytes: Record<Level, number>;
  #usedBytes = 0;

  constructor({ totalBytes, shares }: BudgetOptions) {
    this.totalBytes = totalBytes;
    const { address, network, board } = { ...SHARES, ...shares };
    this.#maxBytes = { address: totalBytes * address, network: totalBytes * network, board: totalBytes * board };
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** What one address, network or board holds, in bytes. */
  usedBy(level: Level, key: string): number {
    return this.#used[level].get(key) ?? 0;
  }

  /**
   * @param evict gives the memory back at once when a smaller holder needs it; the reservation is then already disposed
   * @returns undefined when there is no room for this holder
   */
  reserve(bytes: number, holder: Holder, evict?: () => void): Reservation | undefined {
    const entry: Entry = { bytes: 0, holder, evict };
    this.#reservations.add(entry);
    const reservation = new Reserved(entry, (bytes) => this.#resize(entry, bytes));
    if (reservation.resize(bytes)) return reservation;
    this.#reservations.delete(entry);
    return undefined;
  }

  /** Without `bytes` the reservation ends. */
  #resize(entry: Entry, bytes: number | undefined): boolean {
    if (!this.#reservations.has(entry)) return false;
    const more = (bytes ?? 0) - entry.bytes;
    if (more > 0 && !this.#makeRoom(entry, more)) return false;
    this.#count(entry, more);
    if (bytes === undefined) this.#reservations.delete(entry);
    return true;
  }

  #makeRoom(asker: Entry, bytes: number): boolean {
    for (const level of LEVELS) {
      const key = asker.holder[level];
      if (key === undefined) continue;
      if (bytes > this.#maxBytes[level]) return false;
      while (this.usedBy(level, key) + bytes > this.#maxBytes[level]) {
        if (!this.#evictOne(asker, bytes, (entry) => entry.holder[level] === key)) return false;
      }
    }
    while (this.#usedBytes + bytes > this.totalBytes) {
      if (!this.#evictOne(asker, bytes, () => true)) return false;
    }
    return true;
  }

  #evictOne(asker: Entry, bytes: number, isInScope: (entry: Entry) => boolean): boolean {
    const victim = largerThan(asker, bytes, [...this.#reservations].filter(isInScope));
    if (victim === undefined) return false;
    this.#resize(victim, undefined);
    victim.evict!();
    return true;
  }

  #count(entry: Entry, bytes: number): void {
    entry.bytes += bytes;
    this.#usedBytes += bytes;
    for (const level of LEVELS) {
      const key = entry.holder[level];
      if (key === undefined) continue;
      const used = this.usedBy(level, key) + bytes;
      if (used > 0) this.#used[level].set(key, used);
      else this.#used[level].delete(key);
    }
  }
}

interface Entry {
  bytes: number;
  readonly holder: Holder;
  readonly evict: (() => void) | undefined;
}

class Reserved implements Reservation {
  readonly #entry: Entry;
  readonly #resize: (bytes: number | undefined) => boolean;

  constructor(entry: Entry, resize: (bytes: number | undefined) => boolean) {
    this.#entry = entry;
    this.#resize = resize;
  }

  get bytes(): number {
    return this.#entry.bytes;
  }

  resize(bytes: number): boolean {
    return this.#resize(bytes);
  }

  [Symbol.dispose](): void {
    this.#resize(undefined);
  }
}

type Key = (entry: Entry) => unknown;
const KEYS: readonly Key[] = [...LEVELS.map((level): Key => (entry) => entry.holder[level]), (entry) => entry];

/**
 * The reservation to evict so that the asker gets `bytes` more. At the first level where some other group holds more
 * than the asker's own group would, the largest such group loses its largest reservation.
 */
function largerThan(asker: Entry, bytes: number, entries: readonly Entry[]): Entry | undefined {
  let scope = entries;
  for (const key of KEYS) {
    const own = key(asker);
    const groups = Map.groupBy(scope, key);
    const ownBytes = sum(groups.get(own) ?? []) + bytes;
    const larger = [...groups].filter(([name, group]) => name !== own && sum(group) > ownBytes).map(([, group]) =>
      group
    );
    const victim = largest(larger.filter((group) => group.some(isEvictable)));
    if (victim) return victim.filter(isEvictable).reduce((most, entry) => entry.bytes > most.bytes ? entry : most);
    scope = groups.get(own) ?? [];
  }
  return undefined;
}

function isEvictable(entry: Entry): boolean {
  return entry.evict !== undefined && entry.bytes > 0;
}

function largest(groups: readonly Entry[][]): Entry[] | undefined {
  return groups.toSorted((one, other) => sum(other) - sum(one))[0];
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, { bytes }) => total + bytes, 0);
}
