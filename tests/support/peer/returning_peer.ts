import { Board } from "../../../board/document.ts";
import type { ShapeId } from "../../../board/id.ts";
import { stroke } from "../board/strokes.ts";
import type { Random } from "../random.ts";
import { Peer } from "./peer.ts";

/** Time from the end of a connection to the next attempt, ms. */
const RETRY_MS = 50;

export interface ReturningPeerOptions {
  /** Begins the ids of its strokes. */
  readonly name: string;
  /** Where it connects; asked before each attempt. */
  readonly url: () => string;
  readonly random: Random;
}

/** A person whose page connects again whenever its connection ends, and sends what is only on the device. */
export class ReturningPeer implements AsyncDisposable {
  readonly board = new Board();
  /** Strokes that were acknowledged as durable. */
  readonly confirmed = new Set<ShapeId>();
  /** The close codes of its connections. */
  readonly closings: number[] = [];
  readonly #options: ReturningPeerOptions;
  /** Strokes that were not acknowledged, with the number of their update frame; Infinity: not sent. */
  #waiting: { readonly id: ShapeId; readonly frame: number }[] = [];
  #peer: Peer | undefined;
  #count = 0;
  #isLeaving = false;
  readonly #ended: Promise<void>;

  constructor(options: ReturningPeerOptions) {
    this.#options = options;
    this.#ended = this.#stay();
  }

  /** The connection that is open now. */
  get peer(): Peer | undefined {
    return this.#peer;
  }

  /** True when it is connected and everything it drew is acknowledged. */
  get isSaved(): boolean {
    this.#settle();
    return this.#peer !== undefined && this.#waiting.length === 0;
  }

  draw(): ShapeId {
    const { name, random } = this.#options;
    const drawn = stroke(`${name}.${this.#count++}`, random);
    const peer = this.#peer;
    if (peer) peer.change((board) => board.add(drawn));
    else this.board.transact(() => this.board.add(drawn), "local");
    this.#waiting.push({ id: drawn.id, frame: peer?.sent ?? Infinity });
    this.#settle();
    return drawn.id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isLeaving = true;
    await this.#peer?.[Symbol.asyncDispose]();
    await this.#ended;
  }

  async #stay(): Promise<void> {
    while (!this.#isLeaving) {
      try {
        const peer = await Peer.join(this.#options.url(), { board: this.board });
        peer.sendDifference();
        this.#waiting = this.#waiting.map(({ id }) => ({ id, frame: peer.sent }));
        this.#peer = peer;
        if (this.#isLeaving) void peer[Symbol.asyncDispose]();
        this.closings.push((await peer.closed).code);
        this.#settle();
        this.#peer = undefined;
      } catch {
        // The connection ended before it was useful.
      }
      if (!this.#isLeaving) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  #settle(): void {
    const saved = this.#peer?.saved ?? 0;
    for (const { id, frame } of this.#waiting) if (frame <= saved) this.confirmed.add(id);
    this.#waiting = this.#waiting.filter(({ frame }) => frame > saved);
  }
}
