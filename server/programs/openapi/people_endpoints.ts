import { FRAME_SITE_CHARS_MAX, FRAME_SITES_MAX } from "../../../board/embed/frame_sites.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { BOARD_ACTIONS, VISITOR_ACTIONS } from "../../../board/moderation.ts";
import { ROLES } from "../../../board/role.ts";
import { ANY, type Endpoint, FLAG, list, nullable, NUMBER, object, SLUG, TEXT, TIME } from "./endpoint.ts";

const ROLE = { enum: ROLES };
const LABEL = { type: "string", maxLength: NAME_MAX };
const PASSPHRASE = { type: "string", minLength: 1, maxLength: 200 };
/** The sites whose pages may show the board in a frame. */
const SITES = {
  anyOf: [{ const: "any" }, {
    ...list({ type: "string", maxLength: FRAME_SITE_CHARS_MAX }),
    maxItems: FRAME_SITES_MAX,
  }],
};
const FIELDS = {
  role: ROLE,
  label: LABEL,
  expires: nullable(TIME),
  passphrase: nullable(PASSPHRASE),
  sites: SITES,
};
const LINKS = object({ owner: SLUG, editor: SLUG, viewer: SLUG });

/** Links, people, and keeping order. */
export const PEOPLE_ENDPOINTS: readonly Endpoint[] = [
  {
    route: "GET /api/boards/:slug/links",
    summary: "The links of the board.",
    right: "manage",
    status: 200,
    answer: object({ links: list(object({ id: TEXT, role: ROLE, isOwn: FLAG, sites: SITES })), now: TIME }),
  },
  {
    route: "POST /api/boards/:slug/links",
    summary: "Creates a link.",
    right: "manage",
    body: object(FIELDS, ["label", "expires", "passphrase", "sites"]),
    example: { role: "viewer", label: "Guests", sites: ["https://wiki.example.org"] },
    status: 201,
    answer: object({ id: TEXT, slug: SLUG }),
  },
  {
    route: "PATCH /api/boards/:slug/links/:link",
    summary: "Changes a link.",
    right: "manage",
    body: object(FIELDS, Object.keys(FIELDS)),
    example: { label: "All guests" },
    status: 204,
  },
  { route: "DELETE /api/boards/:slug/links/:link", summary: "Revokes a link.", right: "manage", status: 204 },
  {
    route: "POST /api/boards/:slug/links/rotate",
    summary: "Replaces all links at once.",
    right: "manage",
    body: object({ links: LINKS }, ["links"]),
    isBodyNeeded: false,
    example: {},
    status: 200,
    answer: object({ links: LINKS }),
  },
  {
    route: "POST /api/boards/:slug/unlock",
    summary: "Gives a link for the passphrase of this one.",
    body: object({ passphrase: PASSPHRASE }),
    example: { passphrase: "sesame" },
    status: 200,
    answer: object({ slug: SLUG, expires: TIME }),
  },
  {
    route: "GET /api/boards/:slug/people",
    summary: "Who was given a role.",
    right: "manage",
    status: 200,
    answer: object({ people: list(ANY), mayInvite: FLAG, name: TEXT }, ["name"]),
  },
  {
    route: "POST /api/boards/:slug/people",
    summary: "Gives a person a role, by user name or mail address.",
    right: "manage",
    body: object({ name: TEXT, role: ROLE, title: TEXT }, ["title"]),
    example: { name: "ada@example.org", role: "editor" },
    status: 204,
  },
  {
    route: "PATCH /api/boards/:slug/people/:person",
    summary: "Changes the role of a person.",
    right: "manage",
    body: object({ role: ROLE }),
    example: { role: "viewer" },
    status: 204,
  },
  { route: "DELETE /api/boards/:slug/people/:person", summary: "Takes a role away.", right: "manage", status: 204 },
  {
    route: "GET /api/boards/:slug/moderation",
    summary: "What owners have set, and who waits.",
    right: "manage",
    status: 200,
    answer: object({
      isFrozen: FLAG,
      hasLobby: FLAG,
      people: list(ANY),
      left: list(ANY),
      restricted: list(ANY),
      waiting: list(ANY),
    }),
  },
  {
    route: "GET /api/boards/:slug/moderation/done",
    summary: "What owners did, newest first.",
    right: "manage",
    query: {
      limit: { schema: { type: "integer", minimum: 1 }, description: "entries of the answer" },
      before: { schema: { type: "integer", minimum: 0 }, description: "the number of an entry" },
    },
    status: 200,
    answer: object({ entries: list(object({ number: NUMBER, at: TIME, name: TEXT, action: TEXT })) }),
  },
  {
    route: "POST /api/boards/:slug/moderation",
    summary: "Freezes the board, opens the lobby, mutes or removes somebody, and takes it back.",
    right: "manage",
    headers: { "drawbridge-name": { schema: TEXT, description: "the name of the owner, percent-encoded" } },
    body: object(
      { action: { enum: [...BOARD_ACTIONS, ...VISITOR_ACTIONS] }, person: NUMBER, visitor: TEXT },
      ["person", "visitor"],
    ),
    example: { action: "thaw" },
    status: 204,
  },
  {
    route: "POST /api/boards/:slug/lobby",
    summary: "Asks to be let in.",
    body: object({ name: TEXT }, ["name"]),
    isBodyNeeded: false,
    example: { name: "Ada" },
    status: 200,
    answer: object({ standing: { enum: ["in", "waiting"] }, isOwnerHere: FLAG }, ["isOwnerHere"]),
  },
];
