/**
 * A reader asks for bytes: it gets as many as it asks for, or fewer at the end of the file. With `isPeek` it gets them
 * again the next time. `skip` passes over bytes that may not have arrived yet.
 */
export type Ask = { readonly bytes: number; readonly isPeek?: boolean } | { readonly skip: number };
export type Reading<T> = Generator<Ask, T, Uint8Array>;

/** Runs a reading while the bytes of a file arrive in pieces of any size. */
export class HeaderReader<T> {
  #reading: Reading<T> | undefined;
  #ask: Ask = { skip: 0 };
  /** Bytes that were not read yet. They are joined only when there are as many as were asked for. */
  #pieces: Uint8Array[] = [];
  #waiting = 0;
  #result: T | undefined;

  constructor(reading: Reading<T>) {
    this.#reading = reading;
    this.#step(new Uint8Array());
  }

  /** True when nothing more needs to be read. */
  get isDone(): boolean {
    return this.#reading === undefined;
  }

  /** Undefined until it is done. */
  get result(): T | undefined {
    return this.#result;
  }

  push(piece: Uint8Array): void {
    if (this.isDone) return;
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    this.#advance(false);
  }

  /** No more bytes come. */
  end(): void {
    this.#advance(true);
  }

  #advance(isEnd: boolean): void {
    while (this.#reading) {
      const ask = this.#ask;
      const wanted = "skip" in ask ? ask.skip : ask.bytes;
      if ("skip" in ask && wanted > this.#waiting && !isEnd) {
        this.#ask = { skip: wanted - this.#waiting };
        this.#keep([]);
        return;
      }
      if (wanted > this.#waiting && !isEnd) return;
      const all = joined(this.#pieces, this.#waiting);
      this.#keep("bytes" in ask && ask.isPeek ? [all] : [all.subarray(wanted)]);
      this.#step("skip" in ask ? new Uint8Array() : all.subarray(0, wanted));
    }
  }

  #keep(pieces: Uint8Array[]): void {
    this.#pieces = pieces;
    this.#waiting = pieces.reduce((sum, { length }) => sum + length, 0);
  }

  #step(bytes: Uint8Array): void {
    const { done, value } = this.#reading!.next(bytes);
    if (!done) return void (this.#ask = value);
    this.#reading = undefined;
    this.#result = value;
    this.#keep([]);
  }
}

export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** Whether the bytes have these characters at a position. */
export function hasAt(bytes: Uint8Array, position: number, characters: string): boolean {
  if (bytes.length < position + characters.length) return false;
  for (let i = 0; i < characters.length; i++) if (bytes[position + i] !== characters.charCodeAt(i)) return false;
  return true;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
