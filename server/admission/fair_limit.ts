/** The client and board that a claim is counted for. Shares are compared by network, then address, then board. */
export interface Holder {
  /** An IPv4 address, or the /64 of an IPv6 address. */
  readonly address: string;
  /** The /24 of an IPv4 address, or the /48 of an IPv6 address. */
  readonly network: string;
  readonly board?: string;
}

/** A part of a limit that one holder has. */
export interface Claim extends Disposable {
  readonly amount: number;
  /** Called when a smaller holder needs the claim; it is already disposed then. Undefined: it cannot be evicted. */
  evict: (() => void) | undefined;
  /** True while the claim is not in use. Idle claims of any holder are evicted first; they need an `evict`. */
  isIdle: boolean;
  /** @returns false when there is no room; then nothing has changed */
  resize(amount: number): boolean;
}

export interface FairLimits {
  readonly total: number;
  readonly address?: number;
  readonly network?: number;
  readonly board?: number;
}

/**
 * A limit for the process and for each address, network and board: connections, requests, bytes.
 * When there is no room, the largest other holder loses a claim, provided that it has more than the asker would have.
 *
 *     all ─── network ─── address ─── board ─── claims
 *     board ─ network ─── address ───────────── claims
 */
export class FairLimit {
  readonly #limits: FairLimits;
  readonly #all = new Group();
  readonly #boards = new Map<string, Group>();
  /** In the order in which they became idle. */
  readonly #idle = new Set<Taken>();

  constructor(limits: FairLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#limits.total;
  }

  get used(): number {
    return this.#all.amount;
  }

  usedBy(level: Level, holder: Holder): number {
    return this.#group(level, holder)?.amount ?? 0;
  }

  /** True when the holder's address, network or board has reached its limit. */
  isFull(level: Level, holder: Holder): boolean {
    return this.usedBy(level, holder) >= (this.#limits[level] ?? Infinity);
  }

  /**
   * @param evict see `Claim.evict`
   * @returns undefined when there is no room for this holder
   */
  take(amount: number, holder: Holder, evict?: () => void): Claim | undefined {
    const claim = new Taken(this, holder, evict);
    return this.resize(claim, amount) ? claim : undefined;
  }

  /** For claims only. */
  resize(claim: Taken, amount: number): boolean {
    const more = amount - claim.amount;
    if (more > 0 && !this.#makeRoom(claim, more)) return false;
    this.#all.count(claim, more, inOrder(claim.holder));
    const { board } = claim.holder;
    if (board !== undefined) {
      const group = this.#boards.get(board) ?? new Group();
      group.count(claim, more, onBoard(claim.holder));
      if (group.amount > 0) this.#boards.set(board, group);
      else this.#boards.delete(board);
    }
    claim.amount = amount;
    return true;
  }

  #makeRoom(asker: Taken, more: number): boolean {
    return LEVELS.every((level) => this.#fit(asker, more, level));
  }

  #fit(asker: Taken, more: number, level: Level | "total"): boolean {
    const max = this.#limits[level];
    if (max === undefined || max === Infinity) return true;
    if (more > max) return false;
    for (let group = this.#group(level, asker.holder); group && group.amount + more > max;) {
      const victim = this.#longestIdle(asker) ?? group.largerThan(asker, more, pathIn(level, asker.holder));
      if (victim === undefined) return false;
      this.#evict(victim);
      group = this.#group(level, asker.holder);
    }
    return true;
  }

  #group(level: Level | "total", { address, network, board }: Holder): Group | undefined {
    if (level === "total") return this.#all;
    if (level === "board") return board === undefined ? undefined : this.#boards.get(board);
    const group = this.#all.child(network);
    return level === "network" ? group : group?.child(address);
  }

  /** Evicts all idle claims. */
  evictIdle(): void {
    for (const claim of [...this.#idle]) this.#evict(claim);
  }

  /**
   * Evicts the largest claim of the largest address in the largest network.
   *
   * @returns its amount; 0 when no claim can be evicted
   */
  evictLargest(): number {
    const claim = this.#all.largestEvictable(0);
    if (claim === undefined) return 0;
    const { amount } = claim;
    this.#evict(claim);
    return amount;
  }

  #evict(claim: Taken): void {
    const { evict } = claim;
    claim[Symbol.dispose]();
    evict!();
  }

  #longestIdle(asker: Taken): Taken | undefined {
    for (const claim of this.#idle) if (claim !== asker) return claim;
  }

  /** For claims only. */
  setIdle(claim: Taken, isIdle: boolean): void {
    if (isIdle) this.#idle.add(claim);
    else this.#idle.delete(claim);
  }
}

type Level = "address" | "network" | "board";

/** In the order in which claims are checked. */
const LEVELS = ["address", "network", "board", "total"] as const;

type Path = readonly (string | undefined)[];
type Member = Group | Taken;

const inOrder = ({ network, address, board }: Holder): Path => [network, address, board];
const onBoard = ({ network, address }: Holder): Path => [network, address];

/** The groups between the group of a level and the claim. */
function pathIn(level: Level | "total", holder: Holder): Path {
  if (level === "board") return onBoard(holder);
  return inOrder(holder).slice({ total: 0, network: 1, address: 2 }[level]);
}

/** The claims of one network, address or board, and their sum. */
class Group {
  readonly #members = new Map<string | undefined | Taken, Member>();
  amount = 0;

  child(key: string | undefined): Group | undefined {
    return this.#members.get(key) as Group | undefined;
  }

  /** Adds `more` to this group and to all groups on the path from `depth` down to the claim. */
  count(claim: Taken, more: number, path: Path, depth = 0): void {
    this.amount += more;
    if (depth === path.length) {
      if (claim.amount + more > 0) this.#members.set(claim, claim);
      else this.#members.delete(claim);
      return;
    }
    const key = path[depth];
    const group = this.child(key) ?? new Group();
    group.count(claim, more, path, depth + 1);
    if (group.amount > 0) this.#members.set(key, group);
    else this.#members.delete(key);
  }

  /**
   * Finds the first level at which another member has more than the asker's own member would have. Returns the largest
   * claim of the largest such member.
   */
  largerThan(asker: Taken, more: number, path: Path): Taken | undefined {
    const own = path.length === 0 ? asker : this.child(path[0]);
    const victim = this.largestEvictable((own?.amount ?? 0) + more, own);
    return victim ?? (own instanceof Group ? own.largerThan(asker, more, path.slice(1)) : undefined);
  }

  /** The largest claim of the largest member that has more than `above`. */
  largestEvictable(above: number, except?: Member): Taken | undefined {
    let largest: Member | undefined;
    for (const member of this.#members.values()) {
      const isLarger = member.amount > above && member.amount >= (largest?.amount ?? 0);
      // The newest of equal members is evicted.
      if (isLarger && member !== except && member.isEvictable) largest = member;
    }
    return largest instanceof Group ? largest.largestEvictable(0) : largest;
  }

  get isEvictable(): boolean {
    for (const member of this.#members.values()) if (member.isEvictable) return true;
    return false;
  }
}

class Taken implements Claim {
  readonly #limit: FairLimit;
  readonly holder: Holder;
  amount = 0;
  evict: (() => void) | undefined;
  #isIdle = false;
  #isOver = false;

  constructor(limit: FairLimit, holder: Holder, evict: (() => void) | undefined) {
    this.#limit = limit;
    this.holder = holder;
    this.evict = evict;
  }

  get isEvictable(): boolean {
    return this.evict !== undefined;
  }

  get isIdle(): boolean {
    return this.#isIdle;
  }

  set isIdle(isIdle: boolean) {
    this.#isIdle = isIdle && !this.#isOver;
    this.#limit.setIdle(this, this.#isIdle);
  }

  resize(amount: number): boolean {
    return !this.#isOver && this.#limit.resize(this, amount);
  }

  [Symbol.dispose](): void {
    this.resize(0);
    this.#isOver = true;
    this.isIdle = false;
  }
}
