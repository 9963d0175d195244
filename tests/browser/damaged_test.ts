import assert from "node:assert/strict";
import { EMPTY_HEAD } from "../../server/store/board_store.ts";
import { KvBoardStore } from "../../server/store/kv_board_store.ts";
import { appTest } from "../support/app_case.ts";
import { BoardPage } from "../support/board_page.ts";
import { strokeUpdates } from "../support/stored_boards.ts";

const shots = Deno.env.get("SHOTS");

appTest("who opens a board of which a part was damaged reads that, on any screen, and what it means", async (app) => {
  const { id, links } = await app.server.createBoard();
  using kv = await Deno.openKv(app.server.kvPath);
  const store = new KvBoardStore(kv);
  let head = EMPTY_HEAD;
  for (const update of [...strokeUpdates([20, 20, 20]), new Uint8Array([9, 9, 9])]) {
    const next = await store.append(id, head, update);
    assert.notEqual(next, "conflict");
    if (next !== "conflict") head = next;
  }
  for (const [width, height] of [[1280, 800], [390, 844]]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const person = await app.person({ viewport: { width, height }, colorScheme });
      const page = await person.newPage();
      await page.goto(app.server.boardUrl(links.editor));
      const board = new BoardPage(page, links.editor);
      await board.untilStatus(/^Saved – a part could not be read$/);
      assert.match(await page.getByRole("status").first().getAttribute("title") ?? "", /could not be read/);
      if (shots) await page.screenshot({ path: `${shots}/damaged_${width}_${colorScheme}.png` });
      await person.close();
    }
  }
});
