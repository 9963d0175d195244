import assert from "node:assert/strict";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { DevProcess } from "../../support/project/dev_process.ts";
import { Project } from "../../support/project/project_copy.ts";

Deno.test({
  name: "an open page takes new styles in place, shows why a build fails, and reloads for new code",
  ignore: chromePath === undefined,
  async fn() {
    const project = await Project.create();
    const dev = new DevProcess(project);
    const browser = await launchChromium();
    try {
      const address = (await dev.line(/open at (\S+)/))[1];
      const page = await browser.newPage();
      const heard = page.waitForRequest("**/dev/reload");
      await page.goto(address);
      await heard;
      await page.evaluate(() => Object.assign(globalThis, { drawn: "kept" }));

      await project.write("client/ui/page/board.css", "body { color: rgb(9, 9, 9) }");
      await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(9, 9, 9)");
      await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
      assert.equal(await page.evaluate("drawn"), "kept", "the page was not reloaded");

      // The next build comes before the style of this one has loaded.
      const second = Promise.withResolvers<void>();
      await page.route("**/board-*.css", async (route) => {
        await second.promise;
        await route.continue().catch(() => {});
      }, { times: 1 });
      await project.write("client/ui/page/board.css", "body { color: rgb(8, 8, 8) }");
      await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 2);
      await project.write("client/ui/page/board.css", "body { color: rgb(7, 7, 7) }");
      await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(7, 7, 7)");
      second.resolve();
      await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);

      await project.write("client/main.tsx", "let x = ;\n");
      assert.match(await page.getByRole("alert").innerText(), /client\/main\.tsx:1:8/);
      assert.equal(await page.evaluate("drawn"), "kept");

      await project.write("client/main.tsx", `document.body.dataset.name = "new";`);
      await page.locator("body[data-name=new]").waitFor({ state: "attached" });
      assert.equal(await page.getByRole("alert").count(), 0);

      await project.write("server/greeting.ts", `export const GREETING = "again";`);
      await dev.line(/Restarted the server/);
      await project.write("client/main.tsx", `document.body.dataset.name = "newer";`);
      await page.locator("body[data-name=newer]").waitFor({ state: "attached" });
    } finally {
      await browser.close();
      await dev.end();
      await project.close();
    }
  },
});
