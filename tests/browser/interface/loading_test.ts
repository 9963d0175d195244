import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildClient } from "../../../dev/client_build.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("a board loads what the table of sizes says, and once it is used what opens without a network", async (app) => {
  const outDir = await Deno.makeTempDir({ prefix: "drawbridge_loading_" });
  try {
    const { bundled } = await buildClient({ outDir });
    const { script, style, modules, next, nextStyle, idle, laterStyle } = bundled.pages.get("board")!;
    const expected = [script, style, ...modules, ...next, nextStyle!, ...idle].sort();
    const { links } = await app.server.createBoard();

    const empty = await app.open(links.owner);
    await empty.page.locator(".hint-keys").waitFor();
    await until("all has loaded", async () => new Set(expected).isSubsetOf(new Set(await loaded(empty.page))));
    const hint = (await loaded(empty.page)).filter((path) => !expected.includes(path));
    assert.ok(hint.includes(laterStyle!), "the hint of an empty board has its styles there");
    assert.ok(hint.length <= 4, `beside them only the hint, its words and its keys: ${hint}`);

    await empty.draw(line([200, 200], [400, 200]));
    await empty.untilSaved();
    const palette = [...bundled.files].find(([path, code]) => path.endsWith(".js") && has(code, "results-title"))![0];
    await until("a person has begun", async () => (await loaded(empty.page)).includes(palette));
    await opensWithoutNetwork(empty.page);
    await empty.page.close();

    const { page } = await app.open(links.owner);
    await until("all has loaded", async () => new Set(expected).isSubsetOf(new Set(await loaded(page))));
    assert.deepEqual(await loaded(page), expected);
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
});

function has(code: Uint8Array, words: string): boolean {
  return new TextDecoder().decode(code).includes(words);
}

async function opensWithoutNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.locator(".status-text", { hasText: /^Offline/ }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("mirror");
  await page.getByRole("option", { name: /Flip/ }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.click(600, 300, { button: "right" });
  await page.getByRole("menuitem").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  await page.mouse.click(300, 200);
  await page.locator(".style-panel input, .style-panel button").first().waitFor();
}

/** Paths of the scripts and style sheets that the page has requested, sorted. */
async function loaded(page: Page): Promise<string[]> {
  const paths = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
  );
  // The check for old browsers is part of the page and not of the bundle.
  return [...new Set(paths)].filter((path) => /\.(js|css)$/.test(path) && path !== "/old_browser.js").sort();
}
