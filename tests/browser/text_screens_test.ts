import assert from "node:assert/strict";
import { FONTS } from "../../board/style.ts";
import { appTest } from "../support/app_case.ts";
import { geoOf, noteOf, textOf } from "../support/figures.ts";
import { Peer } from "../support/peer.ts";
import { photograph, SCREENS } from "../support/screens.ts";

/** The size of a note that leaves room for others on a phone. */
const SMALL = { w: 160, h: 160 };

for (const { size, colorScheme, device } of SCREENS) {
  appTest(`text of all kinds, hostile text among it, is shown on a ${size} in ${colorScheme}`, async (app) => {
    const { links } = await app.server.createBoard();
    await using peer = await Peer.join(app.server.socketUrl(links.editor));
    peer.change((board) => {
      FONTS.forEach((font, i) =>
        board.add(textOf(font, { x: 20, y: 80 + 40 * i, font, text: `The quick brown fox: ${font} ÄÖÜ жук → ☃` }))
      );
      board.add(noteOf("short", { ...SMALL, x: 20, y: 260, text: "A note" }));
      board.add(
        noteOf("long", {
          ...SMALL,
          x: 200,
          y: 260,
          text: "It grows with what is written on it. ".repeat(3),
          color: "green",
        }),
      );
      board.add(textOf("turned", { x: 40, y: 460, text: "turned", angle: -0.3, fontSize: 36, color: "red" }));
      board.add(geoOf("ellipse", { form: "ellipse", x: 20, y: 560, w: 150, h: 90, text: "In an ellipse" }));
      board.add(geoOf("cloud", { form: "cloud", x: 200, y: 560, w: 160, h: 100, text: "In a cloud", fill: "semi" }));
      const hostile = "\u202eevil\u202c \u0000\u0007<img src=x onerror=alert(1)> \u200d\u0301" +
        "Z\u0335\u0321".repeat(9);
      board.add(textOf("hostile", { x: 20, y: 680, text: hostile, wraps: true, w: 340 }));
      board.add(textOf("huge", { x: 20, y: 740, text: "x ".repeat(500_000), wraps: true, w: 340, fontSize: 1 }));
    });
    const person = await app.person(device);
    const board = await app.open(links.owner, person);
    const { page } = board;
    await page.evaluate(() => document.fonts.ready);
    await photograph(page, `${size}_${colorScheme}_text`);
    await board.key("n");
    if (device.hasTouch) await page.touchscreen.tap(180, 400);
    else await page.mouse.click(800, 500);
    await page.locator("textarea").waitFor();
    await page.keyboard.type("typed here");
    await photograph(page, `${size}_${colorScheme}_text_typing`);
    assert.equal(await page.locator("textarea").inputValue(), "typed here");
  });
}
