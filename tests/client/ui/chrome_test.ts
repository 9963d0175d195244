import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Editor } from "../../../client/editor/editor.ts";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { bundlePage, openBundle, ORIGIN } from "../../support/browser/page_bundle.ts";

declare const editor: Editor;
declare const ran: string[];

const problems: string[] = [];

const focusedLabel = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

Deno.test({ name: "the chrome in a browser", ignore: chromePath === undefined }, async (t) => {
  const bundle = await bundlePage({
    path: "/b/own",
    script: "tests/client/ui/chrome_page.tsx",
    template: "static/board.html",
  });
  const browser = await launchChromium();
  const step = (name: string, test: (page: Page) => Promise<void>) =>
    t.step(name, async () => {
      const page = await openBundle(browser, bundle, problems);
      try {
        await page.waitForSelector(".toolbar");
        await test(page);
        assert.deepEqual(problems.splice(0), []);
      } finally {
        await page.close();
      }
    });

  await step("every tool can be reached and used by Tab and arrow keys", async (page) => {
    const seen = new Set<string | null | undefined>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      seen.add(await focusedLabel(page));
    }
    for (
      const label of [
        "tool.hand",
        "tool.pen",
        "tool.highlighter",
        "tool.eraser",
        "undo",
        "zoom.in",
        "zoom.fit",
        "help",
        "Share",
      ]
    ) {
      assert.ok(seen.has(label), `Tab reaches ${label}`);
    }
    await page.locator(".toolbar > [aria-label='tool.hand']").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await focusedLabel(page), "tool.pen");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => editor.tool.value), "highlighter");
    assert.equal(await page.locator(".toolbar > [aria-label='tool.highlighter']").getAttribute("aria-pressed"), "true");
  });

  await step("a dialog keeps the focus, closes on Escape and restores the focus", async (page) => {
    await page.locator(".share-button").focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog .qr").waitFor();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      const isOutside = await page.evaluate(() => {
        const focused = document.activeElement!;
        return focused !== document.body && focused.closest("dialog") === null;
      });
      assert.equal(isOutside, false);
    }
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.ok(await page.evaluate(() => document.activeElement?.classList.contains("share-button")));
    await page.keyboard.press("Enter");
    await page.locator("dialog").waitFor();
  });

  await step("the share dialog shows the chosen link and never the owner's", async (page) => {
    await page.locator(".share-button").click();
    const link = page.getByRole("textbox", { name: "Link" });
    assert.equal(await link.inputValue(), `${ORIGIN}/b/edit`);
    await page.getByRole("radio", { name: /View only/ }).check();
    assert.equal(await link.inputValue(), `${ORIGIN}/b/view`);
    assert.doesNotMatch(await page.content(), /\/b\/own/);
  });

  await step("the sheet lists the commands that have keys", async (page) => {
    await page.locator("[aria-label=help]").click();
    await page.locator("dialog kbd").first().waitFor();
    assert.equal(await page.locator("dialog dt", { hasText: "tool.pen" }).count(), 1);
    assert.equal(await page.locator("dialog dt", { hasText: "undo" }).count(), 0);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => editor.dialog.value), undefined);
  });

  await step("styles are shown with the pen until they are closed, and apply to the next stroke", async (page) => {
    await page.getByRole("radio", { name: "Violet" }).check();
    await page.getByRole("radio", { name: "Very thick" }).check();
    assert.deepEqual(await page.evaluate(() => editor.style.value), { color: "violet", size: "xl" });
    await page.locator("button.style").click();
    await page.locator(".style-panel").waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => editor.showsStyles.value), false);
  });

  await step("names of peers are rendered as text", async (page) => {
    const name = `<img src=x onerror="alert(1)">`;
    await page.evaluate((name) => {
      editor.peers.value = [{ id: 1, user: { name, color: "red" }, cursor: null }];
      editor.me.value = { name: `${name}"'`, color: "green" };
      editor.status.value = { kind: "unsaved" };
    }, name);
    await page.locator("button.others").click();
    assert.equal(await page.locator(".others-panel .name").nth(1).textContent(), name);
    assert.equal(await page.locator(".status-text").textContent(), "Not saved – the server cannot save now");
    assert.equal(await page.locator("img").count(), 0);
  });

  await step("a typed name applies at once, and Enter closes the card", async (page) => {
    await page.locator("button.me").click();
    await page.getByRole("textbox", { name: "Your name" }).fill("");
    await page.keyboard.type("Pippa");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => editor.me.value.name), "Pippa");
    await page.locator(".me-panel").waitFor({ state: "hidden" });
  });

  await step("a press with the mouse leaves the focus, so Space does not press the button again", async (page) => {
    await page.locator("[aria-label='zoom.fit']").click();
    await page.keyboard.press("Space");
    assert.deepEqual(await page.evaluate(() => ran), ["zoom.fit"]);
  });

  await step("viewers get only the hand, and no undo", async (page) => {
    await page.evaluate(() => void (editor.role.value = "viewer"));
    await page.locator("[aria-label='tool.pen']").waitFor({ state: "detached" });
    assert.equal(await page.locator(".toolbar .button").count(), 1);
    assert.equal(await page.locator("[aria-label=undo]").count(), 0);
    assert.equal(await page.locator(".status").textContent(), "View only");
  });

  await step("a refusal replaces the page and links to the start page", async (page) => {
    await page.evaluate(() =>
      void (editor.status.value = { kind: "refused", reason: "noSuchLink", changes: 0, kept: true })
    );
    await page.locator(".refused").waitFor();
    assert.equal(await page.locator(".chrome").count(), 0);
    assert.equal(await page.locator(".refused a").getAttribute("href"), "/");
  });

  await step("the hint on an empty board disappears with the first live stroke", async (page) => {
    await page.locator(".hint").waitFor();
    await page.evaluate(() =>
      editor.live.begin({
        id: "s.1",
        author: undefined,
        nib: "pen",
        color: "red",
        width: 4,
        pressure: false,
        points: [],
      })
    );
    await page.locator(".hint").waitFor({ state: "detached" });
  });

  await step("the shapes button activates the shape used last", async (page) => {
    const inHand = () => page.evaluate(() => editor.tool.value);
    await page.locator(".tool-menu").click();
    assert.equal(await inHand(), "rectangle");
    await page.locator(".tool-panel [aria-label='tool.star']").click();
    await page.locator(".tool-panel").waitFor({ state: "hidden" });
    assert.equal(await inHand(), "star");
    await page.locator(".toolbar > [aria-label='tool.pen']").click();
    await page.locator(".tool-menu").click();
    assert.equal(await inHand(), "star");
  });

  await step("on a phone every tool is in the bar or in the menu", async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(".tool-menu").click();
    // Its code loads with the first use.
    await page.locator(".tool-panel .button").first().waitFor();
    const seen = await page.locator(".toolbar .button:visible").evaluateAll((all) => all.map((b) => b.ariaLabel));
    const tools = await page.evaluate(() => ran.length === 0 ? [] : ["select", "hand", "pen", "highlighter", "eraser"]);
    assert.ok(tools.length > 0);
    for (const tool of [...tools, "cloud", "line", "arrow"]) assert.ok(seen.includes(`tool.${tool}`), tool);
    // The panel grows until then.
    await page.locator(".tool-panel").evaluate((panel) =>
      // An animation that is replaced by another one rejects.
      Promise.allSettled(panel.getAnimations({ subtree: true }).map(({ finished }) => finished))
    );
    for (const button of await page.locator(".tool-panel .button:visible").all()) {
      const { x, width, height } = (await button.boundingBox())!;
      assert.ok(x >= 0 && x + width <= 390 && width >= 44 && height >= 44);
    }
  });

  await step("on a phone everything fits the screen and is large enough for a finger", async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => {
      const user = { name: "Bo", color: "red" } as const;
      editor.peers.value = [1, 2, 3, 4, 5, 6].map((id) => ({ id, user, cursor: null }));
      editor.status.value = { kind: "offline", changes: 1234, kept: true };
    });
    await page.locator(".face-count.narrow").waitFor();
    for (const button of await page.locator(".chrome .button:visible").all()) {
      const { x, y, width, height } = (await button.boundingBox())!;
      assert.ok(x >= 0 && y >= 0 && x + width <= 390 && y + height <= 844);
      assert.ok(width >= 44 && height >= 44, `${await button.getAttribute("aria-label")} is ${width} × ${height}`);
    }
  });

  await browser.close();
});
