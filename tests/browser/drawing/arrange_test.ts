import assert from "node:assert/strict";
import type { GeoShape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";

appTest("shapes are drawn, selected by a box, moved, copied to another board and deleted", async (app) => {
  const [first, second] = [await app.server.createBoard(), await app.server.createBoard()];
  const person = await app.person();
  const ada = await app.open(first.links.owner, person);
  const bo = await app.open(first.links.editor);
  await ada.drawBox([200, 200], { key: "r", w: 100 });
  await ada.drawBox([400, 200], { key: "o", w: 100 });
  await ada.key("v");
  await ada.draw(line([150, 150], [600, 350]));
  await ada.key("Shift+ArrowDown");
  await ada.untilSaved();
  await bo.untilSame(await app.server.board(first.links.owner));
  assert.deepEqual((await bo.shapes(2)).map(({ y }) => y), [210, 210]);

  await ada.key("Control+c");
  const other = await app.open(second.links.owner, person);
  await other.page.mouse.move(640, 400);
  await other.key("Control+v");
  const copies = await other.shapes(2) as GeoShape[];
  assert.deepEqual(copies.map(({ form, x, y }) => [form, x, y]), [["rectangle", 490, 360], ["ellipse", 690, 360]]);
  await other.key("Control+z");
  await other.shapes(0);

  await ada.page.bringToFront();
  await ada.key("Control+x");
  await bo.shapes(0);
  await ada.key("Control+v");
  await bo.shapes(2);
});

appTest("pasted words become text, and no code in them runs", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const words = "<img src=x onerror=alert(1)>\nsecond";
  await ada.paste({ "text/plain": words, "text/html": `<b>${words}</b>` });
  const [shape] = await ada.shapes(1);
  assert.equal(shape.kind === "text" && shape.text, words);
  await ada.untilSaved();
  await ada.untilSame(await app.server.board(links.owner));
});

appTest("two people arrange the same shapes at the same time, one of them offline", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await ada.drawBox([200, 200], { key: "r", w: 100 });
  await ada.drawBox([400, 300], { key: "o", w: 100 });
  await ada.untilSaved();
  const [{ id }] = await bo.shapes(2);
  // The code loads with the first use, for which there is no network later.
  await bo.key("Control+a");
  await bo.key("Control+g");
  await bo.untilShape(id, "it is in a group", ({ groups }) => groups?.length === 1);
  await bo.key("Control+z");
  await bo.untilSaved();
  await bo.page.context().setOffline(true);
  await app.server.kill9();
  await bo.untilStatus(/^Offline/);
  await app.server.restart();
  for (const page of [ada, bo]) await page.key("Control+a");
  await ada.key("Alt+w");
  await bo.key("Control+g");
  await bo.page.context().setOffline(false);
  await bo.untilSaved();
  await ada.untilSaved();
  await ada.untilSame(await app.server.board(links.owner));
  await bo.untilSame(await app.server.board(links.owner));
  const [a, b] = await bo.shapes(2);
  assert.equal(a.y, b.y);
  assert.ok(a.groups?.length === 1 && a.groups[0] === b.groups?.[0]);
});

appTest("the menu of several shapes aligns them, by mouse and keys", async (app) => {
  const { links } = await app.server.createBoard();
  const board = await app.open(links.owner), { page } = board;
  await board.drawBox([200, 200], { key: "r", w: 100 });
  await board.drawBox([400, 300], { key: "o", w: 100 });
  await board.key("Control+a");
  await page.mouse.click(202, 202, { button: "right" });
  await page.getByRole("menuitem", { name: "Align and distribute…" }).click();
  await page.locator('[role="menuitem"]:focus', { hasText: "Back" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator('[role="menuitem"]:focus', { hasText: "Align and distribute…" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: /^Align top/ }).click();
  await board.untilShapes("both are at the same height", ([one, other]) => one.y === other.y);
  assert.equal(await page.getByRole("menu").count(), 0);
});
