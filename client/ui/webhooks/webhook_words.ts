import type { WebhookType } from "../../../board/wire/webhook_types.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { languageTag } from "../../messages/messages.ts";
import { ago } from "../page/ago.ts";
import type { ListedDelivery, ListedWebhook } from "./listed_webhook.ts";

/** The events that a board can tell of once it exists, and their words. */
const EVENT_WORDS: Readonly<Record<Exclude<WebhookType, "board.created">, () => string>> = {
  "board.changed": () => WEBHOOKS.boardChanged,
  "board.occupied": () => WEBHOOKS.boardOccupied,
  "board.vacated": () => WEBHOOKS.boardVacated,
  "person.joined": () => WEBHOOKS.personJoined,
  "person.left": () => WEBHOOKS.personLeft,
  "talk.posted": () => WEBHOOKS.talkPosted,
  "comment.resolved": () => WEBHOOKS.commentResolved,
  "link.created": () => WEBHOOKS.linkCreated,
  "link.revoked": () => WEBHOOKS.linkRevoked,
  "board.deleted": () => WEBHOOKS.boardDeleted,
};

export const OFFERED_EVENTS = Object.keys(EVENT_WORDS) as readonly (keyof typeof EVENT_WORDS)[];

/** The type itself for one that this version does not know. */
export function eventWords(type: string): string {
  if (type === "webhook.test") return WEBHOOKS.testMessage;
  return Object.hasOwn(EVENT_WORDS, type) ? EVENT_WORDS[type as keyof typeof EVENT_WORDS]() : type;
}

/** What a webhook is told of, whether it is paused, and what waits. */
export function notesOn({ events, isPaused, isEnded, waiting, last }: ListedWebhook, now: number): string {
  return [
    events === undefined ? WEBHOOKS.ofEverything : WEBHOOKS.ofSome({ count: events.length }),
    isPaused && WEBHOOKS.paused,
    isEnded && WEBHOOKS.ended,
    waiting > 0 && WEBHOOKS.waiting({ count: waiting }),
    last && WEBHOOKS.line({ ago: ago(last.at, now), result: resultWords(last) }),
  ].filter(Boolean).join(" · ");
}

/** What came of an attempt. */
export function resultWords({ isDelivered, status }: Pick<ListedDelivery, "isDelivered" | "status">): string {
  if (isDelivered) return WEBHOOKS.delivered;
  return status === undefined ? WEBHOOKS.silent : WEBHOOKS.answered({ status });
}

const TIME = { month: "short", day: "numeric", hour: "numeric", minute: "numeric" } as const;

/** One line of the list of deliveries: when, what came of it, and when it is tried again. */
export function deliveryWords(delivery: ListedDelivery, now: number): string {
  const { at, attempt, next } = delivery;
  let result = resultWords(delivery);
  if (attempt > 1) result = WEBHOOKS.attempt({ result, count: attempt });
  if (next !== undefined) {
    const time = new Intl.DateTimeFormat(languageTag(), TIME).format(next);
    result = WEBHOOKS.triedAgain({ result, time });
  }
  return WEBHOOKS.line({ ago: ago(at, now), result });
}
