import * as decoding from "lib0/decoding";
import type { Names } from "./encoded_names.ts";

const KIND_MASK = 0b11111;
const HAS_PARENT_SUB = 0b00100000;
const HAS_RIGHT_ORIGIN = 0b01000000;
const HAS_LEFT_ORIGIN = 0b10000000;

const GC = 0;
const DELETED = 1;
const SKIP = 10;

/** Content kind of a Yjs struct that holds a type: a map, a text, … */
const TYPE = 7;

/** Content kind of text. */
const STRING = 4;

const XML_ELEMENT = 3;
const XML_HOOK = 5;
const TYPES = 7;

/** Limits of the content of one struct; `Infinity` means no limit. */
export interface ContentBounds {
  /** Clock ticks of one deleted struct. */
  readonly deletedLength: number;
  /** Nesting depth of arrays and objects inside one value. */
  readonly valueDepth: number;
}

/** Estimated memory of values, bytes: of each one, and what an array or object, and bytes take besides. */
export const VALUE_MEMORY = { each: 10, container: 200, bytes: 110 };
/** Memory of the values that the estimate for a struct includes, bytes: a shape. */
export const VALUES_PER_STRUCT_MEMORY = 500;

/** Shared by the many updates that need nothing of other clients. Never modified. */
export const NOTHING = new Map<number, number>();

/** The input and the collected results of reading structs. */
export interface ReadState {
  readonly bounds: ContentBounds;
  client: number;
  clock: number;
  /** `NOTHING` until a struct refers to another client. */
  needs: Map<number, number>;
  /** References to structs of other clients: client and clock in turn. Undefined when they are not collected. */
  readonly others: number[] | undefined;
  /** Structs so far that Yjs may fail on. */
  oddities: number;
  /** Lists and keys that this writer has started; undefined when they are not checked. */
  beginnings: Names | undefined;
  /** Values of keys that take the place of an earlier one. */
  replacing: number;
  shapes: number;
  characters: number;
  /** Memory of values beyond `VALUES_PER_STRUCT_MEMORY` of each struct. */
  valueMemory: number;
}

/** @returns the number of clock ticks of the struct */
export function readStruct(decoder: decoding.Decoder, place: ReadState): number {
  const info = decoding.readUint8(decoder);
  const kind = info & KIND_MASK;
  if (kind === GC) return readDeleted(decoder, place.bounds);
  if (kind === SKIP) throw new Error("Cannot read update as it has a hole");
  const hasOrigin = (info & (HAS_LEFT_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
  if (info & HAS_LEFT_ORIGIN) {
    readReference(decoder, place);
    if (info & HAS_PARENT_SUB) place.replacing++;
  }
  if (info & HAS_RIGHT_ORIGIN) readReference(decoder, place);
  if (!hasOrigin) {
    const from = decoder.pos;
    if (decoding.readVarUint(decoder) === 1) skipString(decoder);
    else readReference(decoder, place);
    if (info & HAS_PARENT_SUB) {
      if (kind !== DELETED && names(SHAPES, decoder.arr, from)) place.shapes++;
      skipString(decoder);
    }
    if (place.beginnings?.add(from, decoder.pos) === false) {
      throw new Error("Cannot read update as one writer begins the same list or key twice");
    }
  }
  const length = readContent(decoder, kind, place);
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

/**
 * References to a client's own earlier structs are not recorded, because its clocks have no gaps. A reference to itself
 * or to a later struct is always forged, and Yjs would stop half-way on it.
 */
function readReference(decoder: decoding.Decoder, place: ReadState): void {
  const other = decoding.readVarUint(decoder);
  const at = decoding.readVarUint(decoder);
  if (other !== place.client) {
    need(place, other, at);
    place.others?.push(other, at);
  } else if (at >= place.clock) throw new Error("Cannot read update as something refers to what comes later");
}

export function need(place: ReadState, client: number, clock: number): void {
  const known = place.needs.get(client);
  if (known !== undefined && known >= clock) return;
  if (place.needs === NOTHING) place.needs = new Map();
  place.needs.set(client, clock);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Skips the content of one struct and validates it.
 *
 * @returns the number of clock ticks of the struct
 */
function readContent(decoder: decoding.Decoder, kind: number, place: ReadState): number {
  switch (kind) {
    case 1:
      return readDeleted(decoder, place.bounds);
    case 2: { // JSON
      const count = readLength(decoder);
      let memory = 0;
      for (let i = 0; i < count; i++) memory += readJson(decoder);
      countValues(place, memory);
      return count;
    }
    case 3: // binary
      skip(decoder, decoding.readVarUint(decoder));
      return 1;
    case STRING: {
      const length = readString(decoder).length;
      if (length === 0) throw new Error("Cannot read update as a string is empty");
      return length;
    }
    case 5: // embed
      countValues(place, readJson(decoder));
      return 1;
    case 6: // format
      skipString(decoder);
      countValues(place, readJson(decoder));
      return 1;
    case TYPE: {
      const type = decoding.readVarUint(decoder);
      if (type >= TYPES) throw new Error(`Cannot read update as a type is unknown: ${type}`);
      if (type === XML_ELEMENT || type === XML_HOOK) skipString(decoder);
      return 1;
    }
    case 8: { // any
      const count = readLength(decoder);
      let memory = 0;
      for (let i = 0; i < count; i++) memory += skipValue(decoder, place.bounds.valueDepth);
      countValues(place, memory);
      return count;
    }
    default: // 9 is a subdocument, which boards do not use
      throw new Error(`Cannot read update as a content kind is not allowed: ${kind}`);
  }
}

function countValues(place: ReadState, memory: number): void {
  if (memory > VALUES_PER_STRUCT_MEMORY) place.valueMemory += memory - VALUES_PER_STRUCT_MEMORY;
}

function readLength(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  if (length === 0) throw new Error("Cannot read update as a struct is empty");
  return length;
}

/** A deleted struct. @returns its number of clock ticks */
function readDeleted(decoder: decoding.Decoder, { deletedLength }: ContentBounds): number {
  const length = readLength(decoder);
  if (length > deletedLength) throw new Error("Cannot read update as a deleted struct is absurdly long");
  return length;
}

function skip(decoder: decoding.Decoder, bytes: number): void {
  if (bytes > decoder.arr.length - decoder.pos) throw new Error("Cannot read update as it is truncated");
  decoder.pos += bytes;
}

/** Rejects invalid UTF-8 here, because Yjs would stop half-way on it. */
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

/** @returns the memory of the value */
function readJson(decoder: decoding.Decoder): number {
  const text = readString(decoder);
  return text === "undefined" ? VALUE_MEMORY.each : memoryOf(JSON.parse(text));
}

/** Estimated memory of a value, bytes. Without recursion: the nesting depth of JSON is not limited. */
export function memoryOf(value: unknown): number {
  let memory = 0;
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    memory += VALUE_MEMORY.each;
    if (next instanceof Uint8Array) memory += VALUE_MEMORY.bytes;
    else if (typeof next === "object" && next !== null) {
      memory += VALUE_MEMORY.container;
      for (const each of Array.isArray(next) ? next : Object.values(next)) rest.push(each);
    }
  }
  return memory;
}

/**
 * Skips a value in lib0's "any" encoding (`lib0/decoding.js`, readAny).
 *
 * @param levels how deep it may nest
 * @returns the same as `memoryOf` for the value
 */
function skipValue(decoder: decoding.Decoder, levels: number): number {
  if (levels < 0) throw new Error("Cannot read update as a value nests too deep");
  const type = decoding.readUint8(decoder);
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      break;
    case 125: // integer
      decoding.readVarInt(decoder);
      break;
    case 124:
      skip(decoder, 4);
      break;
    case 123: // float64
    case 122: // bigint64
      skip(decoder, 8);
      break;
    case 119:
      skipString(decoder);
      break;
    case 118: { // object
      let memory = VALUE_MEMORY.each + VALUE_MEMORY.container;
      for (let entries = decoding.readVarUint(decoder); entries > 0; entries--) {
        skipString(decoder);
        memory += skipValue(decoder, levels - 1);
      }
      return memory;
    }
    case 117: { // array
      let memory = VALUE_MEMORY.each + VALUE_MEMORY.container;
      for (let rest = decoding.readVarUint(decoder); rest > 0; rest--) memory += skipValue(decoder, levels - 1);
      return memory;
    }
    case 116: // bytes
      skip(decoder, decoding.readVarUint(decoder));
      return VALUE_MEMORY.each + VALUE_MEMORY.bytes;
    default:
      throw new Error(`Cannot read update as a value's type is unknown: ${type}`);
  }
  return VALUE_MEMORY.each;
}
