import { TALK_TEXT_MAX } from "../../../board/talk.ts";
import { TALK_IMPORT_MAX } from "../../../board/talk/talk_import.ts";
import { ANY, type Endpoint, FLAG, list, nullable, NUMBER, object, SLUG, TEXT, TIME } from "./endpoint.ts";

const COUNT = { type: "integer", minimum: 0 };
const PAGE = {
  limit: { schema: COUNT, description: "events of the answer" },
  before: { schema: COUNT, description: "the number of an event" },
};
const KEY = { "drawbridge-key": { schema: TEXT, description: "the secret of an author: 16 to 100 characters" } };
const WEBHOOK = object({ id: TEXT, url: TEXT, secret: TEXT });

/** The conversation and the comments, and webhooks. */
export const TALK_ENDPOINTS: readonly Endpoint[] = [
  {
    route: "GET /api/boards/:slug/talk",
    summary: "The conversation, in pages.",
    right: "view",
    query: {
      ...PAGE,
      after: { schema: COUNT, description: "instead of before" },
      thread: { schema: COUNT, description: "the number of a comment" },
      read: {
        schema: COUNT,
        description:
          "how far it was read: then the answer has what concerns the author after it, and what others said last",
      },
    },
    headers: KEY,
    status: 200,
    answer: object({ events: list(ANY), last: NUMBER }),
  },
  {
    route: "GET /api/boards/:slug/talk/comments",
    summary: "Comments, in pages.",
    right: "view",
    query: { ...PAGE, state: { schema: { enum: ["open", "resolved"] }, description: "open, unless it says resolved" } },
    headers: KEY,
    status: 200,
    answer: ANY,
  },
  {
    route: "GET /api/boards/:slug/talk/found",
    summary: "Messages with these words.",
    right: "view",
    query: {
      words: { schema: { type: "string", minLength: 1, maxLength: 200 }, description: "needed" },
      before: PAGE.before,
    },
    status: 200,
    answer: ANY,
  },
  {
    route: "GET /api/boards/:slug/talk/pictures",
    summary: "The pictures of authors that have one, for `/api/account/pictures/<token>`.",
    right: "view",
    query: { of: { schema: TEXT, description: "needed: at most 50 authors, with commas between them" } },
    status: 200,
    answer: object({ pictures: { type: "object", additionalProperties: TEXT } }),
  },
  {
    route: "POST /api/boards/:slug/talk",
    summary: "Says something, comments, answers, reacts or resolves (PROTOCOL.md, 14).",
    right: "comment",
    body: object(
      {
        kind: { enum: ["post", "comment", "reply", "edit", "remove", "resolve", "reopen", "move", "react", "unreact"] },
        text: { type: "string", minLength: 1, maxLength: TALK_TEXT_MAX },
        of: NUMBER,
        place: ANY,
        emoji: TEXT,
        key: TEXT,
        id: TEXT,
        name: TEXT,
      },
      ["text", "of", "place", "emoji", "key", "id", "name"],
    ),
    example: { kind: "post", text: "Hello", name: "Robot" },
    status: 201,
    answer: object({ number: NUMBER, kind: TEXT, at: TIME }, ["at"]),
  },
  {
    route: "POST /api/boards/:slug/talk/read",
    summary: "Notes how far the person who is signed in has read.",
    right: "view",
    body: object({ number: { type: "integer", minimum: 1 } }),
    example: { number: 1 },
    status: 204,
  },
  {
    route: "POST /api/boards/:slug/talk/import",
    summary: "Adds words from a file, marked as imported (PROTOCOL.md, 14.15).",
    right: "manage",
    body: object(
      {
        items: {
          type: "array",
          minItems: 1,
          maxItems: TALK_IMPORT_MAX,
          items: object(
            {
              kind: { enum: ["post", "comment", "reply", "resolve"] },
              text: { type: "string", minLength: 1, maxLength: TALK_TEXT_MAX },
              of: NUMBER,
              place: ANY,
              name: TEXT,
              at: { type: "integer", minimum: 0, description: "ms since 1970, as the file says" },
            },
            ["text", "of", "place", "name", "at"],
          ),
        },
        key: TEXT,
        id: TEXT,
        name: TEXT,
      },
      ["key", "id", "name"],
    ),
    example: { items: [{ kind: "post", text: "Hello", name: "Ada", at: 1_800_000_000_000 }] },
    status: 201,
    answer: object({ numbers: list(NUMBER) }),
  },
  {
    route: "POST /api/boards/:slug/talk/copy",
    summary: "Copies the conversation of another board to this one, which has none.",
    right: "manage",
    body: object({ from: SLUG }),
    status: 204,
  },
  {
    route: "GET /api/boards/:slug/webhooks",
    summary: "The webhooks of the board.",
    right: "manage",
    status: 200,
    answer: object({ webhooks: list(ANY) }),
  },
  {
    route: "POST /api/boards/:slug/webhooks",
    summary: "Registers a webhook.",
    right: "manage",
    body: object({ url: { type: "string", format: "uri" }, events: nullable(list(TEXT)) }, ["events"]),
    status: 201,
    answer: WEBHOOK,
  },
  {
    route: "PATCH /api/boards/:slug/webhooks/:webhook",
    summary: "Chooses the events that a webhook tells (null: all), or pauses it.",
    right: "manage",
    body: object({ events: nullable(list(TEXT)), isPaused: FLAG }, ["events", "isPaused"]),
    example: { events: ["board.changed"], isPaused: false },
    status: 204,
  },
  {
    route: "GET /api/boards/:slug/webhooks/:webhook/deliveries",
    summary: "The newest attempts to deliver messages.",
    right: "manage",
    status: 200,
    answer: object({ deliveries: list(ANY) }),
  },
  { route: "DELETE /api/boards/:slug/webhooks/:webhook", summary: "Ends a webhook.", right: "manage", status: 204 },
  {
    route: "POST /api/boards/:slug/webhooks/:webhook/secret",
    summary: "Gives a webhook another secret.",
    right: "manage",
    status: 200,
    answer: object({ secret: TEXT }),
  },
  {
    route: "POST /api/boards/:slug/webhooks/:webhook/test",
    summary: "Sends a test message.",
    right: "manage",
    status: 200,
    answer: ANY,
  },
];
