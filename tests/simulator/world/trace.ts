/** A running hash of everything that happens in a run (FNV-1a, two lanes), so that two runs can be compared. */
export class Trace {
  #one = 0x811c9dc5;
  #two = 0x2f3bd1a7;
  #events = 0;
  readonly #last: string[] = [];

  /** The number of notes so far. */
  get events(): number {
    return this.#events;
  }

  /** The newest notes, for a report. */
  get last(): readonly string[] {
    return this.#last;
  }

  note(time: number, what: string, bytes?: Uint8Array): void {
    this.#events++;
    this.#mix(Math.round(time * 1_000));
    for (let i = 0; i < what.length; i++) this.#mix(what.charCodeAt(i));
    if (bytes) { for (const byte of bytes) this.#mix(byte); }
    this.#last.push(`${time.toFixed(1)} ${what}${bytes ? ` ${bytes.length} bytes` : ""}`);
    if (this.#last.length > KEPT * 2) this.#last.splice(0, KEPT);
  }

  /** 64 bits in hex. */
  get hash(): string {
    return [this.#one, this.#two].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #mix(value: number): void {
    this.#one = Math.imul(this.#one ^ value, 0x01000193);
    this.#two = Math.imul(this.#two ^ value, 0x5bd1e995) ^ (this.#two >>> 15);
  }
}

const KEPT = 200;
