import * as decoding from "lib0/decoding";
import { AWARENESS_BYTES_MAX, PRESENCE_BYTES_MAX, PRESENCE_IDS_MAX } from "../../board/limits.ts";
import { malformed } from "../../board/malformed.ts";
import { varUintLength, writeVarUint } from "../../board/varuint.ts";

/** One entry of an awareness frame: varuint id, varuint clock, varstring JSON state. */
interface Entry {
  readonly id: number;
  readonly clock: number;
  readonly json: string;
  /** True when the state says that its author holds shapes (PROTOCOL.md 8.1). */
  readonly isHolding: boolean;
  /** The entry as it goes over the wire. */
  readonly bytes: Uint8Array;
}

/** Number of departed ids whose clocks are remembered, so that a late echo does not restore their presence. */
const DEPARTED_MAX = 1_000;

/**
 * The presence of all peers, and the session that owns each id (the wire format is that of y-protocols `awareness.js`).
 *
 * Stock clients send back every change they receive and, after silence, removals of others. So entries for ids of other
 * sessions are ignored without a penalty. An id belongs to the session that claimed it first. If a new session sends a
 * single, newer entry for that id, it may be the same person, whose old connection has not noticed its end.
 */
export class PresenceTable<Owner> {
  readonly #entries = new Map<number, Entry & { owner: Owner }>();
  readonly #claims = new Map<Owner, Set<number>>();
  readonly #departed = new Map<number, number>();
  readonly #onDispute: (holder: Owner) => void;

  /** @param onDispute receives the holder of an id that another session claims */
  constructor(onDispute: (holder: Owner) => void) {
    this.#onDispute = onDispute;
  }

  /**
   * @param options.mayHold false ignores entries with held shapes: others would display them as moved
   * @returns the changed entries, to be sent to all sessions
   * @throws {Malformed} when the body is malformed or too large
   */
  hear(owner: Owner, body: Uint8Array, { mayHold }: { mayHold: boolean }): Uint8Array[] {
    const entries = malformed(() => parse(body));
    const isFresh = !this.#claims.has(owner);
    const claims = this.#claims.get(owner) ?? new Set();
    this.#claims.set(owner, claims);
    const changed: Uint8Array[] = [];
    for (const entry of entries) {
      const known = this.#entries.get(entry.id);
      const isMine = known?.owner === owner;
      if (known && !isMine) {
        if (isFresh && entries.length === 1 && entry.clock > known.clock) this.#onDispute(known.owner);
        continue;
      }
      if (known ? entry.clock < known.clock : entry.clock <= (this.#departed.get(entry.id) ?? -1)) continue;
      if (entry.json === "null") {
        if (isMine) changed.push(this.#remove(entry.id, entry.clock));
        continue;
      }
      if (entry.isHolding && !mayHold) continue;
      if (!isMine && claims.size >= PRESENCE_IDS_MAX) continue;
      claims.add(entry.id);
      this.#departed.delete(entry.id);
      this.#entries.set(entry.id, { ...entry, owner });
      changed.push(entry.bytes);
    }
    return changed;
  }

  /** @returns the removals, to be sent to all sessions */
  leave(owner: Owner): Uint8Array[] {
    const claims = this.#claims.get(owner) ?? new Set();
    this.#claims.delete(owner);
    return [...claims].map((id) => this.#remove(id, this.#entries.get(id)!.clock));
  }

  /** True when the id belongs to the owner or to no session. */
  mayActAs(owner: Owner, id: number): boolean {
    const known = this.#entries.get(id);
    return known === undefined || known.owner === owner;
  }

  ownerOf(id: number): Owner | undefined {
    return this.#entries.get(id)?.owner;
  }

  get size(): number {
    return this.#entries.size;
  }

  all(): Uint8Array[] {
    return [...this.#entries.values()].map((entry) => entry.bytes);
  }

  #remove(id: number, clock: number): Uint8Array {
    const owner = this.#entries.get(id)!.owner;
    this.#claims.get(owner)?.delete(id);
    this.#entries.delete(id);
    this.#departed.delete(id);
    this.#departed.set(id, clock);
    if (this.#departed.size > DEPARTED_MAX) this.#departed.delete(this.#departed.keys().next().value!);
    return removal(id, clock);
  }
}

/** The body of an awareness frame with entries of this table; a later entry for an id replaces earlier ones. */
export function awarenessBody(entries: readonly Uint8Array[]): Uint8Array {
  const newest = new Map<number, Uint8Array>();
  for (const entry of entries) newest.set(decoding.readVarUint(decoding.createDecoder(entry)), entry);
  let length = varUintLength(newest.size);
  for (const entry of newest.values()) length += entry.length;
  const out = new Uint8Array(length);
  let at = writeVarUint(out, 0, newest.size);
  for (const entry of newest.values()) {
    out.set(entry, at);
    at += entry.length;
  }
  return out;
}

function parse(body: Uint8Array): Entry[] {
  if (body.length > AWARENESS_BYTES_MAX) throw new Error("Cannot read awareness as it is too large");
  const decoder = decoding.createDecoder(body);
  const entries: Entry[] = [];
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const from = decoder.pos;
    const id = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    if (decoding.peekVarUint(decoder) > PRESENCE_BYTES_MAX) {
      throw new Error("Cannot read awareness as a state is too large");
    }
    const json = decoding.readVarString(decoder);
    const isHolding = json !== "null" && "held" in Object(JSON.parse(json));
    // Copied, so that one entry does not keep the whole frame in memory.
    entries.push({ id, clock, json, isHolding, bytes: body.slice(from, decoder.pos) });
  }
  if (decoding.hasContent(decoder)) throw new Error("Cannot read awareness as bytes follow its end");
  return entries;
}

function removal(id: number, clock: number): Uint8Array {
  const out = new Uint8Array(varUintLength(id) + varUintLength(clock) + 5);
  const at = writeVarUint(out, writeVarUint(out, 0, id), clock);
  out.set([4, 0x6e, 0x75, 0x6c, 0x6c], at); // varstring "null"
  return out;
}
