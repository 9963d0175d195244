import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

const HEADER_BYTES = 5;
const SUM_BYTES = 4;

/** Limit for a size that a file states, so that a damaged file cannot exhaust the memory. */
const RECORD_BYTES_MAX = 1024 * 1024;

/** A part of a backup; `backup_file.ts` describes the format. */
export interface FileRecord {
  readonly kind: number;
  readonly body: Uint8Array;
  /** The record's bytes in the file. */
  readonly raw: Uint8Array;
}

export function record(kind: number, body: Uint8Array): Uint8Array {
  const raw = new Uint8Array(HEADER_BYTES + body.length + SUM_BYTES);
  const view = new DataView(raw.buffer);
  raw[0] = kind;
  view.setUint32(1, body.length);
  raw.set(body, HEADER_BYTES);
  view.setUint32(HEADER_BYTES + body.length, crc32(raw.subarray(0, HEADER_BYTES + body.length)));
  return raw;
}

export async function readRecord(bytes: Reader): Promise<FileRecord> {
  const header = await bytes.take(HEADER_BYTES);
  const length = new DataView(header.buffer, header.byteOffset).getUint32(1);
  if (length > RECORD_BYTES_MAX) throw broken("a part is larger than any may be");
  const rest = await bytes.take(length + SUM_BYTES);
  const raw = new Uint8Array(Buffer.concat([header, rest]));
  const sum = new DataView(raw.buffer).getUint32(raw.length - SUM_BYTES);
  if (sum !== crc32(raw.subarray(0, -SUM_BYTES))) throw broken("the checksum of a part does not fit");
  return { kind: raw[0], body: raw.subarray(HEADER_BYTES, -SUM_BYTES), raw };
}

/** Reads a requested number of bytes from parts of any size. */
export class Reader {
  readonly #parts: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(parts: AsyncIterable<Uint8Array>) {
    this.#parts = parts[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [this.#rest];
    for (let have = this.#rest.length; have < count;) {
      const { value, done } = await this.#parts.next();
      if (done) throw broken("it ends too early");
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? this.#rest : new Uint8Array(Buffer.concat(parts));
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async isAtEnd(): Promise<boolean> {
    for (;;) {
      if (this.#rest.length > 0) return false;
      const { value, done } = await this.#parts.next();
      if (done) return true;
      this.#rest = value;
    }
  }
}

export function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function parse(body: Uint8Array): Record<string, unknown> {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (typeof value === "object" && value !== null) return value;
  } catch { /* reported below */ }
  throw broken("a part is not JSON");
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function broken(why: string): Error {
  return new Error(`Cannot read backup as ${why}`);
}

export function fail(why: string): never {
  throw broken(why);
}
