import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { type BoardPage, line, type Point } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { clickLater } from "../../support/browser/fingers.ts";
import { until } from "../../support/until.ts";

/** A filled square of 100 units; its middle is 50 further. */
const square = (id: string, x: number, y: number, rest = {}) =>
  geoOf(id, { x, y, fill: "solid", order: `a${id}`, ...rest });

const A = square("A", 100, 200), B = square("B", 300, 200), C = square("C", 500, 200);
const MIDDLE: Readonly<Record<string, Point>> = { A: [150, 250], B: [350, 250], C: [550, 250] };

const takeSelect = (board: BoardPage) => board.key("v");

appTest("the selected shapes move", async (app, t) => {
  const step = boardSteps(app, t, takeSelect);

  await step(
    "a click chooses, with Shift it adds and takes away, on the paper it lets go",
    [A, B, C],
    async (board) => {
      await click(board, "A");
      await click(board, "B", "Shift");
      await click(board, "C", "Shift");
      await click(board, "A", "Shift");
      await board.key("ArrowDown");
      await untilLower(board, { A: 0, B: 1, C: 1 });
      await board.page.mouse.click(800, 600);
      await board.key("ArrowDown");
      await click(board, "A");
      await board.key("ArrowDown");
      await untilLower(board, { A: 1, B: 1, C: 1 });
    },
  );

  await step(
    "repeated clicks at one point select the shapes there in turn",
    [A, square("B", 120, 200)],
    async (board) => {
      await board.page.mouse.click(160, 260);
      await board.key("ArrowDown");
      await untilLower(board, { A: 0, B: 1 });
      await clickLater(board, [160, 260]);
      await board.key("ArrowDown");
      await untilLower(board, { A: 1, B: 1 });
    },
  );

  await step("a lasso selects only the shapes that it encloses", [A, B, C], async (board) => {
    await board.key("s");
    await board.draw([[80, 180], [420, 170], [430, 320], [240, 330], [70, 320], [80, 180]]);
    await board.key("ArrowDown");
    await untilLower(board, { A: 1, B: 1, C: 0 });
  });

  await step("a key selects all, and Escape clears the selection", [A, B, C], async (board) => {
    await board.key("Control+a");
    await board.key("ArrowDown");
    await untilLower(board, { A: 1, B: 1, C: 1 });
    await board.key("Escape");
    await board.key("ArrowDown");
    await board.key("Control+a");
    await board.key("Shift+ArrowDown");
    await untilLower(board, { A: 11, B: 11, C: 11 });
  });
});

appTest("the selection is resized and rotated", async (app, t) => {
  const step = boardSteps(app, t, takeSelect);
  const box = geoOf("box", { x: 300, y: 300, w: 200, h: 100, fill: "solid" });
  const pulled = async (board: BoardPage, key: string, to: Point) => {
    await board.page.mouse.click(400, 350);
    await board.holding(key, () => board.draw(line([500, 400], to)));
  };

  await step("with Alt the centre stays in place", [box], async (board) => {
    await pulled(board, "Alt", [540, 420]);
    await board.untilShape("box", "both sides went", ({ x, y, w, h }) => [x, y, w, h].join() === "260,280,280,140");
  });

  await step("Shift keeps the proportions", [box], async (board) => {
    await pulled(board, "Shift", [600, 410]);
    await board.untilShape("box", "it is half as large again", ({ w, h }) => w > 250 && Math.abs(w - 2 * h) < 0.01);
  });

  await step("a shape snaps to the edge of another with a guide, and not with Ctrl", [A, C], async (board) => {
    await board.press(line(MIDDLE.C, [553, 444]));
    const before = await board.page.screenshot();
    await board.page.mouse.move(154, 444);
    await until("a guide is seen", async () => !before.equals(await board.page.screenshot()));
    await board.page.mouse.up();
    await board.untilShape("C", "it is right below", ({ x, y }) => x === 100 && y === 394);
    await board.key("Control+z");
    await board.untilShape("C", "it is back", ({ x }) => x === 500);
    await board.press(line(MIDDLE.C, [553, 444]));
    await board.holding("Control", async () => {
      await board.page.mouse.move(154, 444);
      await board.page.mouse.up();
    });
    await board.untilShape("C", "it is where the hand let go", ({ x }) => x === 104);
  });

  await step("a shape snaps to equal gaps", [A, B, C], async (board) => {
    await board.draw(line(MIDDLE.C, [554, 250]));
    await board.untilShape("C", "the gaps are equal", ({ x }) => x === 500);
  });

  await step("with the grid on, shapes snap to the grid", [A], async (board) => {
    await board.key("Control+'");
    await board.draw(line(MIDDLE.A, [177, 287]));
    await board.untilShape("A", "it is on the grid", ({ x, y }) => x === 120 && y === 240);
  });
});

appTest("the selection is arranged by keys", async (app, t) => {
  const step = boardSteps(app, t, takeSelect);

  await step("a nested group moves as one and is ungrouped level by level", [A, B, C], async (board) => {
    await click(board, "A");
    await click(board, "B", "Shift");
    await board.key("Control+g");
    await click(board, "C", "Shift");
    await board.key("Control+g");
    await board.key("Escape");
    await clickLater(board, MIDDLE.C);
    await board.key("ArrowDown");
    await untilLower(board, { A: 1, B: 1, C: 1 });
    await board.key("Control+Shift+g");
    await board.key("Escape");
    await click(board, "A");
    await board.key("ArrowDown");
    await untilLower(board, { A: 2, B: 2, C: 1 });
    await board.key("Control+Shift+g");
    assert.deepEqual((await board.shapes(3)).map(({ groups = [] }) => groups.length), [0, 0, 0]);
  });

  await step("presses and keys wait for a command whose code is loading", [A, B, C], async (board) => {
    const loaded = await board.holdScripts();
    await click(board, "A");
    await click(board, "B", "Shift");
    await board.key("Control+g");
    await click(board, "C", "Shift");
    await board.key("Control+g");
    await board.page.mouse.click(800, 600);
    await board.page.mouse.click(...MIDDLE.B);
    await board.key("ArrowDown");
    await loaded();
    await untilLower(board, { A: 1, B: 1, C: 1 });
    assert.deepEqual((await board.shapes(3)).map(({ groups = [] }) => groups.length).sort(), [1, 2, 2]);
  });

  await step("a locked shape does not move until it is unlocked", [A, B], async (board) => {
    await click(board, "A");
    await board.key("Shift+l");
    await board.draw(line(MIDDLE.A, [250, 500]));
    await board.key("Control+a");
    await board.key("Delete");
    const [left] = await board.shapes(1);
    assert.deepEqual([left.id, left.x, left.y], ["A", 100, 200]);
    await board.page.mouse.click(...MIDDLE.A, { button: "right" });
    const unlock = board.page.getByRole("menuitem", { name: /^Unlock/ });
    await unlock.waitFor();
    assert.equal(await board.page.getByRole("menuitem", { name: /^(Cut|Delete)/ }).count(), 0);
    await unlock.click();
    await board.draw(line(MIDDLE.A, [150, 500]));
    await board.untilShape("A", "it can be moved", ({ y }) => y === 450);
  });

  await step("paint order", [A, square("B", 120, 220), square("C", 140, 240)], async (board) => {
    const order = (wanted: string) =>
      board.untilShapes(`the order is ${wanted}`, (shapes) => shapes.map(({ id }) => id).join("") === wanted);
    await board.page.mouse.click(105, 205);
    await board.key("Control+]");
    await order("BAC");
    await board.key("]");
    await order("BCA");
    await board.key("Alt+[");
    await order("BAC");
    await board.key("Control+Shift+[");
    await order("ABC");
  });

  await step("edges, gaps and sides", [A, square("B", 250, 230), square("C", 500, 260)], async (board) => {
    const places = (what: string, wanted: string) =>
      board.untilShapes(what, (shapes) => shapes.map(({ id, x, y }) => `${id} ${x} ${y}`).sort().join() === wanted);
    await board.key("Control+a");
    await board.key("Alt+w");
    await places("their tops are in line", "A 100 200,B 250 200,C 500 200");
    await board.key("Alt+Shift+h");
    await places("their gaps are equal", "A 100 200,B 300 200,C 500 200");
    await board.key("Shift+h");
    await places("left is right", "A 500 200,B 300 200,C 100 200");
    await board.key("Control+z");
    await board.key("Alt+a");
    await places("all are at the left", "A 100 200,B 100 200,C 100 200");
  });

  await step("copy and paste, and copying the style", [
    square("A", 100, 200, { color: "red", dash: "dashed" }),
    B,
  ], async (board) => {
    await click(board, "A");
    await board.key("Control+Alt+c");
    await board.key("Control+d");
    const copy = (await board.shapes(3)).find(({ id }) => id !== "A" && id !== "B")!;
    assert.deepEqual([copy.x, copy.y], [116, 216]);
    await click(board, "B");
    await board.key("Control+Alt+v");
    await board.untilShape("B", "it looks like the first", (shape) => {
      return shape.kind === "geo" && shape.color === "red" && shape.dash === "dashed" && shape.x === 300;
    });
  });

  await step("Ctrl and an arrow key add a connected shape, and the view follows", [A], async (board) => {
    await click(board, "A");
    await board.key("Control+ArrowRight");
    const [, next, arrow] = await board.shapes(3);
    assert.ok(next.kind === "geo" && arrow.kind === "arrow");
    assert.deepEqual([next.x, next.y, arrow.start.to, arrow.end.to], [300, 200, "A", next.id]);
    await board.key("Shift+ArrowDown");
    await board.untilShape(next.id, "the new one is in hand", ({ y }) => y === 210);
    await board.untilInk([290, 260]);
  });
});

async function click(board: BoardPage, id: string, modifier?: string): Promise<void> {
  const press = () => board.page.mouse.click(...MIDDLE[id]);
  await (modifier ? board.holding(modifier, press) : press());
}

/** Waits until each is so much lower than it was put. */
async function untilLower(board: BoardPage, wanted: Readonly<Record<string, number>>): Promise<void> {
  await board.untilShapes(`they are lower by ${JSON.stringify(wanted)}`, (shapes) => {
    return shapes.length === Object.keys(wanted).length && shapes.every(({ id, y }) => y - 200 === wanted[id]);
  });
}
