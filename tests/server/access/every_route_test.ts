import assert from "node:assert/strict";
import { ACCOUNT_ROUTES, BOARD_ROUTES, OTHER_ROUTES } from "../../support/server/route_rights.ts";
import { TestServer } from "../../support/server/test_server.ts";

const TESTS = new URL("../", import.meta.url);

/** The routes of a server with everything that can be switched on. */
async function everyRoute(): Promise<string[]> {
  await using server = await TestServer.start({
    webhooks: { owners: true },
    unfurl: true,
    openBoards: true,
    instanceSecret: "a secret of the instances, 0123456789",
    signIn: { userHeader: "remote-user" },
    trustedProxies: ["127.0.0.1"],
  });
  const routes = server.server.routes.filter(({ method }) => method !== "ALL");
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
}

function written(): string[] {
  const of = (rows: object, base: (path: string) => string) =>
    Object.keys(rows).map((row) => {
      const [method, path] = row.split(" ", 2);
      return `${method} ${base(path)}`;
    });
  return [
    ...of(BOARD_ROUTES, (path) => path === "/mcp" ? "/mcp/:slug" : `/api/boards/:slug${path}`),
    ...of(ACCOUNT_ROUTES, (path) => `/api/account${path}`),
    ...Object.keys(OTHER_ROUTES),
  ].sort();
}

Deno.test("each route of the server has a row in the tests of rights", async () => {
  assert.deepEqual(await everyRoute(), written());
});

Deno.test("the tests of the other routes exist and ask for them", async () => {
  for (const [row, file] of Object.entries(OTHER_ROUTES)) {
    const text = await Deno.readTextFile(new URL(file, TESTS));
    const [, path] = row.split(" ");
    const asked = path.startsWith("/ws/") ? "socketUrl(" : path.replace(/[:*].*$/, "");
    // `own_page_test.ts` asks for all routes that the server has.
    assert.ok(text.includes("server.routes") || text.includes(asked), `${file} does not ask for ${path}`);
  }
});
