import { type BoardPage, line } from "./board_page.ts";

/** Something that opens above the board: its name, how it is opened, and a selector of what it shows. */
export type Screen = [name: string, open: () => Promise<void>, selector: string];

/** Opens the screens one after the other, calls `look` with the name of each, and closes it. */
export async function tourScreens(
  board: BoardPage,
  screens: readonly Screen[],
  look: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = board;
  for (const [name, open, selector] of screens) {
    await open();
    await page.locator(selector).first().waitFor();
    await look(name);
    await board.key("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await board.key("Escape");
  }
}

/** Draws at the edge of the view until a newcomer is told how to move the board. */
export async function showHint(board: BoardPage): Promise<void> {
  const { page } = board;
  await page.locator("#canvas").focus();
  await board.key("Escape");
  await board.key("p");
  for (let strokes = 0; strokes < 2; strokes++) {
    await board.draw(line([60, 500], [4, 520 + 10 * strokes]));
    await page.locator(".hint-card").waitFor({ state: "attached" });
  }
}
