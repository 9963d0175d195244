import { NAME_MAX } from "../../../board/limits.ts";
import { ID_SCHEMA } from "../../../board/kinds/checks.ts";
import { URL_CHARS_MAX } from "../../../board/wire/link_card.ts";
import { IDS_MAX, PAGE_DEFAULT, PAGE_MAX, WORDS_MAX } from "../shape_filter.ts";
import { REQUEST_SHAPES_MAX } from "../shape_limits.ts";
import { ANY, BINARY, type Endpoint, FLAG, list, nullable, NUMBER, object, SLUG, TEXT, TIME } from "./endpoint.ts";
import { KINDS } from "./shape_schemas.ts";

const IDS = list(ID_SCHEMA);
const SHAPE = { $ref: "#/components/schemas/Shape" };
const CHANGES = object({
  create: { ...list({ $ref: "#/components/schemas/NewShape" }), maxItems: REQUEST_SHAPES_MAX },
  change: { ...list({ $ref: "#/components/schemas/ShapeChange" }), maxItems: REQUEST_SHAPES_MAX },
  delete: { ...IDS, maxItems: REQUEST_SHAPES_MAX },
}, ["create", "change", "delete"]);
const NAME = { schema: TEXT, description: "the name of the author, percent-encoded" };

const PUBLICATION = object({
  publication: nullable(object({ id: TEXT, at: TIME, title: TEXT, mayIndex: FLAG, bytes: NUMBER })),
});

/** Boards as a whole, their shapes, and connections without a WebSocket. */
export const BOARD_ENDPOINTS: readonly Endpoint[] = [
  {
    route: "POST /api/boards",
    summary: "Creates a board with three links. With the same key again, answers with the same board.",
    headers: {
      "idempotency-key": {
        schema: { type: "string", pattern: "^[A-Za-z0-9_-]{22,64}$" },
        description: "random and secret: the links follow from it",
      },
    },
    body: object({ title: { type: "string", maxLength: NAME_MAX } }, ["title"]),
    isBodyNeeded: false,
    example: { title: "Plans" },
    status: 201,
    answer: object({ id: TEXT, links: object({ owner: SLUG, editor: SLUG, viewer: SLUG }) }),
  },
  {
    route: "DELETE /api/boards/:slug",
    summary: "Deletes the board and everything that belongs to it.",
    right: "manage",
    status: 204,
  },
  {
    route: "GET /api/boards/:slug/state",
    summary: "The board as one Yjs update.",
    right: "view",
    status: 200,
    answer: "application/octet-stream",
  },
  {
    route: "GET /api/boards/:slug/board.svg",
    summary: "The board as a picture.",
    right: "view",
    query: {
      theme: { schema: { enum: ["light", "dark"] }, description: "light, unless it says dark" },
      thumbnail: { schema: { const: "true" }, description: "only small pictures of the board are in it" },
    },
    status: 200,
    answer: "image/svg+xml",
  },
  {
    route: "GET /api/boards/:slug/board.png",
    summary: "The board as a picture of at most 1,568 pixels.",
    right: "view",
    query: { theme: { schema: { enum: ["light", "dark"] }, description: "light, unless it says dark" } },
    status: 200,
    answer: "image/png",
  },
  {
    route: "GET /api/boards/:slug/board.json",
    summary: "The board as a file that the page imports.",
    right: "view",
    status: 200,
    answer: object({ type: { const: "drawbridge" }, version: { const: 1 }, title: TEXT, shapes: list(SHAPE) }, [
      "title",
    ]),
  },
  {
    route: "GET /api/boards/:slug/shapes",
    summary: "The shapes of the board, bottom first, in pages.",
    right: "view",
    query: {
      kind: { schema: { type: "string" }, description: `kinds with commas: ${KINDS.join(", ")}` },
      ids: { schema: TEXT, description: `up to ${IDS_MAX} ids with commas` },
      text: { schema: { type: "string", minLength: 1, maxLength: WORDS_MAX }, description: "words in it, in any case" },
      region: { schema: TEXT, description: "x,y,w,h: shapes whose box touches it" },
      frame: { schema: ID_SCHEMA, description: "the frame that contains the shapes" },
      limit: {
        schema: { type: "integer", minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT },
        description: "of a page",
      },
      cursor: { schema: TEXT, description: "from the answer with the page before" },
    },
    status: 200,
    answer: object({ title: TEXT, shapes: list(SHAPE), count: NUMBER, cursor: TEXT }, ["title", "cursor"]),
  },
  {
    route: "POST /api/boards/:slug/shapes",
    summary: "Creates, changes and deletes shapes in one step. Answers when it is saved.",
    right: "draw",
    headers: {
      "idempotency-key": {
        schema: { type: "string", pattern: "^[!-~]{1,255}$" },
        description: "done once in 24 hours",
      },
      "drawbridge-name": NAME,
    },
    body: CHANGES,
    example: { create: [{ kind: "note", x: 0, y: 0, text: "Hello" }], change: [], delete: [] },
    status: 200,
    answer: object({ created: IDS, changed: IDS, deleted: IDS, undo: CHANGES }),
  },
  {
    route: "GET /api/boards/:slug/present",
    summary: "The names of the people on the board now.",
    right: "view",
    status: 200,
    answer: object({ people: list(TEXT) }),
  },
  {
    route: "POST /api/boards/:slug/poll",
    summary: "Waits for frames of the protocol (PROTOCOL.md, 15).",
    right: "view",
    body: BINARY,
    status: 200,
    answer: "application/octet-stream",
    others: [204],
  },
  {
    route: "DELETE /api/boards/:slug/poll",
    summary: "Ends the session of a client that polls.",
    right: "view",
    body: BINARY,
    status: 204,
  },
  {
    route: "POST /api/boards/:slug/updates",
    summary: "Sends update frames of a client that polls.",
    right: "draw",
    body: BINARY,
    status: 200,
  },
  {
    route: "PUT /api/boards/:slug/assets/:sha256",
    summary: "Uploads a picture. The body is its bytes, of which the path has the SHA-256 in hex.",
    right: "draw",
    body: BINARY,
    status: 201,
    others: [200],
  },
  {
    route: "GET /api/boards/:slug/assets/:sha256",
    summary: "A picture, or a range of its bytes.",
    right: "view",
    status: 200,
    answer: "image/*",
    others: [206, 304],
  },
  {
    route: "POST /api/boards/:slug/assets/copy",
    summary: "Copies the pictures of another board to this one.",
    right: "draw",
    body: object({ from: SLUG }),
    status: 200,
    answer: object({ left: NUMBER }),
  },
  {
    route: "POST /api/boards/:slug/unfurl",
    summary: "What a linked page says of itself, where the server reads pages (UNFURL).",
    right: "draw",
    body: object({ url: { type: "string", maxLength: URL_CHARS_MAX } }),
    example: { url: "https://pages.example.org/" },
    status: 200,
    answer: object({ title: TEXT, description: TEXT, icon: { type: "string", description: "a data: URL" } }, [
      "description",
      "icon",
    ]),
  },
  {
    route: "GET /api/boards/:slug/publication",
    summary: "What is published of the board at /p/<id>; null when nothing is.",
    right: "manage",
    status: 200,
    answer: PUBLICATION,
  },
  {
    route: "PUT /api/boards/:slug/publication",
    summary: "Publishes the board as it is now, or updates what is published.",
    right: "manage",
    body: object({ title: { type: "string", maxLength: NAME_MAX }, mayIndex: FLAG }, ["title", "mayIndex"]),
    isBodyNeeded: false,
    example: { title: "Plans", mayIndex: false },
    status: 200,
    answer: PUBLICATION,
  },
  {
    route: "DELETE /api/boards/:slug/publication",
    summary: "Withdraws what is published.",
    right: "manage",
    status: 204,
  },
  {
    route: "POST /api/boards/:slug/bin",
    summary: "Moves the board to the bin.",
    right: "manage",
    status: 200,
    answer: object({ until: TIME, now: TIME }),
  },
  {
    route: "GET /api/boards/:slug/bin",
    summary: "Until when a board in the bin can be restored.",
    status: 200,
    answer: object({ until: TIME, now: TIME, mayRestore: FLAG }),
  },
  { route: "POST /api/boards/:slug/bin/restore", summary: "Restores a board from the bin.", status: 204 },
  { route: "DELETE /api/boards/:slug/bin", summary: "Deletes a board that is in the bin.", status: 204 },
  {
    route: "GET /api/openapi.json",
    summary: "This description.",
    status: 200,
    answer: ANY,
  },
];
