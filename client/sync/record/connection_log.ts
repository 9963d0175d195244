import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { TransportName } from "../transport_chooser.ts";

/** How many state changes are kept. */
const CHANGES_MAX = 100;

export type StateChange =
  | { readonly kind: "connecting" | "replaced"; readonly transport: TransportName; readonly at: number }
  | {
    readonly kind: "open";
    readonly transport: TransportName;
    /** The subprotocol and the extensions that the server chose; empty for polling. */
    readonly protocol: string;
    readonly extensions: string;
    readonly at: number;
  }
  | {
    readonly kind: "closed";
    readonly code: number;
    /** The page closed it. */
    readonly isOwn: boolean;
    /** The reason that the server gave, besides the code. */
    readonly refusal?: ErrorCode | undefined;
    readonly at: number;
  };

type WithoutTime<T> = T extends unknown ? Omit<T, "at"> : never;

export type Direction = "sent" | "received";

/** The last state changes of a connection. Passes on frames only while somebody looks at them. */
export class ConnectionLog {
  readonly #today: () => number;
  readonly #changes = signal<readonly StateChange[]>([]);
  readonly changes: ReadonlySignal<readonly StateChange[]> = this.#changes;
  /** Each is told of every frame, before it is sent or handled. */
  readonly watchers = new Set<(direction: Direction, frame: Uint8Array) => void>();

  /** @param today ms since 1970 */
  constructor(today: () => number) {
    this.#today = today;
  }

  frame(direction: Direction, frame: Uint8Array): void {
    for (const watch of this.watchers) watch(direction, frame);
  }

  note(change: WithoutTime<StateChange>): void {
    const noted = { ...change, at: this.#today() } as StateChange;
    this.#changes.value = [...this.#changes.peek(), noted].slice(-CHANGES_MAX);
  }
}
