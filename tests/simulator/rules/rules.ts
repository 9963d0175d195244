import * as Y from "yjs";
import { factsOf } from "../../support/board/document_facts.ts";
import type { Logged } from "../cluster/instance.ts";
import { DatabaseUnavailable } from "../cluster/simulated_database.ts";
import type { Situation } from "../situation.ts";
import { StoredCopies } from "./stored_copies.ts";

/** What has to hold in every run. Each check returns the first problem that it finds. */
export class Rules {
  readonly #situation: Situation;
  readonly #stored: StoredCopies;
  /** For each board, the clocks of acknowledged changes by Yjs client id. */
  readonly #saved = new Map<string, Map<number, number>>();
  #logged: string | undefined;

  constructor(situation: Situation) {
    this.#situation = situation;
    this.#stored = new StoredCopies(situation.cluster.database.content);
  }

  /** Changes were reported as durable. */
  saved(board: string, clocks: ReadonlyMap<number, number>): void {
    const all = this.#saved.get(board) ?? new Map<number, number>();
    this.#saved.set(board, all);
    for (const [client, clock] of clocks) all.set(client, Math.max(clock, all.get(client) ?? 0));
  }

  /** An instance logged something. Errors of the database are expected, all others are not. */
  log({ level, event, fields }: Logged): void {
    const { error } = fields ?? {};
    if (level !== "error" || isOfDatabase(error)) return;
    this.#logged ??= `${event}: ${error instanceof Error ? error.stack : JSON.stringify(fields)}`;
  }

  async always(): Promise<string | undefined> {
    if (this.#logged) return `an instance logged an error: ${this.#logged}`;
    return await this.#everySavedIsStored() ?? this.#boardsAreSeparate();
  }

  async whenCalm(): Promise<string | undefined> {
    return await this.#copiesAreEqual() ?? this.#allAreSeen();
  }

  async whenAlone(): Promise<string | undefined> {
    for (const { server, machine, process } of this.#situation.cluster.instances) {
      if (server === undefined) continue;
      const { sessions, size } = server.rooms;
      if (sessions > 0) return `${machine.name} has ${sessions} sessions`;
      if (size > 0) return `${machine.name} has ${size} boards loaded`;
      if (process!.timers > IDLE_TIMERS_MAX) return `${machine.name} has ${process!.timers} timers`;
    }
    return await Promise.resolve(undefined);
  }

  async #everySavedIsStored(): Promise<string | undefined> {
    for (const { id } of this.#situation.boards) {
      const saved = this.#saved.get(id);
      if (saved === undefined) continue;
      const doc = await this.#stored.read(id);
      for (const [client, clock] of saved) {
        const stored = Y.getState(doc.store, client);
        if (stored < clock) return `acknowledged changes are missing: ${client} has ${stored} of ${clock}`;
      }
    }
    return undefined;
  }

  #boardsAreSeparate(): string | undefined {
    for (const { page, board } of this.#situation.people) {
      if (page === undefined) continue;
      const foreign = page.peers.find(({ presence }) => !presence.user.name.startsWith(`${board}-`));
      if (foreign) return `${page.name} sees ${foreign.presence.user.name} of another board`;
    }
    return undefined;
  }

  async #copiesAreEqual(): Promise<string | undefined> {
    for (const [i, { id }] of this.#situation.boards.entries()) {
      const doc = await new StoredCopies(this.#situation.cluster.database.content).read(id);
      const facts = factsOf(named(doc));
      for (const { page, board, canDraw } of this.#situation.people) {
        if (board !== `b${i}` || page === undefined) continue;
        if (!page.isSynced) return `${page.name} (${page.transport}) is not connected`;
        if (canDraw && !page.isSaved) return `${page.name} (${page.transport}) has unsaved changes`;
        const own = factsOf(named(page.board.doc));
        if (own !== facts) return `${page.name} (${page.transport}) has another copy: ${difference(own, facts)}`;
      }
    }
    return undefined;
  }

  /** Everybody sees everybody on the same board, and nobody who left. */
  #allAreSeen(): string | undefined {
    const { people } = this.#situation;
    for (const { page, board } of people) {
      if (page === undefined) continue;
      const expected = people.filter((other) => other.board === board && other.page && other.page !== page)
        .map((other) => other.page!.name).sort().join();
      const seen = page.peers.map(({ presence }) => presence.user.name).sort().join();
      if (seen !== expected) return `${page.name} (${page.transport}) sees ${seen} instead of ${expected}`;
    }
    return undefined;
  }
}

function isOfDatabase(error: unknown): boolean {
  if (error instanceof Error && error.message.includes("as the store fails")) return true;
  if (error instanceof DatabaseUnavailable) return true;
  if (error instanceof AggregateError && error.errors.every(isOfDatabase)) return true;
  return error instanceof Error && isOfDatabase(error.cause);
}

/** Timers of an instance that nobody uses: heartbeat, health, caches. */
const IDLE_TIMERS_MAX = 20;

/** Yjs lists a root under the type of its first use. */
function named(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function difference(one: string, other: string): string {
  const [a, b] = [one.split("\n"), other.split("\n")];
  const i = a.findIndex((line, i) => line !== b[i]);
  return `${a[i]} instead of ${b[i]}`.slice(0, 300);
}
