import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page, WebSocketRoute } from "playwright-core";
import * as Y from "yjs";
import {
  CLOSE,
  decodeFrame,
  encodeNotice,
  encodeSync,
  type NoticeCode,
  SYNC,
} from "../../../../board/wire/protocol.ts";
import { DESK } from "../../../../client/messages/en/desk.ts";
import { chromePath, launchChromium } from "../../../support/browser/chromium.ts";
import { newWords } from "../../../support/browser/new_words.ts";
import { bundlePage, openBundle, ORIGIN } from "../../../support/browser/page_bundle.ts";
import { until } from "../../../support/until.ts";

const KEY = "drawbridge.visits";
const problems: string[] = [];

const remember = (page: Page, visits: unknown) =>
  page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify(visits)]);

Deno.test({ name: "the start page in a browser", ignore: chromePath === undefined }, async (t) => {
  const bundle = await bundlePage({
    path: "/",
    script: "client/landing.tsx",
    styles: ["client/ui/start/landing.css"],
    template: "static/index.html",
  });
  const browser = await launchChromium();
  const step = (name: string, test: (page: Page) => Promise<void>) =>
    t.step(name, async () => {
      const page = await openBundle(browser, bundle, problems);
      try {
        await test(page);
        assert.deepEqual(problems.splice(0), []);
      } finally {
        await page.close();
      }
    });

  await step("a new board's links are stored before the page opens it", async (page) => {
    const links = { owner: "own", editor: "edit", viewer: "view" };
    await page.route("**/api/boards", (route) => route.fulfill({ status: 201, json: { id: "x", links } }));
    await page.getByRole("button", { name: "New board" }).click();
    // The address bar shows the link that people hand out.
    await page.waitForURL(`${ORIGIN}/b/edit`);
    await page.goto(`${ORIGIN}/`);
    const [visit] = JSON.parse((await page.evaluate((key) => localStorage.getItem(key), KEY))!);
    assert.deepEqual([visit.slug, visit.role, visit.links], ["own", "owner", links]);
    assert.equal(await page.locator(".visit-link").getAttribute("href"), "/b/edit");
  });

  await step("without the server the page says so, allows a retry and still lists the boards", async (page) => {
    await remember(page, [{ slug: "one", role: "editor", at: 1 }]);
    await page.reload();
    await page.route("**/api/boards", (route) => route.abort());
    await page.getByRole("button", { name: "New board" }).click();
    await page.getByText("The server can’t be reached").waitFor();
    assert.equal(await page.getByRole("button", { name: "New board" }).getAttribute("aria-busy"), "false");
    assert.equal(await page.locator(".visit").count(), 1);
  });

  await step("a pasted link is opened, and other text is refused beside the field", async (page) => {
    const field = page.getByRole("textbox", { name: "Join with a link" });
    await field.fill("https://evil.example/b/one");
    await field.press("Enter");
    await page.getByText("another site: evil.example").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const words = await newWords(page.locator(".join .problem"));
    for (let times = 1; times <= 3; times++) {
      await field.press("Enter");
      await until(`it is said again, ${times} times`, async () => (await words()).length === times);
    }
    assert.equal(new Set(await words()).size, 1);
    await field.fill(`${ORIGIN}/b/one`);
    assert.equal(await field.getAttribute("aria-invalid"), "false");
    await field.press("Enter");
    await page.waitForURL(`${ORIGIN}/b/one`);
  });

  await step(
    "pictures of boards come one after another, also from a server that is busy at first (fault T9)",
    async (page) => {
      await remember(page, [1, 2, 3].map((at) => ({ slug: `board-${at}`, role: "editor", at })));
      let underWay = 0, most = 0, refused = 0;
      await page.route("**/board.svg*", async (route) => {
        most = Math.max(most, ++underWay);
        const isBusy = refused < 2;
        if (isBusy) refused++;
        await route.fulfill(
          isBusy
            ? { status: 503, headers: { "retry-after": "1" } }
            : { contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' },
        );
        underWay--;
      });
      await page.reload();
      await page.locator(".thumbnail").nth(2).waitFor();
      for (let i = 0; i < 3; i++) await page.locator(".thumbnail img").nth(i).waitFor();
      assert.deepEqual([most, refused], [1, 2]);
    },
  );

  await step("pictures of boards follow the theme of the system", async (page) => {
    await remember(page, [1, 2].map((at) => ({ slug: `board-${at}`, role: "editor", at })));
    // As wide as their theme says.
    await page.route("**/board.svg*", (route) => {
      const size = route.request().url().includes("theme=dark") ? 8 : 9;
      const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"/>`;
      return route.fulfill({ contentType: "image/svg+xml", body });
    });
    const shown = (size: number) =>
      page.waitForFunction((size) => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>(".thumbnail img")];
        return pictures.length === 2 && pictures.every(({ naturalWidth }) => naturalWidth === size);
      }, size);
    await page.emulateMedia({ colorScheme: "light" });
    await page.reload();
    await shown(9);
    await page.emulateMedia({ colorScheme: "dark" });
    await shown(8);
    await page.emulateMedia({ colorScheme: "light" });
    await shown(9);
  });

  await step("a removed board can be restored, an own board is removed only after confirmation", async (page) => {
    await remember(page, [{ slug: "one", role: "editor", at: 2 }, { slug: "own", role: "owner", at: 1 }]);
    await page.reload();
    const slugs = () =>
      page.locator(".visit-link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const remove = async (place: number) => {
      await page.locator(".visit-more").nth(place).click();
      await page.getByRole("button", { name: "Remove from this list" }).filter({ visible: true }).click();
    };
    await page.evaluate(() => {
      const passed: string[] = [];
      addEventListener("focusin", ({ target }) => passed.push((target as Element).className));
      Object.assign(globalThis, { passed });
    });
    await remove(0);
    assert.deepEqual(await slugs(), ["/b/own"]);
    await page.locator("button:focus", { hasText: "Undo" }).waitFor();
    // Orca says nothing of the first that has the focus after what had it is gone.
    const passed = await page.evaluate(() => (globalThis as unknown as { passed: string[] }).passed);
    assert.deepEqual(passed.slice(-2), ["visits-notice", "secondary"]);
    await page.keyboard.press("Enter");
    assert.deepEqual(await slugs(), ["/b/one", "/b/own"]);
    await remove(1);
    await page.getByText("its owner link").waitFor();
    await page.keyboard.press("Escape");
    assert.deepEqual(await slugs(), ["/b/one", "/b/own"]);
    await page.locator(".visit-more:focus").waitFor();
    await remove(1);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    assert.deepEqual(await slugs(), ["/b/one"]);
  });

  await step("boards are searched and pinned with the keyboard alone", async (page) => {
    const titles = ["Harbour", "Café", "Ideas", "Plan"];
    await remember(page, titles.map((title, at) => ({ slug: `board-${at}`, title, role: "editor", at: 9 - at })));
    await page.reload();
    const shown = () => page.locator(".visit-title").allTextContents();
    assert.deepEqual(await shown(), titles);
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("cafe");
    assert.deepEqual(await shown(), ["Café"]);
    await page.keyboard.press("Tab"); // the card
    await page.keyboard.press("Tab"); // its menu
    await page.keyboard.press("Enter");
    await page.locator(".visit-menu:popover-open .item:focus").waitFor();
    await page.keyboard.press("Enter"); // Pin
    await page.getByRole("img", { name: "Pinned" }).waitFor();
    await page.getByRole("searchbox").fill("nothing of this name");
    await page.getByText("No board matches").waitFor();
    await page.getByRole("searchbox").fill("");
    assert.deepEqual(await shown(), ["Café", "Harbour", "Ideas", "Plan"]);
    await page.reload();
    assert.deepEqual(await shown(), ["Café", "Harbour", "Ideas", "Plan"]);
  });

  await step("each refusal of a new title is said in its own words, and the form stays open", async (page) => {
    await page.clock.install();
    await page.setViewportSize({ width: 390, height: 844 });
    let answer: (socket: WebSocketRoute) => void = () => {}, state = { status: 404, json: {} };
    await page.routeWebSocket(/\/ws\//, (socket) => answer(socket));
    await page.route("**/api/boards/one/state*", (route) => route.fulfill(state));
    await remember(page, [{ slug: "one", title: "Plan", role: "editor", at: 1 }]);
    await page.reload();
    await page.locator(".visit-more").click();
    await page.getByRole("button", { name: "Rename" }).filter({ visible: true }).click();
    const field = page.getByRole("textbox", { name: "Title of Plan" });
    await field.and(page.locator(":focus")).waitFor();
    const below = (selector: string) =>
      page.locator(selector).evaluate((each) => each.getBoundingClientRect().bottom - innerHeight);
    assert.ok(await below(".visit-form") < 1, `with its buttons: ${await below(".visit-form")}`);
    await field.fill("Harbour");
    const closing = (code: number) => (socket: WebSocketRoute) => void socket.close({ code });
    const told = (...notices: (readonly [NoticeCode, string])[]) => (socket: WebSocketRoute) => {
      for (const [code, text] of notices) socket.send(Buffer.from(encodeNotice(code, text)));
      socket.send(Buffer.from(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(new Y.Doc()))));
    };
    const cases: readonly [words: string, answer: typeof answer, state?: typeof state][] = [
      [DESK.removed, closing(CLOSE.removed)],
      [DESK.waiting, closing(CLOSE.waiting)],
      [DESK.tooMany, closing(CLOSE.tooMany)],
      [DESK.refused, closing(CLOSE.malformed)],
      [DESK.absent, closing(CLOSE.noSuchLink)],
      [DESK.locked, closing(CLOSE.linkEnded), { status: 401, json: {} }],
      [DESK.binned, closing(CLOSE.noSuchLink), { status: 410, json: {} }],
      [DESK.viewOnly, told(["role", "commenter"])],
      [DESK.frozen, told(["role", "editor"], ["state", '{"frozen":true,"muted":false}'])],
      [DESK.full, told(["role", "editor"], ["full", ""])],
    ];
    // The clock moves on once the page knows the reason. It has read the reason when it answers the frame after it, or when
    // it connects again.
    let known = Promise.withResolvers<void>();
    const late: typeof cases = [
      [DESK.cannotSave, (socket) => {
        socket.onMessage((frame) => decodeFrame(frame as Buffer).kind === "step2" && known.resolve());
        told(["role", "editor"], ["unsaved", ""])(socket);
        socket.send(Buffer.from(encodeSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()))));
      }],
      [DESK.busy, (socket) => {
        closing(CLOSE.tryAgain)(socket);
        answer = () => known.resolve();
      }],
    ];
    for (const [words, next, nextState = { status: 404, json: {} }] of cases) {
      [answer, state] = [next, nextState];
      await field.press("Enter");
      await page.locator('.visit [aria-live="assertive"]', { hasText: words }).waitFor();
      assert.ok(await below(".visit > .problem") < 1);
      assert.equal(await field.inputValue(), "Harbour");
      assert.equal(await field.isEditable(), true);
    }
    // These may pass, so they are said only once the patience is over.
    for (const [words, next] of late) {
      known = Promise.withResolvers<void>();
      answer = next;
      await field.press("Enter");
      await known.promise;
      await page.clock.fastForward(15_000);
      await page.locator('.visit [aria-live="assertive"]', { hasText: words }).waitFor();
    }
  });

  await browser.close();
});
