import assert from "node:assert/strict";
import { geoOf, noteOf, textOf } from "../../support/board/figures.ts";
import { type App, appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { pictureOf } from "../../support/browser/rendered_picture.ts";
import { until } from "../../support/until.ts";

/** Two paragraphs, from right to left and from left to right. Both end with a sign that has no direction. */
const WORDS = "مرحبا بالعالم!\nHello!";
/** Where the middles of shapes are, and how far around them pixels are compared. */
const SHAPES = [
  { shape: textOf("text", { x: 150, y: 200, text: WORDS }), at: [200, 226], half: [150, 26] },
  { shape: noteOf("note", { x: 400, y: 150, text: WORDS }), at: [500, 250], half: [90, 60] },
  {
    shape: geoOf("label", { x: 650, y: 180, w: 240, h: 140, color: "black", text: WORDS }),
    at: [770, 250],
    half: [100, 50],
  },
] as const;
/** Browsers may place letters of system fonts on other parts of a pixel in a field than on a canvas. */
const NEAR_PX = 2;

appTest("Arabic looks the same on the board and in its field", async (app: App) => {
  const board = await app.openWith(SHAPES.map(({ shape }) => shape));
  const { page } = board;
  await page.evaluate(hideMarks);
  await page.evaluate(() => document.fonts.ready);
  await board.key("v");
  for (const { shape, at: [x, y], half } of SHAPES) {
    const clip = { x: x - half[0], y: y - half[1], width: 2 * half[0], height: 2 * half[1] };
    const painted = await inkIn(board, clip);
    for (const [left, right] of painted) assert.ok(right > left, "there is text in each half");
    await page.mouse.dblclick(x, y);
    await page.locator("textarea").waitFor();
    let edited = painted;
    await until(`the field shows the text of the ${shape.id} where the board does`, async () => {
      edited = await inkIn(board, clip);
      return edited.every((line, i) => line.every((edge, j) => Math.abs(edge - painted[i][j]) <= NEAR_PX));
    });
    await board.key("Escape");
    await board.key("Escape");
  }
});

/** Runs in the page. Hides what is not text. */
function hideMarks(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("textarea { caret-color: transparent !important } #selection { visibility: hidden }");
  document.adoptedStyleSheets.push(sheet);
}

/**
 * The left and right edges of the dark pixels in the upper and in the lower half of `clip`. In a half without dark pixels,
 * left is greater than right.
 */
async function inkIn(
  board: BoardPage,
  clip: { x: number; y: number; width: number; height: number },
): Promise<readonly (readonly [left: number, right: number])[]> {
  const { width, height, pixels } = await pictureOf(board, await board.page.screenshot({ clip }));
  return [0, height / 2].map((top) => {
    let left = width, right = 0;
    for (let y = top; y < top + height / 2; y++) {
      for (let x = 0; x < width; x++) {
        const at = 4 * (y * width + x);
        if (pixels[at] + pixels[at + 1] + pixels[at + 2] > 300) continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    return [left, right];
  });
}
