import assert from "node:assert/strict";
import type { ArrowShape, LineShape } from "../../../board/shape.ts";
import { sceneOf } from "../../../board/figure/scene.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line, type Point } from "../../support/browser/board_page.ts";
import { touch } from "../../support/browser/fingers.ts";
import { until } from "../../support/until.ts";

async function arrowOf(page: BoardPage): Promise<ArrowShape> {
  return sceneOf(await page.kept()).find(({ kind }) => kind === "arrow") as ArrowShape;
}

/** The arrow once it is as wanted. */
async function untilArrow(
  page: BoardPage,
  what: string,
  isWanted: (arrow: ArrowShape) => boolean,
): Promise<ArrowShape> {
  let arrow: ArrowShape | undefined;
  await until(what, async () => {
    arrow = await arrowOf(page);
    return arrow !== undefined && isWanted(arrow);
  });
  return arrow!;
}

const tipOf = ({ trace }: ArrowShape): Point => trace!.slice(-2) as unknown as Point;

appTest("an arrow connects two shapes, is bent, reconnected, and follows when others move them", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await ada.drawBox([200, 200]);
  await ada.drawBox([600, 200]);
  await ada.drawBox([600, 500]);
  const [first, second, third] = (await ada.shapes(3)).map(({ id }) => id);
  await ada.key("a");
  await ada.draw(line([318, 242], [604, 238]));
  let arrow = await untilArrow(ada, "the arrow ties both", ({ end }) => end.to === second);
  assert.deepEqual([arrow.start, arrow.end].map(({ to, u, v }) => [to, u, v]), [[first, 1, 0.5], [second, 0, 0.5]]);
  assert.deepEqual(arrow.trace, [326, 240, 594, 240]);

  // It is selected: by its middle it is bent.
  await ada.draw(line([460, 240], [460, 160]));
  arrow = await untilArrow(ada, "it is bent", ({ route }) => route === "curve");
  assert.ok(Math.abs(arrow.bend! - 80 / 280) < 0.01, `${arrow.bend}`);
  await ada.key("Control+z");
  arrow = await untilArrow(ada, "it is straight again", ({ route }) => route === "straight");

  await ada.draw(line(tipOf(arrow), [640, 540]));
  arrow = await untilArrow(ada, "it is tied to the third", ({ end }) => end.to === third);
  await ada.key("Shift+a");
  await ada.key("Shift+a");
  arrow = await untilArrow(ada, "it has right angles", ({ route }) => route === "elbow");
  const { trace = [] } = arrow;
  for (let i = 2; i < trace.length; i += 2) assert.ok(trace[i] === trace[i - 2] || trace[i + 1] === trace[i - 1]);

  await ada.untilSaved();
  await bo.untilSame(await app.server.board(links.owner));
  await bo.key("v");
  await bo.draw(line([660, 500], [860, 440]));
  await until("the arrow followed Bo", async () => tipOf(await arrowOf(ada))[0] >= 790);
});

appTest(
  "an end stays where it is when its shape is deleted, and is tied again when that is taken back",
  async (app) => {
    const ada = await app.openWith([]);
    await ada.drawBox([200, 200]);
    await ada.drawBox([600, 200]);
    await ada.key("a");
    await ada.draw(line([260, 240], [660, 240]));
    const before = await untilArrow(ada, "there is an arrow", () => true);
    await ada.key("v");
    await ada.page.mouse.click(660, 200);
    await ada.key("Delete");
    const free = await untilArrow(ada, "the end is free", ({ end }) => end.to === undefined);
    assert.deepEqual(free.trace, before.trace);
    await ada.key("Control+z");
    await untilArrow(ada, "it is tied again", ({ end }) => end.to === before.end.to);
  },
);

appTest("a connected arrow is dragged by its line and stays connected", async (app) => {
  const ada = await app.openWith([]);
  await ada.drawBox([200, 200]);
  await ada.drawBox([600, 200]);
  await ada.key("a");
  await ada.draw(line([318, 242], [604, 238]));
  await untilArrow(ada, "there is an arrow", () => true);
  await ada.key("Escape");
  const untilTied = (what: string, isWanted: (arrow: ArrowShape) => boolean) =>
    untilArrow(ada, what, (arrow) => arrow.start.to !== undefined && arrow.end.to !== undefined && isWanted(arrow));
  await ada.draw(line([400, 240], [400, 300]));
  await untilTied("it is bent", ({ route, bend }) => route === "curve" && bend! < 0);
  await ada.key("Control+z");
  await untilTied("it is straight", ({ route }) => route === "straight");
  await ada.key("Shift+a");
  await ada.key("Shift+a");
  await untilTied("it has right angles", ({ route }) => route === "elbow");
  await ada.draw(line([400, 240], [400, 260]));
  const { start, end } = await untilTied("its ends went along", (arrow) => arrow.start.y > 250);
  assert.deepEqual([start, end].map(({ x, y }) => [x, Math.round(y)]), [[320, 260], [600, 260]]);
});

appTest("an arrow connects to a frame by its edge and by its name, and follows it", async (app) => {
  const ada = await app.openWith([]);
  await ada.drawBox([200, 200]);
  await ada.key("f");
  await ada.draw(line([500, 200], [800, 500]));
  const frame = (await ada.shapes(2)).find(({ kind }) => kind === "frame")!;
  for (const [x, y, to, way] of [[504, 300, "edge", "by its edge"], [510, 190, "name", "by its name"]] as const) {
    await ada.key("a");
    await ada.draw(line([318, 240], [x, y]));
    const arrow = await untilArrow(ada, `it is tied ${way}`, ({ end }) => end.to === frame.id);
    assert.equal(to === "edge" ? arrow.end.x : arrow.end.y, to === "edge" ? 500 : 200);
    await ada.key("Delete");
    await ada.shapes(2);
  }
  await ada.key("a");
  await ada.draw(line([318, 240], [650, 400]));
  const free = await untilArrow(ada, "an arrow ends inside", () => true);
  assert.deepEqual(free.end, { x: 650, y: 400 });
  await ada.key("Control+z");
  await ada.key("a");
  await ada.draw(line([318, 240], [504, 300]));
  await ada.key("v");
  await ada.draw(line([800, 420], [840, 420]));
  await untilArrow(ada, "the arrow followed the frame", (arrow) => tipOf(arrow)[0] > 520);
});

appTest("a line is drawn click by click, with mouse, keys and fingers", async (app, t) => {
  const ada = await app.openWith([], { hasTouch: true });
  const linesOf = async (count: number) => (await ada.shapes(count)) as LineShape[];
  const click = async (...places: readonly Point[]) => {
    for (const place of places) await ada.page.mouse.click(...place);
  };
  const corners: Point[] = [[300, 300], [400, 200], [500, 300]];

  await t.step("a double click ends the line, and its points can be dragged, added and removed", async () => {
    await ada.key("l");
    await click(...corners);
    await ada.page.mouse.move(600, 200);
    await ada.untilInk([550, 250]);
    await ada.page.mouse.dblclick(600, 200);
    assert.deepEqual((await linesOf(1))[0].points, [0, 100, 100, 0, 200, 100, 300, 0]);
    await ada.draw(line([550, 250], [550, 350]));
    await until("a point was added", async () => (await linesOf(1))[0].points.length === 10);
    await ada.holding("Alt", () => click([550, 350]));
    await until("it is gone", async () => (await linesOf(1))[0].points.length === 8);
    await click([400, 200]);
    await ada.key("Delete");
    await until("another is gone", async () => (await linesOf(1))[0].points.length === 6);
    await ada.key("Shift+s");
    await until("it is smooth", async () => (await linesOf(1))[0].smooth === true);
    await ada.key("Delete");
    await linesOf(0);
  });

  await t.step("Enter, Escape and another tool end the line", async () => {
    for (const [i, key] of ["Enter", "Escape", "r"].entries()) {
      await ada.key("l");
      await click(...corners.map(([x, y]): Point => [x, y + 80 * i]));
      await ada.key(key);
      await linesOf(i + 1);
    }
    // The tool that was taken is in hand.
    await ada.draw(line([700, 300], [800, 400]));
    assert.equal((await ada.shapes(4))[3].kind, "geo");
  });

  await t.step("undo cancels the stroke in progress, and redo restores it", async () => {
    await ada.key("l");
    await click([300, 600], [400, 650], [500, 600]);
    await ada.key("Control+z");
    await linesOf(4);
    await ada.key("Control+Shift+z");
    assert.deepEqual((await linesOf(5))[4].points, [0, 0, 100, 50, 200, 0]);
  });

  await t.step("taps make a line too, and the first point closes it", async () => {
    await ada.key("l");
    for (const place of [[800, 500], [900, 500], [900, 600], [806, 504]] as const) await touch(ada, [place]);
    assert.deepEqual((await linesOf(6))[5].points, [0, 0, 100, 0, 100, 100, 0, 0]);
  });
});
