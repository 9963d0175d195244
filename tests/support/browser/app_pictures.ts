/**
 * `deno task pictures`: makes the pictures of the installed app in `static/`: icons from `icon.svg`, and screenshots of
 * the built client. Run it after either has changed its look.
 */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { AppServer } from "../server/app_server.ts";
import { launchChromium } from "./chromium.ts";
import { BoardPage, line } from "./board_page.ts";

const STATIC = join(import.meta.dirname!, "..", "..", "..", "static");
const SVG = await Deno.readTextFile(join(STATIC, "icon.svg"));

/** Part of a maskable icon that a circle may cut off on each side. */
const MASKED = 0.1;

async function makeIcon(browser: Browser, size: number, name: string, isMaskable = false): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  // A system cuts a maskable icon to its own form: the ground goes to all edges, and the picture stays within.
  const inner = isMaskable ? size * (1 - 2 * MASKED) : size;
  const svg = SVG.replace("<svg ", `<svg width="${inner}" height="${inner}" `);
  const ground = isMaskable ? /fill="(#\w+)"/.exec(SVG)![1] : "transparent";
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">${svg}</body>`,
  );
  await page.screenshot({ path: join(STATIC, name), omitBackground: true });
  await page.close();
}

async function makeScreenshot(browser: Browser, server: AppServer, name: string, phone: boolean): Promise<void> {
  const size = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    serviceWorkers: "block",
    colorScheme: "light",
  });
  await context.addInitScript(() => localStorage.setItem("drawbridge.hints", '["style","share","pan"]'));
  const { links } = await server.createBoard();
  const page = await context.newPage();
  await page.goto(server.boardUrl(links.owner));
  const board = new BoardPage(page, links.owner);
  await board.untilSaved();
  const [x, y] = phone ? [40, 200] : [330, 180];
  const gap = phone ? 180 : 330;
  for (const [i, words] of ["Idea", "Sketch"].entries()) {
    await board.drawBox([x + i * gap, y], { w: phone ? 130 : 200, h: 90 });
    await page.keyboard.press("Enter");
    await page.keyboard.type(words);
    await board.key("Escape");
  }
  await board.key("Escape");
  await board.key("a");
  await board.draw(line([x + (phone ? 132 : 204), y + 45], [x + gap - 4, y + 45]));
  await board.key("Escape");
  await board.key("n");
  await page.mouse.click(x + 110, y + 250);
  await page.keyboard.type("Ask everybody by Friday");
  await board.key("Escape");
  await board.key("Escape");
  await board.key("p");
  await board.draw(
    Array.from(
      { length: 40 },
      (_, i) => [x + gap - 30 + i * 4, y + (phone ? 440 : 250) + 28 * Math.sin(i / 4)] as const,
    ),
  );
  await board.untilSaved();
  await page.mouse.move(5, 5);
  await page.screenshot({ path: join(STATIC, name) });
  await context.close();
}

const browser = await launchChromium();
await using server = await AppServer.start();
await makeIcon(browser, 192, "icon_192.png");
await makeIcon(browser, 512, "icon_512.png");
await makeIcon(browser, 512, "icon_maskable_512.png", true);
await makeScreenshot(browser, server, "screenshot_wide.png", false);
await makeScreenshot(browser, server, "screenshot_narrow.png", true);
await browser.close();
