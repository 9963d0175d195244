import type { Bans } from "./bans.ts";
import type { Claim, FairLimit, Holder } from "./fair_limit.ts";

export type FullReason = "address is full" | "instance is full";

export interface SocketLimits {
  readonly sockets: FairLimit;
  readonly boards: FairLimit;
  readonly bans: Bans;
}

/** The admission of one socket to the process and, once its board is known, to that board. Safe to dispose twice. */
export class SocketAdmission implements Disposable {
  readonly #client: Holder;
  readonly #limits: SocketLimits;
  #socketClaim: Claim | undefined;
  #boardClaim: Claim | undefined;
  #board: string | undefined;
  #isEvicted = false;
  /** Called when a smaller holder needs the place: ends the connection. */
  onEvict: () => void = () => {};

  static take(client: Holder, limits: SocketLimits): SocketAdmission | FullReason {
    const socketAdmission = new SocketAdmission(client, limits);
    socketAdmission.#socketClaim = limits.sockets.take(1, client, () => socketAdmission.#evict());
    if (socketAdmission.#socketClaim) return socketAdmission;
    return limits.sockets.isFull("address", client) ? "address is full" : "instance is full";
  }

  private constructor(client: Holder, limits: SocketLimits) {
    this.#client = client;
    this.#limits = limits;
  }

  /** True once the place was given to another holder. */
  get isEvicted(): boolean {
    return this.#isEvicted;
  }

  /** The holder that the connection's resources are counted for. */
  get holder(): Holder {
    return { ...this.#client, board: this.#board };
  }

  /** Takes a place on the board. @returns the reason when it is refused */
  enterBoard(board: string): "board is full" | "banned" | undefined {
    const { boards, bans } = this.#limits;
    if (bans.has(this.#client.address, board)) return "banned";
    this.#board = board;
    this.#boardClaim = boards.take(1, { ...this.#client, board }, () => this.#evict());
    return this.#boardClaim ? undefined : "board is full";
  }

  /** Bans the address from the board after a flood: it gets no new connection there for a while. */
  ban(): void {
    if (this.#board !== undefined) this.#limits.bans.add(this.#client.address, this.#board);
  }

  [Symbol.dispose](): void {
    this.#socketClaim?.[Symbol.dispose]();
    this.#boardClaim?.[Symbol.dispose]();
  }

  #evict(): void {
    if (this.#isEvicted) return;
    this.#isEvicted = true;
    this[Symbol.dispose]();
    this.onEvict();
  }
}
