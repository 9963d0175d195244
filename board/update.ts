import * as decoding from "lib0/decoding";
import { CLOCK_MAX, DELETED_LENGTH_MAX, STRUCTS_MAX, VALUE_DEPTH_MAX } from "./limits.ts";

/**
 * Reads a Yjs update (format v1) without building anything from it: checks every byte before a document is touched,
 * and finds where its parts lie so that updates can be spliced and cut at memcpy speed.
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
  /** In the order of the bytes. Runs of one client follow each other without a hole. */
  readonly runs: readonly Run[];
  /** In all runs together. */
  readonly structs: number;
  /** What must be known before the update can be integrated: client → highest clock that is referred to. */
  readonly needs: ReadonlyMap<number, number>;
  /** The delete set without its leading count: bytes [from, bytes.length). */
  readonly deletes: { readonly clients: number; readonly from: number };
  /** Has what Yjs may stumble over: types, insertions between others, several values in one, clients that wait for another. */
  readonly isOdd: boolean;
  /** One writer's single values, each in place of the one before: what those who draw send, and what cannot go wrong. */
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
}

export interface ScanOptions {
  /** Runs are cut so that none is much longer than this, bytes. Default: never. */
  readonly cutBytes?: number;
  /**
   * Refuses what one writer says twice about the beginning of one list or key. Yjs compares every such struct with all
   * the others: 300,000 of them in one frame keep it busy for minutes.
   */
  readonly isStrict?: boolean;
}

const KIND_MASK = 0b11111;
const HAS_PARENT_SUB = 0b00100000;
const HAS_RIGHT_ORIGIN = 0b01000000;
const HAS_LEFT_ORIGIN = 0b10000000;

const GC = 0;
const TYPE = 7;
const SKIP = 10;
const XML_ELEMENT = 3;
const XML_HOOK = 5;
const TYPES = 7;

/** Names are compared as far as this; those of boards are a tenth as long. */
const BEGINNING_BYTES_MAX = 1_000;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws when the bytes are not exactly one well-formed update within the limits. */
export function scanUpdate(bytes: Uint8Array, { cutBytes = Infinity, isStrict = false }: ScanOptions = {}): Scan {
  const decoder = decoding.createDecoder(bytes);
  const place: Place = { client: 0, clock: 0, needs: NOTHING, oddities: 0, beginnings: undefined };
  const runs: Run[] = [];
  const clients = decoding.readVarUint(decoder);
  const seen = clients > 1 ? new Set<number>() : undefined;
  let total = 0;
  for (let left = clients; left > 0; left--) {
    const count = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    if (seen?.has(client)) throw new Error("Cannot read update as a client comes twice");
    seen?.add(client);
    place.client = client;
    place.beginnings = isStrict && count > 1 ? new Set() : undefined;
    if ((total += count) > STRUCTS_MAX) throw new Error(`Cannot read update as it has over ${STRUCTS_MAX} structs`);
    let run = { client, clock, end: clock, structs: 0, from: decoder.pos, to: decoder.pos };
    for (let i = 0; i < count; i++) {
      if (decoder.pos - run.from > cutBytes) {
        runs.push(run);
        run = { client, clock, end: clock, structs: 0, from: decoder.pos, to: decoder.pos };
      }
      place.clock = clock;
      clock += readStruct(decoder, place);
      if (clock > CLOCK_MAX) throw new Error(`Cannot read update as a clock is over ${CLOCK_MAX}`);
      run.structs++;
      run.end = clock;
      run.to = decoder.pos;
    }
    if (run.structs > 0) runs.push(run);
  }
  // What a client says of itself is no need: one alone waits for nobody else in the update.
  const isOdd = place.oddities > 0 ||
    (seen !== undefined && [...place.needs.keys()].some((client) => seen.has(client)));
  const deletes = readDeletes(decoder, place);
  if (decoding.hasContent(decoder)) throw new Error("Cannot read update as bytes follow its end");
  return { bytes, runs, structs: total, needs: place.needs, deletes, isOdd, isPlain: clients <= 1 && !isOdd };
}

function readDeletes(decoder: decoding.Decoder, place: Place): Scan["deletes"] {
  const clients = decoding.readVarUint(decoder);
  const from = decoder.pos;
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder);
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      if (length === 0 || clock + length > CLOCK_MAX) {
        throw new Error("Cannot read update as a deleted range is absurd");
      }
      need(place, client, clock + length - 1);
    }
  }
  return { clients, from };
}

/** Shared by the many updates that need nothing of others; nobody writes to it. */
const NOTHING = new Map<number, number>();

/** Where a struct begins, and what is noted of the others it refers to. */
interface Place {
  client: number;
  clock: number;
  /** `NOTHING` until there is something. */
  needs: Map<number, number>;
  /** Structs seen so far that Yjs may stumble over by themselves. */
  oddities: number;
  /** Lists and keys that this writer has begun; undefined when nobody asks. */
  beginnings: Set<string> | undefined;
}

/** @returns how many clock ticks the struct takes */
function readStruct(decoder: decoding.Decoder, place: Place): number {
  const info = decoding.readUint8(decoder);
  const kind = info & KIND_MASK;
  if (kind === GC) return readDeleted(decoder);
  if (kind === SKIP) throw new Error("Cannot read update as it has a hole");
  const hasOrigin = (info & (HAS_LEFT_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
  if (info & HAS_LEFT_ORIGIN) readReference(decoder, place);
  if (info & HAS_RIGHT_ORIGIN) readReference(decoder, place);
  if (!hasOrigin) {
    const from = decoder.pos;
    if (decoding.readVarUint(decoder) === 1) skipString(decoder);
    else readReference(decoder, place);
    if (info & HAS_PARENT_SUB) skipString(decoder);
    if (place.beginnings) begin(place.beginnings, decoder.arr.subarray(from, decoder.pos));
  }
  const length = readContent(decoder, kind);
  if (length > 1 || kind === TYPE || info & HAS_RIGHT_ORIGIN) place.oddities++;
  return length;
}

/** `where`: the bytes that name a list or a key. */
function begin(beginnings: Set<string>, where: Uint8Array): void {
  const name = String.fromCharCode(...where.subarray(0, BEGINNING_BYTES_MAX));
  if (beginnings.has(name)) throw new Error("Cannot read update as one writer begins the same list or key twice");
  beginnings.add(name);
}

/**
 * References to a client's own earlier structs need no note: its clocks have no hole. One to itself or to a later one
 * can only be made up, and Yjs stops half-way on it.
 */
function readReference(decoder: decoding.Decoder, place: Place): void {
  const other = decoding.readVarUint(decoder);
  const at = decoding.readVarUint(decoder);
  if (other !== place.client) need(place, other, at);
  else if (at >= place.clock) throw new Error("Cannot read update as something refers to what comes later");
}

function need(place: Place, client: number, clock: number): void {
  const known = place.needs.get(client);
  if (known !== undefined && known >= clock) return;
  if (place.needs === NOTHING) place.needs = new Map();
  place.needs.set(client, clock);
}

function readContent(decoder: decoding.Decoder, kind: number): number {
  switch (kind) {
    case 1:
      return readDeleted(decoder);
    case 2: { // JSON
      const count = readLength(decoder);
      for (let i = 0; i < count; i++) readJson(decoder);
      return count;
    }
    case 3: // binary
      skip(decoder, decoding.readVarUint(decoder));
      return 1;
    case 4: { // string
      const length = readString(decoder).length;
      if (length === 0) throw new Error("Cannot read update as a string is empty");
      return length;
    }
    case 5: // embed
      readJson(decoder);
      return 1;
    case 6: // format
      skipString(decoder);
      readJson(decoder);
      return 1;
    case TYPE: {
      const type = decoding.readVarUint(decoder);
      if (type >= TYPES) throw new Error(`Cannot read update as a type is unknown: ${type}`);
      if (type === XML_ELEMENT || type === XML_HOOK) skipString(decoder);
      return 1;
    }
    case 8: { // any
      const count = readLength(decoder);
      for (let i = 0; i < count; i++) skipValue(decoder, 0);
      return count;
    }
    default: // 9 is a document inside a document: nobody here has use for it
      throw new Error(`Cannot read update as a content kind is not allowed: ${kind}`);
  }
}

function readLength(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  if (length === 0) throw new Error("Cannot read update as a struct is empty");
  return length;
}

function readDeleted(decoder: decoding.Decoder): number {
  const length = readLength(decoder);
  if (length > DELETED_LENGTH_MAX) throw new Error("Cannot read update as a deleted struct is absurdly long");
  return length;
}

function skip(decoder: decoding.Decoder, bytes: number): void {
  if (bytes > decoder.arr.length - decoder.pos) throw new Error("Cannot read update as it is truncated");
  decoder.pos += bytes;
}

/** Yjs stops half-way on invalid UTF-8, so it is found here. */
function readString(decoder: decoding.Decoder): string {
  const length = decoding.readVarUint(decoder);
  const from = decoder.pos;
  skip(decoder, length);
  return utf8.decode(decoder.arr.subarray(from, decoder.pos));
}

function skipString(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder);
  const from = decoder.pos;
  skip(decoder, length);
  for (let i = from; i < decoder.pos; i++) {
    if (decoder.arr[i] > 127) return void utf8.decode(decoder.arr.subarray(from, decoder.pos));
  }
}

function readJson(decoder: decoding.Decoder): void {
  const text = readString(decoder);
  if (text !== "undefined") JSON.parse(text);
}

/** One value in lib0's "any" encoding, `lib0/decoding.js` readAny. */
function skipValue(decoder: decoding.Decoder, depth: number): void {
  if (depth > VALUE_DEPTH_MAX) throw new Error(`Cannot read update as a value nests over ${VALUE_DEPTH_MAX} levels`);
  const type = decoding.readUint8(decoder);
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125: // integer
      return void decoding.readVarInt(decoder);
    case 124:
      return skip(decoder, 4);
    case 123: // float64
    case 122: // bigint64
      return skip(decoder, 8);
    case 119:
      return skipString(decoder);
    case 118: { // object
      for (let entries = decoding.readVarUint(decoder); entries > 0; entries--) {
        skipString(decoder);
        skipValue(decoder, depth + 1);
      }
      return;
    }
    case 117: { // array
      for (let entries = decoding.readVarUint(decoder); entries > 0; entries--) skipValue(decoder, depth + 1);
      return;
    }
    case 116: // bytes
      return skip(decoder, decoding.readVarUint(decoder));
    default:
      throw new Error(`Cannot read update as a value's type is unknown: ${type}`);
  }
}
