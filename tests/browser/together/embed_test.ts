import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { listSite, OtherSite } from "../../support/server/other_site.ts";
import { until } from "../../support/until.ts";

async function frameOf(page: Page): Promise<Frame> {
  await until("the frame is there", () => Promise.resolve(page.frames().length > 1));
  return page.frames()[1];
}

async function untilSaid(frame: Frame, words: RegExp): Promise<void> {
  await frame.locator(".status-text", { hasText: words }).waitFor();
}

/** The owner lists a site for a link, in the share dialog. */
async function list(app: App, owner: string, link: string, site: string): Promise<string> {
  const { page } = await app.open(owner);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("tab", { name: "Links" }).click();
  await page.getByRole("button", { name: `Change ${link}` }).click();
  await page.getByLabel("Sites that may show this board").fill(`http://wiki.example\n${site}`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Sites are addresses such as").waitFor();
  await page.getByLabel("Sites that may show this board").fill(site);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByLabel("Sites that may show this board").waitFor({ state: "detached" });
  await page.getByRole("button", { name: `Change ${link}` }).click();
  const sites = await page.getByLabel("Sites that may show this board").inputValue();
  await page.close();
  return sites;
}

appTest(
  "a site that the owner listed shows the board and people draw in it; browsers refuse other sites",
  async (app) => {
    const { links } = await app.server.createBoard();
    const frame =
      `<iframe src="${app.server.origin}/embed/${links.editor}?mode=edit&theme=dark#5000,4000,1" width="900" height="600">`;
    await using wiki = new OtherSite(frame);
    await using other = new OtherSite(frame);
    assert.equal(await list(app, links.owner, "Can draw", wiki.origin), wiki.origin);

    const ada = await (await app.newcomer({ viewport: { width: 900, height: 600 } })).newPage();
    await ada.goto(wiki.origin);
    const board = await frameOf(ada);
    await untilSaid(board, /^Saved$/);
    assert.equal(await board.locator("html").getAttribute("data-theme"), "dark");
    assert.equal(await board.getByRole("button", { name: /Share|Connection/ }).count(), 0);
    assert.equal(
      await board.getByRole("link", { name: "Open the board in a new tab" }).getAttribute("target"),
      "_blank",
    );
    assert.deepEqual(await ada.context().cookies(), [], "a frame gets no cookie");

    const bo = await app.open(links.viewer);
    await ada.mouse.move(200, 200);
    await ada.mouse.down();
    for (const [x, y] of line([200, 200], [400, 300])) await ada.mouse.move(x, y);
    await ada.mouse.up();
    await bo.shapes(1);
    await untilSaid(board, /^Saved$/);
    const { shapes: [stroke] } = await (await fetch(`${app.server.origin}/api/boards/${links.viewer}/board.json`))
      .json();
    const [x, y] = [stroke.x + 450 - 200, stroke.y + 300 - 200];
    assert.ok(Math.hypot(x - 5_000, y - 4_000) < 10, `it opened at ${x}, ${y} instead of its spot`);

    // Its end is told by a region that was there before its words: a screen reader speaks nothing else.
    const id = await listSite(app.server.origin, links.owner, wiki.origin);
    await board.evaluate(() => {
      const known = new Set<Element>();
      new MutationObserver(() => {
        for (const region of document.querySelectorAll(".refused [aria-live]")) {
          if (region.textContent === "") known.add(region);
          else document.body.dataset.spoken = String(known.has(region));
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await fetch(`${app.server.origin}/api/boards/${links.owner}/links/${id}`, { method: "DELETE" });
    await board.locator("body[data-spoken=true]").waitFor();

    // Not a page of the app: the browser reports the violation that is wanted here.
    const page = await (await app.browser.newContext()).newPage();
    await page.goto(other.origin);
    const refused = await frameOf(page);
    await until("the browser refuses", () => Promise.resolve(refused.url().startsWith("chrome-error:")));
  },
);

appTest("an owner publishes a board, and everybody sees it as it was, also where no script runs", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const create = [{ kind: "note", x: 0, y: 0, text: "Garden" }, { kind: "geo", x: 300, y: 0, w: 90, h: 60 }];
  const added = await fetch(`${app.server.origin}/api/boards/${links.owner}/shapes`, {
    method: "POST",
    body: JSON.stringify({ create, change: [], delete: [] }),
  });
  assert.equal(added.status, 200, await added.text());
  await ada.page.getByRole("button", { name: "Share", exact: true }).click();
  await ada.page.getByRole("tab", { name: "Publish" }).click();
  await ada.page.getByRole("button", { name: "Publish this board" }).click();
  const address = await ada.page.getByLabel("Address of the published page").inputValue();

  const page = await (await app.newcomer({ javaScriptEnabled: false })).newPage();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(address);
  await page.getByRole("heading", { name: "Drawbridge board" }).waitFor();
  const picture = page.locator("main > svg");
  await page.getByText("Garden").waitFor();
  const [paper, line] = ["main > svg > rect", "main > svg [stroke]"].map((part) => page.locator(part).first());
  const colors = () =>
    Promise.all([
      paper.evaluate((rect) => getComputedStyle(rect).fill),
      line.evaluate((path) => getComputedStyle(path).stroke),
    ]);
  assert.deepEqual(await colors(), ["rgb(23, 24, 27)", "rgb(241, 242, 244)"], "light ink on dark paper");
  await page.emulateMedia({ colorScheme: "light" });
  assert.deepEqual(await colors(), ["rgb(255, 255, 255)", "rgb(29, 29, 32)"]);
  const before = (await picture.boundingBox())!.width;
  await page.getByText("400 %").click();
  assert.ok((await picture.boundingBox())!.width !== before, "another size without a script");

  const update = ada.page.getByRole("button", { name: "Update it" });
  await update.focus();
  await ada.key("Enter");
  await ada.page.getByText("The page shows the board as it is now.").waitFor();
  assert.ok(await update.evaluate((button) => button === document.activeElement), "the focus stays");
  await ada.page.getByRole("button", { name: "Withdraw it" }).click();
  await ada.page.getByRole("button", { name: "Withdraw it" }).last().click();
  await ada.page.getByText("The page is gone.", { exact: true }).waitFor();
  await ada.page.locator("button:focus", { hasText: "Publish this board" }).waitFor();
  assert.equal((await page.goto(address))?.status(), 404);
});

appTest("the element shows a board, tells the page what happens, and does what it asks", async (app) => {
  const { links } = await app.server.createBoard();
  await using wiki = new OtherSite(`
    <script type="module" src="${app.server.origin}/drawbridge-board.js"></script>
    <drawbridge-board src="${app.server.origin}/b/${links.editor}" theme="light" style="height: 500px"></drawbridge-board>
    <script>
      told = [];
      for (const type of ["ready", "changed", "selection", "error"]) {
        document.querySelector("drawbridge-board").addEventListener("board-" + type, (e) => told.push([type, e.detail]));
      }
    </script>`);
  const id = await listSite(app.server.origin, links.owner, wiki.origin);
  const page = await (await app.newcomer()).newPage();
  await page.goto(wiki.origin);
  const told = (type: string) =>
    page.evaluate(
      (type) => (globalThis as unknown as { told: [string, object][] }).told.findLast(([each]) => each === type)?.[1],
      type,
    );
  const ask = <T>(run: (board: HTMLElement & Record<string, (...given: unknown[]) => Promise<T>>) => unknown) =>
    page.locator("drawbridge-board").evaluate(run as (element: Element) => unknown);
  await until("it is ready", async () => await told("ready") !== undefined);
  assert.deepEqual(await told("ready"), { mode: "view", mayEdit: true });
  const board = await frameOf(page);
  assert.equal(await board.getByRole("button", { name: /^Pen/ }).count(), 0);

  const bo = await app.open(links.editor);
  await bo.drawBox([300, 200]);
  const [shape] = await bo.shapes(1);
  await until(
    "the change is told",
    async () => (await told("changed") as { shapes: number } | undefined)?.shapes === 1,
  );
  await ask((element) => element.goTo("shape=" + "x").catch(() => {}));
  await page.locator("drawbridge-board").evaluate(
    (element, id) => (element as unknown as { goTo(spot: object): Promise<void> }).goTo({ shape: id }),
    shape.id,
  );
  await until("the selection is told", async () => {
    const selection = await told("selection") as { ids: string[] } | undefined;
    return selection?.ids[0] === shape.id;
  });
  const picture = await ask((element) =>
    element.exportPicture({ format: "svg" }).then((file) => (file as unknown as Blob).text())
  );
  assert.match(picture as string, /<svg[^]*<path/);
  await ask((element) => element.setAttribute("theme", "dark"));
  await board.locator("html[data-theme=dark]").waitFor();
  await ask((element) => element.setAttribute("mode", "edit"));
  await board.getByRole("button", { name: /^Pen/ }).waitFor();

  const owner = `${app.server.origin}/api/boards/${links.owner}/links/${id}`;
  await (await fetch(owner, { method: "DELETE" })).body?.cancel();
  await until(
    "the end is told",
    async () => (await told("error") as { code: string } | undefined)?.code === "withdrawn",
  );
});
