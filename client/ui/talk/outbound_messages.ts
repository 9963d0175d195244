import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { newSecret } from "../../../board/id.ts";
import type { TalkEvent } from "../../../board/talk.ts";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { TalkApi } from "./talk_api.ts";
import type { TalkMemory } from "./talk_memory.ts";
import type { PendingMessage } from "./talk_record.ts";

/** A message on its way, and why the server refused it for good. */
export interface OutboundMessage extends PendingMessage {
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

/** Sends messages one after the other. They are kept on the device until the server has acknowledged them. */
export class OutboundMessages {
  readonly list: Signal<readonly OutboundMessage[]>;
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

  add(text: string, name: string): void {
    this.#set([...this.list.peek(), { id: newSecret(), text, name }]);
    this.flush();
  }

  /** Drops a message that the server has acknowledged or refused. */
  drop(id: string): void {
    this.#set(this.list.peek().filter((message) => message.id !== id));
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

  #next(): OutboundMessage | undefined {
    return this.list.peek().find(({ refused }) => refused === undefined);
  }

  /** @returns false when it has to be sent later */
  async #send({ id, text, name }: OutboundMessage): Promise<boolean> {
    const answer = await this.#options.api.send({ kind: "post", text }, { id, name });
    if (!("isTemporary" in answer)) {
      this.#options.sent(answer);
      this.drop(id);
      return true;
    }
    const { code = "unknown", isTemporary, waitMs = RETRY_MS } = answer;
    if (!isTemporary) {
      this.#set(this.list.peek().map((message) => message.id === id ? { ...message, refused: code } : message));
      return true;
    }
    if (!this.#isClosed) this.#cancelRetry = this.#clock.after(waitMs, () => void this.flush());
    return false;
  }

  #set(messages: readonly OutboundMessage[]): void {
    this.list.value = messages;
    const { memory, slug } = this.#options;
    memory.keepPending(slug, messages.map(({ id, text, name }) => ({ id, text, name })));
  }
}
