import type { Context } from "hono";
import { FRAME_SITES_MAX } from "../../board/embed/frame_sites.ts";
import { TALK_TEXT_MAX } from "../../board/talk.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";

/** The status of each error, and a text for people who use the API. Our pages choose their own words by the code. */
export const ERRORS = {
  assetsFull: [409, "the board has as many pictures as it can have"],
  badAddress: [400, "a page has an http or https address on port 80 or 443, with a public name"],
  badHandshake: [400, "the WebSocket handshake is incomplete"],
  badHost: [421, "the server is not known by this name; ALLOWED_HOSTS lists its names"],
  badLink: [400, "the request does not say what a link needs"],
  badMessage: [400, `a message has 1 to ${TALK_TEXT_MAX} characters; PROTOCOL.md describes all events`],
  badRequest: [400, "the request cannot be read"],
  badShapes: [400, "these shapes cannot be read; nothing was changed"],
  badSites: [
    400,
    `up to ${FRAME_SITES_MAX} sites may show a board: https origins, https://*.domain, or localhost; any site only a link for viewing; none an owner link`,
  ],
  badWebhook: [
    400,
    "a webhook is an https address on port 443 or 8443 with a public name, and events are a list of known ones",
  ],
  banned: [503, "too many messages came from here"],
  binned: [410, "this board is in the bin; its owner can restore it"],
  boardFull: [503, "there are too many people on this board"],
  boardTooLarge: [413, "the board is too large for this: open it and save it there"],
  busy: [503, "the server is busy; try again in a moment"],
  foreignMessage: [403, "only its author may change this message"],
  foreignPage: [403, "this page may not do this"],
  frozen: [403, "an owner has frozen the board"],
  keyReused: [409, "this idempotency key belongs to another request"],
  lastWayIn: [409, "this is the only way to sign in; add another one first"],
  linksInUse: [409, "these links cannot be used"],
  muted: [403, "an owner has muted you on this board"],
  nameInvalid: [400, "a name of a board is a number, or letters a to z, digits and hyphens"],
  nameTaken: [409, "another board has this name"],
  needsPassphrase: [401, "this link asks for a passphrase"],
  needsWebSocket: [426, "this address is for WebSockets"],
  noImage: [415, "this is no PNG, JPEG, WebP, AVIF, GIF or SVG"],
  noSites: [401, "no site may show this board; its owner can list some"],
  noSuchAsset: [404, "there is no such picture on this board"],
  noSuchLink: [404, "this link does not open a board"],
  noSuchMessage: [404, "there is no such message"],
  noSuchPerson: [404, "this person is not on the board any more"],
  noSuchRange: [416, "there is no such part of the picture"],
  noSuchWebhook: [404, "there is no such webhook"],
  noRoom: [413, "the board has its largest size"],
  notFound: [404, "there is nothing here"],
  onlyJson: [501, "the answer is JSON only"],
  outOfStep: [409, "too much has changed meanwhile; connect again"],
  ownerHere: [409, "this person is an owner; revoke the link instead"],
  ownLink: [409, "this is the link of this request; rotate all links instead"],
  pageUnread: [422, "this page cannot be read, or does not say what it is"],
  removed: [403, "an owner has removed you from this board for some time"],
  restarting: [503, "the server is restarting"],
  signInAgain: [401, "for this, sign in again"],
  signInFailed: [403, "the sign-in failed"],
  signInFirst: [401, "for this, sign in"],
  signInOff: [404, "nobody can sign in this way here"],
  talkFull: [409, "the conversation on this board is full"],
  threadFull: [409, "the thread is full; begin another one"],
  timeout: [408, "the request took too long"],
  tooLarge: [413, "the request is too large"],
  tooManyBoards: [429, "many boards were created from your network; wait a little"],
  tooManyConnections: [503, "there are too many connections at the moment"],
  tooManyFrames: [429, "too many messages came at once"],
  tooManyLinks: [409, "the board has as many links as it can have; revoke one first"],
  tooManyMessages: [429, "many messages came from your network; wait a moment"],
  tooManyPixels: [413, "the picture has too many pixels"],
  tooManyRequests: [429, "too many requests came from your network; wait a moment"],
  tooManyTries: [429, "too many tries; wait a minute"],
  tooManyUploads: [429, "many pictures came from your network; wait a little"],
  tooManyWebhooks: [409, "the board has as many webhooks as it can have; remove one first"],
  unavailable: [503, "the server cannot do this at the moment"],
  unfurlOff: [404, "this server reads no linked pages; UNFURL=true lets it"],
  untrustedProxy: [403, "this proxy may not say who asks; TRUSTED_PROXIES lists those that may"],
  viewOnly: [403, "this link is for viewing only"],
  waiting: [403, "an owner has to let you in first"],
  webhookSilent: [409, "nobody returned the challenge at this address; README.md describes it"],
  wrongHash: [400, "the bytes are not those that the address names"],
  wrongPassphrase: [403, "this is not the passphrase"],
  wrongVersion: [426, "this server speaks version 13 of the protocol"],
} as const satisfies Readonly<Record<ErrorCode, readonly [status: number, text: string]>>;

export interface RefusalOptions {
  /** When to try again, ms; only for 429 and 503. */
  readonly retryAfterMs?: number;
}

const RETRY_AFTER_MS = 2_000;

/** An error as the response of a route, with the headers that the route has set. */
export function refuse(c: Context, code: ErrorCode, options: RefusalOptions = {}): Response {
  const [status, error] = ERRORS[code];
  for (const [name, value] of Object.entries(retryAfter(status, options))) c.header(name, value);
  return c.json({ code, error }, status);
}

/** An error as a response outside the routes. */
export function errorResponse(
  code: ErrorCode,
  { headers, ...options }: RefusalOptions & { readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const [status, error] = ERRORS[code];
  return Response.json({ code, error }, { status, headers: { ...retryAfter(status, options), ...headers } });
}

/** Every answer after which the client may try again says when. */
export function retryAfter(
  status: number,
  { retryAfterMs = RETRY_AFTER_MS }: RefusalOptions = {},
): Record<string, string> {
  return status === 429 || status === 503 ? { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) } : {};
}
