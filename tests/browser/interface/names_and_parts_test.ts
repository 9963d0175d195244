import assert from "node:assert/strict";
import type { FrameShape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { frameOf, geoOf } from "../../support/board/figures.ts";
import { touch } from "../../support/browser/fingers.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const FRAME = frameOf("f", { name: "Plan", h: 200 });

const nameOf = async (board: BoardPage) => (await board.shape("f") as FrameShape).name;
const untilNamed = (board: BoardPage, name: string) =>
  until(`it is called ${name}`, async () => await nameOf(board) === name);

appTest("a double click on its name renames a frame, and an empty name is refused", async (app) => {
  const board = await app.openWith([FRAME], {});
  const { page } = board;
  const field = page.getByLabel("Name of the frame");
  await board.key("Control+0");
  await board.key("v");
  // It is in the middle of the view: its corner is at 490, 300.
  await page.mouse.dblclick(500, 292);
  await field.waitFor();
  await page.keyboard.type("Harbour");
  await board.key("Escape");
  await field.waitFor({ state: "detached" });
  assert.equal(await nameOf(board), "Plan");
  await board.key("F2");
  await page.keyboard.type("Harbour");
  await board.key("Enter");
  await untilNamed(board, "Harbour");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "canvas", "the board has the focus again");
  await board.key("F2");
  await board.key("Delete");
  await page.keyboard.type("  ");
  await page.mouse.click(900, 600);
  await untilNamed(board, "Frame");
  await board.key("Control+z");
  await untilNamed(board, "Harbour");
});

appTest(
  "the field of a frame's name follows the frame when another person moves it, and closes when it is deleted",
  async (app) => {
    const board = await app.openWith([FRAME], {});
    const { page } = board;
    await using peer = await Peer.join(app.server.socketUrl(board.slug));
    await board.key("Control+0");
    await board.key("Control+a");
    await board.key("F2");
    const field = page.getByLabel("Name of the frame");
    await field.waitFor();
    await page.keyboard.type("Harbour");
    const before = (await field.boundingBox())!;
    peer.change((board) => board.edit("f", "x", FRAME.x + 80));
    await until("it has moved", async () => Math.round((await field.boundingBox())!.x - before.x) === 80);
    assert.equal(await field.inputValue(), "Harbour");
    peer.change((board) => board.remove(new Set(["f"])));
    await field.waitFor({ state: "detached" });
  },
);

appTest("a finger renames a frame, also with a tap near its name", async (app) => {
  const board = await app.openWith([FRAME], PHONE);
  const { page } = board;
  await board.click("Select");
  await page.goto(`${app.server.boardUrl(board.slug)}#150,100,1`);
  const corner = [195 - 150, 422 - 100];
  await board.untilInk([195, corner[1]]);
  for (let tap = 0; tap < 2; tap++) await touch(board, [[corner[0] + 8, corner[1] - 26]]);
  const field = page.getByLabel("Name of the frame");
  await field.waitFor();
  assert.ok(await field.evaluate((input) => parseFloat(getComputedStyle(input).fontSize)) >= 16, "no page zoom");
  await page.keyboard.type("Ideas");
  await board.key("Enter");
  await untilNamed(board, "Ideas");
});

appTest("F6 moves from part to part of the page and back, Escape to the board", async (app) => {
  const board = await app.openWith([geoOf("a"), FRAME], {});
  const { page } = board;
  const part = () =>
    page.evaluate(() => {
      const names = ["#canvas", ".style-panel", ".toolbar", ".side", ".help", ".home", ".here"];
      return names.find((name) => document.querySelector(name)?.contains(document.activeElement));
    });
  const walk = async (key: string, steps: number) => {
    const parts: unknown[] = [];
    for (; steps > 0; steps--) {
      await board.key(key);
      parts.push(await part());
    }
    return parts;
  };
  await page.locator("#canvas").focus();
  assert.deepEqual(await walk("F6", 7), [
    ".toolbar",
    ".style-panel",
    ".side",
    ".help",
    ".home",
    ".here",
    "#canvas",
  ]);
  assert.deepEqual(await walk("Shift+F6", 2), [".here", ".home"]);
  await board.key("Escape");
  assert.equal(await part(), "#canvas");

  await board.key("Control+a");
  await page.locator(".styles").waitFor();
  assert.deepEqual(await walk("F6", 3), [".toolbar", ".style-panel", ".side"]);
  assert.deepEqual(await walk("Shift+F6", 1), [".style-panel"]);
  // A field keeps its keys to itself, but not this one; what was typed in it and given up is not taken.
  await page.locator(".exact summary").click();
  await page.getByLabel("From the left").fill("700");
  await board.key("Escape");
  assert.equal(await part(), "#canvas");
  await page.locator(".styles").waitFor();
  assert.equal((await board.shape("a")).x, 0);
  await page.getByLabel("From the left").focus();
  assert.deepEqual(await walk("F6", 1), [".side"]);
  await board.key("Escape");
  await board.key("Escape");
  await page.locator(".styles").waitFor({ state: "detached" });
  assert.equal(await part(), "#canvas");
});
