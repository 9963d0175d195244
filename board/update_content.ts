import * as decoding from "lib0/decoding";

/** Content kind of a Yjs struct that holds a type: a map, a text, … */
export const TYPE = 7;

/** Content kind of text. */
export const STRING = 4;

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

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Skips the content of one struct and validates it.
 *
 * @returns the number of clock ticks of the struct
 */
export function readContent(decoder: decoding.Decoder, kind: number, bounds: ContentBounds): number {
  switch (kind) {
    case 1:
      return readDeleted(decoder, bounds);
    case 2: { // JSON
      const count = readLength(decoder);
      for (let i = 0; i < count; i++) readJson(decoder);
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
      for (let i = 0; i < count; i++) skipValue(decoder, bounds.valueDepth);
      return count;
    }
    default: // 9 is a subdocument, which boards do not use
      throw new Error(`Cannot read update as a content kind is not allowed: ${kind}`);
  }
}

function readLength(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  if (length === 0) throw new Error("Cannot read update as a struct is empty");
  return length;
}

/** A deleted struct. @returns its number of clock ticks */
export function readDeleted(decoder: decoding.Decoder, { deletedLength }: ContentBounds): number {
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

export function skipString(decoder: decoding.Decoder): void {
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

/** Skips a value in lib0's "any" encoding (`lib0/decoding.js`, readAny). @param levels how deep it may nest */
function skipValue(decoder: decoding.Decoder, levels: number): void {
  if (levels < 0) throw new Error("Cannot read update as a value nests too deep");
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
        skipValue(decoder, levels - 1);
      }
      return;
    }
    case 117: { // array
      for (let entries = decoding.readVarUint(decoder); entries > 0; entries--) skipValue(decoder, levels - 1);
      return;
    }
    case 116: // bytes
      return skip(decoder, decoding.readVarUint(decoder));
    default:
      throw new Error(`Cannot read update as a value's type is unknown: ${type}`);
  }
}
