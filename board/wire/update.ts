import * as decoding from "lib0/decoding";
import { CLOCK_MAX, DELETED_LENGTH_MAX, STRUCTS_MAX, VALUE_DEPTH_MAX } from "../limits.ts";
import { mergedDeletes } from "./delete_sets.ts";
import { asMalformed, malformed } from "./malformed.ts";
import { Names } from "./encoded_names.ts";
import { furtherNeeds } from "./missing_clocks.ts";
import { varUintLength } from "./varuint.ts";
import { type ContentBounds, need, NOTHING, type ReadState, readStruct } from "./update_struct.ts";

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
  /** Values of keys that take the place of an earlier one, which a document drops. */
  readonly replacing: number;
  /** New keys of the root `shapes`. */
  readonly shapes: number;
  /** UTF-16 units of text. */
  readonly characters: number;
  /** Estimated memory of the values beyond what a struct usually has, bytes. */
  readonly valueMemory: number;
  /** Dependencies that must be integrated first: client → highest referenced clock. */
  readonly needs: ReadonlyMap<number, number>;
  /** The delete set without its leading count: bytes [from, bytes.length). In order, see `mergedDeletes`. */
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

/** Structs that are read between two pauses: some 5 ms. */
const STRUCTS_PER_PAUSE = 10_000;

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
  try {
    return scan(bytes, PEER);
  } catch (error) {
    throw asMalformed(error);
  }
}

/** As `scanPeerUpdate`; pauses now and then, so that others get their turn. */
export function* scanningPeerUpdate(bytes: Uint8Array): Generator<void, Scan> {
  const progress = malformed(() => begin(bytes, PEER));
  while (malformed(() => readStructs(progress, STRUCTS_PER_PAUSE))) yield;
  return malformed(() => end(progress));
}

/**
 * Scans an update of our own: one that is stored or was encoded from a document. No limit applies, so everything that
 * was stored can be read.
 *
 * @throws when the bytes are not exactly one well-formed update
 */
export function scanOwnUpdate(bytes: Uint8Array, options: ScanOptions = {}): Scan {
  return scan(bytes, { ...OWN, ...options });
}

/** As `scanOwnUpdate`; pauses now and then, so that others get their turn. */
export function scanningOwnUpdate(bytes: Uint8Array, options: ScanOptions = {}): Generator<void, Scan> {
  return scanning(bytes, { ...OWN, ...options });
}

interface Reading extends Required<ScanOptions> {
  readonly bounds: Bounds;
  readonly isStrict: boolean;
}

const NO_CUTS: Required<ScanOptions> = { cutBytes: Infinity, cutStructs: Infinity, cutNeeds: false };
const PEER: Reading = { ...NO_CUTS, bounds: PEER_BOUNDS, isStrict: true };
const OWN: Reading = { ...NO_CUTS, bounds: NO_BOUNDS, isStrict: false };

function scan(bytes: Uint8Array, reading: Reading): Scan {
  const progress = begin(bytes, reading);
  readStructs(progress, Infinity);
  return end(progress);
}

function* scanning(bytes: Uint8Array, reading: Reading): Generator<void, Scan> {
  const progress = begin(bytes, reading);
  while (readStructs(progress, STRUCTS_PER_PAUSE)) yield;
  return end(progress);
}

/** The position of a scan, and what it has collected so far. */
interface Progress extends ReadState {
  readonly decoder: decoding.Decoder;
  readonly reading: Reading;
  readonly bounds: Bounds;
  readonly clients: number;
  clientsLeft: number;
  /** The clients so far, if there are several. */
  readonly seen: Set<number> | undefined;
  readonly runs: Run[];
  structs: number;
  /** The rest of the current client's structs. */
  structsLeft: number;
  needed: Map<number, number> | undefined;
  /** False when the deletes have to be put in order. */
  isOrdered: boolean;
}

function begin(bytes: Uint8Array, reading: Reading): Progress {
  const decoder = decoding.createDecoder(bytes);
  const clients = decoding.readVarUint(decoder);
  return {
    decoder,
    reading,
    bounds: reading.bounds,
    clients,
    clientsLeft: clients,
    seen: clients > 1 ? new Set() : undefined,
    runs: [],
    structs: 0,
    structsLeft: 0,
    needed: undefined,
    isOrdered: true,
    client: 0,
    clock: 0,
    needs: NOTHING,
    others: reading.cutNeeds ? [] : undefined,
    oddities: 0,
    beginnings: undefined,
    replacing: 0,
    shapes: 0,
    characters: 0,
    valueMemory: 0,
  };
}

/** Reads up to `max` structs. @returns false when none is left */
function readStructs(progress: Progress, max: number): boolean {
  const { decoder, bounds, reading, runs } = progress;
  for (let read = 0; read < max; read++) {
    while (progress.structsLeft === 0) {
      if (progress.clientsLeft === 0) return false;
      startClient(progress);
    }
    const { clock, needed } = progress;
    const from = decoder.pos;
    const end = progress.clock = clock + readStruct(decoder, progress);
    if (end > bounds.clock) throw new Error(`Cannot read update as a clock is over ${bounds.clock}`);
    const needs = needed && furtherNeeds(needed, progress.others!);
    let run: Open<Run> = runs[runs.length - 1];
    if (run.structs > 0 && (needs || from - run.from > reading.cutBytes || run.structs >= reading.cutStructs)) {
      runs.push(run = startRun(progress.client, clock, from));
    }
    if (needs) run.needs = needs;
    run.structs++;
    run.end = end;
    run.to = decoder.pos;
    progress.structsLeft--;
  }
  return true;
}

function startClient(progress: Progress): void {
  const { decoder, bounds, seen, reading } = progress;
  progress.clientsLeft--;
  const count = progress.structsLeft = decoding.readVarUint(decoder);
  const client = progress.client = decoding.readVarUint(decoder);
  const clock = progress.clock = decoding.readVarUint(decoder);
  if (seen?.has(client)) throw new Error("Cannot read update as a client comes twice");
  seen?.add(client);
  progress.structs += count;
  if (progress.structs > bounds.structs) throw new Error(`Cannot read update as it has over ${bounds.structs} structs`);
  progress.beginnings = reading.isStrict && count > 1 ? new Names(decoder.arr) : undefined;
  progress.needed = reading.cutNeeds ? new Map() : undefined;
  if (count > 0) progress.runs.push(startRun(client, clock, decoder.pos));
}

/** A run while its structs are read. */
type Open<T> = { -readonly [key in keyof T]: T[key] };

function startRun(client: number, clock: number, from: number): Open<Run> {
  return { client, clock, end: clock, structs: 0, from, to: from, needs: undefined };
}

function end(progress: Progress): Scan {
  const { decoder, seen, needs } = progress;
  // `needs` excludes a client's references to itself, so an update of one client never depends on itself.
  const isOdd = progress.oddities > 0 || (seen !== undefined && [...needs.keys()].some((client) => seen.has(client)));
  const structsEnd = decoder.pos;
  const deletes = readDeletes(decoder, progress);
  if (decoding.hasContent(decoder)) throw new Error("Cannot read update as bytes follow its end");
  const scan: Scan = {
    bytes: decoder.arr,
    runs: progress.runs,
    structs: progress.structs,
    replacing: progress.replacing,
    shapes: progress.shapes,
    characters: progress.characters,
    valueMemory: progress.valueMemory,
    needs: progress.needs,
    deletes,
    isOdd,
    isPlain: progress.clients <= 1 && !isOdd,
  };
  return progress.isOrdered ? scan : { ...scan, ...inOrder(scan, structsEnd) };
}

/** The same update with its deletes in order. */
function inOrder({ bytes, deletes: { clients, from } }: Scan, structsEnd: number): Pick<Scan, "bytes" | "deletes"> {
  const structs = bytes.subarray(0, structsEnd);
  const ordered = mergedDeletes([{ bytes, from, clients }]);
  const rewritten = new Uint8Array(structs.length + ordered.length);
  rewritten.set(structs);
  rewritten.set(ordered, structs.length);
  const count = decoding.readVarUint(decoding.createDecoder(ordered));
  return { bytes: rewritten, deletes: { clients: count, from: structs.length + varUintLength(count) } };
}

function readDeletes(decoder: decoding.Decoder, place: Progress): Scan["deletes"] {
  const clients = decoding.readVarUint(decoder);
  const from = decoder.pos;
  if (clients === 0) return { clients, from };
  const seen = clients > 1 ? new Set<number>() : undefined;
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder);
    if (seen?.has(client)) place.isOrdered = false;
    seen?.add(client);
    let end = -1;
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      if (length === 0 || clock + length > place.bounds.clock) {
        throw new Error("Cannot read update as a deleted range is absurd");
      }
      if (clock <= end) place.isOrdered = false;
      end = clock + length;
      need(place, client, end - 1);
    }
  }
  return { clients, from };
}
