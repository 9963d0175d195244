import * as Y from "yjs";
import type { Run, Scan } from "../../board/wire/update.ts";
import { encodeStateVector } from "./integrity.ts";

/** The state vector of a peer that has nothing. */
export const NOTHING = new Uint8Array([0]);

export function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}

/** The clock up to which the structs of each client are known: a state vector. */
export class StructClocks {
  readonly #ends: Map<number, number>;

  constructor(doc: Y.Doc) {
    this.#ends = Y.decodeStateVector(Y.encodeStateVector(doc));
  }

  of(client: number): number {
    return this.#ends.get(client) ?? 0;
  }

  advance(runs: readonly Run[]): void {
    for (let i = 0; i < runs.length; i++) {
      const { client, end } = runs[i];
      if (end > this.of(client)) this.#ends.set(client, end);
    }
  }

  /** Compares an update with the clocks: "gap" when it depends on missing structs, "known" when it has nothing new. */
  admits({ runs, needs, deletes }: Scan): "new" | "known" | "gap" {
    let isNew = deletes.clients > 0;
    if (runs.length === 1 && needs.size === 0) {
      const known = this.of(runs[0].client);
      return runs[0].clock > known ? "gap" : isNew || runs[0].end > known ? "new" : "known";
    }
    const ends = new Map<number, number>();
    for (const { client, clock, end } of runs) {
      const known = ends.get(client) ?? this.of(client);
      if (clock > known) return "gap";
      if (end > known) isNew = true;
      ends.set(client, Math.max(known, end));
    }
    for (const [client, clock] of needs) {
      if (clock >= (ends.get(client) ?? this.of(client))) return "gap";
    }
    return isNew ? "new" : "known";
  }

  stateVector(): Uint8Array {
    return encodeStateVector(this.#ends);
  }

  /** The state vector of a peer that has everything except these updates. */
  stateVectorWithout(scans: Iterable<Scan>): Uint8Array {
    const ends = new Map(this.#ends);
    for (const { runs } of scans) {
      for (const { client, clock } of runs) {
        if (clock === 0) ends.delete(client);
        else if (clock < (ends.get(client) ?? 0)) ends.set(client, clock);
      }
    }
    return encodeStateVector(ends);
  }
}
