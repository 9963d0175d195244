import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import type { NoteShape, TextShape } from "../../board/shape.ts";
import { FONTS } from "../../board/style.ts";
import { appTest } from "../support/app_case.ts";
import { BoardPage } from "../support/board_page.ts";
import { geoOf } from "../support/figures.ts";
import { Peer } from "../support/peer.ts";

/** Where the pictures go; git ignores them, people look at them. */
const FOLDER = decodeURIComponent(new URL("screens/", import.meta.url).pathname);

const BASE = { order: "a0", w: 0, h: 0, color: "black" } as const;

function textOf(id: string, x: number, y: number, rest: Partial<TextShape>): TextShape {
  return { ...BASE, id, kind: "text", x, y, ...rest };
}

function noteOf(id: string, x: number, y: number, rest: Partial<NoteShape>): NoteShape {
  return { ...BASE, id, kind: "note", x, y, w: 160, h: 160, color: "yellow", ...rest };
}

for (
  const [size, viewport] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 390, height: 844 }]] as const
) {
  for (const colorScheme of ["light", "dark"] as const) {
    appTest(`text of all kinds, hostile text among it, is shown on a ${size} in ${colorScheme}`, async (app) => {
      const { links } = await app.server.createBoard();
      await using peer = await Peer.join(app.server.socketUrl(links.editor));
      peer.change((board) => {
        FONTS.forEach((font, i) =>
          board.add(textOf(font, 20, 80 + 40 * i, { font, text: `The quick brown fox: ${font} ÄÖÜ жук → ☃` }))
        );
        board.add(noteOf("short", 20, 260, { text: "A note" }));
        board.add(
          noteOf("long", 200, 260, { text: "It grows with what is written on it. ".repeat(3), color: "green" }),
        );
        board.add(textOf("turned", 40, 460, { text: "turned", angle: -0.3, fontSize: 36, color: "red" }));
        board.add(geoOf("ellipse", { form: "ellipse", x: 20, y: 560, w: 150, h: 90, text: "In an ellipse" }));
        board.add(geoOf("cloud", { form: "cloud", x: 200, y: 560, w: 160, h: 100, text: "In a cloud", fill: "semi" }));
        const hostile = "\u202eevil\u202c \u0000\u0007<img src=x onerror=alert(1)> \u200d\u0301" +
          "Z\u0335\u0321".repeat(9);
        board.add(textOf("hostile", 20, 680, { text: hostile, wraps: true, w: 340 }));
        board.add(textOf("huge", 20, 740, { text: "x ".repeat(500_000), wraps: true, w: 340, fontSize: 1 }));
      });
      const hasTouch = size === "phone";
      const person = await app.person({ viewport, colorScheme, hasTouch, isMobile: hasTouch });
      const page = await person.newPage();
      await page.goto(app.server.boardUrl(links.owner));
      const board = new BoardPage(page, links.owner);
      await board.untilSaved();
      const shot = async (name: string) => {
        const path = `${FOLDER}${size}_${colorScheme}_${name}.png`;
        await page.screenshot({ path });
        assert.ok((await stat(path)).size > 1_000);
      };
      await page.evaluate(() => document.fonts.ready);
      await shot("text");
      await board.key("n");
      if (hasTouch) await page.touchscreen.tap(180, 400);
      else await page.mouse.click(800, 500);
      await page.locator("textarea").waitFor();
      await page.keyboard.type("typed here");
      await shot("text_typing");
      assert.equal(await page.locator("textarea").inputValue(), "typed here");
    });
  }
}
