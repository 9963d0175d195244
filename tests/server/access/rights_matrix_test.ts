import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
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
import { BOARD_ROUTES, DESTRUCTIVE, OF_BIN } from "../../support/server/route_rights.ts";
import type { TestServer } from "../../support/server/test_server.ts";
import { cookieOf } from "../../support/server/visitors.ts";

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

/** Some routes answer otherwise: who waits may ask, and who may view learns that the link is for viewing. */
function refusalOf(row: string, right: Right | undefined, { role, state }: { role: Role; state: State }) {
  if (OF_BIN.includes(row)) {
    return state === "binned" && (role === "owner" || right === "view") ? undefined : "noSuchLink";
  }
  if (row === "POST /unlock") return state === "locked" ? undefined : "noSuchLink";
  if (row === "GET /state" && state === "locked") return "needsPassphrase";
  if (row === "GET /state" && state === "binned") return "binned";
  if (row === "POST /lobby" && state === "removed" && role !== "owner") return "removed";
  const isViewing = refusal(role, state, "view") === undefined && !RIGHTS[role].includes("draw");
  if (row === "POST /updates" || row === "POST /shapes") {
    return refusal(role, state, "view") ?? (isViewing ? "viewOnly" : refusal(role, state, right));
  }
  return refusal(role, state, right);
}

const REFUSALS = new Set([
  ...["noSuchLink", "removed", "waiting", "frozen", "muted", "viewOnly"],
  ...["needsPassphrase", "binned"],
]);

function urlOf(server: TestServer, { slug, id }: Pick<Case, "slug" | "id">, row: string): string {
  const path = row.split(" ", 2)[1];
  const below = path.replace(":id", id).replace(":sha256", "0".repeat(64));
  return server.origin + (path === "/mcp" ? `/mcp/${slug}` : `/api/boards/${slug}${below}`);
}

/** The code with which a request is refused; undefined when it is not. */
async function answer(server: TestServer, { slug, cookie, id }: Case, row: string, body?: object) {
  const [method, path] = row.split(" ", 2);
  const url = urlOf(server, { slug, id }, row);
  const headers = { cookie, "x-forwarded-for": nextAddress() };
  const isBinary = path === "/updates" || path === "/poll";
  const given = method === "GET" ? {} : { body: isBinary ? new Uint8Array(16) : JSON.stringify(body ?? {}) };
  const response = await fetch(url, { method, headers, ...given });
  const text = await response.text();
  const code = text.startsWith('{"code"') ? JSON.parse(text).code as string : undefined;
  return code !== undefined && REFUSALS.has(code) ? code : undefined;
}

/** The status of the same request with HEAD, which has no body. */
async function answerToHead(server: TestServer, { slug, cookie, id }: Case, row: string): Promise<number> {
  const headers = { cookie, "x-forwarded-for": nextAddress() };
  return (await fetch(urlOf(server, { slug, id }, row), { method: "HEAD", headers })).status;
}

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`rights of requests: every role, route and talk event in every state, on ${where}`, async () => {
    await using servers = await world(instances);
    const { home, asked } = servers;
    const wrong: string[] = [];
    let count = 0;
    const expect = (label: string, got: string | undefined, wanted: string | undefined) => {
      count++;
      if (got !== wanted) wrong.push(`${label}: ${got ?? "allowed"} instead of ${wanted ?? "allowed"}`);
    };
    await Promise.all(CASES.map(async ({ role, state }) => {
      const shared = await prepare(home, role, state);
      // The first instance serves the board, so the second one forwards.
      const owner = newSecret();
      await home.server.stores.links.create(shared.board, { slug: owner, role: "owner" });
      await using _owner = await Peer.connect(home.socketUrl(owner), { headers: { cookie: cookieOf("somebody") } });
      for (const [row, right] of Object.entries(BOARD_ROUTES)) {
        const one = DESTRUCTIVE.includes(row) || row.endsWith("links/:id") ? await prepare(home, role, state) : shared;
        const wanted = refusalOf(row, right, { role, state });
        // These requests name things that do not exist. The answer is then the same as for a wrong link.
        if (wanted === undefined && ABSENT.includes(row)) continue;
        if (row.startsWith("GET ")) {
          const isRefused = await answerToHead(asked, one, row) >= 400;
          if (wanted !== undefined) expect(`${role} ${state} HEAD ${row}`, isRefused ? wanted : undefined, wanted);
        }
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
  "POST /talk/copy",
  "POST /assets/copy",
];
