/** What a webhook can be told of. Owners choose among these. */
export const WEBHOOK_TYPES = [
  "board.created",
  "board.changed",
  "board.occupied",
  "board.vacated",
  "board.deleted",
  "person.joined",
  "person.left",
  "talk.posted",
  "comment.resolved",
  "link.created",
  "link.revoked",
] as const;

export type WebhookType = typeof WEBHOOK_TYPES[number];

export function isWebhookType(value: unknown): value is WebhookType {
  return WEBHOOK_TYPES.includes(value as WebhookType);
}

/** What a webhook is told of, in the order of `WEBHOOK_TYPES`; undefined unless it is a list of some of them. */
export function readWebhookTypes(value: unknown): readonly WebhookType[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isWebhookType)) return undefined;
  return WEBHOOK_TYPES.filter((type) => value.includes(type));
}
