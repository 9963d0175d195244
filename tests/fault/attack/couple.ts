import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import type { RealServer } from "../../support/server/real_server.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const STROKE_EVERY_MS = 25;
const SETTLE_MS = 5_000;

/** Two people on a separate board: one draws, the other watches, and the delay is measured. */
export class Couple implements AsyncDisposable {
  readonly links: BoardLinks["links"];
  /** Number of the two that were disconnected. */
  gone = 0;
  readonly #ann: Peer;
  readonly #bob: Peer;
  readonly #random = seeded(1);
  readonly #ids: string[] = [];
  readonly #sentAt = new Map<string, number>();
  #delays: number[] = [];

  static async meet(server: RealServer): Promise<Couple> {
    const { links } = await server.createBoard();
    const join = (slug: string) => Peer.join(server.socketUrl(slug));
    return new Couple(links, await join(links.owner), await join(links.editor));
  }

  private constructor(links: BoardLinks["links"], ann: Peer, bob: Peer) {
    this.links = links;
    [this.#ann, this.#bob] = [ann, bob];
    for (const peer of [ann, bob]) peer.closed.then(() => this.gone++);
    bob.board.shapes.observe(({ keysChanged }) => {
      for (const key of keysChanged as Set<string>) {
        const at = this.#sentAt.get(key);
        if (at !== undefined) this.#delays.push(performance.now() - at);
      }
    });
  }

  /** The Yjs client id of the drawer. */
  get id(): number {
    return this.#ann.doc.clientID;
  }

  /** Strokes that the server acknowledged as durable. */
  get confirmed(): string[] {
    return this.#ids.slice(0, this.#ann.saved);
  }

  /** @returns the time in ms within which 95 of 100 strokes reached the other person */
  async draw(until: () => boolean): Promise<number> {
    this.#delays = [];
    while (!until() && this.gone === 0) {
      const id = `a.${this.#ids.length}`;
      this.#ids.push(id);
      this.#sentAt.set(id, performance.now());
      this.#ann.change((board) => board.add(stroke(id, this.#random)));
      await pause(STROKE_EVERY_MS);
    }
    return this.#delays.sort((a, b) => a - b)[Math.floor(this.#delays.length * 0.95)] ?? NaN;
  }

  /** Resolves when everything is acknowledged, the connection is lost, or the time limit has passed. */
  async settled(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, SETTLE_MS);
    await Promise.race([this.#ann.untilSaved().catch(() => {}), promise]);
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of [this.#ann, this.#bob]) await peer[Symbol.asyncDispose]();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
