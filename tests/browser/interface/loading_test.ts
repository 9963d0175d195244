import assert from "node:assert/strict";
import { buildClient } from "../../../dev/client_build.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { until } from "../../support/until.ts";

appTest("a board that nobody touches loads what the table of sizes says, and no more", async (app) => {
  const outDir = await Deno.makeTempDir({ prefix: "drawbridge_loading_" });
  try {
    const { bundled } = await buildClient({ outDir });
    const { script, style, modules, next, nextStyle, idle } = bundled.pages.get("board")!;
    const expected = [script, style, ...modules, ...next, nextStyle!, ...idle].sort();
    const { links } = await app.server.createBoard();
    const { page } = await app.open(links.owner);
    const loaded = () =>
      page.evaluate(() => {
        const paths = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
        return [...new Set(paths)].filter((path) => /\.(js|css)$/.test(path)).sort();
      });
    await until("all has loaded", async () => new Set(expected).isSubsetOf(new Set(await loaded())));
    assert.deepEqual(await loaded(), expected);
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
});
