import assert from "node:assert/strict";
import { inkOf } from "../../support/board/shapes.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

/** For a system in its dark theme. */
export const DARK: Journeys = {
  "the board is dark and its ink is light": async (people) => {
    const { ada } = await people.begin({ shapes: [inkOf("stroke", { x: 300, y: 300, w: 100 })] });
    await ada.untilInk([350, 300]);
    const background = await ada.driver.evaluate(
      () => getComputedStyle(document.querySelector("#canvas > div")!).backgroundColor,
      undefined,
    );
    assert.ok(background.match(/\d+/g)!.slice(0, 3).every((channel) => Number(channel) < 60), background);
    assert.ok(await ada.driver.evaluate(lightestOf, { x: 350, y: 300 }) > 180);
  },
};

/** Runs in the page: the largest red value of the board around a point. */
function lightestOf({ x, y }: { x: number; y: number }): number {
  const canvas = document.querySelector<HTMLCanvasElement>("canvas#board")!;
  const ratio = canvas.width / canvas.clientWidth;
  const { data } = canvas.getContext("2d")!.getImageData((x - 6) * ratio, (y - 6) * ratio, 12 * ratio, 12 * ratio);
  return Math.max(...data.filter((_, i) => i % 4 === 0));
}
