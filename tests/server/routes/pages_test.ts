import assert from "node:assert/strict";
import { pageRoutes } from "../../../server/routes/pages.ts";

const pages = {
  page: (name: string) => new Response(name),
  respond: () => undefined,
};

Deno.test("the page of all controls is served in development only", async () => {
  const status = async (liveReload?: () => Response) =>
    (await pageRoutes({ pages, liveReload }).request("/dev/looks")).status;
  assert.equal(await status(() => new Response()), 200);
  assert.equal(await status(), 404);
});
