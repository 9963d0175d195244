import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { newSecret } from "../../../board/id.ts";
import type { TalkAction, TalkEvent } from "../../../board/talk.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { TalkApi } from "./talk_api.ts";
import type { TalkMemory } from "./talk_memory.ts";
import type { PendingAction } from "./talk_record.ts";

/** An action on its way, and why the server refused it for good. */
export interface OutboundAction extends PendingAction {
  readonly refused?: ErrorCode | "unknown";
}

/** Interval between attempts when the server does not state one, ms. */
const RETRY_MS = 5_000;

interface Options {
  readonly api: Pick<TalkApi, "send">;
  readonly memory: TalkMemory;
  readonly slug: string;
  readonly sent: (event: TalkEvent) => void;
  readonly clock?: Clock;
}

/** Sends actions one after the other. They are kept on the device until the server has acknowledged them. */
export class OutboundActions {
  readonly list: Signal<readonly OutboundAction[]>;
  readonly #options: Options;
  readonly #clock: Clock;
  #isSending = false;
  #cancelRetry: (() => void) | undefined;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.list = signal(options.memory.pending(options.slug));
  }

  /** @returns the id of the request, which its event has too */
  add(action: TalkAction, name: string): string {
    const id = newSecret();
    this.#set([...this.list.peek(), { id, action, name }]);
    void this.flush();
    return id;
  }

  /** Drops an action that the server has acknowledged or refused. */
  drop(id: string): void {
    const before = this.list.peek();
    const after = before.filter((outbound) => outbound.id !== id);
    if (after.length < before.length) this.#set(after);
  }

  /** Sends what is pending, as after a reconnect. */
  async flush(): Promise<void> {
    this.#cancelRetry?.();
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next = this.#next(); next !== undefined && !this.#isClosed; next = this.#next()) {
        if (!await this.#send(next)) return;
      }
    } finally {
      this.#isSending = false;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
  }

  #next(): OutboundAction | undefined {
    const ready = this.list.peek().filter(({ refused }) => refused === undefined);
    // Words do not wait for comments whose shapes were deleted, which may be many.
    return ready.find(({ action }) => action.kind !== "move") ?? ready[0];
  }

  /** @returns false when it has to be sent later */
  async #send({ id, action, name }: OutboundAction): Promise<boolean> {
    const answer = await this.#options.api.send(action, { id, name });
    if (!("isTemporary" in answer)) {
      this.#options.sent(answer);
      this.drop(id);
      return true;
    }
    const { code = "unknown", isTemporary, waitMs = RETRY_MS } = answer;
    if (!isTemporary) {
      this.#set(this.list.peek().map((outbound) => outbound.id === id ? { ...outbound, refused: code } : outbound));
      return true;
    }
    if (!this.#isClosed) this.#cancelRetry = this.#clock.after(waitMs, () => void this.flush());
    return false;
  }

  #set(list: readonly OutboundAction[]): void {
    this.list.value = list;
    const { memory, slug } = this.#options;
    memory.keepPending(slug, list.map(({ id, action, name }) => ({ id, action, name })));
  }
}
