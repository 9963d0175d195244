import { encodeAwareness } from "../../../board/wire/protocol.ts";
import { noteOf } from "../../support/board/figures.ts";
import { stroke } from "../../support/board/strokes.ts";
import { awareness, readAwareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import type { Random } from "../../support/random.ts";
import { cookieOf } from "../../support/server/visitors.ts";

/** Where a workshop takes place, for those who come without a browser. */
export interface Place {
  readonly origin: string;
  readonly slug: string;
  socketUrl(slug: string): string;
}

/** Somebody who takes part in a workshop by the protocol alone: draws, notes, moves, talks and shows a cursor. */
export class WorkshopPeer implements AsyncDisposable {
  readonly name: string;
  readonly number: number;
  readonly #place: Place;
  readonly #random: Random;
  #visits = 0;
  #peer: Peer | undefined;
  #made = 0;
  #clock = 1;

  /** @param number from 1, of everybody who takes part this way */
  constructor(number: number, place: Place, random: Random) {
    [this.number, this.#place, this.#random] = [number, place, random];
    this.name = `Peer ${number}`;
  }

  get peer(): Peer {
    if (this.#peer === undefined) throw new Error(`Cannot act as ${this.name} is not on the board`);
    return this.#peer;
  }

  /** The awareness id, another one after each return. */
  get id(): number {
    return 1_000 * this.number + this.#visits;
  }

  /** Comes to the board, or comes back with what it has. */
  async come(): Promise<void> {
    const board = this.#peer?.board;
    this.#visits++;
    this.#peer = await Peer.join(this.#place.socketUrl(this.#place.slug), {
      ...(board && { board }),
      headers: this.#headers,
    });
    this.show({});
    if (board) await this.sendAll(0);
  }

  /** Sends what the server lacks once it asks. @param from the number of frames received before it does */
  async sendAll(from: number): Promise<void> {
    await this.peer.untilTrue(() => this.peer.frames.slice(from).some(({ kind }) => kind === "step1"));
    this.peer.sendDifference();
    await this.peer.untilSaved();
  }

  /** Shows a cursor and something else. */
  show(more: Readonly<Record<string, unknown>>): void {
    const cursor = { x: this.#random.below(1_000), y: this.#random.below(700) };
    const state = { user: { name: this.name, color: "green" }, cursor, ...more };
    this.peer.send(encodeAwareness(awareness({ id: this.id, clock: this.#clock++, state })));
  }

  /** Adds a note or a stroke, or moves something of its own. */
  work(): void {
    const random = this.#random, id = `p${this.number}.${++this.#made}`;
    const [x, y] = [random.below(2_000), random.below(1_500)];
    this.peer.change((board) => {
      const kind = random.below(3), all = [...board.shapes.keys()];
      if (kind === 0 || all.length === 0) board.add(noteOf(id, { x, y }));
      else if (kind === 1) board.add(stroke(id, random));
      else board.edit(random.pick(all), "x", x);
    });
  }

  /** Says something in the talk. @returns the status of the answer */
  async say(body: Readonly<Record<string, unknown>>): Promise<number> {
    const key = `workshop-${this.number}`.padEnd(24, "_");
    const response = await fetch(`${this.#place.origin}/api/boards/${this.#place.slug}/talk`, {
      method: "POST",
      headers: this.#headers,
      body: JSON.stringify({ ...body, name: this.name, key, id: crypto.randomUUID() }),
    });
    await response.body?.cancel();
    return response.status;
  }

  /** The author under whom somebody with this name talks, as the presence says. */
  authorOf(name: string): string | undefined {
    for (const frame of this.peer.frames.toReversed()) {
      if (frame.kind !== "awareness") continue;
      for (const { state } of readAwareness(frame.body)) {
        const { user, talk } = state as { user?: { name?: string }; talk?: { author?: string } } ?? {};
        if (user?.name === name && talk?.author) return talk.author;
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#peer?.[Symbol.asyncDispose]();
  }

  /** An address of its own, as limits count by address. */
  get #headers(): Record<string, string> {
    return { cookie: cookieOf(`peer${this.number}`), "x-forwarded-for": `10.9.${this.number}.1` };
  }
}
