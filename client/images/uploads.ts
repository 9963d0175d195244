import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Clock } from "../../board/clock.ts";
import type { Upload } from "../editor/images.ts";
import type { AssetServer, SendOutcome } from "./asset_request.ts";
import type { KeptAssets } from "./kept_assets.ts";

/** Uploads at the same time. More of them finish no earlier, and each holds a connection that strokes need. */
const AT_ONCE = 2;

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 60_000;

interface UploadsOptions {
  readonly server: Pick<AssetServer, "has" | "send">;
  readonly kept: KeptAssets;
  readonly clock: Clock;
}

interface Entry {
  readonly bytes: Blob;
  /** The server may have it already, as when an earlier page did not live to see the answer. */
  isDoubtful: boolean;
  readonly abort: AbortController;
}

/**
 * Sends pictures to the server. Bytes are kept on the device until the server has stored them, so they survive a
 * reload.
 *
 *     waiting ──▶ sending ──▶ stored: gone from the list
 *        ▲           ├──────▶ refused: stays in the list until `retry` or `cancel`
 *        └── later ──┘
 */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #entries = new Map<string, Entry>();
  /** What the server has stored for this page. */
  readonly #stored = new Set<string>();
  readonly #list = signal<readonly Upload[]>([]);
  #failures = 0;
  #cancelRetry: (() => void) | undefined;
  #isClosed = false;

  /** What is not stored yet, the oldest first. */
  readonly list: ReadonlySignal<readonly Upload[]> = this.#list;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** The bytes of a picture that is not stored yet. */
  bytesOf(asset: string): Blob | undefined {
    return this.#entries.get(asset)?.bytes;
  }

  /** Continues with what an earlier page left. */
  async resume(): Promise<ReadonlyMap<string, Blob>> {
    const kept = await this.#options.kept.all().catch(() => new Map<string, Blob>());
    for (const [asset, bytes] of kept) this.#enter(asset, bytes, { isKept: true, isDoubtful: true });
    return kept;
  }

  /**
   * Sends a picture, once however often it is added. Resolves when it is kept on this device, if that is possible.
   *
   * @param isDoubtful the server may have it already, so it is asked first
   */
  async add(asset: string, bytes: Blob, isDoubtful = false): Promise<void> {
    if (this.#stored.has(asset)) return;
    if (this.#entries.has(asset)) return this.retry(asset);
    this.#enter(asset, bytes, { isKept: false, isDoubtful });
    try {
      await this.#options.kept.put(asset, bytes);
      this.#update(asset, { isKept: true });
      // It may have been stored or cancelled meanwhile.
      if (!this.#entries.has(asset)) await this.#options.kept.delete(asset);
    } catch {
      // The device is full or keeps nothing: the picture is sent, but does not survive a reload.
    }
  }

  /**
   * Tries again now, as after a reconnect, also what was not allowed.
   *
   * @param asset this one is sent whatever it was refused for
   */
  retry(asset?: string): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#failures = 0;
    for (const upload of this.#list.peek()) {
      if (upload.asset === asset || upload.refused === "notAllowed") this.#update(upload.asset, { refused: undefined });
    }
    this.#next();
  }

  /** Gives up a picture. */
  cancel(asset: string): void {
    this.#entries.get(asset)?.abort.abort();
    this.#drop(asset);
    this.#next();
  }

  /** Stops sending. What was not sent stays on the device. */
  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
    for (const { abort } of this.#entries.values()) abort.abort();
    this.#options.kept.close();
  }

  #enter(asset: string, bytes: Blob, { isKept, isDoubtful }: { isKept: boolean; isDoubtful: boolean }): void {
    if (this.#entries.has(asset) || this.#isClosed) return;
    this.#entries.set(asset, { bytes, isDoubtful, abort: new AbortController() });
    this.#list.value = [...this.#list.peek(), { asset, bytes: bytes.size, isKept }];
    this.#next();
  }

  #next(): void {
    if (this.#cancelRetry || this.#isClosed) return;
    const busy = this.#list.peek().filter(({ sent }) => sent !== undefined).length;
    const waiting = this.#list.peek().filter(({ sent, refused }) => sent === undefined && refused === undefined);
    for (const { asset } of waiting.slice(0, Math.max(0, AT_ONCE - busy))) void this.#send(asset);
  }

  async #send(asset: string): Promise<void> {
    const entry = this.#entries.get(asset)!;
    const { signal } = entry.abort;
    this.#update(asset, { sent: 0 });
    let outcome: SendOutcome;
    try {
      outcome = await this.#outcome(asset, entry);
    } catch {
      if (signal.aborted) return;
      outcome = { kind: "later" };
    }
    if (signal.aborted) return;
    if (outcome.kind === "stored") {
      this.#failures = 0;
      this.#stored.add(asset);
      this.#drop(asset);
    } else if (outcome.kind === "refused") this.#update(asset, { sent: undefined, refused: outcome.why });
    else {
      this.#update(asset, { sent: undefined });
      this.#wait(outcome.waitMs);
    }
    this.#next();
  }

  async #outcome(asset: string, entry: Entry): Promise<SendOutcome> {
    const { server } = this.#options;
    const { bytes, abort: { signal } } = entry;
    if (entry.isDoubtful) {
      if (await server.has(asset, signal)) return { kind: "stored" };
      signal.throwIfAborted();
      entry.isDoubtful = false;
    }
    return await server.send(asset, bytes, { signal, progress: (sent) => this.#update(asset, { sent }) });
  }

  #wait(ms = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#failures)): void {
    this.#failures++;
    this.#cancelRetry?.();
    this.#cancelRetry = this.#options.clock.after(ms, () => {
      this.#cancelRetry = undefined;
      this.#next();
    });
  }

  #drop(asset: string): void {
    if (!this.#entries.delete(asset)) return;
    this.#list.value = this.#list.peek().filter((upload) => upload.asset !== asset);
    this.#options.kept.delete(asset).catch(() => {});
  }

  #update(asset: string, change: Partial<Upload>): void {
    this.#list.value = this.#list.peek().map((upload) => upload.asset === asset ? { ...upload, ...change } : upload);
  }
}
