import assert from "node:assert/strict";
import type { Shape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { touch } from "../../support/browser/fingers.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { until } from "../../support/until.ts";

const boxOf = ({ x, y, w, h }: Shape) => [x, y, w, h];

appTest("editing shapes", async (app, t) => {
  const step = boardSteps(app, t, drawRectangle);

  await step(
    "a form is moved, resized and turned by the mouse, and each is taken back by itself",
    [],
    async (board) => {
      await board.draw(line([350, 300], [400, 340]));
      await board.untilShapes("it is moved", ([{ x, y }]) => x === 350 && y === 340);
      await board.draw(line([550, 440], [600, 460]));
      await board.untilShapes("it is larger", ([shape]) => boxOf(shape).join() === "350,340,250,120");
      await board.draw(line([475, 318], [700, 400]));
      await board.untilShapes("it is turned", ([{ angle }]) => Math.abs((angle ?? 0) - Math.PI / 2) < 0.01);
      for (let i = 0; i < 3; i++) await board.key("Control+z");
      await board.untilShapes("all is back", ([shape]) => boxOf(shape).join() === "300,300,200,100" && !shape.angle);
    },
  );

  await step("Escape during a drag returns the shape to its place", [], async (board) => {
    await board.press(line([350, 300], [500, 480]));
    await until("it is under the hand", () => board.isPaintedOn("drafts", [650, 580], 4));
    await board.key("Escape");
    await board.page.mouse.up();
    await until("it is no longer", async () => !await board.isPaintedOn("drafts", [650, 580], 4));
    await board.untilInk([350, 300]);
    await board.untilNoInk([650, 580]);
  });

  await step("Shift pressed during a drag takes effect at once", [], async (board) => {
    await board.press(line([350, 300], [450, 360]));
    await board.page.keyboard.down("Shift");
    await until("it is in its row", () => board.isPaintedOn("drafts", [600, 350], 4));
    await board.page.mouse.up();
    await board.page.keyboard.up("Shift");
    await board.untilShapes("it went along its row", ([{ x, y }]) => x === 400 && y === 300);
  });

  await step("a drag with Alt makes a copy", [], async (board) => {
    await board.holding("Alt", () => board.draw(line([350, 300], [350, 500])));
    const [a, b] = await board.shapes(2);
    assert.deepEqual([a.y, b.y], [300, 500]);
  });

  const passed = inkOf("passed", { x: 650, y: 600, w: 100 });
  await step("the board scrolls when a shape is dragged to its edge", [passed], async (board) => {
    await board.press(line([350, 300], [1278, 400]));
    await board.untilNoInk([660, 600]);
    assert.ok(await board.isPaintedOn("drafts", [1228, 450], 4), "it is under the hand still");
    await board.page.mouse.up();
    await board.untilShapes("it is further right than the view was", ([, { x }]) => x > 1300);
  });

  await step("a finger selects, moves and resizes", [], async (board) => {
    await touch(board, [[700, 600]]);
    await touch(board, [[400, 300]]);
    await touch(board, ...line([400, 300], [420, 330]).map((point) => [point]));
    await board.untilShapes("it is moved", ([{ x, y }]) => x === 320 && y === 330);
    await touch(board, ...line([525, 436], [565, 476]).map((point) => [point]));
    await board.untilShapes("it is larger", ([shape]) => boxOf(shape).join() === "320,330,240,140");
  }, { hasTouch: true });

  await step("a shape with a link can be resized at the corner beside its badge", [], async (board) => {
    await board.page.getByText("Position, size and link").click();
    await board.page.getByRole("textbox", { name: "Link" }).fill("https://example.org/");
    await board.key("Enter");
    await board.page.locator(".link-badge").waitFor();
    await board.draw(line([500, 300], [560, 240]));
    await board.untilShapes("it is larger", ([shape]) => boxOf(shape).join() === "300,240,260,160");
  });

  await step(
    "a frame is duplicated, cut and pasted with what it carries, also when a box was drawn around it",
    [],
    async (board) => {
      await board.key("f");
      await board.draw(line([200, 200], [600, 600]));
      await board.untilShapes("it is taken in", (shapes) => shapes.some(({ frame }) => frame !== undefined));
      const areInTheirs = (shapes: readonly Shape[]) => {
        const frames = shapes.filter(({ kind }) => kind === "frame").map(({ id }) => id);
        assert.deepEqual(shapes.flatMap(({ frame }) => frame ?? []).sort(), frames.sort());
      };
      await board.key("Escape");
      await board.draw(line([100, 100], [700, 700]));
      await board.key("Control+d");
      areInTheirs(await board.shapes(4));
      await board.key("Control+x");
      areInTheirs(await board.shapes(2));
      await board.key("Control+v");
      areInTheirs(await board.shapes(4));
    },
  );

  await step(
    "a frame moves and clips its content, and leaves it on the board when it is deleted",
    [],
    async (board) => {
      await board.key("f");
      await board.draw(line([200, 200], [600, 600]));
      const [form, frame] = await board.shapes(2);
      await board.untilShapes("it is taken in", ([{ frame: id }]) => id === frame.id);
      await board.draw(line([300, 350], [480, 350]));
      await board.untilShapes("it is moved", ([{ x }]) => x === 480);
      await board.untilInk([590, 300]);
      await board.untilNoInk([640, 300]);
      await board.draw(line([200, 500], [200, 550]));
      await board.untilShapes("both are moved", (shapes) => shapes.map(({ y }) => y).join() === "350,250");
      await board.key("Delete");
      await board.untilInk([640, 350]);
      assert.deepEqual((await board.shapes(1)).map(({ id }) => id), [form.id]);
    },
  );
});

/** A rectangle at 300, 300 of 200 × 100, selected. */
async function drawRectangle(board: BoardPage): Promise<void> {
  await board.drawBox([300, 300], { w: 200, h: 100 });
  await board.untilShapes("it is drawn", (shapes) => shapes.some(({ kind }) => kind === "geo"));
}
