import type { BoardPage } from "./board_page.ts";

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
