import { viewOf } from "../../../board/asset/header_reader.ts";

/** A box of the ISO base media file format, in which AVIF pictures are. */
export interface MediaBox {
  readonly type: string;
  /** Where its type and its content are, and where it ends. */
  readonly typeAt: number;
  readonly from: number;
  readonly end: number;
}

/** The boxes in a part of a file, one after the other. One that is damaged is the last. */
export function* boxesIn(file: Uint8Array, from: number, end: number): Generator<MediaBox> {
  const view = viewOf(file);
  for (let at = from; at + 8 <= end;) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= end;
    const length = short === 0 ? end - at : isLong ? Number(view.getBigUint64(at + 8)) : short;
    const head = isLong ? 16 : 8;
    if (length < head || at + length > end) return;
    yield { type: lettersAt(file, at + 4), typeAt: at + 4, from: at + head, end: at + length };
    at += length;
  }
}

export function lettersAt(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}

/** Reads whole numbers of any length, one after the other. Beyond the end they are 0. */
export class NumberReader {
  readonly #file: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(file: Uint8Array, { from, end }: Pick<MediaBox, "from" | "end">) {
    this.#file = file;
    this.#end = end;
    this.at = from;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#end;
  }

  next(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i++, this.at++) value = value * 256 + (this.at < this.#end ? this.#file[this.at] : 0);
    return value;
  }
}
