import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import pseudo from "../../../client/messages/languages/en_xa.ts";
import { arrowOf, geoOf, noteOf } from "../../support/board/figures.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, createBoard, line } from "../../support/browser/board_page.ts";
import { Company } from "../../support/browser/company.ts";
import { TOUR, tourScreens } from "../../support/browser/screen_tour.ts";
import { until } from "../../support/until.ts";

const DESK = { width: 1280, height: 800 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A shape of each kind. None of its texts has a vowel, which `untranslated` would report. */
const SHAPES = [
  geoOf("box", { x: 40, y: 120, text: "bcd" }),
  noteOf("note", { x: 300, y: 120, text: "fgh" }),
  arrowOf("arrow", { start: { x: 60, y: 300 }, end: { x: 200, y: 340 } }),
  inkOf("stroke", { x: 40, y: 380, w: 120 }),
];

for (const device of [{ viewport: DESK }, PHONE]) {
  const { width } = device.viewport;
  appTest(`every text on a page of ${width} px is translated`, async (app) => {
    const person = await app.newcomer(device);
    const page = await person.newPage();
    const found: string[] = [];
    const look = async (screen: string) => {
      found.push(...(await page.evaluate(untranslated)).map((text) => `${screen}: ${text}`));
    };
    await page.goto(`${app.server.origin}/?lang=en-XA`);
    const board = await createBoard(page, { inLanguage: (english) => pseudo(english) as string });
    await look("empty board");
    await app.put(board.slug, SHAPES);
    await board.shapes(SHAPES.length);
    await look("board with shapes");
    {
      await using company = await Company.join(app.server.socketUrl(board.slug), 9);
      await tourScreens(board, look, { company, translate: (english) => pseudo(english) as string });
    }
    await app.server.stop();
    await until(
      "it is offline",
      async () => (await board.status()).startsWith((pseudo("Offline") as string).slice(0, 8)),
    );
    await look("offline");
    await app.server.restart();
    await page.goto(app.server.boardUrl("AAAAAAAAAAAAAAAAAAAAAA"));
    await page.getByRole("heading").waitFor();
    await look("refused");
    await page.goto(app.server.origin);
    await page.locator("h1").waitFor();
    await page.locator(".visit-link").waitFor();
    await look("start page");
    assert.deepEqual([...new Set(found)], []);
  }, TOUR);
}

/**
 * The texts of the page with a vowel that the pseudo-language would have replaced, except names of keys, addresses, lines
 * of protocols and dates. Runs in the page.
 */
function untranslated(): string[] {
  const attributes = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "title",
    "placeholder",
    "alt",
    "data-tip",
  ];
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      for (const name of attributes) texts.push(node.getAttribute(name) ?? "");
    } else if (!node.parentElement?.closest("kbd, .keys, pre, bdi[dir=ltr], script, style, noscript, option[lang]")) {
      texts.push(node.textContent ?? "");
    }
  }
  const exempt =
    /Drawbridge|https?:\S*|\b(Ctrl|Shift|Alt|Delete|[A-Z])\b|\b[A-Z][a-z]{2} \d+, (\d{4}, )?[\d:]+\s[AP]M/g;
  return texts.filter((text) => /[aeiou]/i.test(text.replace(exempt, "")));
}

for (const device of [{ viewport: DESK }, PHONE]) {
  const { width } = device.viewport;
  appTest(`a language from right to left mirrors a page of ${width} px, and not the board`, async (app) => {
    const board = await app.openWith([], device);
    const { page } = board;
    const stroke = line([100, 300], [180, 380]);
    await board.draw(stroke);
    await board.shapes(1);
    await write(board);
    const before = await places(page);
    const pixels = await inkOfTexts(board);
    assert.ok(pixels.filter((count) => count > 0).length > 10, "the texts are painted");
    await page.goto(`${page.url()}?lang=ar-XB`);
    await page.locator(".status-text").waitFor();
    await board.untilInk([100, 300]);
    await until("the texts are painted as before", async () => `${await inkOfTexts(board)}` === `${pixels}`);
    const after = await places(page);
    assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
    for (const [name, box] of after) {
      assert.ok(box.left >= 0 && box.right <= width, `${name} is within the page: ${JSON.stringify(box)}`);
      const { left, right } = before.get(name)!;
      const isCentred = Math.abs(left + right - width) < 40;
      if (!isCentred) assert.ok((left + right < width) !== (box.left + box.right < width), `${name} is mirrored`);
    }
    const focusedX = () => page.evaluate(() => document.activeElement!.getBoundingClientRect().x);
    await page.locator(".toolbar > .button:visible").nth(1).focus();
    for (const [key, sign] of [["ArrowLeft", -1], ["ArrowRight", 1]] as const) {
      const x = await focusedX();
      await page.keyboard.press(key);
      assert.equal(Math.sign(await focusedX() - x), sign, `${key} follows what the person sees`);
    }
  });
}

/** Adds a frame, whose name is painted, and a text beside the stroke. */
async function write(board: BoardPage): Promise<void> {
  await board.drawBox([220, 320], { key: "f", w: 120, h: 80 });
  await board.key("Escape");
  await board.key("t");
  await board.page.mouse.click(110, 460);
  await board.page.keyboard.type("left to right");
  await board.key("Escape");
  await board.key("Escape");
  await board.shapes(3);
}

/** Painted pixels in steps along the name of the frame and along the text. */
async function inkOfTexts(board: BoardPage): Promise<number[]> {
  const counts: number[] = [];
  for (const [from, y] of [[180, 310], [40, 465]]) {
    for (let x = from; x < from + 160; x += 10) counts.push(await board.inkAround([x, y], 5));
  }
  return counts;
}

/** The horizontal extent of each bar, CSS pixels. */
async function places(page: Page): Promise<Map<string, { left: number; right: number }>> {
  const boxes = await page.evaluate(() =>
    [".home", ".here", ".toolbar", ".side", ".help"].flatMap((name) => {
      const element = document.querySelector(name);
      if (!element?.checkVisibility()) return [];
      const { left, right } = element.getBoundingClientRect();
      return [[name, { left, right }] as const];
    })
  );
  return new Map(boxes);
}
