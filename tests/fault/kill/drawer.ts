import { Board } from "../../../board/document.ts";
import { type ShapeId, shapeIds } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { Peer } from "../../support/peer/peer.ts";
import type { Random } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";

/** The content of one update frame. */
interface Change {
  readonly drawn?: Shape;
  readonly erased?: ShapeId;
}

/** Maximum number of frames in transit: enough that there is always something to lose. */
const IN_FLIGHT_MAX = 4;

/**
 * A person who draws and erases as fast as the server acknowledges it, records what was acknowledged, and sends the
 * rest when the server is back.
 */
export class Drawer {
  readonly board = new Board();
  /** Everything drawn, as it was drawn, and everything erased, acknowledged or not. */
  readonly drawn = new Map<ShapeId, Shape>();
  readonly erased = new Set<ShapeId>();
  /** Changes that the server acknowledged as durable. */
  readonly confirmed: Change[] = [];
  readonly #random: Random;
  readonly #samples: number;
  readonly #newId: () => ShapeId;
  #inFlight: { frame: number; changes: Change[] }[] = [];
  #peer: Peer | undefined;
  #mayDraw = false;

  /** @param samples in a stroke; about 5 bytes each */
  constructor(random: Random, samples: number) {
    this.#random = random;
    this.#samples = samples;
    this.#newId = shapeIds((bytes) => bytes.map(() => random.below(256)));
  }

  /** Number of changes that were sent and not acknowledged. */
  get unconfirmed(): number {
    return this.#inFlight.reduce((sum, { changes }) => sum + changes.length, 0);
  }

  async join(url: string): Promise<void> {
    this.#peer = await Peer.join(url, { board: this.board });
    const changes = this.#inFlight.flatMap(({ changes }) => changes);
    this.#peer.sendDifference();
    this.#inFlight = [{ frame: this.#peer.sent, changes }];
  }

  /** Draws until it is stopped or the server ends. Calls `confirmed` with every acknowledgement. */
  async draw(confirmed: () => void): Promise<void> {
    const peer = this.#peer!;
    this.#mayDraw = true;
    try {
      while (this.#mayDraw) {
        const before = peer.saved;
        await peer.untilTrue(() => !this.#mayDraw || peer.sent - peer.saved < IN_FLIGHT_MAX);
        if (peer.saved > before) confirmed();
        if (this.#mayDraw) this.#change();
        this.#settle();
        // Lets other drawers and the test run.
        await new Promise((resolve) => setTimeout(resolve));
      }
    } catch {
      // The server has ended.
    }
    this.#settle();
  }

  stop(): void {
    this.#mayDraw = false;
  }

  /** Draws one more stroke; resolves with its id when everything so far is acknowledged. */
  async finish(): Promise<ShapeId> {
    const id = this.#add();
    await this.#peer!.untilSaved();
    this.#settle();
    return id;
  }

  /** Resolves when the strokes are here. The order of a sender is kept, so everything before them is here as well. */
  async sees(ids: readonly ShapeId[]): Promise<void> {
    await this.#peer!.untilTrue(() => ids.every((id) => this.board.shapes.has(id)));
  }

  async leave(): Promise<void> {
    await this.#peer?.[Symbol.asyncDispose]();
  }

  #change(): void {
    const old = this.confirmed.findLast(({ drawn }) => drawn && this.board.shapes.has(drawn.id))?.drawn;
    if (old && this.#random.below(4) === 0) this.#erase(old.id);
    else this.#add();
  }

  #add(): ShapeId {
    const drawn = stroke(this.#newId(), this.#random, this.#samples);
    this.drawn.set(drawn.id, drawn);
    this.#send({ drawn }, (board) => board.add(drawn));
    return drawn.id;
  }

  #erase(id: ShapeId): void {
    this.erased.add(id);
    this.#send({ erased: id }, (board) => board.remove(new Set([id])));
  }

  #send(change: Change, make: (board: Board) => void): void {
    this.#peer!.change(make);
    this.#inFlight.push({ frame: this.#peer!.sent, changes: [change] });
  }

  #settle(): void {
    const { saved } = this.#peer!;
    const settled = this.#inFlight.filter(({ frame }) => frame <= saved);
    this.#inFlight = this.#inFlight.filter(({ frame }) => frame > saved);
    for (const { changes } of settled) this.confirmed.push(...changes);
  }
}
