import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { frameOf } from "../../support/board/figures.ts";

appTest("C3: a shape drawn into a frame while another person drags it moves along", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await app.put(links.owner, [frameOf("f", { x: 200, y: 200 })]);
  for (const board of [ada, bo]) await board.shapes(1);
  await ada.key("v");
  await ada.press(line([350, 200], [700, 200]));
  await bo.key("p");
  await bo.draw(line([250, 400], [350, 400]));
  const [, before] = await ada.shapes(2);
  assert.equal(before.frame, "f");
  await ada.page.mouse.up();
  await bo.untilShape("f", "the frame is where it was let go", ({ x }) => x > 500);
  const { x } = await bo.shape("f");
  const stroke = await bo.shape(before.id);
  assert.ok(Math.abs(stroke.x - before.x - (x - 200)) < 0.1, `${stroke.x} is not as far from ${before.x} as the frame`);
  await bo.untilInk([300 + x - 200, 400]);
});
