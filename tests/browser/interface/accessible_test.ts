import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page, ViewportSize } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { Company } from "../../support/browser/company.ts";
import { createBoard } from "../../support/browser/board_page.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";
import { TOUR, tourScreens } from "../../support/browser/screen_tour.ts";
import { inEachTheme, SCREENS } from "../../support/browser/screens.ts";
import { inkOf } from "../../support/board/shapes.ts";

const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));

/** A shape of each kind of painting. */
const DRAWN = [
  geoOf("box", { x: 40, y: 120, fill: "semi", text: "A box" }),
  geoOf("star", { x: 200, y: 120, form: "star", color: "#336699" }),
  arrowOf("arrow", { start: { x: 60, y: 300 }, end: { x: 200, y: 340 } }),
  inkOf("stroke", { x: 40, y: 380, w: 120 }),
];

/** The rules that depend on the theme. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

/** A smaller size of the same device, at which text of twice the size must not be cut off either. */
const SMALL: Readonly<Record<string, ViewportSize>> = {
  desk: { width: 1366, height: 620 },
  phone: { width: 360, height: 640 },
};

for (const { size, device } of SCREENS) {
  const small: ViewportSize | undefined = SMALL[size];
  const atSmall = small ? `, nor at ${small.width} × ${small.height}, where large text is not cut off` : "";
  appTest(`axe finds nothing on any screen of a ${size} in either theme${atSmall}`, async (app) => {
    // The policy of the page forbids foreign scripts; the one that looks at it is one.
    const person = await app.newcomer({ ...device, bypassCSP: true });
    const page = await person.newPage();
    const found: string[] = [];
    const look = async (screen: string) => {
      await inEachTheme(page, async (theme) => {
        const objections = await violations(page, theme === "dark" ? COLOR_RULES : undefined);
        found.push(...objections.map((each) => `${screen} in ${theme}: ${each}`));
      });
      if (device.hasTouch) found.push(...(await page.evaluate(tooSmall)).map((each) => `${screen}: ${each}`));
      if (small === undefined) return;
      await resize(page, small);
      found.push(...(await violations(page)).map((each) => `small ${screen}: ${each}`));
      found.push(...(await page.evaluate(cutText)).map((each) => `small ${screen}, large text: ${each}`));
      await resize(page, device.viewport);
    };
    await tour(app, page, look);
    assert.deepEqual(found, []);
  }, TOUR);
}

/** Resolves when the page has the size and is laid out again. */
async function resize(page: Page, size: ViewportSize): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  await page.evaluate(placedAgain);
}

/** Looks at the start page, a board with everything that opens above it, and a board that does not open. */
async function tour(app: App, page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await page.goto(app.server.origin);
  await page.getByRole("button", { name: "New board" }).waitFor();
  await look("start page");
  const board = await createBoard(page);
  await look("empty board");
  await app.put(board.slug, DRAWN);
  await board.shapes(DRAWN.length);
  await look("board with shapes");
  {
    await using company = await Company.join(app.server.socketUrl(board.slug), 9);
    await tourScreens(board, look, { company });
  }
  await page.goto(await publishedPage(app, board.slug));
  await page.locator("h1").waitFor();
  await look("published page");
  await page.goto(`${app.server.origin}/embed/${board.slug}?mode=edit`);
  await page.locator(".embedded .toolbar").waitFor();
  await look("board in a frame");
  await page.goto(`${app.server.origin}/account`);
  await page.getByRole("heading").first().waitFor();
  await look("account");
  await page.goto(app.server.boardUrl(board.slug));
  await board.untilSaved();
  await app.server.stop();
  await board.untilStatus(/^Offline/);
  await look("offline");
  await app.server.restart();
  await page.goto(app.server.boardUrl("AAAAAAAAAAAAAAAAAAAAAA"));
  await page.getByRole("heading", { name: /can’t be opened/ }).waitFor();
  await look("refused");
  const api = `${app.server.origin}/api/boards/${board.slug}/publication`;
  const { publication } = await (await fetch(api, { method: "PUT", body: '{"title":"Garden"}' })).json();
  await page.goto(`${app.server.origin}/p/${publication.id}`);
  await page.getByRole("heading", { name: "Garden" }).waitFor();
  await look("published page");
}

/** The address of what the tour published. */
async function publishedPage({ server }: App, slug: string): Promise<string> {
  const response = await fetch(`${server.origin}/api/boards/${slug}/publication`);
  const { publication } = await response.json();
  return `${server.origin}/p/${publication.id}`;
}

/** Menus and comments find their place again in the next frame. Runs in the page. */
async function placedAgain(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** What axe objects to: rule, and the first element. Without `rules` it applies all. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.addScriptTag({ path: AXE });
  const results = await page.evaluate((rules) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return axe.run({ resultTypes: ["violations"], ...rules && { runOnly: [...rules] } });
  }, rules);
  return results.violations.map(({ id, nodes }) => `${id} at ${nodes[0].html.slice(0, 200)}`);
}

/** What a finger would miss; what is for screen readers alone is none of it. Runs in the page. */
function tooSmall(): string[] {
  const leastPx = 40;
  const controls = document.querySelectorAll<HTMLElement>("button, a[href], input, select, summary");
  const isSeen = (control: HTMLElement) => control.checkVisibility() && !control.closest(".unseen");
  return [...controls].filter(isSeen).flatMap((control) => {
    const label = control.closest("label");
    // A field is pressed itself, what is ticked is pressed anywhere on its label.
    const { width, height } = (label && !control.matches(".input") ? label : control).getBoundingClientRect();
    const isSmall = Math.min(width, height) < leastPx;
    return isSmall ? [`${width} × ${height} px: ${control.outerHTML.slice(0, 100)}`] : [];
  });
}

/** Text that cannot be read or scrolled to when it is twice as large. Runs in the page. */
async function cutText(): Promise<string[]> {
  const root = document.documentElement;
  root.style.fontSize = "200%";
  // A menu and a comment find their place again in the next frame.
  for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
  const slack = 2;
  // For screen readers only.
  const unread = ".unseen";
  const cut: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, owner = text.parentElement!;
    if (text.nodeValue!.trim() === "" || !owner.checkVisibility() || owner.closest(unread)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    let isReachable = false, isCut = false;
    for (let box: HTMLElement | null = owner; box && !isReachable && !isCut; box = box.parentElement) {
      const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(box);
      // Three dots are meant, and so is text for screen readers only.
      if (textOverflow === "ellipsis" || clipPath !== "none" || box.matches("svg, select, option, [hidden]")) {
        isReachable = true;
      }
      const edge = box.getBoundingClientRect();
      const isOutX = left < edge.left - slack || right > edge.right + slack;
      const isOutY = top < edge.top - slack || bottom > edge.bottom + slack;
      if (isOutX && /auto|scroll/.test(overflowX) || isOutY && /auto|scroll/.test(overflowY)) isReachable = true;
      else if (!isReachable) isCut = isOutX && overflowX !== "visible" || isOutY && overflowY !== "visible";
    }
    const scrolls = root.scrollHeight > innerHeight;
    const isOutside = left < -slack || right > innerWidth + slack ||
      !scrolls && (top < -slack || bottom > innerHeight + slack);
    if (isCut || !isReachable && isOutside) {
      cut.push(`${owner.className || owner.tagName} “${text.nodeValue!.slice(0, 40)}”`);
    }
  }
  root.style.fontSize = "";
  return cut;
}

interface Axe {
  run(options: RunOptions): Promise<AxeResults>;
}
