import assert from "node:assert/strict";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { HostileProxy, type HostileProxyOptions } from "../../support/network/hostile_proxy.ts";
import { AppServer } from "../../support/server/app_server.ts";
import { until } from "../../support/until.ts";

/** Two people draw through such a proxy, reload, go offline and return. */
async function drawThrough(app: App, options: HostileProxyOptions, servers = [app.server]): Promise<HostileProxy> {
  const [server] = servers;
  await using proxy = new HostileProxy(servers.map(({ origin }) => origin), options);
  const { links } = await server.createBoard();
  const people = [await app.person(), await app.person()];
  const [ada, bo] = await Promise.all([links.owner, links.editor].map(async (link, i) => {
    const board = new BoardPage(await people[i].newPage(), link);
    await board.page.goto(`${proxy.origin}/b/${link}`);
    return board;
  }));
  // They draw while their pages still try sockets.
  await ada.draw(line([200, 150], [400, 150]));
  await bo.draw(line([200, 250], [400, 250]));
  for (const page of [ada, bo]) await page.untilSaved();
  assert.ok(proxy.upgrades >= 4, "sockets were tried first");
  await ada.untilInk([300, 250]);
  await bo.untilInk([300, 150]);
  await ada.page.getByRole("button", { name: "1 other person here" }).waitFor();

  await people[1].setOffline(true);
  await bo.draw(line([200, 350], [400, 350]));
  await ada.draw(line([200, 450], [400, 450]));
  await people[1].setOffline(false);
  await bo.untilSaved();
  await bo.untilInk([300, 450]);
  await ada.untilInk([300, 350]);
  await ada.page.reload();
  await ada.untilSaved();
  await ada.untilInk([300, 350]);
  await ada.draw(line([200, 550], [400, 550]));
  await ada.untilSaved();
  await bo.untilInk([300, 550]);
  if (options.cutMs !== undefined) {
    const cuts = proxy.cuts;
    await until("waiting requests are cut", () => proxy.cuts > cuts + 1);
    await bo.draw(line([500, 150], [600, 150]));
    await ada.untilInk([550, 150]);
    await bo.untilSaved();
  }
  const board = await server.board(links.owner);
  assert.equal(board.shapes.size, options.cutMs === undefined ? 5 : 6);
  for (const page of [ada, bo]) await page.untilSame(board);
  for (const person of people) await person.close();
  return proxy;
}

appTest("two people draw through proxies that block sockets; one goes up to a socket when it may", async (app, t) => {
  await t.step("a proxy that refuses upgrades and buffers answers", async () => {
    await drawThrough(app, { sockets: "refused", bufferMs: 100 });
  });

  // Both wait most of the time.
  await t.step("a proxy that swallows frames after the upgrade, and one that cuts waiting requests", async () => {
    await Promise.all([
      drawThrough(app, { sockets: "silent" }),
      drawThrough(app, { sockets: "refused", cutMs: 1_500 }),
    ]);
  });

  await t.step("a proxy that sends each request to another instance", async () => {
    const [a, b] = await AppServer.startInstances(2);
    await using _first = a;
    await using _second = b;
    await drawThrough(app, { sockets: "refused" }, [a, b]);
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
    const sockets: string[] = [];
    ada.page.on("websocket", (socket) => sockets.push(socket.url()));
    // The code of the other transports comes after everything else.
    const loaded = ada.page.waitForResponse(/\/state/).then((state) => state.finished());
    await ada.page.route("**/*.js", async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes("pollingAddress")) await loaded;
      await route.fulfill({ response });
    });
    await ada.page.reload();
    await ada.untilSaved();
    await ada.page.unroute("**/*.js");
    assert.deepEqual(sockets, [], "the choice holds from the first connection after a reload");
    await ada.command("Connect automatically");
    await ada.draw(line([200, 350], [400, 350]));
    await ada.untilSaved();
    await bo.untilInk([300, 350]);
  });
});
