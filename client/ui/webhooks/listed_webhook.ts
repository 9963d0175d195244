import type { WebhookType } from "../../../board/wire/webhook_types.ts";

/** An attempt to deliver a message, as the server lists it. */
export interface ListedDelivery {
  readonly type: string;
  /** ms since 1970. */
  readonly at: number;
  readonly attempt: number;
  readonly isDelivered: boolean;
  /** Absent when there was no answer. */
  readonly status?: number;
  /** When it is tried again, ms since 1970. */
  readonly next?: number;
}

export interface ListedWebhook {
  readonly id: string;
  readonly url: string;
  readonly waiting: number;
  readonly isEnded: boolean;
  readonly isPaused: boolean;
  /** Absent: it is told of everything. */
  readonly events?: readonly WebhookType[];
  readonly last?: ListedDelivery;
}
