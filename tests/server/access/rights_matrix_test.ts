import assert from "node:assert/strict";
import type { Right, Role } from "../../../board/role.ts";
import type { TalkAction } from "../../../board/talk.ts";
import { Peer } from "../../support/peer/peer.ts";
import {
  type Case,
  CASES,
  nextAddress,
  prepare,
  refusal,
  RIGHTS,
  type State,
  world,
} from "../../support/server/rights_cases.ts";
import type { TestServer } from "../../support/server/test_server.ts";
import { cookieOf } from "../../support/server/visitors.ts";

/** The right that each route below `/api/boards/<slug>` takes, and `/mcp/<slug>`. Undefined: the link itself is enough, or is the matter. */
const ROUTES: Readonly<Record<string, Right | undefined>> = {
  "GET /state": "view",
  "GET /board.svg": "view",
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
  "GET /bin": "manage",
  "POST /bin/restore": "manage",
  "DELETE /bin": "manage",
  "DELETE ": "manage",
};
const ENDING = ["POST /links/rotate", "POST /bin", "GET /bin", "POST /bin/restore", "DELETE /bin", "DELETE "];

/** One body for each kind of talk event: a new kind does not compile without one. All take the right to comment. */
const TALK: Readonly<Record<TalkAction["kind"], object>> = {
  post: { text: "hi" },
  comment: { text: "hi", place: { x: 1, y: 1 } },
  reply: { of: 1, text: "hi" },
  edit: { of: 1, text: "hi" },
  remove: { of: 1 },
  resolve: { of: 1 },
  reopen: { of: 1 },
  move: { of: 1, place: { x: 1, y: 1 } },
  react: { of: 1, emoji: "👍" },
  unreact: { of: 1, emoji: "👍" },
};

/** Three routes answer otherwise: who waits may ask, and who may view learns that the link is for viewing. */
function refusalOf(row: string, right: Right | undefined, { role, state }: { role: Role; state: State }) {
  if (row === "POST /lobby" && state === "removed" && role !== "owner") return "removed";
  const isViewing = refusal(role, state, "view") === undefined && !RIGHTS[role].includes("draw");
  if (row === "POST /updates" || row === "POST /shapes") {
    return refusal(role, state, "view") ?? (isViewing ? "viewOnly" : refusal(role, state, right));
  }
  return refusal(role, state, right);
}

const REFUSALS = new Set(["noSuchLink", "removed", "waiting", "frozen", "muted", "viewOnly"]);

/** The code with which a request is refused; undefined when it is not. */
async function answer(server: TestServer, { slug, cookie, id }: Case, row: string, body?: object) {
  const [method, path] = row.split(" ", 2);
  const below = path.replace(":id", id).replace(":sha256", "0".repeat(64));
  const url = server.origin + (path === "/mcp" ? `/mcp/${slug}` : `/api/boards/${slug}${below}`);
  const headers = { cookie, "x-forwarded-for": nextAddress() };
  const isBinary = path === "/updates" || path === "/poll";
  const given = method === "GET" ? {} : { body: isBinary ? new Uint8Array(16) : JSON.stringify(body ?? {}) };
  const response = await fetch(url, { method, headers, ...given });
  const text = await response.text();
  const code = text.startsWith('{"code"') ? JSON.parse(text).code as string : undefined;
  return code !== undefined && REFUSALS.has(code) ? code : undefined;
}

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`rights of requests: every role, route and talk event in every state, on ${where}`, async () => {
    await using servers = await world(instances);
    const { home, asked } = servers;
    const known = home.server.routes.filter(({ method, path }) =>
      method !== "ALL" && /^\/(api\/boards|mcp)\/:slug/.test(path)
    ).map(({ method, path }) => `${method} ${path.replace("/api/boards/:slug", "").replace("/:slug", "")}`);
    assert.deepEqual([...new Set(known)].sort(), Object.keys(ROUTES).sort(), "each route has a row");

    const wrong: string[] = [];
    let count = 0;
    const expect = (label: string, got: string | undefined, wanted: string | undefined) => {
      count++;
      if (got !== wanted) wrong.push(`${label}: ${got ?? "allowed"} instead of ${wanted ?? "allowed"}`);
    };
    await Promise.all(CASES.map(async ({ role, state }) => {
      const shared = await prepare(home, role, state);
      // The first instance serves the board, so the second one forwards.
      await using _owner = await Peer.connect(home.socketUrl(shared.slug), {
        headers: { cookie: cookieOf("somebody") },
      });
      for (const [row, right] of Object.entries(ROUTES)) {
        const one = ENDING.includes(row) || row.endsWith("links/:id") ? await prepare(home, role, state) : shared;
        const wanted = row === "POST /unlock" ? "noSuchLink" : refusalOf(row, right, { role, state });
        // These requests name things that do not exist. The answer is then the same as for a wrong link.
        if (wanted === undefined && ABSENT.includes(row)) continue;
        expect(`${role} ${state} ${row}`, await answer(asked, one, row), wanted);
      }
      for (const [kind, body] of Object.entries(TALK)) {
        const got = await answer(asked, shared, "POST /talk", { kind, ...body });
        expect(`${role} ${state} talk ${kind}`, got, refusal(role, state, "comment"));
      }
    }));
    assert.deepEqual(wrong, []);
    assert.ok(count >= 1_000, `${count} cases`);
  });
}

/** Rows whose owner gets 404 for what the request names. */
const ABSENT = [
  "PATCH /people/:id",
  "DELETE /people/:id",
  "GET /bin",
  "POST /bin/restore",
  "DELETE /bin",
  "POST /talk/copy",
  "POST /assets/copy",
];
