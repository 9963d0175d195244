import assert from "node:assert/strict";
import { appTest } from "../support/app_case.ts";
import { line } from "../support/board_page.ts";
import { until } from "../support/until.ts";

appTest("a stroke is seen by others before the pen lifts, and stays when it does", async (app) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const bo = await app.open(links.editor);

  await ada.press(line([300, 300], [450, 300]));
  await until("the ink is with the other", async () => await bo.liveInkAround([350, 300]) > 0);
  assert.equal((await app.server.board(links.owner)).shapes.size, 0, "nothing of it is in the document");

  // From here on every frame of the other is looked at: the stroke may never be gone.
  await bo.page.evaluate(watchForGaps, { x: 350, y: 300 });
  await ada.page.mouse.up();
  await until(
    "the finished stroke has taken its place",
    async () => await bo.liveInkAround([350, 300]) === 0 && await bo.inkAround([350, 300]) > 0,
  );
  assert.deepEqual(await bo.page.evaluate("gaps"), { frames: 0, seen: true });

  await bo.untilSame(await app.server.board(links.owner));
  await ada.untilSame(await app.server.board(links.owner));
});

/** Runs in the page: counts the frames in which no canvas has ink at the place. */
function watchForGaps({ x, y }: { x: number; y: number }): void {
  const gaps = { frames: 0, seen: false };
  Object.assign(globalThis, { gaps });
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>("#canvas canvas")]
    .filter(({ id }) => id !== "marking");
  const look = () => {
    // Paper is light, ink is not; what is transparent is no ink.
    const hasInk = canvases.some((canvas) => {
      const { data } = canvas.getContext("2d")!.getImageData(x - 3, y - 3, 6, 6);
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 128 && data[i] < 128) return true;
    });
    if (!hasInk) gaps.frames++;
    gaps.seen ||= hasInk;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
