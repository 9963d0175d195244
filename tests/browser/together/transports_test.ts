import assert from "node:assert/strict";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { HostileProxy, type HostileProxyOptions } from "../../support/network/hostile_proxy.ts";
import { until } from "../../support/until.ts";

/** Two people draw through such a proxy, reload, go offline and return. */
async function drawThrough(app: App, options: HostileProxyOptions): Promise<void> {
  const { server } = app;
  await using proxy = new HostileProxy(server.origin, options);
  const { links } = await server.createBoard();
  const [adasBrowser, bosBrowser] = [await app.person(), await app.person()];
  const ada = new BoardPage(await adasBrowser.newPage(), links.owner);
  await ada.page.goto(`${proxy.origin}/b/${links.owner}`);
  // She draws while the page still tries sockets.
  await ada.draw(line([200, 150], [400, 150]));
  await ada.untilSaved();
  assert.ok(proxy.upgrades >= 2, "sockets were tried first");
  const bo = new BoardPage(await bosBrowser.newPage(), links.editor);
  await bo.page.goto(`${proxy.origin}/b/${links.editor}`);
  await bo.untilSaved();
  await bo.draw(line([200, 250], [400, 250]));
  await ada.untilInk([300, 250]);
  await bo.untilInk([300, 150]);
  await ada.page.getByRole("button", { name: "1 other person here" }).waitFor();

  await bosBrowser.setOffline(true);
  await bo.draw(line([200, 350], [400, 350]));
  await ada.draw(line([200, 450], [400, 450]));
  await bosBrowser.setOffline(false);
  await bo.untilSaved();
  await bo.untilInk([300, 450]);
  await ada.untilInk([300, 350]);
  await ada.page.reload();
  await ada.untilSaved();
  await ada.untilInk([300, 350]);
  await ada.draw(line([200, 550], [400, 550]));
  await ada.untilSaved();
  await bo.untilInk([300, 550]);
  const board = await server.board(links.owner);
  assert.equal(board.shapes.size, 5);
  for (const page of [ada, bo]) await page.untilSame(board);
  for (const browser of [adasBrowser, bosBrowser]) await browser.close();
}

appTest("two people draw through proxies that block sockets; one goes up to a socket when it may", async (app, t) => {
  await t.step("a proxy that refuses upgrades, buffers answers and cuts requests after 10 s", async () => {
    await drawThrough(app, { sockets: "refused", bufferMs: 100, cutMs: 10_000 });
  });

  await t.step("a proxy that swallows frames after the upgrade", async () => {
    await drawThrough(app, { sockets: "silent" });
  });

  await t.step("the page goes up to a socket when the network allows it, and draws on", async () => {
    const { server } = app;
    await using proxy = new HostileProxy(server.origin, { sockets: "refused" });
    const { links } = await server.createBoard();
    const browser = await app.person();
    const ada = new BoardPage(await browser.newPage(), links.owner);
    const bo = await app.open(links.editor);
    const sockets: string[] = [];
    ada.page.on("websocket", (socket) => socket.on("framereceived", () => sockets.push(socket.url())));
    await ada.page.goto(`${proxy.origin}/b/${links.owner}`);
    await ada.untilSaved();
    proxy.options = {};
    // As a browser that is told of its network does.
    await ada.page.evaluate(() => void dispatchEvent(new Event("online")));
    await until("frames come over a socket", () => sockets.length > 0);
    await ada.draw(line([200, 150], [400, 150]));
    await bo.draw(line([200, 250], [400, 250]));
    await ada.untilSaved();
    await ada.untilInk([300, 250]);
    await bo.untilInk([300, 150]);
    assert.equal((await server.board(links.owner)).shapes.size, 2);
    await browser.close();
  });

  await t.step("a person chooses the transport in the palette", async () => {
    const { ada, bo } = await app.openForTwo();
    const posts: string[] = [];
    ada.page.on("request", (request) => request.method() === "POST" && posts.push(new URL(request.url()).pathname));
    await ada.command("Connect by long polling only");
    await until("it polls", () => posts.some((path) => path.endsWith("/poll")));
    await ada.draw(line([200, 150], [400, 150]));
    await ada.untilSaved();
    await bo.untilInk([300, 150]);
    await ada.command("Connect by simple polling only");
    await bo.draw(line([200, 250], [400, 250]));
    await ada.untilInk([300, 250]);
    await ada.command("Connect automatically");
    await ada.draw(line([200, 350], [400, 350]));
    await ada.untilSaved();
    await bo.untilInk([300, 350]);
  });
});
