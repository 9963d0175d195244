import { isWebhookType, readWebhookTypes, type WebhookType } from "../../board/wire/webhook_types.ts";
import { isPublicName } from "../outgoing/public_name.ts";
import { readWebhookSecret } from "./webhook_secret.ts";

/** A webhook that an owner of a board registered. */
export interface Registration {
  readonly id: string;
  readonly url: string;
  /** ms since 1970. */
  readonly created: number;
  readonly secret: string;
  /** The secret before, with which messages are signed as well until then, ms since 1970. */
  readonly previous?: { readonly secret: string; readonly until: number };
  /** What it is told of. Undefined: of everything. */
  readonly events?: readonly WebhookType[];
  /** Its messages wait until the owner lets it go on. */
  readonly isPaused?: boolean;
}

/** Webhooks of one board. */
export const WEBHOOKS_MAX = 3;
export const URL_CHARS_MAX = 1_000;

/** Ports that owners may name: others belong to services that were not made for strangers. */
const PORTS = ["", "443", "8443"];

/** The address of an owner's webhook; undefined unless it is https, a public kind of port, and a name. */
export function readWebhookUrl(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > URL_CHARS_MAX || !URL.canParse(text)) return undefined;
  const { protocol, port, hostname, username, password, href, hash } = new URL(text);
  if (protocol !== "https:" || !PORTS.includes(port) || username || password || hash) return undefined;
  return isPublicName(hostname) ? href : undefined;
}

/** Validates a registration from a file, which is untrusted input. */
export function readRegistration(value: unknown): Registration | undefined {
  const { id, url, created, secret, previous, ...given } = (value ?? {}) as Record<string, unknown>;
  const address = readWebhookUrl(url);
  if (!isId(id) || address === undefined || typeof created !== "number" || !isSecret(secret)) return undefined;
  const events = given.events === undefined ? undefined : readWebhookTypes(given.events);
  if (given.events !== undefined && events === undefined) return undefined;
  const read: Registration = {
    id,
    url: address,
    created,
    secret,
    ...(events && { events }),
    ...(given.isPaused === true && { isPaused: true }),
  };
  if (previous === undefined) return read;
  const { secret: old, until } = (previous ?? {}) as Record<string, unknown>;
  return isSecret(old) && typeof until === "number" ? { ...read, previous: { secret: old, until } } : undefined;
}

export function wants({ events }: Pick<Registration, "events">, type: string): boolean {
  return events === undefined || !isWebhookType(type) || events.includes(type);
}

function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,100}$/.test(value);
}

function isSecret(value: unknown): value is string {
  return typeof value === "string" && readWebhookSecret(value) !== undefined;
}
