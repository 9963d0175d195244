import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { touch } from "../../support/browser/fingers.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

appTest("the list of recent boards", async (app, t) => {
  const ada = await app.create();
  const { page } = ada;
  const owner = ada.slug;
  await ada.draw(line([300, 300], [400, 400]));
  await ada.untilSaved();
  const card = (title: string | RegExp) =>
    page.locator(".visit", { has: page.locator(".visit-title", { hasText: title }) });
  const choose = async (title: string | RegExp, action: string) => {
    await card(title).locator(".visit-more").click();
    await page.locator(".visit-menu:popover-open").getByRole("button", { name: action }).click();
  };
  const rename = async (title: string | RegExp, next: string) => {
    await choose(title, "Rename");
    await page.locator(".visit-form .input:focus").waitFor();
    await page.keyboard.type(next);
    await page.keyboard.press("Enter");
  };

  await t.step("a board is renamed from the list, and the people on it see the new title", async () => {
    const bo = await app.open(owner);
    await page.goto(app.server.origin);
    await page.locator(".thumbnail img").waitFor();
    await rename(/^Board of/, "Harbour plan");
    await page.getByText("Renamed to “Harbour plan”.").waitFor();
    await card("Harbour plan").waitFor();
    await until("Bo's tab shows it", async () => await bo.page.title() === "Harbour plan – Drawbridge");
    await bo.page.close();
  });

  await t.step("a duplicate has the same drawing and links of its own", async () => {
    await choose("Harbour plan", "Duplicate");
    await page.getByText("“Harbour plan – copy” is ready.").waitFor();
    await card("Harbour plan – copy").locator(".visit-link").click();
    await page.waitForURL("**/b/*");
    const slug = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].slug);
    assert.notEqual(slug, owner);
    const copy = new BoardPage(page, slug);
    await copy.untilStatus(/^Saved$/);
    await copy.shapes(1);
    assert.equal(await page.title(), "Harbour plan – copy – Drawbridge");
  });

  await t.step("a link that may not draw does not rename, and the list says why", async () => {
    const { links } = await app.server.createBoard();
    await page.goto(app.server.boardUrl(links.viewer));
    await new BoardPage(page, links.viewer).untilStatus(/^View only$/);
    await page.goto(app.server.origin);
    await rename(/^Board of/, "Mine now");
    await card(/^Board of/).getByText("With this link you can’t rename the board").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".visit-more:focus").waitFor();
    assert.equal(await card("Mine now").count(), 0);
  });

  await t.step("without the network a new title is refused and stays in the field", async () => {
    await page.context().setOffline(true);
    await rename(/^Harbour plan$/, "Port");
    await page.getByText("The title wasn’t saved.").waitFor();
    assert.equal(await page.locator(".visit-form .input").inputValue(), "Port");
    await page.context().setOffline(false);
    await page.keyboard.press("Enter");
    await card(/^Port$/).waitFor();
  });

  await t.step("a drawing on the start page is sent only with a new board, and is on that board", async () => {
    await page.goto(app.server.origin);
    await page.getByText("Draw here.").waitFor();
    // In the application, not as it: Orca would not speak of it.
    const group = page.getByRole("application").getByRole("group", { name: "Board", exact: true });
    assert.match((await group.getAttribute("aria-description"))!, /^Draw here/);
    const asked: string[] = [];
    page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
    page.on("websocket", (socket) => asked.push(socket.url()));
    const box = (await page.locator(".scribble-board").boundingBox())!;
    const at = (x: number, y: number) => [box.x + x, box.y + y] as const;
    await page.mouse.move(...at(40, 40));
    await page.mouse.down();
    await page.mouse.move(...at(200, 160), { steps: 8 });
    await page.mouse.up();
    const create = page.getByRole("button", { name: "New board with this drawing" });
    await create.waitFor();
    await page.reload();
    await create.waitFor();
    assert.deepEqual(asked, []);
    await create.click();
    await page.waitForURL("**/b/*");
    const slug = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].slug);
    const board = new BoardPage(page, slug);
    await board.untilStatus(/^Saved$/);
    await board.shapes(1);
  });

  await t.step("a swipe over the board of the start page scrolls the page; after a tap it draws", async () => {
    const touched = await (await app.person({ ...PHONE, viewport: { width: 390, height: 500 } })).newPage();
    await touched.goto(app.server.origin);
    await touched.getByText("Tap here to draw.").waitFor();
    const board = touched.locator(".scribble-board");
    const centre = () => board.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await centre();
    const scrolled = () => touched.evaluate(() => scrollY);
    const swipe = async () => {
      const { x, y, height } = (await board.boundingBox())!;
      const path = line([x + 150, y + 40], [x + 150, y + height - 60]).map((point) => [point]);
      await touch(new BoardPage(touched, ""), ...path);
    };
    const before = await scrolled();
    await swipe();
    await until("the page is scrolled", async () => await scrolled() < before);
    const clear = touched.getByRole("button", { name: "Clear" });
    assert.equal(await clear.count(), 0);
    await board.tap();
    await touched.getByText("Draw here.").waitFor();
    const after = await scrolled();
    await swipe();
    await clear.waitFor();
    assert.equal(await scrolled(), after);
    await touched.getByRole("heading", { name: "Drawbridge" }).tap();
    await centre();
    const again = await scrolled();
    await swipe();
    await until("the page is scrolled again", async () => await scrolled() < again);
  });

  await t.step("an unknown address gets the start page, which says so", async () => {
    await page.goto(`${app.server.origin}/nowhere/at/all`);
    await page.getByText("There is nothing at this address.").waitFor();
    await page.getByRole("button", { name: "New board" }).waitFor();
  });

  await t.step("without scripts the page says what it needs", async () => {
    const plain = await (await app.person({ javaScriptEnabled: false })).newPage();
    for (const path of ["/", `/b/${owner}`]) {
      await plain.goto(app.server.origin + path);
      await plain.getByRole("heading", { name: "JavaScript is off" }).waitFor();
      assert.notEqual(await plain.locator("main").evaluate((main) => getComputedStyle(main).maxWidth), "none");
    }
  });

  await t.step("a browser that lacks something gets a page that says which browsers have it", async () => {
    const person = await app.person();
    await person.addInitScript(() => Reflect.deleteProperty(HTMLElement.prototype, "popover"));
    const old = await person.newPage();
    for (const path of ["/", `/b/${owner}`]) {
      await old.goto(app.server.origin + path);
      await old.getByRole("heading", { name: "This browser is too old" }).waitFor();
      const main = old.locator("main").filter({ visible: true });
      assert.match(await main.innerText(), /Firefox 127/);
      assert.notEqual(await main.evaluate((main) => getComputedStyle(main).maxWidth), "none");
    }
  });
});
