import type { Right } from "../../../board/role.ts";

/** The right that each route below `/api/boards/<slug>` takes, and `/mcp/<slug>`. Undefined: the link itself is enough, or is the matter. */
export const BOARD_ROUTES: Readonly<Record<string, Right | undefined>> = {
  "GET /state": "view",
  "GET /board.svg": "view",
  "GET /board.png": "view",
  "GET /board.json": "view",
  "GET /present": "view",
  "POST /poll": "view",
  "DELETE /poll": "view",
  "POST /updates": "draw",
  "POST /assets/copy": "draw",
  "PUT /assets/:sha256": "draw",
  "GET /assets/:sha256": "view",
  "POST /unfurl": "draw",
  "GET /mcp": "view",
  "POST /mcp": "view",
  "DELETE /mcp": "view",
  "GET /shapes": "view",
  "POST /shapes": "draw",
  "GET /talk": "view",
  "GET /talk/comments": "view",
  "GET /talk/found": "view",
  "GET /talk/pictures": "view",
  "POST /talk/read": "view",
  "POST /talk": "comment",
  "POST /talk/copy": "manage",
  "POST /talk/import": "manage",
  "GET /links": "manage",
  "POST /links": "manage",
  "PATCH /links/:id": "manage",
  "DELETE /links/:id": "manage",
  "GET /people": "manage",
  "POST /people": "manage",
  "PATCH /people/:id": "manage",
  "DELETE /people/:id": "manage",
  "GET /webhooks": "manage",
  "POST /webhooks": "manage",
  "PATCH /webhooks/:id": "manage",
  "DELETE /webhooks/:id": "manage",
  "GET /webhooks/:id/deliveries": "manage",
  "POST /webhooks/:id/secret": "manage",
  "POST /webhooks/:id/test": "manage",
  "GET /publication": "manage",
  "PUT /publication": "manage",
  "DELETE /publication": "manage",
  "GET /moderation": "manage",
  "GET /moderation/done": "manage",
  "POST /moderation": "manage",
  "POST /lobby": undefined,
  "POST /unlock": undefined,
  // They end what the other rows need.
  "POST /links/rotate": "manage",
  "POST /bin": "manage",
  "GET /bin": "view",
  "POST /bin/restore": "manage",
  "DELETE /bin": "manage",
  "DELETE ": "manage",
};

/** Routes that delete the board or its links. The tests make a new board for each case. */
export const DESTRUCTIVE: readonly string[] = [
  "POST /links/rotate",
  "POST /bin",
  "GET /bin",
  "POST /bin/restore",
  "DELETE /bin",
  "DELETE ",
];

/** Where a board in the bin answers, and nothing else. */
export const OF_BIN: readonly string[] = ["GET /bin", "POST /bin/restore", "DELETE /bin"];

/**
 * What each route below `/api/account` takes: no session, one, or a sign-in of the last 15 minutes. A test of rights asks
 * with every state of a session.
 */
export const ACCOUNT_ROUTES: Readonly<Record<string, "open" | "session" | "fresh">> = {
  "GET ": "open",
  "PATCH ": "session",
  "DELETE ": "fresh",
  "GET /export": "session",
  "POST /recovery-codes": "fresh",
  "PATCH /passkeys/:id": "session",
  "DELETE /passkeys/:id": "fresh",
  "POST /changes/known": "session",
  "GET /sessions": "session",
  "DELETE /sessions/:id": "session",
  "DELETE /sessions": "session",
  "POST /sign-out": "open",
  "POST /sign-in/options": "open",
  "POST /sign-in": "open",
  "POST /sign-in/code": "open",
  "POST /sign-in/proxy": "open",
  "GET /sign-in/provider/:id": "open",
  "GET /sign-in/callback": "open",
  // Without a name, for the account that is signed in.
  "POST /passkeys/options": "fresh",
  // The answer of the device counts only with the options that were given to the same account.
  "POST /passkeys": "open",
  "POST /boards": "session",
  "POST /boards/open": "session",
  "POST /boards/:id/open": "session",
  "PATCH /boards/:id": "session",
  "DELETE /boards/:id": "session",
  "POST /names": "session",
  "POST /names/:name/open": "session",
  "PUT /picture": "session",
  "DELETE /picture": "session",
  // Whoever knows the token.
  "GET /pictures/:token": "open",
};

/** Routes that take neither: the test that says what they show, and to whom. */
export const OTHER_ROUTES: Readonly<Record<string, string>> = {
  "GET /ws/:slug": "access/frame_rights_test.ts",
  "GET /b/:slug": "access/given_links_test.ts",
  "GET /embed/:slug": "access/given_links_test.ts",
  "GET /oembed": "access/given_links_test.ts",
  "GET /docs/:name": "routes/account/board_names_test.ts",
  "POST /api/boards": "routes/account/account_test.ts",
  "GET /api/openapi.json": "routes/programs/openapi_test.ts",
  "GET /p/:id": "routes/published/published_test.ts",
  "GET /p/:id/:version": "routes/published/published_test.ts",
  "GET /healthz": "routes/doors_test.ts",
  "GET /readyz": "database/database_health_test.ts",
  // Files that are the same for everybody.
  "GET /": "routes/doors_test.ts",
  "GET /account": "routes/own_page_test.ts",
  "GET /drawbridge-board.js": "routes/own_page_test.ts",
  "GET /*": "routes/own_page_test.ts",
};
