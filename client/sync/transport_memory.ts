import { TRANSPORT_CHOICES, type TransportChoice, type TransportMemory } from "./transport_chooser.ts";
import { TRANSPORT_KEYS } from "./transport_keys.ts";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A page starts with polling this long after an earlier one in the same tab used it, ms. */
const POLLING_MS = 10 * 60_000;

export interface StoredTransportsOptions {
  /** Kept for this device; undefined when the browser keeps nothing. */
  readonly device: Store | undefined;
  /** Kept for this tab. */
  readonly tab: Store | undefined;
  /** ms since 1970 */
  readonly today: () => number;
}

/** What this device chose and learnt about transports. The stores may be full, blocked or contain foreign values. */
export class StoredTransports implements TransportMemory {
  readonly #options: StoredTransportsOptions;

  constructor(options: StoredTransportsOptions) {
    this.#options = options;
  }

  get choice(): TransportChoice {
    const kept = read(this.#options.device, TRANSPORT_KEYS.choice);
    return TRANSPORT_CHOICES.find((choice) => choice === kept) ?? "automatic";
  }

  set choice(choice: TransportChoice) {
    write(this.#options.device, TRANSPORT_KEYS.choice, choice === "automatic" ? undefined : choice);
  }

  get hasSocketWorked(): boolean {
    return read(this.#options.device, TRANSPORT_KEYS.socketWorked) === "1";
  }

  set hasSocketWorked(hasWorked: boolean) {
    if (hasWorked !== this.hasSocketWorked) {
      write(this.#options.device, TRANSPORT_KEYS.socketWorked, hasWorked ? "1" : undefined);
    }
  }

  get isPollingRecent(): boolean {
    return Number(read(this.#options.tab, TRANSPORT_KEYS.pollingUntil) ?? 0) > this.#options.today();
  }

  set isPollingRecent(isRecent: boolean) {
    if (!isRecent && !this.isPollingRecent) return;
    write(
      this.#options.tab,
      TRANSPORT_KEYS.pollingUntil,
      isRecent ? String(this.#options.today() + POLLING_MS) : undefined,
    );
  }
}

function read(store: Store | undefined, key: string): string | undefined {
  try {
    return store?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(store: Store | undefined, key: string, value: string | undefined): void {
  try {
    if (value === undefined) store?.removeItem(key);
    else store?.setItem(key, value);
  } catch {
    // Full or blocked: the page learns it again.
  }
}
