import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../../board/document.ts";
import { sync } from "../../../support/board/boards.ts";
import { factsOf } from "../../../support/board/document_facts.ts";
import { settled } from "../../../support/fake_clock.ts";
import type { Random } from "../../../support/random.ts";
import { DocumentLink, TRANSPORTS } from "../../../support/transports/document_link.ts";
import { settle } from "../../../support/transports/settle.ts";
import { SteppedServer } from "../../../support/transports/stepped_server.ts";
import type { Person } from "./person.ts";

/** How the changes of two people reach each other. */
export interface Meeting {
  /** Applies what has arrived, also in the middle of a gesture. @returns false when there was nothing */
  deliver(): boolean;
  /** Time passes between two actions. */
  pass(): Promise<void>;
  /** Afterwards both have all changes. */
  meet(): Promise<void>;
  /** One of them has a new connection. */
  reconnect(person: Person): void;
  close(): Promise<void>;
}

/** Everything arrives at once, without a server. */
export class DirectMeeting implements Meeting {
  readonly #people: readonly [Person, Person];

  constructor(people: readonly [Person, Person]) {
    this.#people = people;
  }

  deliver(): boolean {
    const [one, other] = this.#people;
    sync(one.board, other.board);
    return true;
  }

  pass(): Promise<void> {
    return Promise.resolve();
  }

  meet(): Promise<void> {
    this.deliver();
    return Promise.resolve();
  }

  reconnect(person: Person): void {
    person.reconnect();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Changes travel through a server. The two people and somebody who only watches use the three transports. The network
 * delays, repeats and loses messages.
 */
export class ServedMeeting implements Meeting {
  readonly #server: SteppedServer;
  readonly #random: Random;
  readonly #links = new Map<Person, DocumentLink>();
  /** Updates that have arrived and are not applied yet. */
  readonly #arrived = new Map<Person, Uint8Array[]>();
  readonly #watching = new Board();
  readonly #watch: DocumentLink;

  static async open(people: readonly Person[], start: Board, random: Random): Promise<ServedMeeting> {
    return new ServedMeeting(await SteppedServer.open([Y.encodeStateAsUpdate(start.doc)]), people, random);
  }

  private constructor(server: SteppedServer, people: readonly Person[], random: Random) {
    this.#server = server;
    this.#random = random;
    const first = random.below(TRANSPORTS.length);
    const transports = TRANSPORTS.map((_, i) => TRANSPORTS[(first + i) % TRANSPORTS.length]);
    for (const [i, person] of people.entries()) {
      const arrived: Uint8Array[] = [];
      this.#arrived.set(person, arrived);
      const received = (update: Uint8Array) => void arrived.push(update);
      const link = new DocumentLink(person.board.doc, { random, transport: transports[i], received });
      this.#links.set(person, link);
    }
    this.#watch = new DocumentLink(this.#watching.doc, { random, transport: transports[2] });
    for (const link of this.#all) link.connect(server);
  }

  deliver(): boolean {
    let hasArrived = false;
    for (const [{ board: { doc } }, arrived] of this.#arrived) {
      const updates = arrived.splice(0);
      hasArrived ||= updates.length > 0;
      doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update, "remote")), "remote");
    }
    return hasArrived;
  }

  async pass(): Promise<void> {
    const { clock } = this.#server;
    const random = this.#random;
    if (random.below(20) === 0) random.pick(this.#all).wire?.cut();
    for (let moves = random.below(8); moves > 0; moves--) {
      random.pick(this.#all).wire?.move(random);
      await settled();
    }
    await clock.passSlowly(random.below(200), { step: 20 });
    for (const link of this.#all) if (!link.wire && random.below(2) === 0) link.connect(this.#server);
  }

  async meet(): Promise<void> {
    // An editor may answer what it received.
    do await settle(this.#server, this.#all, this.#random); while (this.deliver());
    const facts = factsOf(this.#watching.doc);
    for (const { board } of this.#links.keys()) assert.equal(factsOf(board.doc), facts, "a copy differs");
  }

  reconnect(person: Person): void {
    this.#links.get(person)?.leave();
  }

  async close(): Promise<void> {
    for (const link of this.#all) link.leave();
    this.#server.close();
    await settled();
    this.#watching.doc.destroy();
  }

  get #all(): DocumentLink[] {
    return [...this.#links.values(), this.#watch];
  }
}
