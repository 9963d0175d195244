import { encodeAwareness } from "../../../board/wire/protocol.ts";
import { awareness } from "../peer/awareness.ts";
import { Peer } from "../peer/peer.ts";

/** Ids that one connection may have. */
const IDS = 2;

/** People on a board who only say that they are there. Their names are numbers, which need no translation. */
export class Company implements AsyncDisposable {
  readonly #peers: readonly Peer[];
  readonly #first: number;
  readonly #shown = new Map<number, Readonly<Record<string, unknown>>>();
  #clock = 1;

  /**
   * @param url the address of the board's socket
   * @param first number of the first one, which differs between companies of one board
   */
  static async join(url: string, count: number, first = 0): Promise<Company> {
    const peers = await Promise.all(Array.from({ length: Math.ceil(count / IDS) }, () => Peer.join(url)));
    const company = new Company(peers, first);
    for (let n = 0; n < count; n++) company.show(n, { isIdle: n % 3 === 0 || undefined, isAway: n % 4 === 0 });
    return company;
  }

  private constructor(peers: readonly Peer[], first: number) {
    this.#peers = peers;
    this.#first = first;
  }

  /** Shows something of one of them, who sees what is around the origin. */
  show(n: number, { isAway = false, ...together }: Readonly<Record<string, unknown>> = {}): void {
    this.#shown.set(n, { isAway, ...together });
    const user = { name: `${this.#first + n + 10}`, color: "green" };
    const view = { x: 0, y: 0, w: 1_600, h: 900 };
    const state = { user, cursor: null, ...(isAway === true && { isAway }), together: { view, ...together } };
    const peer = this.#peers[Math.floor(n / IDS)];
    peer.send(encodeAwareness(awareness({ id: 1_000 + this.#first + n, clock: this.#clock++, state })));
  }

  /** Shows the same again. A person is forgotten after 30 s without news. */
  renew(): void {
    for (const [n, shown] of this.#shown) this.show(n, shown);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of this.#peers) await peer[Symbol.asyncDispose]();
  }
}
