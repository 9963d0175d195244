import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { isShapeId, type ShapeId } from "../id.ts";
import { EDIT_COUNT_MAX, EDIT_ENTRY_BYTES_MAX, VALUE_DEPTH_MAX } from "../limits.ts";

/** Orders the edits of one property of one shape: by count, then by writer. The highest is the latest. */
export interface Stamp {
  /** One more than any count that the writer knew of (a Lamport clock). */
  readonly count: number;
  /** The Yjs client id of the writer. */
  readonly writer: number;
}

/** New values of one property: `values[i]` belongs to `ids[i]`. */
export interface EditGroup {
  readonly property: string;
  readonly ids: readonly ShapeId[];
  readonly values: readonly unknown[];
}

const VERSION = 1;
const OBJECT = 118;
const ARRAY = 117;

/**
 * Encodes one entry of the root `changes`, see PROTOCOL.md 9.11. An id repeats only the part that differs from the id
 * before. A group with the same ids as the group before does not repeat them.
 *
 * @throws when the entry is too large for readers
 */
export function encodeEntry({ count, writer }: Stamp, groups: readonly EditGroup[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeVarUint(encoder, count);
  encoding.writeVarUint(encoder, writer);
  let before: readonly ShapeId[] = [];
  for (const { property, ids, values } of groups) {
    encoding.writeVarString(encoder, property);
    if (areSame(ids, before)) encoding.writeVarUint(encoder, 0);
    else writeIds(encoder, ids);
    before = ids;
    for (const value of values) encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
  }
  const bytes = encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
  if (bytes.length > EDIT_ENTRY_BYTES_MAX) {
    throw new Error(`Cannot write edit as it takes over ${EDIT_ENTRY_BYTES_MAX} bytes`);
  }
  return bytes;
}

/** @returns undefined when this version cannot read the entry */
export function decodeEntry(bytes: unknown): { stamp: Stamp; groups: EditGroup[] } | undefined {
  if (!(bytes instanceof Uint8Array) || bytes.length > EDIT_ENTRY_BYTES_MAX || bytes[0] !== VERSION) return undefined;
  try {
    return read(bytes);
  } catch {
    return undefined;
  }
}

function read(bytes: Uint8Array): { stamp: Stamp; groups: EditGroup[] } {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = 1;
  const stamp = { count: decoding.readVarUint(decoder), writer: decoding.readVarUint(decoder) };
  if (stamp.count < 1 || stamp.count > EDIT_COUNT_MAX) throw new Error("Cannot read edit as its count is absurd");
  const groups: EditGroup[] = [];
  let ids: readonly ShapeId[] = [];
  const properties = new Set<string>();
  while (decoding.hasContent(decoder)) {
    const property = readString(decoder);
    if (properties.size === properties.add(property).size) {
      throw new Error("Cannot read edit as a property comes twice");
    }
    const length = decoding.readVarUint(decoder);
    if (length > 0) ids = readIds(decoder, length);
    groups.push({ property, ids, values: ids.map(() => readValue(decoder, 0)) });
  }
  return { stamp, groups };
}

function writeIds(encoder: encoding.Encoder, ids: readonly ShapeId[]): void {
  encoding.writeVarUint(encoder, ids.length);
  let before = "";
  for (const id of ids) {
    const shared = sharedLength(before, id);
    encoding.writeVarUint(encoder, shared);
    encoding.writeVarString(encoder, id.slice(shared));
    before = id;
  }
}

function readIds(decoder: decoding.Decoder, length: number): ShapeId[] {
  const ids: ShapeId[] = [];
  let before = "";
  for (let i = 0; i < length; i++) {
    const shared = decoding.readVarUint(decoder);
    const id = before.slice(0, shared) + readString(decoder);
    if (shared > before.length || !isShapeId(id)) throw new Error("Cannot read edit as it names no shape");
    ids.push(before = id);
  }
  if (new Set(ids).size < ids.length) throw new Error("Cannot read edit as a shape comes twice");
  return ids;
}

function readString(decoder: decoding.Decoder): string {
  const text = decoding.readVarString(decoder);
  assertInside(decoder);
  return text;
}

/** Like lib0's `readAny`, with a limit on nesting, because browsers overflow the stack at different depths. */
function readValue(decoder: decoding.Decoder, depth: number): unknown {
  if (depth > VALUE_DEPTH_MAX) throw new Error(`Cannot read edit as a value nests over ${VALUE_DEPTH_MAX} levels`);
  const type = decoder.arr[decoder.pos];
  if (type === ARRAY) {
    decoder.pos++;
    const values: unknown[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) values.push(readValue(decoder, depth + 1));
    return values;
  }
  if (type === OBJECT) {
    decoder.pos++;
    const object: Record<string, unknown> = {};
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const name = readString(decoder);
      if (name === "__proto__") throw new Error("Cannot read edit as a value has a prototype key");
      object[name] = readValue(decoder, depth + 1);
    }
    return object;
  }
  const value = decoding.readAny(decoder);
  assertInside(decoder);
  return value;
}

/** lib0 reads past the end of bytes that are part of a larger buffer. */
function assertInside({ pos, arr }: decoding.Decoder): void {
  if (pos > arr.length) throw new Error("Cannot read edit as it is truncated");
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((id, i) => id === b[i]);
}
