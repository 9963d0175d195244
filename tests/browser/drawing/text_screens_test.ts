import assert from "node:assert/strict";
import { FONTS } from "../../../board/style.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { geoOf, noteOf, textOf } from "../../support/board/figures.ts";
import { photographThemes, SCREENS } from "../../support/browser/screens.ts";

/** The size of a note that leaves room for others on a phone. */
const SMALL = { w: 160, h: 160 };

const HOSTILE = "\u202eevil\u202c \u0000\u0007<img src=x onerror=alert(1)> \u200d\u0301" + "Z\u0335\u0321".repeat(9);

const SHAPES = [
  ...FONTS.map((font, i) =>
    textOf(font, { x: 20, y: 80 + 40 * i, font, text: `The quick brown fox: ${font} ÄÖÜ жук → ☃` })
  ),
  noteOf("short", { ...SMALL, x: 20, y: 260, text: "A note" }),
  noteOf("long", { ...SMALL, x: 200, y: 260, text: "It grows with what is written on it. ".repeat(3), color: "green" }),
  textOf("turned", { x: 40, y: 460, text: "turned", angle: -0.3, fontSize: 36, color: "red" }),
  geoOf("ellipse", { form: "ellipse", x: 20, y: 560, w: 150, h: 90, text: "In an ellipse" }),
  geoOf("cloud", { form: "cloud", x: 200, y: 560, w: 160, h: 100, text: "In a cloud", fill: "semi" }),
  textOf("hostile", { x: 20, y: 680, text: HOSTILE, wraps: true, w: 340 }),
  textOf("huge", { x: 20, y: 740, text: "x ".repeat(500_000), wraps: true, w: 340, fontSize: 1 }),
];

for (const { size, device } of SCREENS) {
  appTest(`text of all kinds, hostile text among it, is shown on a ${size} in each theme`, async (app) => {
    const board = await app.openWith(SHAPES, device);
    const { page } = board;
    await page.evaluate(() => document.fonts.ready);
    await photographThemes(page, `${size}_text`);
    await board.key("n");
    if (device.hasTouch) await page.touchscreen.tap(180, 400);
    else await page.mouse.click(800, 500);
    await page.locator("textarea").waitFor();
    await page.keyboard.type("typed here");
    await photographThemes(page, `${size}_text_typing`);
    assert.equal(await page.locator("textarea").inputValue(), "typed here");
  });
}
