/**
 * A cache bounded in bytes, with two generations instead of an exact order of use. When the young one is full, it
 * replaces the old one, which is dropped; a hit in the old one moves the value to the young one. A hit costs one
 * look-up.
 */
export class ByteCache<K, V> {
  readonly #generationBytesMax: number;
  #young = new Map<K, { value: V; bytes: number }>();
  #old = new Map<K, { value: V; bytes: number }>();
  #youngBytes = 0;
  #oldBytes = 0;

  constructor(bytesMax: number) {
    this.#generationBytesMax = bytesMax / 2;
  }

  /** Never above the bound, except for one value that is larger than half of it. */
  get bytes(): number {
    return this.#youngBytes + this.#oldBytes;
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young) return young.value;
    const old = this.#old.get(key);
    if (old) this.set(key, old.value, old.bytes);
    return old?.value;
  }

  set(key: K, value: V, bytes: number): void {
    this.delete(key);
    if (this.#youngBytes + bytes > this.#generationBytesMax) {
      this.#old = this.#young;
      this.#oldBytes = this.#youngBytes;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(key, { value, bytes });
    this.#youngBytes += bytes;
  }

  delete(key: K): void {
    this.#youngBytes -= this.#young.get(key)?.bytes ?? 0;
    this.#oldBytes -= this.#old.get(key)?.bytes ?? 0;
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = this.#oldBytes = 0;
  }
}
