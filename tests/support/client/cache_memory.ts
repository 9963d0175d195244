/** Caches of a browser, in memory. Keys are URLs; headers are ignored. */
export class CacheMemory {
  readonly byName = new Map<string, Map<string, Response>>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  open(name: string): Promise<Cache> {
    const entries = this.byName.get(name) ?? new Map<string, Response>();
    this.byName.set(name, entries);
    const address = (key: RequestInfo | URL) => new URL(key instanceof Request ? key.url : key, this.#origin).href;
    return Promise.resolve({
      match: (key: RequestInfo) => Promise.resolve(entries.get(address(key))?.clone()),
      put: (key: RequestInfo, response: Response) => Promise.resolve(void entries.set(address(key), response)),
      keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
    } as Partial<Cache> as Cache);
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.byName.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.byName.delete(name));
  }
}
