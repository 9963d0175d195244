import assert from "node:assert/strict";
import * as Y from "yjs";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { hostileBoard, hostileShapes } from "../../support/board/hostile_shapes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { until } from "../../support/until.ts";

appTest("D1: a page with hatched shapes of the largest size opens, pans and can be drawn on", async (app) => {
  const { links } = await app.server.createBoard();
  const bomb = { x: -5e6, y: -5e6, w: 1e7, h: 1e7, fill: "hatch", dash: "dotted" } as const;
  const bombs = (["rectangle", "cloud"] as const).flatMap((form) => [
    geoOf(`${form}.1`, { ...bomb, form, width: 1 }),
    geoOf(`${form}.2`, { ...bomb, form, width: 0.1, sketch: true }),
  ]);
  await app.put(links.owner, bombs);
  const ada = await app.open(links.owner);
  await ada.page.mouse.move(640, 400);
  for (let i = 0; i < 10; i++) await ada.page.mouse.wheel(120, 80);
  await ada.draw(line([400, 300], [700, 500]));
  await ada.untilInk([550, 400]);
  await ada.shapes(bombs.length + 1);
  await ada.untilSaved();
});

appTest("hostile shapes do not break the page: it shows, lists, selects and finds them", async (app) => {
  const { links } = await app.server.createBoard();
  await using peer = await Peer.join(app.server.socketUrl(links.owner));
  const update = Y.encodeStateAsUpdate(hostileBoard(hostileShapes(600, seeded(5))).doc);
  peer.change(({ doc }) => Y.applyUpdate(doc, update));
  await peer.untilSaved();
  const ada = await app.open(links.owner);
  const count = [...peer.board.readAll()].length;
  await ada.shapes(count);
  const listed = ada.page.locator(".outline li");
  await until("the shapes are listed", async () => await listed.count() > 400);
  await ada.command("map");
  for (const key of ["Shift+1", "v", "Control+a", "ArrowRight", "Control+z", "Escape"]) await ada.key(key);
  await ada.key("Control+f");
  await ada.page.keyboard.type("name");
  await ada.key("Escape");
  await ada.untilSaved();
  assert.equal((await ada.shapes(count)).length, count);
});
