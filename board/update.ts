import * as decoding from "lib0/decoding";
import { CLOCK_MAX, DELETED_LENGTH_MAX, STRUCTS_MAX, VALUE_DEPTH_MAX } from "./limits.ts";
import { malformed } from "./malformed.ts";
import { furtherNeeds } from "./needs.ts";
import { type ContentBounds, readContent, readDeleted, skipString, STRING, TYPE } from "./update_content.ts";

/**
 * Reads a Yjs update (format v1) without building structs. It checks every byte before a document is changed, and it
 * locates the parts so that updates can be spliced and cut by copying bytes.
 *
 *     update    varuint clients, then per client a run; then the delete set
 *     run       varuint structs, varuint client, varuint clock, structs
 *     struct    info byte: bits 0–4 kind, 5 has parentSub, 6 has right origin, 7 has left origin; ids; content
 *     deletes   varuint clients, then per client: varuint client, varuint n, n × (varuint clock, varuint length)
 *
 * Format: yjs 13, `src/utils/encoding.js`, `src/utils/UpdateDecoder.js`, `src/structs/*`.
 */
export interface Scan {
  readonly bytes: Uint8Array;
  /** In the order of the bytes. Runs of one client are consecutive and without gaps. */
  readonly runs: readonly Run[];
  /** Structs of all runs. */
  readonly structs: number;
  /** New keys of the root `shapes`. */
  readonly shapes: number;
  /** UTF-16 units of text. */
  readonly characters: number;
  /** What must be known before the update can be integrated: client → highest referenced clock. */
  readonly needs: ReadonlyMap<number, number>;
  /** The delete set without its leading count: bytes [from, bytes.length). */
  readonly deletes: { readonly clients: number; readonly from: number };
  /**
   * Contains structs that Yjs may fail on: types, insertions between others, several values in one struct, or clients
   * that depend on each other.
   */
  readonly isOdd: boolean;
  /**
   * Only single values of one writer, none inserted between others, as drawing clients send. Yjs integrates these
   * safely.
   */
  readonly isPlain: boolean;
}

/** Consecutive structs of one client: clocks [clock, end), bytes [from, to). */
export interface Run {
  readonly client: number;
  readonly clock: number;
  readonly end: number;
  readonly structs: number;
  readonly from: number;
  readonly to: number;
  /** With `cutNeeds`: what it needs that no earlier run of its client needs. Client and clock in turn. */
  readonly needs?: readonly number[] | undefined;
}

export interface ScanOptions {
  /** Runs are cut so that none is much longer than this, bytes. Default: never. */
  readonly cutBytes?: number;
  /** Runs are cut so that none has more structs than this. Default: never. */
  readonly cutStructs?: number;
  /** Runs are cut before each struct that needs more of another client than the structs before it. Default: no. */
  readonly cutNeeds?: boolean;
}

/** Structs that `scanningOwnUpdate` reads between two pauses: some 10 ms. */
const STRUCTS_PER_PAUSE = 20_000;

const KIND_MASK = 0b11111;
const HAS_PARENT_SUB = 0b00100000;
const HAS_RIGHT_ORIGIN = 0b01000000;
const HAS_LEFT_ORIGIN = 0b10000000;

const GC = 0;
const DELETED = 1;
const SKIP = 10;

/** Names are compared up to this length, bytes. Names on boards are a tenth as long. */
const BEGINNING_BYTES_MAX = 1_000;

/** Limits of an update; `Infinity` means no limit. */
interface Bounds extends ContentBounds {
  readonly structs: number;
  readonly clock: number;
}

const PEER_BOUNDS: Bounds = {
  structs: STRUCTS_MAX,
  clock: CLOCK_MAX,
  deletedLength: DELETED_LENGTH_MAX,
  valueDepth: VALUE_DEPTH_MAX,
};

/** Yjs merges structs, so a document can exceed the limits of the updates that it was made from. */
const NO_BOUNDS: Bounds = { structs: Infinity, clock: Infinity, deletedLength: Infinity, valueDepth: Infinity };

/**
 * Scans an update that a peer sent. Besides the limits, it rejects a writer that starts the same list or key twice. Yjs
 * compares every such struct with all the others, and 300,000 of them block it for minutes.
 *
 * @throws {Malformed} when the bytes are not exactly one well-formed update within the limits
 */
export function scanPeerUpdate(bytes: Uint8Array): Scan {
  return malformed(() => scan(bytes, { bounds: PEER_BOUNDS, isStrict: true }));
}

/**
 * Scans an update of our own: one that is stored or was encoded from a document. No limit applies, so everything that
 * was stored can be read.
 *
 * @throws when the bytes are not exactly one well-formed update
 */
export function scanOwnUpdate(bytes: Uint8Array, options: ScanOptions = {}): Scan {
  return scan(bytes, { ...options, bounds: NO_BOUNDS, isStrict: false });
}

/** As `scanOwnUpdate`; pauses now and then, so that others get their turn. */
export function scanningOwnUpdate(bytes: Uint8Array, options: ScanOptions = {}): Generator<void, Scan> {
  return scanning(bytes, { ...options, bounds: NO_BOUNDS, isStrict: false });
}

interface Reading extends ScanOptions {
  readonly bounds: Bounds;
  readonly isStrict: boolean;
}

function scan(bytes: Uint8Array, reading: Reading): Scan {
  const steps = scanning(bytes, reading);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* scanning(bytes: Uint8Array, reading: Reading): Generator<void, Scan> {
  const { bounds, isStrict, cutBytes = Infinity, cutStructs = Infinity, cutNeeds } = reading;
  const decoder = decoding.createDecoder(bytes);
  const place: Place = {
    bounds,
    client: 0,
    clock: 0,
    needs: NOTHING,
    others: cutNeeds ? [] : undefined,
    oddities: 0,
    beginnings: undefined,
    shapes: 0,
    characters: 0,
  };
  const runs: Run[] = [];
  const clients = decoding.readVarUint(decoder);
  const seen = clients > 1 ? new Set<number>() : undefined;
  let structs = 0, read = 0;
  for (let left = clients; left > 0; left--) {
    const count = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    if (seen?.has(client)) throw new Error("Cannot read update as a client comes twice");
    seen?.add(client);
    place.client = client;
    place.beginnings = isStrict && count > 1 ? new Set() : undefined;
    structs += count;
    if (structs > bounds.structs) throw new Error(`Cannot read update as it has over ${bounds.structs} structs`);
    const needed = cutNeeds ? new Map<number, number>() : undefined;
    let run = startRun(client, clock, decoder.pos);
    for (let i = 0; i < count; i++) {
      if (++read % STRUCTS_PER_PAUSE === 0) yield;
      const from = decoder.pos;
      place.clock = clock;
      const length = readStruct(decoder, place);
      const needs = needed && furtherNeeds(needed, place.others!);
      if (run.structs > 0 && (needs || from - run.from > cutBytes || run.structs >= cutStructs)) {
        runs.push(run);
        run = startRun(client, clock, from);
      }
      if (needs) run.needs = needs;
      clock += length;
      if (clock > bounds.clock) throw new Error(`Cannot read update as a clock is over ${bounds.clock}`);
      run.structs++;
      run.end = clock;
      run.to = decoder.pos;
    }
    if (run.structs > 0) runs.push(run);
  }
  const { needs, oddities, shapes, characters } = place;
  // `needs` excludes a client's references to itself, so an update of one client never depends on itself.
  const isOdd = oddities > 0 || (seen !== undefined && [...needs.keys()].some((client) => seen.has(client)));
  const deletes = readDeletes(decoder, place);
  if (decoding.hasContent(decoder)) throw new Error("Cannot read update as bytes follow its end");
  const isPlain = clients <= 1 && !isOdd;
  return { bytes, runs, structs, shapes, characters, needs: place.needs, deletes, isOdd, isPlain };
}

function startRun(client: number, clock: number, from: number) {
  return { client, clock, end: clock, structs: 0, from, to: from, needs: undefined as readonly number[] | undefined };
}

function readDeletes(decoder: decoding.Decoder, place: Place): Scan["deletes"] {
  const clients = decoding.readVarUint(decoder);
  const from = decoder.pos;
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder);
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      if (length === 0 || clock + length > place.bounds.clock) {
        throw new Error("Cannot read update as a deleted range is absurd");
      }
      need(place, client, clock + length - 1);
    }
  }
  return { clients, from };
}

/** Shared by the many updates that need nothing of other clients. Never modified. */
const NOTHING = new Map<number, number>();

/** The position of the scan, and what it has collected so far. */
interface Place {
  readonly bounds: Bounds;
  client: number;
  clock: number;
  /** `NOTHING` until a struct refers to another client. */
  needs: Map<number, number>;
  /** What the struct refers to of other clients: client and clock in turn. Undefined when nobody asks. */
  readonly others: number[] | undefined;
  /** Structs so far that Yjs may fail on. */
  oddities: number;
  /** Lists and keys that this writer has started; undefined when they are not checked. */
  beginnings: Set<string> | undefined;
  shapes: number;
  characters: number;
}

/** @returns the number of clock ticks of the struct */
function readStruct(decoder: decoding.Decoder, place: Place): number {
  const info = decoding.readUint8(decoder);
  const kind = info & KIND_MASK;
  if (kind === GC) return readDeleted(decoder, place.bounds);
  if (kind === SKIP) throw new Error("Cannot read update as it has a hole");
  const hasOrigin = (info & (HAS_LEFT_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
  if (info & HAS_LEFT_ORIGIN) readReference(decoder, place);
  if (info & HAS_RIGHT_ORIGIN) readReference(decoder, place);
  if (!hasOrigin) {
    const from = decoder.pos;
    if (decoding.readVarUint(decoder) === 1) skipString(decoder);
    else readReference(decoder, place);
    if (info & HAS_PARENT_SUB) {
      if (kind !== DELETED && names(SHAPES, decoder.arr, from)) place.shapes++;
      skipString(decoder);
    }
    if (place.beginnings) begin(place.beginnings, decoder.arr.subarray(from, decoder.pos));
  }
  const length = readContent(decoder, kind, place.bounds);
  if (kind === STRING) place.characters += length;
  if (length > 1 || kind === TYPE || info & HAS_RIGHT_ORIGIN) place.oddities++;
  return length;
}

/** The root `shapes`, as a struct without origins encodes its parent. */
const SHAPES = Uint8Array.of(1, 6, 0x73, 0x68, 0x61, 0x70, 0x65, 0x73);

function names(parent: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < parent.length; i++) if (bytes[from + i] !== parent[i]) return false;
  return true;
}

/** @param where the bytes that name a list or a key */
function begin(beginnings: Set<string>, where: Uint8Array): void {
  const name = String.fromCharCode(...where.subarray(0, BEGINNING_BYTES_MAX));
  if (beginnings.has(name)) throw new Error("Cannot read update as one writer begins the same list or key twice");
  beginnings.add(name);
}

/**
 * References to a client's own earlier structs are not recorded, because its clocks have no gaps. A reference to itself
 * or to a later struct is always forged, and Yjs would stop half-way on it.
 */
function readReference(decoder: decoding.Decoder, place: Place): void {
  const other = decoding.readVarUint(decoder);
  const at = decoding.readVarUint(decoder);
  if (other !== place.client) {
    need(place, other, at);
    place.others?.push(other, at);
  } else if (at >= place.clock) throw new Error("Cannot read update as something refers to what comes later");
}

function need(place: Place, client: number, clock: number): void {
  const known = place.needs.get(client);
  if (known !== undefined && known >= clock) return;
  if (place.needs === NOTHING) place.needs = new Map();
  place.needs.set(client, clock);
}
