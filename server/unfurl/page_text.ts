/** A page says within this much what its charset is (HTML, 13.2.3.2). */
const SCAN_BYTES = 1_024;

const META = /<meta[^>]+charset\s*=\s*["']?\s*([^"'\s/>;]+)/i;

/** Decodes the bytes of a page as they arrive: by a byte order mark, the header, what the page says, or as browsers guess. */
export class PageText {
  readonly #type: string;
  /** Bytes received while the charset is unknown. */
  #start = new Uint8Array();
  #decoder: TextDecoder | undefined;

  /** @param type the header `content-type` */
  constructor(type: string) {
    this.#type = type;
  }

  push(bytes: Uint8Array): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    const all = new Uint8Array(this.#start.length + bytes.length);
    all.set(this.#start);
    all.set(bytes, this.#start.length);
    this.#start = all;
    return all.length < SCAN_BYTES ? "" : this.#begin();
  }

  /** What is left when there are no more bytes. */
  end(): string {
    return (this.#decoder ? "" : this.#begin()) + this.#decoder!.decode();
  }

  #begin(): string {
    const start = this.#start;
    this.#decoder = markOf(start) ?? named(this.#type.match(/charset\s*=\s*["']?([^"'\s;]+)/i)?.[1]) ?? stated(start) ??
      guessed(start);
    this.#start = new Uint8Array();
    return this.#decoder.decode(start, { stream: true });
  }
}

function markOf(bytes: Uint8Array): TextDecoder | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder();
  return a === 0xfe && b === 0xff ? named("utf-16be") : a === 0xff && b === 0xfe ? named("utf-16le") : undefined;
}

/** The charset that the page states. A statement in ASCII proves that a page is not UTF-16; it is read as UTF-8 then. */
function stated(bytes: Uint8Array): TextDecoder | undefined {
  const decoder = named(META.exec(new TextDecoder("latin1").decode(bytes.subarray(0, SCAN_BYTES)))?.[1]);
  return decoder?.encoding.startsWith("utf-16") ? new TextDecoder() : decoder;
}

function guessed(bytes: Uint8Array): TextDecoder {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return new TextDecoder();
  } catch {
    return new TextDecoder("windows-1252");
  }
}

/** Undefined for a name that no browser knows. */
function named(label: string | undefined): TextDecoder | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label);
  } catch {
    return undefined;
  }
}
