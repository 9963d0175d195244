import { type ReadonlySignal, signal } from "@preact/signals";
import type { ClosedHints, Hint } from "../../editor/first_use/hint_chooser.ts";
import { browserMemory, keep, type Memory, recall } from "../page/browser_storage.ts";

const KEY = "drawbridge.hints";

/** The hints that the person has used or closed in this browser. All its tabs share them. */
export class KeptHints implements ClosedHints {
  readonly #memory: Memory | undefined;
  readonly #events: EventTarget;
  readonly #names = signal<ReadonlySet<string>>(new Set());

  /** @param events where the browser reports changes by other tabs */
  constructor(memory: Memory | undefined = browserMemory(), events: EventTarget = globalThis) {
    this.#memory = memory;
    this.#events = events;
    this.#read();
    events.addEventListener("storage", this.#onStorage);
  }

  get names(): ReadonlySignal<ReadonlySet<string>> {
    return this.#names;
  }

  /** Closes a hint for good. Where the browser stores nothing, it stays closed as long as the page. */
  add(hint: Hint): void {
    if (this.#names.peek().has(hint)) return;
    this.#read(hint);
    keep(this.#memory, KEY, [...this.#names.peek()]);
  }

  /** Safe to call twice. */
  close(): void {
    this.#events.removeEventListener("storage", this.#onStorage);
  }

  readonly #onStorage = (event: Event) => {
    if ((event as StorageEvent).key === KEY) this.#read();
  };

  /** Adds the stored names to those known here, since another tab may have closed hints. */
  #read(...more: Hint[]): void {
    const stored = recall(this.#memory, KEY);
    const names = Array.isArray(stored) ? stored.filter((name) => typeof name === "string") : [];
    this.#names.value = new Set([...this.#names.peek(), ...names, ...more]);
  }
}
