import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { photographThemes, SCREENS } from "../../support/browser/screens.ts";
import { strokeUpdates } from "../../support/store/stored_boards.ts";

appTest("a damaged board explains the damage on every screen size", async (app) => {
  const { id, links } = await app.server.createBoard();
  using kv = await openDatabase(app.server.kvPath);
  const store = new KvBoardStore(kv);
  let head = EMPTY_HEAD;
  for (const update of [...strokeUpdates([20, 20, 20]), new Uint8Array([9, 9, 9])]) {
    const next = await store.append(id, head, update);
    assert.notEqual(next, "conflict");
    if (next !== "conflict") head = next;
  }
  for (const { size, device } of SCREENS) {
    const person = await app.person(device);
    const page = await person.newPage();
    await page.goto(app.server.boardUrl(links.editor));
    const board = new BoardPage(page, links.editor);
    await board.untilStatus(/^Saved – some content couldn’t be loaded$/);
    assert.match(
      await page.locator("[data-status] button").getAttribute("title") ?? "",
      /could not be read/,
    );
    await photographThemes(page, `${size}_damaged`);
    await person.close();
  }
});
