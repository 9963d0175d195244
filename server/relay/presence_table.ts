import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { AWARENESS_BYTES_MAX, PRESENCE_BYTES_MAX, PRESENCE_IDS_MAX } from "../../board/limits.ts";
import type { Rights } from "../../board/role.ts";
import { malformed } from "../../board/wire/malformed.ts";
import { readPresence } from "../../board/wire/presence.ts";
import { varUintLength, writeVarUint } from "../../board/wire/varuint.ts";

/** Where an entry of an awareness frame is: varuint id, varuint clock, varstring JSON state. */
interface Place {
  readonly id: number;
  readonly clock: number;
  readonly from: number;
  readonly jsonFrom: number;
  readonly to: number;
  /** True when the state is null: the author has left. */
  readonly isGone: boolean;
}

interface Entry<Owner> {
  readonly owner: Owner;
  readonly id: number;
  readonly clock: number;
  readonly isGone: boolean;
  /** The rights that its author needs for what the state shows (PROTOCOL.md 8.1). */
  readonly needs: readonly (keyof ShowingRights)[];
  /** The name in the state, as the peer sent it. */
  readonly name: string | undefined;
  /** The entry as it goes over the wire. */
  readonly bytes: Uint8Array;
}

/** The rights that decide what a person's presence may show. */
export type ShowingRights = Pick<Rights, "draw" | "comment" | "point">;

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
  readonly #entries = new Map<number, Entry<Owner>>();
  readonly #claims = new Map<Owner, Set<number>>();
  readonly #departed = new Map<number, number>();
  readonly #onDispute: (holder: Owner) => void;
  readonly #idsMax: number;

  /**
   * @param onDispute receives the holder of an id that another owner claims
   * @param options.idsMax ids that one owner may claim
   */
  constructor(onDispute: (holder: Owner) => void, { idsMax = PRESENCE_IDS_MAX }: { readonly idsMax?: number } = {}) {
    [this.#onDispute, this.#idsMax] = [onDispute, idsMax];
  }

  /**
   * @param rights those of the owner. An entry that shows more than they allow is ignored: others would display it
   * @returns the changed entries, to be sent to all sessions
   * @throws {Malformed} when the body is malformed or too large
   */
  hear(owner: Owner, body: Uint8Array, rights: ShowingRights): Uint8Array[] {
    const entries = malformed(() => this.#usable(owner, body, rights));
    let claims = this.#claims.get(owner);
    if (claims === undefined) this.#claims.set(owner, claims = new Set());
    const changed: Uint8Array[] = [];
    for (const entry of entries) {
      if (entry.isGone) {
        if (this.#entries.has(entry.id)) changed.push(this.#remove(entry.id, entry.clock));
        continue;
      }
      claims.add(entry.id);
      this.#departed.delete(entry.id);
      this.#entries.set(entry.id, entry);
      changed.push(entry.bytes);
    }
    return changed;
  }

  /**
   * Takes back what the owner shows and may no longer show. An entry then has the next clock, so that everybody takes
   * it; the owner's client goes on from there.
   *
   * @returns the changed entries, to be sent to all sessions
   */
  restrict(owner: Owner, rights: ShowingRights): Uint8Array[] {
    return this.idsOf(owner).flatMap((id) => {
      const entry = this.#entries.get(id)!;
      if (entry.needs.every((right) => rights[right])) return [];
      const bytes = allowedPart(entry, rights);
      const needs = entry.needs.filter((right) => rights[right]);
      this.#entries.set(id, { ...entry, clock: entry.clock + 1, needs, bytes });
      return [bytes];
    });
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

  /** The ids of an owner. */
  idsOf(owner: Owner): readonly number[] {
    return [...this.#claims.get(owner) ?? []];
  }

  /** The name in the first entry of the owner that has one, as the peer sent it. */
  nameOf(owner: Owner): string | undefined {
    for (const id of this.#claims.get(owner) ?? []) {
      const name = this.#entries.get(id)?.name;
      if (name !== undefined) return name;
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  all(): Uint8Array[] {
    return [...this.#entries.values()].map((entry) => entry.bytes);
  }

  /** Reads the entries that count. @throws when the body is malformed or too large */
  #usable(owner: Owner, body: Uint8Array, rights: ShowingRights): Entry<Owner>[] {
    const places = parse(body);
    const claims = this.#claims.get(owner);
    let free = this.#idsMax - (claims?.size ?? 0);
    const entries: Entry<Owner>[] = [];
    // A frame may name an id twice.
    const clocks = places.length > 1 ? new Map<number, number>() : undefined;
    for (const place of places) {
      const known = this.#entries.get(place.id);
      if (known && known.owner !== owner) {
        if (claims === undefined && places.length === 1 && place.clock > known.clock) this.#onDispute(known.owner);
        continue;
      }
      const before = clocks?.get(place.id) ?? known?.clock;
      if (before !== undefined ? place.clock < before : place.clock <= (this.#departed.get(place.id) ?? -1)) continue;
      const isMine = claims?.has(place.id) || clocks?.has(place.id);
      if (!isMine && (place.isGone || free <= 0)) continue;
      const entry = read(owner, body, place);
      if (entry.needs.length > 0 && !entry.needs.every((right) => rights[right])) continue;
      if (!isMine) free--;
      clocks?.set(place.id, place.clock);
      entries.push(entry);
    }
    return entries;
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

/** The names in entries, each once. */
export function namesIn(entries: readonly Uint8Array[]): string[] {
  const names = entries.map((entry) => {
    const decoder = decoding.createDecoder(entry);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    return readPresence(JSON.parse(decoding.readVarString(decoder)))?.user.name;
  });
  return [...new Set(names)].filter((name) => name !== undefined);
}

/** Reads only where the entries are: most entries of a large frame are not used. */
function parse(body: Uint8Array): Place[] {
  if (body.length > AWARENESS_BYTES_MAX) throw new Error("Cannot read awareness as it is too large");
  const decoder = decoding.createDecoder(body);
  const places: Place[] = [];
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const from = decoder.pos;
    const id = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const length = decoding.readVarUint(decoder);
    if (length > PRESENCE_BYTES_MAX) throw new Error("Cannot read awareness as a state is too large");
    const jsonFrom = decoder.pos;
    if (jsonFrom + length > body.length) throw new Error("Cannot read awareness as it is cut off");
    decoder.pos += length;
    places.push({ id, clock, from, jsonFrom, to: decoder.pos, isGone: isNull(body, jsonFrom, length) });
  }
  if (decoding.hasContent(decoder)) throw new Error("Cannot read awareness as bytes follow its end");
  return places;
}

const TEXT = new TextDecoder("utf-8", { fatal: true });

/** @throws when the state is not JSON */
function read<Owner>(
  owner: Owner,
  body: Uint8Array,
  { id, clock, from, jsonFrom, to, isGone }: Place,
): Entry<Owner> {
  const state = Object(JSON.parse(TEXT.decode(body.subarray(jsonFrom, to))));
  // Copied, so that one entry does not keep the whole frame in memory.
  const name: unknown = state.user?.name;
  return {
    owner,
    id,
    clock,
    isGone,
    needs: needsOf(state),
    name: typeof name === "string" ? name : undefined,
    bytes: body.slice(from, to),
  };
}

/** The rights that a person needs to show this presence. */
function needsOf(
  { typing, held, talk, together }: Readonly<Record<string, unknown>>,
): readonly (keyof ShowingRights)[] {
  // Most states show nothing of these.
  if ((typing ?? held ?? talk ?? together) === undefined) return NOTHING_NEEDED;
  const shows = Object(together);
  const needs: (keyof ShowingRights)[] = [];
  if ((typing ?? held) !== undefined || "brings" in shows) needs.push("draw");
  if ("says" in Object(talk)) needs.push("comment");
  if ("laser" in shows) needs.push("point");
  return needs;
}

const NOTHING_NEEDED: readonly (keyof ShowingRights)[] = [];

/** The next entry of the same person, without what the rights do not allow. */
function allowedPart({ id, clock, bytes }: Entry<unknown>, rights: ShowingRights): Uint8Array {
  const decoder = decoding.createDecoder(bytes);
  for (let skipped = 0; skipped < 2; skipped++) decoding.readVarUint(decoder);
  const { typing, held, talk, together, ...rest } = JSON.parse(decoding.readVarString(decoder));
  const { says, ...talks } = Object(talk), { brings, laser, ...shows } = Object(together);
  const state = {
    ...rest,
    ...(rights.draw && { typing, held }),
    talk: { ...talks, ...(rights.comment && { says }) },
    together: { ...shows, ...(rights.draw && { brings }), ...(rights.point && { laser }) },
  };
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, id);
  encoding.writeVarUint(encoder, clock + 1);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encoding.toUint8Array(encoder);
}

const NULL = new TextEncoder().encode("null");

function isNull(body: Uint8Array, from: number, length: number): boolean {
  return length === NULL.length && NULL.every((byte, i) => body[from + i] === byte);
}

function removal(id: number, clock: number): Uint8Array {
  const out = new Uint8Array(varUintLength(id) + varUintLength(clock) + 5);
  const at = writeVarUint(out, writeVarUint(out, 0, id), clock);
  out.set([4, 0x6e, 0x75, 0x6c, 0x6c], at); // varstring "null"
  return out;
}
