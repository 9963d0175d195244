import assert from "node:assert/strict";
import type { Shape } from "../../../board/shape.ts";
import { loadAssets } from "../../../server/assets/assets.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { DESK } from "../../support/browser/screens.ts";
import { pageWith, TestSite } from "../../support/network/test_site.ts";
import { builtClient } from "../../support/server/built_client.ts";
import { TestServer } from "../../support/server/test_server.ts";

const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
/** An icon file with that picture. */
const ICO = new Uint8Array([0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, PNG.length, 0, 0, 0, 22, 0, 0, 0, ...PNG]);

const textsOf = (shapes: readonly Shape[]) =>
  shapes.map((shape) => (shape as { text?: string }).text ?? shape.kind).sort();

// Not the product as deployed: that reads pages of the public internet only.
Deno.test({
  name: "pasted and dropped links become cards, which get their titles and go with one step of undo",
  ignore: chromePath === undefined,
  async fn() {
    await using site = new TestSite(({ url }) =>
      url.endsWith("/favicon.ico")
        ? new Response(ICO)
        : url.endsWith("/silent")
        ? new Response(null, { status: 500 })
        : pageWith(`<title>A &lt;b&gt;page&lt;/b&gt;</title><meta name=description content="What it is">`)
    );
    const pages = await loadAssets(await builtClient());
    await using server = await TestServer.start({ pages, unfurl: true, reach: site.reach });
    const { links } = await server.createBoard();
    const other = await server.createBoard();
    const named = { method: "POST", body: JSON.stringify({ title: "Plans" }) };
    const plans = await (await fetch(`${server.origin}/api/boards`, named)).json();
    const browser = await launchChromium();
    try {
      const page = await (await browser.newContext(DESK)).newPage();
      const problems: string[] = [];
      page.on("pageerror", ({ message }) => problems.push(message));
      page.on("console", (said) => /Content Security Policy/.test(said.text()) && problems.push(said.text()));
      await page.goto(`${server.origin}/b/${links.editor}`);
      const board = new BoardPage(page, links.editor);
      await board.untilStatus(/^Saved$/);
      const boards = [plans.links.viewer, other.links.viewer].map((slug) => `${server.origin}/b/${slug}`);
      const { host } = new URL(server.origin);
      await board.paste({
        "text/plain": ["https://a.example.org/", "http://a.example.org/silent", ...boards].join("\n"),
      });
      await page.getByText("Pasted as cards.").first().waitFor();
      const cards = [
        "A <b>page</b>",
        "What it is",
        "a.example.org",
        "image",
        "a.example.org/silent",
        "Plans",
        host,
        host,
      ];
      await board.untilShapes(
        "the cards have their titles",
        (shapes) => textsOf(shapes).join() === cards.toSorted().join(),
      );
      const bare = JSON.stringify(
        [...(await board.kept()).readAll()].map((shape) => (shape as { text?: string }).text),
      );
      assert.ok(!bare.includes(plans.links.viewer), "the secret of a link is in no text");
      const [icon] = [...(await board.kept()).readAll()].filter(({ kind }) => kind === "image");
      assert.equal(icon.kind === "image" && icon.type, "image/png");
      await board.untilStatus(/^Saved$/);
      await board.key("Control+z");
      await board.shapes(0);

      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/uri-list", "# A comment\r\nhttp://a.example.org/silent");
        const target = document.elementFromPoint(600, 400)!;
        target.dispatchEvent(
          new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true, clientX: 600, clientY: 400 }),
        );
      });
      const [dropped] = await board.shapes(1);
      assert.deepEqual([dropped.link, textsOf([dropped])], ["http://a.example.org/silent", ["a.example.org/silent"]]);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  },
});
