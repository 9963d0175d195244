import type { WebhookType } from "../../board/wire/webhook_types.ts";
import type { DomainEvent } from "../events/events.ts";
import type { Registration } from "./registration.ts";

/** Ids and counts of an event: no secret, name or content. */
export type EventData = Readonly<Record<string, string | number>>;

/** An event as it waits in the database until it is handed to the webhooks of its board. */
export interface StoredEvent {
  readonly type: WebhookType;
  readonly board: string;
  /** When it happened, ms since 1970. */
  readonly at: number;
  readonly data: EventData;
  /** For a deleted board: what the commit that deleted it removed. */
  readonly last?: { readonly webhooks: readonly Registration[]; readonly number: number };
}

/** A message to a webhook. It stays the same in all attempts. */
export interface Message {
  readonly id: string;
  readonly type: string;
  /** ms since 1970. */
  readonly at: number;
  readonly data: EventData;
}

/** The body of a request, as Standard Webhooks describes it. */
export function bodyOf({ type, at, data }: Message): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}

export function newMessageId(): string {
  return `msg_${crypto.randomUUID().replaceAll("-", "")}`;
}

/** What webhooks are told of an event that a commit causes; undefined: nothing. */
export function toldOf(event: DomainEvent): { readonly type: WebhookType; readonly data: EventData } | undefined {
  switch (event.type) {
    case "board created":
      return { type: "board.created", data: {} };
    case "board deleted":
      return { type: "board.deleted", data: {} };
    case "board changed":
      return { type: "board.changed", data: {} };
    case "link created":
      return { type: "link.created", data: { link: event.link } };
    case "link revoked":
      return { type: "link.revoked", data: { link: event.link } };
    case "talk posted":
      return toldOfTalk(event);
    case "person joined":
    case "person left":
      return undefined;
  }
}

function toldOfTalk(
  { number, kind, thread }: Extract<DomainEvent, { type: "talk posted" }>,
): { readonly type: WebhookType; readonly data: EventData } | undefined {
  const data = { event: number, ...(thread !== undefined && { thread }) };
  if (kind === "resolve") return { type: "comment.resolved", data };
  return kind === "post" || kind === "comment" || kind === "reply" ? { type: "talk.posted", data } : undefined;
}
