import assert from "node:assert/strict";
import type { Shape } from "../../board/shape.ts";
import { appTest } from "../support/app_case.ts";
import { boardSteps } from "../support/board_steps.ts";
import { type BoardPage, line } from "../support/board_page.ts";
import { touch } from "../support/fingers.ts";
import { until } from "../support/until.ts";

const boxOf = ({ x, y, w, h }: Shape) => [x, y, w, h];

async function untilShape(board: BoardPage, what: string, fits: (shapes: Shape[]) => boolean): Promise<void> {
  await until(what, async () => fits([...(await board.kept()).readAll()]));
}

appTest("hands on shapes", async (app, t) => {
  const step = boardSteps(app, t, drawRectangle);

  await step(
    "a form is moved, resized and turned by the mouse, and each is taken back by itself",
    [],
    async (board) => {
      await board.draw(line([350, 300], [400, 340]));
      await untilShape(board, "it is moved", ([{ x, y }]) => x === 350 && y === 340);
      await board.draw(line([550, 440], [600, 460]));
      await untilShape(board, "it is larger", ([shape]) => boxOf(shape).join() === "350,340,250,120");
      await board.draw(line([475, 318], [700, 400]));
      await untilShape(board, "it is turned", ([{ angle }]) => Math.abs((angle ?? 0) - Math.PI / 2) < 0.01);
      for (let i = 0; i < 3; i++) await board.key("Control+z");
      await untilShape(board, "all is back", ([shape]) => boxOf(shape).join() === "300,300,200,100" && !shape.angle);
    },
  );

  await step("Escape in a drag leaves the shape where it was", [], async (board) => {
    await board.press(line([350, 300], [500, 480]));
    await until("it is under the hand", async () => await draftAround(board, [650, 580]) > 0);
    await board.key("Escape");
    await board.page.mouse.up();
    await until("it is no longer", async () => await draftAround(board, [650, 580]) === 0);
    await board.untilInk([350, 300]);
    await board.untilNoInk([650, 580]);
  });

  await step("Shift pressed in the middle of a drag counts at once", [], async (board) => {
    await board.press(line([350, 300], [450, 360]));
    await board.page.keyboard.down("Shift");
    await until("it is in its row", async () => await draftAround(board, [600, 350]) > 0);
    await board.page.mouse.up();
    await board.page.keyboard.up("Shift");
    await untilShape(board, "it went along its row", ([{ x, y }]) => x === 400 && y === 300);
  });

  await step("a copy is dragged off with Alt", [], async (board) => {
    await board.page.keyboard.down("Alt");
    await board.draw(line([350, 300], [350, 500]));
    await board.page.keyboard.up("Alt");
    const [a, b] = await board.shapes(2);
    assert.deepEqual([a.y, b.y], [300, 500]);
  });

  await step("the board moves on when a shape is held at its edge", [], async (board) => {
    await board.press(line([350, 300], [1278, 400]));
    await untilCamera(board);
    await board.page.mouse.up();
    await untilShape(board, "it is further right than the view was", ([{ x }]) => x > 1300);
  });

  await step("a finger selects, moves and resizes", [], async (board) => {
    await touch(board, [[700, 600]]);
    await touch(board, [[400, 300]]);
    await touch(board, ...line([400, 300], [420, 330]).map((point) => [point]));
    await untilShape(board, "it is moved", ([{ x, y }]) => x === 320 && y === 330);
    await touch(board, ...line([525, 436], [565, 476]).map((point) => [point]));
    await untilShape(board, "it is larger", ([shape]) => boxOf(shape).join() === "320,330,240,140");
  }, { hasTouch: true });

  await step("a frame carries and cuts off what is in it, and lets it go when it is gone", [], async (board) => {
    await board.key("f");
    await board.draw(line([200, 200], [600, 600]));
    const [form, frame] = await board.shapes(2);
    await untilShape(board, "it is taken in", ([{ frame: id }]) => id === frame.id);
    await board.draw(line([300, 350], [480, 350]));
    await untilShape(board, "it is moved", ([{ x }]) => x === 480);
    await board.untilInk([590, 300]);
    await board.untilNoInk([640, 300]);
    await board.draw(line([200, 500], [200, 550]));
    await untilShape(board, "both are moved", (shapes) => shapes.map(({ y }) => y).join() === "350,250");
    await board.key("Delete");
    await board.untilInk([640, 350]);
    assert.deepEqual((await board.shapes(1)).map(({ id }) => id), [form.id]);
  });
});

/** A rectangle at 300, 300 of 200 × 100, selected. */
async function drawRectangle(board: BoardPage): Promise<void> {
  await board.key("r");
  await board.draw(line([300, 300], [500, 400]));
  await board.shapes(1);
}

/** Pixels of what is under the hand. */
function draftAround(board: BoardPage, [x, y]: readonly [number, number]): Promise<number> {
  return board.page.evaluate(([x, y]) => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas#drafts")!;
    const { data } = canvas.getContext("2d")!.getImageData(x - 4, y - 4, 8, 8);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  }, [x, y]);
}

/** The form at the left edge of what was drawn has gone out of sight: the board has moved under it. */
async function untilCamera(board: BoardPage): Promise<void> {
  await until("the form is under the pointer still", async () => await draftAround(board, [1228, 450]) > 0);
  await board.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
}
