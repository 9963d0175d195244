import type { Clock } from "../../board/clock.ts";
import type { AssetServer } from "./asset_request.ts";

/** Requests at the same time. */
const AT_ONCE = 4;

/** A picture that somebody is still sending is asked for again after these times, ms. The last one repeats. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** After this many failures people are told that the picture is missing. */
const MISSING_AFTER = 4;

/** A picture that is still missing after this many attempts is asked for again only when something changes. */
const ATTEMPTS_MAX = 20;

interface PictureBytesOptions {
  readonly server: Pick<AssetServer, "fetch">;
  /** Bytes on this device. */
  readonly local: (asset: string) => Blob | undefined;
  readonly clock: Clock;
  /** The bytes have come, or are missing now. */
  readonly changed: (asset: string) => void;
}

interface Wanted {
  failures: number;
  /** Cancels the next attempt. */
  cancel?: () => void;
  isRunning: boolean;
}

/** The bytes of pictures: from this device, or else from the server, as often as it takes. */
export class PictureBytes {
  readonly #options: PictureBytesOptions;
  /** Browsers keep blobs of this size on the disk. */
  readonly #blobs = new Map<string, Blob>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #waiters = new Map<string, ((bytes: Blob | undefined) => void)[]>();
  readonly #ended = new AbortController();
  #running = 0;

  constructor(options: PictureBytesOptions) {
    this.#options = options;
  }

  /** The bytes if they are here; otherwise asks for them. */
  get(asset: string): Blob | undefined {
    const known = this.#blobs.get(asset) ?? this.#options.local(asset);
    if (known) return known;
    if (!this.#wanted.has(asset)) this.#wanted.set(asset, { failures: 0, isRunning: false });
    this.#next();
    return undefined;
  }

  /** The bytes once they are here; undefined when they do not come soon. */
  wait(asset: string): Promise<Blob | undefined> {
    const known = this.get(asset);
    if (known || this.isMissing(asset)) return Promise.resolve(known);
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(asset) ?? [];
      this.#waiters.set(asset, [...waiters, resolve]);
    });
  }

  /** True when the server does not have a picture although it had time to get it. */
  isMissing(asset: string): boolean {
    return (this.#wanted.get(asset)?.failures ?? 0) >= MISSING_AFTER;
  }

  /** Keeps bytes that were made here. */
  put(asset: string, bytes: Blob): void {
    this.#blobs.set(asset, bytes);
    this.#forget(asset);
    this.#answer(asset, bytes);
    this.#options.changed(asset);
  }

  /** Asks for what is missing again, as after a reconnect. */
  retry(): void {
    for (const wanted of this.#wanted.values()) {
      wanted.cancel?.();
      wanted.cancel = undefined;
      wanted.failures = Math.min(wanted.failures, MISSING_AFTER);
    }
    this.#next();
  }

  close(): void {
    this.#ended.abort();
    for (const { cancel } of this.#wanted.values()) cancel?.();
    for (const asset of this.#waiters.keys()) this.#answer(asset, undefined);
    this.#wanted.clear();
    this.#blobs.clear();
  }

  #next(): void {
    for (const [asset, wanted] of this.#wanted) {
      if (this.#running >= AT_ONCE) return;
      if (!wanted.isRunning && wanted.cancel === undefined && wanted.failures < ATTEMPTS_MAX) {
        void this.#ask(asset, wanted);
      }
    }
  }

  async #ask(asset: string, wanted: Wanted): Promise<void> {
    wanted.isRunning = true;
    this.#running++;
    const { server, clock, changed } = this.#options;
    const bytes = await server.fetch(asset, this.#ended.signal).catch(() => undefined);
    this.#running--;
    wanted.isRunning = false;
    if (this.#ended.signal.aborted) return;
    if (bytes) this.put(asset, bytes);
    else if (this.#wanted.get(asset) === wanted) {
      if (wanted.failures > 0) this.#answer(asset, undefined);
      const wait = RETRY_MS[Math.min(wanted.failures, RETRY_MS.length - 1)];
      if (++wanted.failures < ATTEMPTS_MAX) {
        wanted.cancel = clock.after(wait, () => {
          wanted.cancel = undefined;
          this.#next();
        });
      }
      if (wanted.failures === MISSING_AFTER) changed(asset);
    }
    this.#next();
  }

  #answer(asset: string, bytes: Blob | undefined): void {
    for (const answer of this.#waiters.get(asset) ?? []) answer(bytes);
    this.#waiters.delete(asset);
  }

  #forget(asset: string): void {
    this.#wanted.get(asset)?.cancel?.();
    this.#wanted.delete(asset);
  }
}
