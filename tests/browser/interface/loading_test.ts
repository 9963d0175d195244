import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Manifest } from "../../../server/assets/assets.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { builtClient, weighedClient } from "../../support/server/built_client.ts";
import { until } from "../../support/until.ts";

appTest(
  "a board loads what the table of sizes says, and once it is used what opens without a network; an early offer to install it is kept",
  async (app) => {
    const { bundled } = await weighedClient();
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
    const parts = new Set(await Promise.all(["results-title", "style-group", "data-back"].map(scriptWith)));
    await until("a person has begun, and paused", async () => parts.isSubsetOf(new Set(await loaded(empty.page))));
    await opensWithoutNetwork(empty.page);
    await empty.page.close();

    const person = await app.person();
    await person.addInitScript(() => addEventListener("load", () => dispatchEvent(new Event("beforeinstallprompt"))));
    const { page } = await app.open(links.owner, person);
    await until("all has loaded", async () => new Set(expected).isSubsetOf(new Set(await loaded(page))));
    assert.deepEqual(await loaded(page), expected);
    await page.locator(".button.more").click();
    await page.getByRole("button", { name: "Install as an app" }).waitFor();
  },
);

/** The path of the script that contains the words. */
async function scriptWith(words: string): Promise<string> {
  const root = await builtClient();
  const { build }: Manifest = JSON.parse(await Deno.readTextFile(join(root, "manifest.json")));
  const folder = join(root, build, "assets");
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".js") && (await Deno.readTextFile(join(folder, name))).includes(words)) return `/assets/${name}`;
  }
  throw new Error(`No script contains “${words}”`);
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
  // What has no hash in its name is part of the page and not of the bundle.
  return [...new Set(paths)].filter((path) => /^\/assets\/.*\.(js|css)$/.test(path)).sort();
}
