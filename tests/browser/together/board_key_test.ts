import assert from "node:assert/strict";
import { boardKey } from "../../../server/http/board_key.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { AppServer } from "../../support/server/app_server.ts";
import { until } from "../../support/until.ts";

Deno.test({
  name: "a page of one of several instances names the key of its board in every request for the board",
  ignore: chromePath === undefined,
  fn: async () => {
    const [server] = await AppServer.startInstances(1);
    await using _server = server;
    const { id, links } = await server.createBoard();
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on("request", (request) => void asked.push(request.url()));
      page.on("websocket", (socket) => void asked.push(socket.url()));
      // A page leaves the key out if the database is slow, and the first query is: it opens a connection.
      await until("the server finds the board in time", async () => {
        // Leaves the previous page. Its requests would be counted too.
        await page.goto("about:blank");
        asked.length = 0;
        const response = await page.goto(server.boardUrl(links.editor));
        return (await response!.allHeaders())["server-timing"] !== undefined;
      });
      await new BoardPage(page, links.editor).untilStatus(/^Saved$/);
      const forBoard = asked.filter((url) => /\/state|\/ws\//.test(url)).map((url) => new URL(url));
      const query = `?b=${boardKey(id)}`;
      assert.deepEqual(forBoard.map(({ pathname, search }) => pathname + search), [
        `/api/boards/${links.editor}/state${query}`,
        `/ws/${links.editor}${query}`,
      ], "the state is loaded once, with the preload");
    } finally {
      await browser.close();
    }
  },
});

Deno.test("pages of a wrong link, and of a server that is alone, name no key", async () => {
  const [server] = await AppServer.startInstances(1);
  await using _server = server;
  await using alone = await AppServer.start();
  const { links } = await alone.createBoard();
  for (const url of [server.boardUrl(links.editor), alone.boardUrl(links.editor)]) {
    const page = await fetch(url);
    await page.body?.cancel();
    assert.equal(page.headers.get("server-timing"), null);
    const [preload] = page.headers.get("link")!.split(", ");
    assert.equal(preload, `</api/boards/${links.editor}/state>; rel=preload; as=fetch; crossorigin`);
  }
});
